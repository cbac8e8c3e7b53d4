"""What each job costs our app at a thousand, ten thousand, a hundred thousand and a million."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

import psycopg

from bench.data import Size
from bench.rounds import OURS, Job
from bench.stage import Stage, stage

SIZES = (1_000, 10_000, 100_000, 1_000_000)
FOLLOWERS_OF = 5
"""One follower for so many comments."""
TIMES = 3
STORED = (
    "SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c JOIN pg_namespace n"
    " ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND n.nspname = 'public'"
    " AND c.relname NOT IN ('spatial_ref_sys', 'subscription', 'followed_area', 'contact')"
)


@dataclass(slots=True)
class Growth:
    """Figures by number of comments.

    Args:
        costs: key of a job → milliseconds of one go, for our app.
        worker: MiB of the largest worker after a round of loads.
        stored: bytes that a comment takes in the database with all its indexes.
    """

    costs: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    worker: list[tuple[float, float]] = field(default_factory=list)
    stored: list[tuple[float, float]] = field(default_factory=list)


def growth(jobs: Sequence[Job], sizes: Sequence[int], seconds: float) -> Growth:
    """Measure our app alone, in the setting of each job's curve, at each of *sizes*."""
    found = Growth()
    for size in sizes:
        filled = Size(size, size // FOLLOWERS_OF)
        with stage("postgis", filled, seconds=seconds, is_quick=True) as place:
            found.stored.append((size, _stored(place) / size))
            for job in jobs:
                if job.curve:
                    _measure(place, job, found)
            found.worker.append((size, place.largest))
    return found


def _measure(place: Stage, job: Job, found: Growth) -> None:
    with job.prepare(place) as prepared:
        ours = [c for c in prepared.contenders if c.cell == (job.curve, OURS)]
        values = []
        for _ in range(TIMES):
            for contender in ours:
                reading = contender.measure()
                contender.afterwards()
                if not reading.errors and reading.value:
                    values.append(_cost(reading.value, job))
    if values:
        found.costs.setdefault(job.key, []).append((place.size.comments, median(values)))


def _cost(value: float, job: Job) -> float:
    """Return milliseconds of one go; a rate says how many go in a second."""
    is_rate = "req/s" in job.unit or "req/s" in (job.curve or "")
    return 1000 / value if is_rate else value


def _stored(place: Stage) -> float:
    with psycopg.connect(place.dsn) as connection:
        row = connection.execute(STORED).fetchone()
    return float(row[0]) if row else 0.0
