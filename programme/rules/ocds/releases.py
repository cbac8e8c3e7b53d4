"""A challenge as an open contracting process from its first gate on: one release for each step.

Source: programme-field.md §3.1 (one process id from planning to contract) and §3.6 (which member
says what). Before a tender firms are interested parties, never tenderers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from foundation.base.clock import london_day
from programme.rules.ocds.after import (
    Awarded,
    Party,
    Signed,
    awards_at,
    contracts_at,
    happenings,
    instant,
    noon,
    suppliers_at,
)
from programme.rules.ocds.validating import PLACEHOLDER
from programme.rules.routes import ABOUT, Route
from programme.rules.stages import GateCode
from programme.rules.steps import Step

Json = dict[str, Any]
LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


class Ending(StrEnum):
    """How a challenge ended without a contract; the values of ``tender.status``."""

    WITHDRAWN = "withdrawn"
    UNSUCCESSFUL = "unsuccessful"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Process:
    """A challenge as open contracting data sees it; instants in UTC, sums in pence.

    Args:
        key: what never changes of it, such as its id.
        gates: each gate that was passed, and when.
        steps: each step to the contract that is done, and on which day.
        firms: those that may be named, from ``firms_named_at`` on; before a tender interested.
        criteria: title and weight in basis points, as frozen.
    """

    key: str
    prefix: str
    title: str
    question: str
    url: str
    buyer: Party
    project: Party
    gates: tuple[tuple[GateCode, datetime], ...]
    funders: tuple[str, ...] = ()
    budget_p: int | None = None
    consultation_url: str | None = None
    window: tuple[datetime, datetime] | None = None
    criteria: tuple[tuple[str, int], ...] = ()
    firms: tuple[Party, ...] = ()
    firms_named_at: datetime | None = None
    route: Route | None = None
    reason: str = ""
    value_p: int | None = None
    is_above_threshold: bool | None = None
    steps: tuple[tuple[Step, date], ...] = ()
    awards: tuple[Awarded, ...] = ()
    contract: Signed | None = None
    ended: tuple[Ending, datetime] | None = None

    @property
    def ocid(self) -> str:
        """Return the id of the process: it never changes."""
        return f"{self.prefix or PLACEHOLDER}-{self.key}"


_TAGS = {Step.TENDER: "tender", Step.AWARD: "award", Step.CONTRACT: "contract"}


def releases_of(process: Process) -> list[Json]:
    """Return the releases of a process, the oldest first; none before its first gate."""
    happened = [(at, "planningUpdate") for _gate, at in process.gates]
    told = {Step.AWARD, Step.CONTRACT} if process.awards else frozenset()
    happened += [
        (noon(day), _TAGS[step])
        for step, day in process.steps
        if step in _TAGS and step not in told
    ]
    happened += happenings(process.awards, process.contract)
    if process.firms_named_at:
        happened.append((process.firms_named_at, "planningUpdate"))
    if process.ended:
        is_out = any(step is Step.TENDER for step, _day in process.steps)
        tag = "tenderCancellation" if is_out else "planningUpdate"
        happened.append((process.ended[1], tag))
    happened.sort(key=lambda each: each[0])
    return [
        _release(process, number, at, "planning" if number == 1 else tag)
        for number, (at, tag) in enumerate(happened, 1)
    ]


def package_of(releases: list[Json], *, uri: str, publisher: Party, now: datetime) -> Json:
    """Return releases as a package that can be published at *uri*."""
    return {
        "uri": uri,
        "version": "1.1",
        "publishedDate": instant(now),
        "publisher": {"name": publisher.name, "uid": publisher.id},
        "license": LICENCE,
        "releases": releases,
    }


def _release(process: Process, number: int, at: datetime, tag: str) -> Json:
    made: Json = {
        "ocid": process.ocid,
        "id": f"{process.ocid}-{number:03}",
        "date": instant(at),
        "tag": [tag],
        "initiationType": "tender",
        "language": "en",
        "buyer": {"id": process.buyer.id, "name": process.buyer.name},
        "parties": _parties(process, at),
        "planning": _planning(process, at),
        "tender": _tender(process, at),
    }
    done = _done(process, at)
    awards = awards_at(process.ocid, process.title, process.awards, at)
    if awards:
        made["awards"] = awards
    elif Step.AWARD in done and not process.awards:
        made["awards"] = [
            {
                "id": f"{process.ocid}-award-1",
                "title": process.title,
                "status": "active",
                "date": instant(noon(done[Step.AWARD])),
            }
        ]
    contracts = contracts_at(process.ocid, process.title, process.contract, at)
    if contracts:
        made["contracts"] = contracts
    elif Step.CONTRACT in done and not process.awards:
        made["contracts"] = [_contract(process, done)]
    return made


def _parties(process: Process, at: datetime) -> list[Json]:
    found = [
        {
            "id": process.buyer.id,
            "name": process.buyer.name,
            "roles": ["buyer", "procuringEntity"],
        }
    ]
    found += [
        {"id": f"{process.project.id}-funder-{number}", "name": name, "roles": ["funder"]}
        for number, name in enumerate(process.funders, 1)
    ]
    named_at, suppliers = process.firms_named_at, suppliers_at(process.awards, at)
    firms = process.firms if named_at is None or named_at <= at else ()
    for firm in {each.id: each for each in (*firms, *suppliers)}.values():
        roles = ["interestedParty"] if firm in firms else []
        roles += ["supplier"] if firm in suppliers else []
        found.append({"id": firm.id, "name": firm.name, "roles": roles})
    return found


def _planning(process: Process, at: datetime) -> Json:
    budget: Json = {"project": process.project.name, "projectID": process.project.id}
    if process.budget_p is not None:
        budget["amount"] = _money(process.budget_p)
    documents = [_document("brief", "needsAssessment", process.title, process.url)]
    if process.consultation_url:
        title = "What residents said"
        documents.append(
            _document("consultation", "hearingNotice", title, process.consultation_url)
        )
    milestones = [
        {
            "id": gate.value.lower(),
            "title": f"Gate {gate.value[1:]}",
            "type": "approval",
            "status": "met",
            "dateMet": instant(passed),
        }
        for gate, passed in process.gates
        if passed <= at
    ]
    if process.window:
        opens, closes = process.window
        milestones.append(
            {
                "id": "engagement",
                "title": "Firms are invited to answer the challenge",
                "type": "engagement",
                "dueDate": instant(closes),
                "status": "met" if closes <= at else "scheduled",
            }
        )
        if opens <= at:
            documents.append(
                _document("invitation", "marketEngagementNotice", process.title, process.url)
            )
    return {
        "rationale": process.question,
        "budget": budget,
        "documents": documents,
        "milestones": milestones,
    }


def _tender(process: Process, at: datetime) -> Json:
    done = _done(process, at)
    made: Json = {
        "id": f"{process.ocid}-tender",
        "title": process.title,
        "description": process.question,
        "status": _status(process, done, at),
        "procuringEntity": {"id": process.buyer.id, "name": process.buyer.name},
    }
    if process.route is None or Step.TENDER not in done:
        return made
    about = ABOUT[process.route]
    made |= {
        "procurementMethod": about.method.value,
        "procurementMethodDetails": about.details,
        "procurementMethodRationale": process.reason,
        "mainProcurementCategory": "services",
        "datePublished": instant(noon(done[Step.TENDER])),
        "tenderPeriod": _period(done),
        "documents": [
            _document("notice", "tenderNotice", process.title, process.url) | {"noticeType": "UK4"}
        ],
    }
    if process.value_p is not None:
        made["value"] = _money(process.value_p)
    if process.is_above_threshold is not None:
        made["aboveThreshold"] = process.is_above_threshold
    if process.criteria:
        made["awardCriteria"] = "ratedCriteria"
        made["awardCriteriaDetails"] = "; ".join(
            f"{title}: {weight / 100:g}%" for title, weight in process.criteria
        )
    return made


def _status(process: Process, done: dict[Step, date], at: datetime) -> str:
    if process.ended and process.ended[1] <= at:
        return process.ended[0].value
    if Step.CONTRACT in done:
        return "complete"
    return "active" if Step.TENDER in done else "planning"


def _contract(process: Process, done: dict[Step, date]) -> Json:
    made: Json = {
        "id": f"{process.ocid}-contract-1",
        "awardID": f"{process.ocid}-award-1",
        "title": process.title,
        "status": "active",
        "dateSigned": instant(noon(done[Step.CONTRACT])),
    }
    if process.value_p is not None:
        made["value"] = _money(process.value_p)
    return made


def _done(process: Process, at: datetime) -> dict[Step, date]:
    return {step: day for step, day in process.steps if day <= london_day(at)}


def _period(done: dict[Step, date]) -> Json:
    made = {"startDate": instant(noon(done[Step.TENDER]))}
    if Step.TENDERS_IN in done:
        made["endDate"] = instant(noon(done[Step.TENDERS_IN]))
    return made


def _document(key: str, kind: str, title: str, url: str) -> Json:
    return {
        "id": key,
        "documentType": kind,
        "title": title,
        "url": url,
        "format": "text/html",
        "language": "en",
    }


def _money(pence: int) -> Json:
    return {"amount": pence / 100, "currency": "GBP"}
