"""Who was heard in one consultation, beside who lives there: all from released figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from consultation.queries.reach.asked import asked_traits, catchment
from consultation.queries.reach.benchmarks import Distribution, benchmarks
from consultation.queries.reach.releases import latest
from consultation.rules.reach.findings import Compared, compare
from consultation.rules.reach.snapshots import EVERYBODY, Snapshot, Withheld
from consultation.rules.reach.traits import QUESTIONS, Trait
from geo.queries.wards import WardFacts, wards_of


@dataclass(frozen=True, slots=True)
class HeardTable:
    """One question: what came of it, and the census beside it where there is one."""

    trait: Trait
    compared: Compared | None
    withheld: Withheld | None
    benchmark: Distribution | None
    answered: float | None


@dataclass(frozen=True, slots=True)
class Heard:
    """Everything that the page of who was heard says.

    *people* is how many answered anything about themselves, None where it is withheld; *wards*
    holds the names by code, *catchment* the names of those whose residents are compared with.
    """

    asks: bool
    tables: tuple[HeardTable, ...]
    people: int | None
    comments: int
    is_final: bool
    released_at: datetime | None
    wards: dict[str, str]
    catchment: tuple[str, ...]

    def table(self, trait: Trait) -> HeardTable | None:
        """Return one question's table."""
        return next((each for each in self.tables if each.trait is trait), None)


def heard_in(session: Session, authority_id: UUID, consultation_id: UUID) -> Heard:
    """Return who was heard, in six statements at most."""
    traits = asked_traits(session, consultation_id)
    known = wards_of(session, authority_id)
    wards = {ward.code: ward.name for ward in known}
    chosen = catchment(session, consultation_id)
    codes = [ward.code for ward in chosen] or list(wards)
    release = latest(session, authority_id, consultation_id)
    living = benchmarks(session, authority_id, codes) if traits else {}
    if by_ward := residents_by_ward(known, frozenset(codes)):
        living[Trait.WARD] = by_ward
    snapshot = release.snapshot if release else None
    return Heard(
        asks=bool(traits),
        tables=tuple(heard_table(trait, snapshot, living.get(trait), wards) for trait in traits)
        if snapshot
        else (),
        people=snapshot.figures.get(EVERYBODY) if snapshot else None,
        comments=snapshot.comments if snapshot else 0,
        is_final=bool(snapshot and snapshot.is_final),
        released_at=release.released_at if release else None,
        wards=wards,
        catchment=tuple(ward.name for ward in chosen),
    )


def residents_by_ward(known: Sequence[WardFacts], codes: frozenset[str]) -> Distribution | None:
    """Return how many live in each ward of the catchment; the ward map knows."""
    inside = [ward for ward in known if ward.code in codes and ward.residents]
    if not inside:
        return None
    residents = {ward.code: ward.residents or 0 for ward in inside}
    return Distribution(residents, inside[0].source, None, is_best_fit=False)


def heard_table(
    trait: Trait, snapshot: Snapshot, benchmark: Distribution | None, wards: dict[str, str]
) -> HeardTable:
    """Return one question as a snapshot shows it; *wards* holds the names by code."""
    withheld = snapshot.withheld.get(trait.value)
    if withheld is not None:
        return HeardTable(trait, None, withheld, benchmark, None)
    answers = QUESTIONS[trait].answers
    order = (*wards, *answers) if trait is Trait.WARD else tuple(answers)
    figures = {
        category: snapshot.figures[trait.value, category]
        for category in order
        if (trait.value, category) in snapshot.figures
    }
    total = snapshot.figures.get((trait.value, ""))
    people = snapshot.figures.get(EVERYBODY)
    residents = benchmark.residents if benchmark else {}
    answered = min(1.0, total / people) if total and people else None
    return HeardTable(trait, compare(figures, residents, total), None, benchmark, answered)
