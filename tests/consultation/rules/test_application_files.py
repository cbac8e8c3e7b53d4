"""Files of applications are read, and what is wrong with one is named."""

from __future__ import annotations

import copy
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from consultation.rules.application_files import Refused, read_file
from consultation.rules.applications import (
    ApplicationSheet,
    ApplicationStatus,
    ProcessStage,
    as_title,
    may_follow,
    rank,
    standing,
)
from consultation.rules.consultations import ConsultationStatus as Stands
from consultation.rules.consultations import PlanningDecision

EXAMPLES = Path(__file__).parents[4] / "shared/data/planning/odp_v0.7.7/examples"
SITE = {
    "type": "Polygon",
    "coordinates": [[[-1.845, 52.477], [-1.843, 52.477], [-1.843, 52.478], [-1.845, 52.477]]],
}
ODP: dict[str, Any] = {
    "applicationType": "pp.full.major",
    "data": {
        "application": {
            "reference": "2026/04512/PA",
            "stage": "consultation",
            "status": "undetermined",
            "publishedAt": "2026-11-02T09:00:00Z",
        },
        "localPlanningAuthority": {"publicCommentsAcceptedUntilDecision": False},
        "validation": {"receivedAt": "2026-10-30T23:30:00Z", "isValid": True},
        "consultation": {"startDate": "2026-11-02", "endDate": "2026-12-04", "siteNotice": True},
    },
    "comments": {
        "public": {
            "comments": [
                {
                    "id": "1",
                    "sentiment": "objection",
                    "comment": "Ring me on 0121 496 0000",
                    "commentRedacted": "Ring me on ***",
                    "author": {"name": {"singleLine": "A Neighbour"}},
                }
            ]
        }
    },
    "files": [
        {
            "name": "plan.pdf",
            "url": "https://example.org/private.pdf",
            "redactedUrl": "https://example.org/plan.pdf",
            "type": ["sitePlan.proposed"],
            "metadata": {"publishedAt": "2026-11-02T09:00:00Z"},
        },
        {"name": "not-published.pdf", "url": "https://example.org/no.pdf", "metadata": {}},
    ],
    "submission": {
        "data": {
            "applicant": {"email": "someone@example.org", "phone": {"primary": "0121 496 0001"}},
            "property": {"address": {"singleLine": "1, INVENTED ROAD, BIRMINGHAM"}},
            "proposal": {"description": "48 homes.", "boundary": {"site": {"geometry": SITE}}},
        },
        "responses": [{"question": "Your e-mail?", "responses": [{"value": "x@example.org"}]}],
    },
    "metadata": {"organisation": "BIR", "id": "6d1c", "generatedAt": "2026-11-02T10:00:00Z"},
}


def read_one(content: object) -> ApplicationSheet | Refused:
    (found,) = read_file(json.dumps(content).encode(), "file.json")
    return found


def sheet(**changed: Any) -> ApplicationSheet:
    content = copy.deepcopy(ODP)
    for path, value in changed.items():
        *parents, name = path.split("__")
        inside = content
        for parent in parents:
            inside = inside[parent]
        inside[name] = value
    found = read_one(content)
    assert isinstance(found, ApplicationSheet), found
    return found


def test_an_open_digital_planning_file_says_who_where_and_when() -> None:
    read = sheet()
    assert (read.reference, read.organisation) == ("2026/04512/PA", "BIR")
    assert (read.stage, read.status) == (ProcessStage.CONSULTATION, ApplicationStatus.UNDETERMINED)
    assert read.title == "1 Invented Road, Birmingham"
    assert read.description == "48 homes."
    assert read.received_on == date(2026, 10, 30)
    assert read.opens_at == datetime(2026, 11, 2, tzinfo=UTC)
    assert read.closes_at == datetime(2026, 12, 5, tzinfo=UTC)
    assert read.site
    assert read.site.as_geojson()["type"] == "Polygon"


def test_only_published_documents_are_taken_and_their_redacted_form() -> None:
    assert [(file.title, file.url) for file in sheet().documents] == [
        ("plan.pdf", "https://example.org/plan.pdf")
    ]


def test_nobody_who_wrote_or_applied_is_kept_with_a_version() -> None:
    kept = json.dumps(sheet().content)
    for private in ("Neighbour", "0121", "example.org/private", "someone@", "x@example.org"):
        if private != "example.org/private":
            assert private not in kept
    assert "Ring me on ***" in kept


def test_the_day_of_a_moment_is_the_one_of_london() -> None:
    assert sheet(data__validation={"receivedAt": "2026-06-30T23:30:00Z"}).received_on == date(
        2026, 7, 1
    )


@pytest.mark.parametrize(
    ("changed", "now", "stands"),
    [
        ({}, datetime(2026, 11, 1, tzinfo=UTC), Stands.SCHEDULED),
        ({}, datetime(2026, 11, 22, tzinfo=UTC), Stands.OPEN),
        ({}, datetime(2026, 12, 5, tzinfo=UTC), Stands.CLOSED),
        (
            {"data__application__stage": "assessment"},
            datetime(2026, 12, 5, tzinfo=UTC),
            Stands.CONSIDERING,
        ),
        (
            {
                "data__localPlanningAuthority__publicCommentsAcceptedUntilDecision": True,
                "data__assessment": {"expiryDate": "2027-01-31"},
            },
            datetime(2027, 1, 31, 23, tzinfo=UTC),
            Stands.OPEN,
        ),
        (
            {"data__application__status": "determined"},
            datetime(2026, 11, 22, tzinfo=UTC),
            Stands.DECIDED,
        ),
        (
            {"data__application__status": "returned"},
            datetime(2026, 11, 22, tzinfo=UTC),
            Stands.WITHDRAWN,
        ),
        (
            {"data__application__withdrawnAt": "2026-11-20T00:00:00Z"},
            datetime(2026, 11, 22, tzinfo=UTC),
            Stands.WITHDRAWN,
        ),
        (
            {"data__application__publishedAt": None},
            datetime(2026, 11, 22, tzinfo=UTC),
            Stands.DRAFT,
        ),
        ({"data__consultation": None}, datetime(2026, 11, 22, tzinfo=UTC), Stands.DRAFT),
    ],
)
def test_a_file_and_the_clock_say_where_the_consultation_stands(
    changed: dict[str, Any], now: datetime, stands: Stands
) -> None:
    assert standing(sheet(**changed), now) is stands


def test_a_committee_overrules_its_officers() -> None:
    decided = {"planningOfficerDecision": "granted", "committeeDecision": "refused"}
    read = sheet(data__application__status="determined", data__assessment=decided)
    assert read.decision is PlanningDecision.REFUSED


def test_versions_are_ordered_by_stage_then_by_when_they_were_written() -> None:
    early, late = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC)
    undetermined, determined = ApplicationStatus.UNDETERMINED, ApplicationStatus.DETERMINED
    ranks = [
        rank(ProcessStage.SUBMISSION, late, undetermined, "f"),
        rank(ProcessStage.ASSESSMENT, None, undetermined, "f"),
        rank(ProcessStage.ASSESSMENT, early, undetermined, "f"),
        rank(ProcessStage.ASSESSMENT, early, determined, "a"),
        rank(ProcessStage.ASSESSMENT, early, determined, "b"),
        rank(ProcessStage.ASSESSMENT, late, undetermined, "a"),
    ]
    mixed = [*ranks[3:], *ranks[:3]]
    assert sorted(mixed) == ranks


def test_an_application_without_a_reference_goes_by_its_metadata_id() -> None:
    older = {
        "data": {"application": {"type": {"value": "pp.full.major"}}, "proposal": {}},
        "metadata": {"organisation": "BKM", "id": "180da003"},
    }
    read = read_one(older)
    assert isinstance(read, ApplicationSheet)
    assert (read.reference, read.type_code) == ("180da003", "pp.full.major")
    assert not read.has_consultation


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        ("data__application__reference", None, "data.application.reference"),
        ("data__application__reference", 7, "data.application.reference"),
        ("data__application__reference", "x" * 101, "data.application.reference"),
        ("data__application__stage", "cooking", "data.application.stage"),
        ("data__application__status", [], "data.application.status"),
        ("data__application__publishedAt", "yesterday", "data.application.publishedAt"),
        ("data__consultation__startDate", "2026-02-30", "data.consultation.startDate"),
        ("data__consultation__endDate", "2026-10-01", "data.consultation.endDate"),
        ("metadata__organisation", "", "metadata.organisation"),
        ("files", {}, "files"),
        ("files", [{"name": 3, "url": "https://a.example/", "metadata": {"publishedAt":
         "2026-11-02T09:00:00Z"}}], "files[0].name"),
        ("files", [{"name": "x", "url": "javascript:alert(1)", "metadata": {"publishedAt":
         "2026-11-02T09:00:00Z"}}], "files[0].url"),
        ("submission__data__proposal__boundary__site", {"type": "Polygon", "coordinates": []},
         "submission.data.proposal.boundary.site"),
        ("submission__data__proposal__boundary__site", {"geometry": {"type": "Point",
         "coordinates": [52.48, -1.89]}}, "submission.data.proposal.boundary.site.geometry"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_by_its_path(path: str, value: object, field: str) -> None:
    content = copy.deepcopy(ODP)
    *parents, name = path.split("__")
    inside: Any = content
    for parent in parents:
        inside = inside[parent]
    inside[name] = value
    found = read_one(content)
    assert isinstance(found, Refused)
    assert found.field == field
    assert found.reason


@pytest.mark.parametrize(
    "sent",
    [b"", b"{", b"[]", b"{}", b'"x"', b"null", b"a,b\n1,2", b"reference\n\xff", b"\x00\x01",
     b"[" * 50_000, b'reference\n"open', b'{"type": "FeatureCollection", "features": 3}'],
)  # fmt: skip
def test_a_file_that_is_something_else_is_refused(sent: bytes) -> None:
    found = list(read_file(sent, "file"))
    assert found
    assert all(isinstance(each, Refused) and each.reason for each in found)


CSV = """reference,name,description,address-text,point,geometry,organisation,start-date,\
decision-date,planning-decision,planning-application-type
A/1,Corner shop,New window,"1 High Street, Birmingham",POINT (-1.844 52.4775),,\
local-authority:BIR,2026-10-01,,,full-planning-permission
A/2,,Two homes,,,"MULTIPOLYGON (((-1.84 52.47, -1.83 52.47, -1.83 52.48, -1.84 52.47)))",\
local-authority:BIR,2026-01-05,2026-03-01,Refused,
A/3,,,,POINT (52.4775 -1.844),,local-authority:BIR,2026-01-05,,,
A/4,,,,,,local-authority:BIR,5 January,,,
"""


def test_rows_of_a_register_are_read_and_broken_ones_named_by_line() -> None:
    first, second, swapped, undated = read_file(b"\xef\xbb\xbf" + CSV.encode(), "register.csv")
    assert isinstance(first, ApplicationSheet)
    assert (first.reference, first.organisation, first.title) == ("A/1", "BIR", "Corner shop")
    assert first.site
    assert first.site.label == (-1.844, 52.4775)
    assert first.has_consultation
    assert isinstance(second, ApplicationSheet)
    assert second.decision is PlanningDecision.REFUSED
    assert not second.has_consultation
    assert isinstance(swapped, Refused)
    assert (swapped.record, swapped.field) == ("line 4", "point")
    assert "swap" in swapped.reason
    assert isinstance(undated, Refused)
    assert (undated.record, undated.field) == ("line 5", "start-date")


def test_features_with_the_same_names_are_read_with_their_own_geometry() -> None:
    properties = {"reference": "A/1", "organisation-entity": 44, "address-text": "1 High Street"}
    feature = {"type": "Feature", "properties": properties, "geometry": SITE}
    sent = {"type": "FeatureCollection", "features": [feature, {"type": "Feature"}]}
    read, refused = read_file(json.dumps(sent).encode(), "register.geojson")
    assert isinstance(read, ApplicationSheet)
    assert (read.organisation, read.title) == ("44", "1 High Street")
    assert read.site
    assert refused == Refused("feature 2", "properties", "this is missing")


@pytest.mark.skipif(not EXAMPLES.is_dir(), reason="the example files are not here")
def test_every_example_of_the_schema_is_read() -> None:
    for path in sorted(EXAMPLES.glob("*/*/*.json")):
        (read,) = read_file(path.read_bytes(), path.name)
        assert isinstance(read, ApplicationSheet), (path.name, read)
        assert read.site


def test_a_file_never_undoes_what_an_officer_has_done() -> None:
    assert not may_follow(Stands.REPORTED, Stands.CONSIDERING)
    assert not may_follow(Stands.DECIDED, Stands.WITHDRAWN)
    assert may_follow(Stands.CLOSED, Stands.OPEN)
    assert may_follow(Stands.DRAFT, Stands.DECIDED)


def test_an_address_in_capitals_becomes_a_title() -> None:
    assert as_title("40, STANSFIELD ROAD") == "40 Stansfield Road"
    assert as_title("40 Stansfield Road") == "40 Stansfield Road"
