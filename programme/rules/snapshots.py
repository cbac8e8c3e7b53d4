"""What is known of a challenge when a gate looks at it: facts, frozen, from every module.

A part that is None has not been recorded by the module that keeps it; its lines then stay closed
and say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from programme.rules.challenges import BudgetState, Engagement

SECTIONS = 12


@dataclass(frozen=True, slots=True)
class People:
    """Who stands behind a challenge."""

    department: str | None = None
    has_owner: bool = False
    has_sponsor: bool = False
    sponsor_accepted_on: date | None = None


@dataclass(frozen=True, slots=True)
class Money:
    """What is known of the money, in pence; *decision_on* is when its holder decides."""

    state: BudgetState | None = None
    min_p: int | None = None
    max_p: int | None = None
    decision_on: date | None = None


@dataclass(frozen=True, slots=True)
class BriefFacts:
    """How far a brief has come; the keys are turned for the version that would be released."""

    complete: int = 0
    waived: int = 0
    owner_key: bool = False
    procurement_key: bool = False
    measures: int = 0
    measures_with_baseline: int = 0
    citations: int = 0
    from_residents: int = 0


@dataclass(frozen=True, slots=True)
class Submissions:
    """What firms have asked, and for each submission how many assessors have no conflict.

    Either is None until the module that keeps it is there.
    """

    unanswered_questions: int | None = None
    cleared: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Matches:
    """The firms that are matched, and what was decided where they are too few."""

    matched: int
    accepted: int
    shortfall_decided: bool


@dataclass(frozen=True, slots=True)
class Prototypes:
    """The prototypes to be shown."""

    planned: int
    verified: int
    costed: int


@dataclass(frozen=True, slots=True)
class Cohort:
    """How the sessions went: per cent attended, and facts that not every firm was told."""

    attended_percent: int | None
    untold_facts: int


@dataclass(frozen=True, slots=True)
class BusinessCase:
    """The business case: how many of its parts are written, and what they compare and promise."""

    written: int
    parts: int
    has_doing_nothing: bool
    benefits: int
    benefits_measured: int
    has_approver: bool
    approver_wrote: bool


@dataclass(frozen=True, slots=True)
class Pack:
    """What is handed over to procurement."""

    items: int
    ready: int
    conflicts_assessed: bool
    fairness_stated: bool
    data_errors: int
    chain_holds: bool


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A challenge at *now*. *opens_at* and *closes_at* are the window for firms."""

    now: datetime
    people: People = People()
    money: Money = Money()
    brief: BriefFacts = BriefFacts()
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    criteria_frozen_at: datetime | None = None
    interests_open_at: datetime | None = None
    engagement: Engagement = Engagement.UNDECIDED
    submissions: Submissions = Submissions()
    matches: Matches | None = None
    prototypes: Prototypes | None = None
    cohort: Cohort | None = None
    case: BusinessCase | None = None
    pack: Pack | None = None
