"""Load who lives where from a census."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, insert

from consultation.models.reach.benchmarks import Benchmark
from consultation.rules.reach.census import CensusRow
from consultation.rules.reach.events import BenchmarksLoaded
from foundation.base.work import Work


@dataclass(frozen=True, slots=True)
class Source:
    """Where counts come from. *is_best_fit*: added up from smaller areas that do not nest."""

    name: str
    year: int
    is_best_fit: bool


def load_benchmarks(work: Work, rows: tuple[CensusRow, ...], source: Source) -> None:
    """Put the counts of a file in the place of what was known of the same areas and traits."""
    authority_id = work.actor.authority_id
    for trait in {row.trait for row in rows}:
        work.session.execute(
            delete(Benchmark).where(
                Benchmark.authority_id == authority_id,
                Benchmark.trait == trait,
                Benchmark.area_code.in_({row.area_code for row in rows if row.trait is trait}),
            )
        )
    described = {
        "authority_id": authority_id,
        "source": source.name,
        "year": source.year,
        "is_best_fit": source.is_best_fit,
        "loaded_at": work.now,
    }
    counted = [
        {
            "area_code": row.area_code,
            "area_name": row.area_name,
            "trait": row.trait,
            "category": row.category,
            "residents": row.count,
        }
        for row in rows
    ]
    if counted:
        work.session.execute(insert(Benchmark), [described | each for each in counted])
    work.record(BenchmarksLoaded(authority_id, counts=len(rows)))
