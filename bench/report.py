"""The page that a bench writes: what was measured, when, where and by which command."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from bench.rounds import Taken
from bench.table import job_tables

if TYPE_CHECKING:
    from bench.stage import Stage


@dataclass(slots=True)
class Report:
    """Everything that one run has found; *taken* has the database beside each job."""

    begun: datetime
    machine: str
    command: str
    taken: list[tuple[str, Taken]] = field(default_factory=list)

    def add(self, place: Stage, taken: Taken) -> None:
        """Take in one job."""
        self.taken.append((f"{place.kind}, {place.size.comments:,} comments", taken))


def written(report: Report) -> str:
    """Return the page in Markdown."""
    parts = [
        "# How fast it is, beside others",
        f"Measured on {report.begun:%d %B %Y} by `{report.command}` on {report.machine}.",
    ]
    for where in dict.fromkeys(where for where, _ in report.taken):
        parts.append(f"## {where}")
        parts += [job_tables(taken) for on, taken in report.taken if on == where]
    return "\n\n".join(parts) + "\n"
