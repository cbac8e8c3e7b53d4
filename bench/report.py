"""The page that a bench writes: what was measured, when, where and by which command."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bench.curves import curve
from bench.rounds import Taken
from bench.table import job_tables, number, table

if TYPE_CHECKING:
    from bench.growth import Growth
    from bench.stage import Stage

HOW = """Everything is started for the run: the app under gunicorn with its Redis and a PostgreSQL
with fsync and synchronous commits on, and the others with as many workers. Clients ask from
addresses of their own, so that the limits per caller are in force. Answers are compared first. In
each round every contender is measured once, in an order drawn anew; a cell with errors is invalid.
A ratio is taken within a round. *missed* means that the median misses the target and that no round
reached it; *open* that at least one round did."""
BOUNDS = Path(__file__).with_name("bounds.md")
"""What a person has found out about targets that are not reached; put at the end of the page."""


@dataclass(slots=True)
class Report:
    """Everything that one run has found; *taken* has the database beside each job."""

    begun: datetime
    machine: str
    command: str
    taken: list[tuple[str, Taken]] = field(default_factory=list)
    growth: Growth | None = None

    def add(self, place: Stage, taken: Taken) -> None:
        """Take in one job."""
        self.taken.append((f"{place.kind}, {place.size.comments:,} comments", taken))


def write(report: Report, page: Path) -> None:
    """Write the page, and the drawings of its growth into ``images`` beside it."""
    parts = [
        "# How fast it is, beside others",
        f"Measured on {report.begun:%d %B %Y}, {report.begun:%H:%M} UTC, by `{report.command}` on "
        f"{report.machine}.",
        HOW,
    ]
    for where in dict.fromkeys(where for where, _ in report.taken):
        parts.append(f"## {where}")
        parts += [_job(taken) for on, taken in report.taken if on == where]
    if report.growth:
        parts.append(_growth(report.growth, page.parent / "images"))
    if BOUNDS.exists():
        parts.append(BOUNDS.read_text().strip())
    page.write_text("\n\n".join(parts) + "\n")


def _job(taken: Taken) -> str:
    loads = ", ".join(f"{load:.1f}" for load in taken.loads)
    return f"{job_tables(taken)}\n\nLoad average at the start of each round: {loads or 'none'}."


def _growth(growth: Growth, images: Path) -> str:
    """Draw what grows, and say it in tables as well."""
    images.mkdir(exist_ok=True)
    lines = {
        "cost": ("What one go costs", "milliseconds", growth.costs),
        "memory": ("Memory of the largest worker", "MiB", {"worker": growth.worker}),
        "stored": ("What a comment takes in the database", "bytes", {"comment": growth.stored}),
    }
    parts = ["## How it grows"]
    for name, (title, unit, drawn) in lines.items():
        (images / f"growth-{name}.svg").write_text(curve(title, "comments", unit, drawn))
        sizes = sorted({x for line in drawn.values() for x, _ in line})
        rows = [_row(key, line, sizes) for key, line in drawn.items()]
        heads = [unit, *(f"{size:,.0f}" for size in sizes)]
        parts += [f"![{title}](images/growth-{name}.svg)", table(heads, rows)]
    return "\n\n".join(parts)


def _row(key: str, line: Sequence[tuple[float, float]], sizes: Sequence[float]) -> list[str]:
    known = dict(line)
    return [key, *(number(known[size]) if size in known else "none" for size in sizes)]
