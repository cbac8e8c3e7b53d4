"""Time the main jobs of the app beside the tools that people would pick instead.

    python -m bench --jobs J1-J7 --rounds 7
    python -m bench --quick
    python -m bench --on postgis spatialite --write docs/performance.md

Everything that takes part is started here, on ports of its own, and stopped by its number. The
answers of all are compared before any ratio is printed. It fails only if a target was missed in
every round.
"""

from __future__ import annotations

import argparse
import logging
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from bench.data import Size
from bench.growth import SIZES as GROWING
from bench.growth import growth
from bench.jobs.every import chosen
from bench.machine import described, load_average
from bench.report import Report, write
from bench.rounds import measured
from bench.stage import stage
from bench.table import job_tables, judged
from bench.verdicts import Verdict

SIZES = {"postgis": Size(1_000_000, 200_000), "spatialite": Size(100_000, 20_000)}
QUICK = {"postgis": Size(100_000, 20_000), "spatialite": Size(20_000, 5_000)}
SEED = 7
SHORT, LONG = 2.0, 4.0
"""Seconds of one load."""


def main() -> int:
    """Measure what the command line asks for; return 1 if a target was missed for certain."""
    asked = _asked()
    signal.signal(signal.SIGTERM, _stop)
    logging.disable(logging.WARNING)
    report = Report(datetime.now(UTC), described(), " ".join(["python -m bench", *sys.argv[1:]]))
    _say(f"{report.machine}; load {load_average():.1f}")
    for kind in asked.on:
        size = (QUICK if asked.quick else SIZES)[kind]
        if asked.comments:
            size = Size(asked.comments, asked.comments // 5)
        seconds = SHORT if asked.quick else LONG
        with stage(kind, size, seconds=seconds, is_quick=asked.quick) as place:
            for job in chosen(asked.jobs):
                with job.prepare(place) as prepared:
                    taken = measured(job, prepared, asked.rounds, SEED)
                report.add(place, taken)
                if asked.write:
                    write(report, asked.write)  # what was measured outlives a stop
                _say(f"\n{job_tables(taken)}\n\nload {taken.loads}")
    if asked.grow:
        report.growth = growth(chosen(asked.jobs), GROWING[: asked.grow], SHORT)
    if asked.write:
        write(report, asked.write)
    verdicts = [said for _, taken in report.taken for _, said in judged(taken)]
    return 1 if Verdict.MISSED in verdicts else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--jobs", default="J1-J7", help="such as J3, J1,J4 or J1-J7")
    parser.add_argument("--rounds", type=int, help="7, or 2 where it is to be quick")
    parser.add_argument("--quick", action="store_true", help="fewer rows, under five minutes")
    parser.add_argument("--on", nargs="+", choices=list(SIZES), default=["postgis"])
    parser.add_argument("--comments", type=int, help="how many, instead of a million")
    parser.add_argument(
        "--grow",
        type=int,
        nargs="?",
        const=len(GROWING),
        default=0,
        metavar="N",
        help="the cost of each job at the first N of 1,000, 10,000, 100,000 and 1,000,000 as well",
    )
    parser.add_argument("--write", type=Path, help="the page to write, docs/performance.md")
    asked = parser.parse_args()
    asked.rounds = asked.rounds or (2 if asked.quick else 7)
    return asked


def _stop(_number: int, _frame: object) -> None:
    """End as by an error, so that all that was started is stopped."""
    raise SystemExit(1)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
