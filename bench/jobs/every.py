"""All jobs, in order."""

from __future__ import annotations

from bench.jobs.alerts import ALERTS
from bench.jobs.live import TELLING
from bench.jobs.posting import POSTING
from bench.jobs.reach import REACHED
from bench.jobs.search import SEARCH
from bench.jobs.thread import CONVERSING
from bench.jobs.tiles import TILES
from bench.rounds import Job

EVERY: tuple[Job, ...] = (POSTING, CONVERSING, TILES, TELLING, REACHED, SEARCH, ALERTS)


def chosen(said: str) -> list[Job]:
    """Return the jobs that *said* names: ``J3``, ``J1-J7`` or ``J1,J4``.

    Raises:
        ValueError: one of them is not there.
    """
    known = {job.key: job for job in EVERY}
    wanted: list[str] = []
    for part in said.split(","):
        first, _, last = part.strip().upper().partition("-")
        if last:
            wanted += [f"J{number}" for number in range(int(first[1:]), int(last[1:]) + 1)]
        else:
            wanted.append(first)
    missing = [key for key in wanted if key not in known and "-" not in said]
    if missing or not wanted:
        raise ValueError(f"there is no job {', '.join(missing)}; there are {', '.join(known)}")
    return [known[key] for key in wanted if key in known]
