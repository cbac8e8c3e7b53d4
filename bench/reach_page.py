"""The page of who was heard, from counters, beside the same counts by GROUP BY.

    python -m bench.reach_page --responses 1000 1000000

Each number of responses is filled into the same database and released by the job that releases in
production. Then the page and the GROUP BY are asked again and again, the first answer of each not
counted. Printed are medians with the middle half of all rounds, in milliseconds, and GROUP BY over
page.

PostGIS is measured as well where TEST_POSTGIS_URL names a server.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any, cast
from uuid import UUID

from flask import g
from flask.testing import FlaskClient
from flask_migrate import upgrade
from shapely.geometry import MultiPolygon, box
from sqlalchemy import delete, update
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from bench.stores import ASKED, COUNT_AGAIN, as_stored, clear, fill
from consultation.commands.reach.asked import choose_traits
from consultation.commands.reach.benchmarks import Source, load_benchmarks
from consultation.jobs.reach import publish_due
from consultation.models.consultations import Tally
from consultation.models.reach.releases import ReachRelease
from consultation.rules.reach.census import CensusRow
from consultation.rules.reach.traits import QUESTIONS
from foundation.base.actor import Actor
from foundation.base.db import REACH, db
from foundation.base.roles import Role
from foundation.base.work import Work, work
from geo.commands.wards import keep_wards
from geo.rules.wards import WardRecord
from tests.clock import NOW, StandingClock
from tests.conftest import opened, settings_for, sign_in_as
from tests.consultation.make import a_consultation
from tests.databases import KINDS
from tests.html import ReadingClient
from tests.make import a_person, an_authority
from townhall.config import ROOT

MONDAY = NOW + timedelta(days=(7 - NOW.weekday()) % 7)
SLUG = "a-greener-high-street"


@dataclass(slots=True)
class Timed:
    """How long one thing took in each round, in milliseconds: by the clock, and of a processor.

    The second is of this process alone, so other work on the machine does not lengthen it much.
    """

    rounds: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)

    def time(self, what: Callable[[], object]) -> None:
        """Do it once more."""
        begun, worked = perf_counter(), process_time()
        what()
        self.rounds.append((perf_counter() - begun) * 1000)
        self.worked.append((process_time() - worked) * 1000)

    @property
    def middle(self) -> float:
        """The median."""
        return median(self.rounds)

    def __str__(self) -> str:
        low, _, high = quantiles(self.rounds, n=4)
        return f"{self.middle:.1f} ({low:.1f}-{high:.1f})"


class Browser(ReadingClient):
    """Asks without reading what comes back, which would be timed as well."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Ask as a request of its own, although one app context is open all the time."""
        for name in list(g):
            g.pop(name)
        return FlaskClient.open(self, *args, **kwargs)


@dataclass(frozen=True, slots=True)
class House:
    """A council with one consultation, and an officer's browser."""

    consultation_id: UUID
    browser: Browser


def main() -> None:
    """Measure what the command line asks for, and print a table."""
    asked = _asked()
    logging.disable(logging.WARNING)
    heads = (
        f"{head:>22}" for head in ("page, ms", "GROUP BY, ms", "ratio", "page, ms of processor")
    )
    _say(f"{'database':<11}{'responses':>10}{''.join(heads)}")
    for kind in asked.on:
        with _house(kind) as house:
            taken = [
                _measured(house, responses, asked.rounds) for responses in sorted(asked.responses)
            ]
        for responses, times in zip(sorted(asked.responses), taken, strict=True):
            ratio = times["again"].middle / times["page"].middle
            shown = "".join(f"{each!s:>22}" for each in times.values())
            worked = f"{median(times['page'].worked):.1f}"
            _say(f"{kind:<11}{responses:>10}{shown}{ratio:>22.1f}{worked:>24}")
        growth = (
            f"{name} {last.middle / taken[0][name].middle:.2f}" for name, last in taken[-1].items()
        )
        _say(f"{kind:<11}most over fewest responses: {', '.join(growth)}")


def _measured(house: House, responses: int, rounds: int) -> dict[str, Timed]:
    """Fill the store, release, and ask for figures, page and counts in turn."""
    made = house.consultation_id
    store = db.engines[REACH]
    db.session.rollback()
    clear(store)
    fill(store, made, responses)
    session: Session = db.session()
    session.execute(delete(ReachRelease))
    session.execute(update(Tally).values(comments=responses * 2))
    session.commit()
    if publish_due(session, store, MONDAY) != 1:
        raise SystemExit("nothing was released; use more responses")
    asked: dict[str, Callable[[], object]] = {
        "page": lambda: _page(house.browser),
        "again": lambda: _count_again(made),
    }
    times = {name: Timed() for name in asked}
    for name, what in asked.items():
        what()
        for _ in range(rounds):
            times[name].time(what)
    return times


def _page(browser: Browser) -> None:
    answer = browser.get(f"/reach/{SLUG}")
    if answer.status_code != 200 or "Representative" not in answer.text:  # noqa: PLR2004
        raise SystemExit(f"the page is not what it should be: {answer.status_code}")


def _count_again(made: UUID) -> None:
    store = db.engines[REACH]
    with store.connect() as connection:
        found = connection.execute(COUNT_AGAIN, {"consultation": as_stored(store, made)}).all()
    if not found:
        raise SystemExit("GROUP BY found nobody")


@contextmanager
def _house(kind: str) -> Iterator[House]:
    """Open an app on fresh databases, with one consultation and an officer who looks at it."""
    with (
        tempfile.TemporaryDirectory(prefix="bench") as folder,
        opened(settings_for(kind, Path(folder)), StandingClock()) as app,
        app.app_context(),
    ):
        app.test_client_class = Browser
        upgrade(str(ROOT / "migrations"))
        upgrade(str(ROOT / "migrations" / "reach"))
        session: Session = db.session()
        council = an_authority(session)
        made = a_consultation(session, Actor(council.id), closes_at=NOW + timedelta(days=60))
        with work(session, Actor(council.id), NOW) as unit:
            choose_traits(unit, made, dict.fromkeys(ASKED, "To see who has been heard."))
            _census(unit)
        browser = cast(Browser, app.test_client())
        sign_in_as(browser, a_person(session, council.id, Role.CONSULTATION_OFFICER).id)
        yield House(made, browser)


def _census(unit: Work) -> None:
    """Say who lives here, so that the page compares as it does in earnest."""
    outline = MultiPolygon([box(-1.86, 52.46, -1.84, 52.48)])
    ward = WardRecord("E1", "A ward", outline, (-1.85, 52.47), residents=90_000)
    keep_wards(unit, [ward], source="Drawn for timings", approximate=True)
    rows = [
        CensusRow("E1", "A ward", trait, category, 1_000 * (number + 1))
        for trait in ASKED
        for number, category in enumerate(QUESTIONS[trait].answers)
    ]
    load_benchmarks(unit, tuple(rows), Source("Invented for timings", 2021, is_best_fit=False))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--responses", type=int, nargs="+", default=[1_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--on", choices=KINDS, nargs="+", default=list(KINDS))
    return parser.parse_args()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
