"""What comes after a tender in open contracting data: awards, contracts, what was delivered.

Source: programme-field.md §3.1 (tags, statuses) and §3.6. The name of a firm is in a release only
from the moment on at which it was made public.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from foundation.base.clock import london_instant

Json = dict[str, Any]
NOON = time(12)


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation by its id and name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum in hundredths of a currency."""

    pence: int
    currency: str

    @property
    def said(self) -> Json:
        """Return it as data."""
        return {"amount": self.pence / 100, "currency": self.currency}


@dataclass(frozen=True, slots=True)
class Awarded:
    """An award; ``number`` counts those of its challenge from 1."""

    number: int
    on: date
    value: Sum
    supplier: Party
    summaries_on: date | None = None
    named_at: datetime | None = None
    cancelled_at: datetime | None = None

    @property
    def at(self) -> datetime:
        """Return the instant of its release; two awards of one day do not share it."""
        return noon(self.on) + timedelta(seconds=self.number - 1)


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase of a contract: ``status`` once it is decided, of ``milestone.status``."""

    number: int
    title: str
    target: str
    due_on: date
    decided_at: datetime | None = None
    met_on: date | None = None
    status: str = "scheduled"
    paid: Sum | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """The contract of the award with *award_number*."""

    award_number: int
    on: date
    starts_on: date
    ends_on: date
    value: Sum
    phases: tuple[Phase, ...] = ()
    ended_on: date | None = None


Happened = tuple[datetime, str]


def happenings(awards: tuple[Awarded, ...], contract: Signed | None) -> list[Happened]:
    """Return when something happened after the tender, each with the tag of its release."""
    found: list[Happened] = []
    for award in awards:
        start = award.at
        found.append((start, "award"))
        if award.named_at:
            found.append((max(award.named_at, start), "awardUpdate"))
        if award.cancelled_at:
            found.append((max(award.cancelled_at, start), "awardCancellation"))
    if contract is not None:
        start = noon(contract.on)
        found.append((start, "contract"))
        moments = (each.decided_at for each in contract.phases if each.decided_at)
        decided = sorted(max(each, start) for each in moments)
        tags = ["implementation", *["implementationUpdate"] * len(decided)]
        found += list(zip(decided, tags, strict=False))
        if contract.ended_on:
            found.append((noon(contract.ended_on), "contractTermination"))
    return found


def awards_at(ocid: str, title: str, awards: tuple[Awarded, ...], at: datetime) -> list[Json]:
    """Return the awards as they were known at an instant."""
    return [_award(ocid, title, each, at) for each in awards if each.at <= at]


def suppliers_at(awards: tuple[Awarded, ...], at: datetime) -> list[Party]:
    """Return the firms that were awarded something and could be named at an instant."""
    found = (each for each in awards if each.named_at and each.named_at <= at)
    return list({each.supplier.id: each.supplier for each in found}.values())


def contracts_at(ocid: str, title: str, contract: Signed | None, at: datetime) -> list[Json]:
    """Return the contract as it was known at an instant."""
    if contract is None or noon(contract.on) > at:
        return []
    has_ended = contract.ended_on is not None and noon(contract.ended_on) <= at
    made: Json = {
        "id": f"{ocid}-contract-1",
        "awardID": _award_id(ocid, contract.award_number),
        "title": title,
        "status": "terminated" if has_ended else "active",
        "dateSigned": instant(noon(contract.on)),
        "period": {
            "startDate": instant(noon(contract.starts_on)),
            "endDate": instant(noon(contract.ends_on)),
        },
        "value": contract.value.said,
    }
    if contract.phases:
        made["milestones"] = [_milestone(each, at) for each in contract.phases]
    paid = [each for each in contract.phases if _is_decided(each, at) and each.paid]
    if paid:
        made["implementation"] = {"transactions": [_transaction(ocid, each) for each in paid]}
    return [made]


def noon(day: date) -> datetime:
    """Return the instant that stands for a day."""
    return london_instant(day, NOON)


def instant(at: datetime) -> str:
    """Return an instant as data says it."""
    return at.replace(microsecond=0).isoformat().replace("+00:00", "Z")


def _award(ocid: str, title: str, award: Awarded, at: datetime) -> Json:
    is_cancelled = award.cancelled_at is not None and award.cancelled_at <= at
    made: Json = {
        "id": _award_id(ocid, award.number),
        "title": title,
        "status": "cancelled" if is_cancelled else "active",
        "date": instant(noon(award.on)),
        "value": award.value.said,
    }
    if award.summaries_on:
        made["assessmentSummariesDateSent"] = instant(noon(award.summaries_on))
    if award.named_at and award.named_at <= at:
        made["suppliers"] = [{"id": award.supplier.id, "name": award.supplier.name}]
    return made


def _award_id(ocid: str, number: int) -> str:
    return f"{ocid}-award-{number}"


def _is_decided(phase: Phase, at: datetime) -> bool:
    return phase.decided_at is not None and phase.decided_at <= at


def _milestone(phase: Phase, at: datetime) -> Json:
    made: Json = {
        "id": f"phase-{phase.number}",
        "title": phase.title,
        "description": phase.target,
        "type": "delivery",
        "dueDate": instant(noon(phase.due_on)),
        "status": phase.status if _is_decided(phase, at) else "scheduled",
    }
    if _is_decided(phase, at) and phase.met_on and phase.status == "met":
        made["dateMet"] = instant(noon(phase.met_on))
    return made


def _transaction(ocid: str, phase: Phase) -> Json:
    assert phase.paid and phase.met_on  # noqa: S101, PT018  asked before
    return {
        "id": f"{ocid}-payment-{phase.number}",
        "date": instant(noon(phase.met_on)),
        "value": phase.paid.said,
    }
