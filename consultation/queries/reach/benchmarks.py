"""Who lives in some wards, or in the whole of a council's area, by the census."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Integer, cast, func, select
from sqlalchemy.orm import Session

from consultation.models.reach.benchmarks import Benchmark
from consultation.rules.reach.traits import Trait


@dataclass(frozen=True, slots=True)
class Distribution:
    """Residents by category for one trait, with what a reader must know of the source.

    *year* is None where the source itself says all that is known.
    """

    residents: Mapping[str, int]
    source: str
    year: int | None
    is_best_fit: bool

    @property
    def total(self) -> int:
        """How many there are in all categories; each trait has a total of its own."""
        return sum(self.residents.values())


def benchmarks(
    session: Session, authority_id: UUID, area_codes: Collection[str]
) -> dict[Trait, Distribution]:
    """Return each trait's distribution over several areas together, in one statement."""
    rows = session.execute(
        select(
            Benchmark.trait,
            Benchmark.category,
            func.sum(Benchmark.residents).label("residents"),
            func.min(Benchmark.source).label("source"),
            func.min(Benchmark.year).label("year"),
            func.max(cast(Benchmark.is_best_fit, Integer)).label("is_best_fit"),
        )
        .where(Benchmark.authority_id == authority_id, Benchmark.area_code.in_(area_codes))
        .group_by(Benchmark.trait, Benchmark.category)
    ).all()
    found: dict[Trait, dict[str, int]] = {}
    for row in rows:
        found.setdefault(row.trait, {})[row.category] = int(row.residents)
    described = {row.trait: row for row in rows}
    return {
        trait: Distribution(
            counts,
            described[trait].source,
            described[trait].year,
            bool(described[trait].is_best_fit),
        )
        for trait, counts in found.items()
    }
