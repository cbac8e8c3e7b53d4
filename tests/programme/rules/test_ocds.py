"""Our open contracting data is valid, and whatever is wrong with it is found."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from programme.rules.ocds.after import Awarded, Party, Phase, Signed, Sum
from programme.rules.ocds.compiling import compiled
from programme.rules.ocds.releases import Ending, Process, package_of, releases_of
from programme.rules.ocds.validating import Wrong, faults_between, faults_of, faults_of_releases
from programme.rules.routes import Route
from programme.rules.stages import GateCode
from programme.rules.steps import Step
from tests.clock import NOW
from tests.geo.data import open_data

COUNCIL = Party("GB-LAE-BIR", "Birmingham City Council")
WHOLE = Process(
    key="0b6a",
    prefix="",
    title="Town planning consultation",
    question="How can more residents shape plans?",
    url="https://example.org/challenges/town-planning-consultation",
    buyer=COUNCIL,
    project=Party("innovation", "Innovation programme"),
    gates=tuple((gate, NOW + timedelta(days=each)) for each, gate in enumerate(GateCode)),
    funders=("Growth fund", "City"),
    budget_p=48_000_50,
    window=(NOW, NOW + timedelta(days=40)),
    criteria=(("Fit", 6_000), ("Cost", 4_000)),
    firms=(Party("firm-1", "Invented Ltd"),),
    route=Route.FLEXIBLE,
    reason="It can do research and roll-out.",
    value_p=158_000_00,
    is_above_threshold=False,
    steps=(
        (Step.TENDER, NOW.date() + timedelta(days=50)),
        (Step.TENDERS_IN, NOW.date() + timedelta(days=75)),
        (Step.AWARD, NOW.date() + timedelta(days=80)),
        (Step.CONTRACT, NOW.date() + timedelta(days=95)),
    ),
)
STOPPED = replace(WHOLE, steps=(), ended=(Ending.UNSUCCESSFUL, NOW + timedelta(days=99)))
CANCELLED = replace(
    WHOLE, steps=WHOLE.steps[:1], ended=(Ending.WITHDRAWN, NOW + timedelta(days=99))
)


AFTER = replace(
    WHOLE,
    firms_named_at=NOW + timedelta(days=60),
    awards=(
        Awarded(
            1,
            NOW.date() + timedelta(days=80),
            Sum(158_000_00, "GBP"),
            Party("firm-2", "First Ltd"),
            cancelled_at=NOW + timedelta(days=82),
        ),
        Awarded(
            2,
            NOW.date() + timedelta(days=84),
            Sum(150_000_00, "GBP"),
            Party("firm-1", "Invented Ltd"),
            summaries_on=NOW.date() + timedelta(days=84),
            named_at=NOW + timedelta(days=96),
        ),
    ),
    contract=Signed(
        2,
        NOW.date() + timedelta(days=95),
        NOW.date() + timedelta(days=95),
        NOW.date() + timedelta(days=460),
        Sum(150_000_00, "GBP"),
        tuple(
            Phase(
                number,
                f"Phase {number}",
                "It runs.",
                NOW.date() + timedelta(days=100 + number),
                NOW + timedelta(days=100 + number),
                NOW.date() + timedelta(days=100 + number),
                status,
                Sum(50_000_00, "GBP") if status == "met" else None,
            )
            for number, status in enumerate(("met", "notMet"), 1)
        ),
        NOW.date() + timedelta(days=110),
    ),
)


def _package(process: Process = WHOLE) -> dict[str, Any]:
    return package_of(
        releases_of(process), uri="https://example.org/r.json", publisher=COUNCIL, now=NOW
    )


PROCESSES = {"whole": WHOLE, "stopped": STOPPED, "cut": CANCELLED, "after": AFTER}


@pytest.mark.parametrize("process", list(PROCESSES.values()), ids=list(PROCESSES))
def test_our_releases_are_valid(process: Process) -> None:
    assert faults_of(_package(process)) == ()


def test_each_step_makes_a_release_and_firms_are_never_tenderers() -> None:
    made = releases_of(WHOLE)
    gates = ["planning", *["planningUpdate"] * 6]
    assert [each["tag"][0] for each in made] == [*gates, "tender", "award", "contract"]
    assert [each["tender"]["status"] for each in made[6:]] == [
        *("planning", "active", "active", "complete")
    ]
    roles = {role for each in made for party in each["parties"] for role in party["roles"]}
    assert "interestedParty" in roles
    assert "tenderer" not in roles
    assert "awards" not in made[7]
    assert made[-1]["contracts"][0]["value"] == {"amount": 158_000.0, "currency": "GBP"}


def test_award_contract_and_delivery_are_told_and_names_only_once_they_are_out() -> None:
    made = releases_of(AFTER)
    tags = [each["tag"][0] for each in made]
    assert tags.count("award") == 2
    assert tags[-3:] == ["implementation", "implementationUpdate", "contractTermination"]
    named = tags.index("awardUpdate")
    for each in made:
        roles = {role for party in each["parties"] for role in party["roles"]}
        assert ("supplier" in roles) is (made.index(each) >= named)
        assert "tenderer" not in roles
        assert "First Ltd" not in json.dumps(each)
    last = made[-1]
    assert [each["status"] for each in last["awards"]] == ["cancelled", "active"]
    contract = last["contracts"][0]
    assert (contract["status"], contract["awardID"]) == ("terminated", last["awards"][1]["id"])
    assert [each["status"] for each in contract["milestones"]] == ["met", "notMet"]
    paid = contract["implementation"]["transactions"]
    assert [each["value"] for each in paid] == [{"amount": 50_000.0, "currency": "GBP"}]


def test_what_is_not_bought_is_told_as_fully_as_what_is() -> None:
    last = releases_of(STOPPED)[-1]
    assert (last["tag"], last["tender"]["status"]) == (["planningUpdate"], "unsuccessful")
    last = releases_of(CANCELLED)[-1]
    assert (last["tag"], last["tender"]["status"]) == (["tenderCancellation"], "withdrawn")


def test_there_is_nothing_before_the_first_gate() -> None:
    assert releases_of(replace(WHOLE, gates=(), steps=())) == []


GONE = object()
R, T = "releases/9", "releases/9/tender"
PLANTED: list[tuple[str, object, Wrong]] = [
    ("uri", GONE, Wrong.MISSING),
    ("uri", "not an address", Wrong.URI),
    ("version", GONE, Wrong.MISSING),
    ("publishedDate", "2023-05-01", Wrong.DATE),
    ("publisher", "Birmingham", Wrong.TYPE),
    ("publisher/name", GONE, Wrong.MISSING),
    ("releases", {}, Wrong.TYPE),
    (f"{R}/ocid", GONE, Wrong.MISSING),
    (f"{R}/ocid", "planning-1", Wrong.OCID),
    (f"{R}/id", GONE, Wrong.MISSING),
    (f"{R}/id", "ocds-xxxxxx-0b6a-001", Wrong.REPEATED),
    (f"{R}/date", GONE, Wrong.MISSING),
    (f"{R}/date", "2026-02-30T10:00:00Z", Wrong.DATE),
    (f"{R}/date", "2026-02-20T10:00:00", Wrong.DATE),
    (f"{R}/tag", GONE, Wrong.MISSING),
    (f"{R}/tag", [], Wrong.EMPTY),
    (f"{R}/tag", "contract", Wrong.TYPE),
    (f"{R}/tag/0", "notice", Wrong.CODE),
    (f"{R}/initiationType", GONE, Wrong.MISSING),
    (f"{R}/initiationType", "challenge", Wrong.CODE),
    (f"{R}/parties", {"id": "x"}, Wrong.TYPE),
    (f"{R}/parties/1/id", "GB-LAE-BIR", Wrong.REPEATED),
    (f"{R}/parties/0/roles", "buyer", Wrong.TYPE),
    (f"{R}/buyer/id", "GB-LAE-XXX", Wrong.UNKNOWN_PARTY),
    (f"{R}/planning/budget/amount/amount", "48000", Wrong.TYPE),
    (f"{R}/planning/budget/amount/currency", GONE, Wrong.NO_CURRENCY),
    (f"{R}/planning/budget/amount/currency", "pounds", Wrong.CODE),
    (f"{R}/planning/documents/0/id", GONE, Wrong.MISSING),
    (f"{R}/planning/documents/0/url", "brief page", Wrong.URI),
    (f"{R}/planning/milestones/0/status", "done", Wrong.CODE),
    (f"{R}/planning/milestones/0/dateMet", "yesterday", Wrong.DATE),
    (f"{R}/planning/milestones/1/id", "g0", Wrong.REPEATED),
    (f"{T}/id", GONE, Wrong.MISSING),
    (f"{T}/status", "shortlisting", Wrong.CODE),
    (f"{T}/procurementMethod", "innovationPartnership", Wrong.CODE),
    (f"{T}/mainProcurementCategory", "software", Wrong.CODE),
    (f"{T}/tenderPeriod/endDate", "2001-01-01T00:00:00Z", Wrong.BACKWARDS),
    (f"{T}/procuringEntity/id", "somebody", Wrong.UNKNOWN_PARTY),
    (f"{T}/numberOfTenderers", "three", Wrong.TYPE),
    (f"{T}/hasEnquiries", "yes", Wrong.TYPE),
    (f"{R}/awards/0/id", GONE, Wrong.MISSING),
    (f"{R}/awards/0/status", "won", Wrong.CODE),
    (f"{R}/awards/0/suppliers", [{"id": "firm-9"}], Wrong.UNKNOWN_PARTY),
    (f"{R}/contracts/0/awardID", GONE, Wrong.MISSING),
    (f"{R}/contracts/0/awardID", "award-2", Wrong.UNKNOWN_AWARD),
    (f"{R}/contracts/0/status", "signed", Wrong.CODE),
    (f"{R}/contracts/0/value/currency", GONE, Wrong.NO_CURRENCY),
    (f"{R}/contracts/0/dateSigned", "5 January 2027", Wrong.DATE),
    (f"{R}/planning/rationale", None, Wrong.MISSING),
    (f"{R}/language", 5, Wrong.TYPE),
]


@pytest.mark.parametrize(("path", "value", "wrong"), PLANTED, ids=range(len(PLANTED)))
def test_each_planted_fault_is_found(path: str, value: object, wrong: Wrong) -> None:
    package = deepcopy(_package())
    at: Any = package
    *way, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    for step in way:
        at = at[step]
    if value is GONE:
        del at[last]
    else:
        at[last] = value
    found = faults_of(package)
    assert wrong in {each.wrong for each in found}
    assert any(
        each.path.startswith(path.rpartition("/")[0]) or path.startswith(each.path)
        for each in found
    )


def test_a_process_keeps_its_id_from_release_to_release() -> None:
    made = releases_of(WHOLE)
    assert faults_between(made) == ()
    made[3]["ocid"] = "ocds-xxxxxx-another"
    assert [each.wrong for each in faults_between(made)] == [Wrong.OCID_CHANGED]
    with pytest.raises(ValueError, match="two processes"):
        compiled(made)


def test_the_compiled_release_holds_the_latest_of_each_member() -> None:
    made = releases_of(WHOLE)
    whole = compiled(made)
    assert whole["tag"] == ["compiled"]
    assert whole["tender"]["status"] == "complete"
    assert [each["id"] for each in whole["planning"]["milestones"]] == [
        *("g0", "engagement", "g1", "g2", "g3", "g4", "g5", "g6")
    ]
    assert compiled(list(reversed(made))) == whole


def test_null_takes_a_member_away_and_plain_lists_are_replaced() -> None:
    at = "2026-01-0{}T00:00:00Z"
    made = compiled(
        [
            {"ocid": "ocds-a", "id": "1", "date": at.format(1), "tag": ["tender"], "x": {"a": 1}},
            {"ocid": "ocds-a", "id": "2", "date": at.format(2), "x": {"a": None}, "y": ["b"]},
            {"ocid": "ocds-a", "id": "3", "date": at.format(3), "y": ["c"]},
        ]
    )
    assert (made["x"], made["y"]) == ({}, ["c"])


def test_the_schema_of_the_standard_agrees() -> None:
    from jsonschema import Draft4Validator, FormatChecker

    path = open_data("procurement", "ocds_1.1_examples", "schema", "release-schema.json")
    schema = json.loads(path.read_text("utf-8"))
    check = Draft4Validator(schema, format_checker=FormatChecker())
    for process in PROCESSES.values():
        for release in releases_of(process):
            assert list(check.iter_errors(release)) == []


def test_real_releases_raise_only_the_two_alarms_that_are_right() -> None:
    """One release comes twice in the sample, and one document has a blank in its address."""
    path = open_data("procurement", "uk_contracts_finder_releases_sample20.json")
    found = faults_of_releases(json.loads(path.read_text("utf-8"))["releases"])
    assert sorted(each.wrong for each in found) == [Wrong.REPEATED, Wrong.URI]
