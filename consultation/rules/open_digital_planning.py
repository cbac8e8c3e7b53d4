"""Read an application from Open Digital Planning JSON.

Source: theopensystemslab/digital-planning-data-schemas v0.7.7: ``postSubmissionApplication``,
``postSubmissionPublishedApplication``, and ``application``, which has no reference yet, so that
its metadata id stands in.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from consultation.rules.applications import (
    ApplicationSheet,
    ApplicationStatus,
    ProcessStage,
    SheetDocument,
    as_title,
    digest_of,
)
from consultation.rules.consultations import PlanningDecision
from consultation.rules.fields import Member, refuse
from consultation.rules.sites import site_of
from geo.rules.shapes import Shape

LONGEST_DESCRIPTION = 10_000
PRIVATE = frozenset({"author", "caseOfficer", "email", "phone", "responses", "siteContact"})
"""Members that are not kept with a version, wherever they stand."""

E = TypeVar("E", bound=StrEnum)


def is_one(content: object) -> bool:
    """Tell whether parsed JSON looks like an application of this kind."""
    return isinstance(content, dict) and "metadata" in content and "data" in content


def read(content: dict[str, Any], source_name: str) -> ApplicationSheet:
    """Return what *content* says.

    Raises:
        Invalid: with the path of the member that is missing or wrong.
    """
    document = Member(content)
    is_submitted = "submission" in content
    form = document.at("submission", "data") if is_submitted else document.at("data")
    about = document.at("data")
    opens = about.at("consultation", "startDate").day()
    closes = about.at("consultation", "endDate").day()
    if opens and closes and closes < opens:
        refuse("data.consultation.endDate", "the consultation would end before it starts")
    address = _address(form)
    return ApplicationSheet(
        reference=_reference(document),
        organisation=document.at("metadata", "organisation").needed(40),
        stage=_one_of(about.at("application", "stage"), ProcessStage.SUBMISSION),
        status=_status(about),
        content=without_people(content),
        digest=digest_of(content),
        source_name=source_name,
        type_code=_type(document),
        title=as_title(form.at("property", "address", "title").text() or address or ""),
        address=address,
        description=form.at("proposal", "description").text(LONGEST_DESCRIPTION),
        decision=_decision(about),
        decided_on=_decided_on(about),
        received_on=_received(document),
        consultation_opens=opens,
        consultation_closes=closes,
        decision_due=about.at("assessment", "expiryDate").day(),
        until_decision=about.at(
            "localPlanningAuthority", "publicCommentsAcceptedUntilDecision"
        ).flag(),
        is_published=about.at("application", "publishedAt").instant() is not None,
        site=_site(form),
        documents=tuple(_documents(document)),
        generated_at=document.at("metadata", "generatedAt").instant(),
    )


def without_people(document: dict[str, Any]) -> dict[str, Any]:
    """Return a document without the people in it who are nobody's business.

    Who commented, and what they wrote before it was redacted, belongs to the identity store;
    e-mail addresses and telephone numbers belong nowhere.
    """
    said = {name: value for name, value in document.items() if name not in PRIVATE}
    if {"comment", "sentiment"} <= document.keys():
        del said["comment"]
    return {name: _without_people(value) for name, value in said.items()}


def _without_people(value: object) -> object:
    match value:
        case dict():
            return without_people(value)
        case list():
            return [_without_people(member) for member in value]
    return value


def _reference(document: Member) -> str:
    given = document.at("data", "application", "reference")
    if isinstance(given.value, str):
        return given.needed(100)
    if "submission" in (document.value or {}):  # type: ignore[operator]  # read() passes an object
        refuse(given.path, "this is missing")
    return document.at("metadata", "id").needed(100)


def _type(document: Member) -> str | None:
    named = document.at("applicationType")
    return (named if named.value else document.at("data", "application", "type", "value")).text()


def _one_of(member: Member, default: E) -> E:
    words = member.text()
    if words is None:
        return default
    try:
        return type(default)(words)
    except ValueError:
        known = ", ".join(type(default))
        refuse(member.path, f'"{words[:40]}" is none of {known}')


def _status(about: Member) -> ApplicationStatus:
    if about.at("application", "withdrawnAt").instant():
        return ApplicationStatus.WITHDRAWN
    return _one_of(about.at("application", "status"), ApplicationStatus.UNDETERMINED)


def _decision(about: Member) -> PlanningDecision | None:
    match _status(about):
        case ApplicationStatus.WITHDRAWN:
            return PlanningDecision.WITHDRAWN
        case ApplicationStatus.DETERMINED:
            assessment = about.at("assessment")
            committee = assessment.at("committeeDecision")
            made = committee if committee.value else assessment.at("planningOfficerDecision")
            return _one_of(made, PlanningDecision.GRANTED) if made.value else None
    return None


def _decided_on(about: Member) -> date | None:
    """Return the day of the committee's decision, or of the officer's where there was none."""
    assessment = about.at("assessment")
    committee = assessment.at("committeeDecisionDate").day()
    return committee or assessment.at("planningOfficerDecisionDate").day()


def _received(document: Member) -> date | None:
    for path in (
        ("data", "validation", "receivedAt"),
        ("data", "submission", "submittedAt"),
        ("metadata", "submittedAt"),
    ):
        if day := document.at(*path).day():
            return day
    return None


def _address(form: Member) -> str | None:
    address = form.at("property", "address")
    return address.at("singleLine").text() or address.at("title").text()


def _site(form: Member) -> Shape | None:
    for whose in ("proposal", "property"):
        drawn = form.at(whose, "boundary", "site")
        if drawn.value:
            return site_of(drawn)
    spot = form.at("property", "address")
    lon, lat = spot.at("longitude").value, spot.at("latitude").value
    if lon is None or lat is None:
        return None
    return site_of(Member({"type": "Point", "coordinates": [lon, lat]}, spot.path))


def _documents(document: Member) -> Iterator[SheetDocument]:
    """Yield what is published, in its redacted form where there is one."""
    for file in document.at("files").items():
        if file.at("metadata", "publishedAt").instant() is None:
            continue
        url = file.at("redactedUrl").link() or file.at("url").link()
        if url:
            kinds = [kind.text() for kind in file.at("type").items()]
            yield SheetDocument(file.at("name").needed(), url, kinds[0] if kinds else None)
    notice = document.at("data", "assessment", "decisionNotice", "url").link()
    if notice:
        yield SheetDocument("Decision notice", notice, "decisionNotice")
