"""All that the figures of a programme are worked out from, as it stood at the end of one day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from programme.rules.challenges import BudgetState, ChallengeState
from programme.rules.funnel import Way
from programme.rules.programmes import FundingKind, Origin
from programme.rules.retention import Point
from programme.rules.stages import GateCode, Stage


class ReadingKind(StrEnum):
    """What somebody wrote down that no other page holds."""

    BASELINE = "baseline"
    ACTIVITY = "activity"
    PARTNER_FIRM = "partner_firm"


@dataclass(frozen=True, slots=True)
class FundingFact:
    """Money from one source, in pence."""

    source: str
    kind: FundingKind
    amount_p: int


@dataclass(frozen=True, slots=True)
class TargetFact:
    """By how many per cent something is to grow, until when, by which source."""

    percent: int
    due_on: date
    source: str


@dataclass(frozen=True, slots=True)
class ChallengeFact:
    """A challenge: *budget* as it was at gate 1, *issues* of its consultation and how many *told*.

    Args:
        issues: None where no consultation is linked.
        signed_on: when its contract was signed; *value_p* of that contract.
        origin: how we know of its release.
    """

    slug: str
    title: str
    department: str | None
    state: ChallengeState
    passed: frozenset[GateCode]
    budget: BudgetState | None
    citations: int = 0
    of_residents: int = 0
    issues: int | None = None
    told: int = 0
    showcased_on: date | None = None
    signed_on: date | None = None
    value_p: int | None = None
    is_identified: bool = False
    is_in_use: bool | None = None
    origin: Origin = Origin.RECORDED

    @property
    def is_released(self) -> bool:
        """Tell whether it is past gate 1."""
        return GateCode.G1 in self.passed


@dataclass(frozen=True, slots=True)
class StageFact:
    """When the gate of a stage was planned, and passed."""

    challenge: str
    stage: Stage
    baseline_on: date
    actual_on: date
    origin: Origin


@dataclass(frozen=True, slots=True)
class SignatureFact:
    """A sponsor's signature at a gate, and after how many days."""

    challenge: str
    gate: GateCode
    days: int


@dataclass(frozen=True, slots=True)
class SeatFact:
    """A council person, without a name: sessions that count, and those they came to."""

    challenge: str | None
    is_sponsor: bool
    asked: int
    there: int


@dataclass(frozen=True, slots=True)
class QuestionFact:
    """A firm's question, when it was answered, and by when answers were due."""

    challenge: str
    asked_on: date
    answered_on: date | None
    is_in_time: bool


@dataclass(frozen=True, slots=True)
class ReadingFact:
    """A reading; *value* is None for a firm, whose city stands in *words*."""

    kind: ReadingKind
    on: date
    words: str
    value: int | None
    source: str
    is_agreed: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything, at the end of *as_of*; *told* are lines of the ledger: shared or not."""

    as_of: date
    funding: tuple[FundingFact, ...] = ()
    targets: tuple[TargetFact, ...] = ()
    challenges: tuple[ChallengeFact, ...] = ()
    ways: tuple[Way, ...] = ()
    campaigns: tuple[Origin, ...] = ()
    stages: tuple[StageFact, ...] = ()
    signatures: tuple[SignatureFact, ...] = ()
    seats: tuple[SeatFact, ...] = ()
    firms_curve: tuple[Point, ...] = ()
    council_curve: tuple[Point, ...] = ()
    questions: tuple[QuestionFact, ...] = ()
    tellings: tuple[tuple[str, date, bool], ...] = ()
    readings: tuple[ReadingFact, ...] = ()

    def title_of(self, slug: str) -> str:
        """Return what a challenge is called; nothing for all of them."""
        return next((each.title for each in self.challenges if each.slug == slug), "")
