"""Firms from contact to contract: where they are lost, where there are too few, and every row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from foundation.accounts.web.here import current_council
from foundation.base.clock import london_day
from foundation.base.db import db
from foundation.base.errors import NotFound
from foundation.base.numbers import whole_number
from foundation.web.access import allow
from foundation.web.current import actor, now
from programme.queries.challenges import ChallengePage, challenge_pages
from programme.queries.funnel import Asked, count, ways_of
from programme.queries.shortages import shortages
from programme.rules.access import Can
from programme.rules.campaigns import Channel
from programme.rules.firms import FirmSize
from programme.rules.funnel import Step, Way, one_in
from programme.rules.programmes import Origin
from programme.rules.shortages import NEEDED

bp = Blueprint("funnel", __name__, url_prefix="/programme/funnel")

ROWS_A_PAGE = 100
NO_CHALLENGE = "-"
"""What stands in an address for a contact that was told of all challenges."""


@bp.get("")
@allow(Can.BOARD_READ)
def page() -> ResponseReturnValue:
    """Show how many firms took each step, by challenge, channel and size."""
    everything, pages = ways_of(db.session(), current_council().id), _pages()
    asked = _asked(pages)
    ways = [way for way in everything if asked.holds(way)]
    counts = {step: count(ways, step) for step in Step}
    chosen = next((each for each in pages if each.slug == asked.challenge), None)
    return render_template(
        "programme/funnel/page.html",
        steps=[(step, counts[step]) for step in Step],
        counts=counts,
        one_in=one_in(counts[Step.SUBMITTED], counts[Step.CONTACTED]),
        challenges=pages,
        chosen=chosen,
        by_challenge=[
            (each, [(step, count(of, step)) for step in Step])
            for each in pages
            if (of := [way for way in ways if way.challenge == each.slug])
        ],
        by_channel=_split(ways, Channel, "channel"),
        by_size=_split(ways, FirmSize, "size"),
        short=[
            each
            for each in shortages(pages, everything, now())
            if chosen is None or each.challenge.id == chosen.id
        ],
        needed=NEEDED,
        invented=any(way.origin is Origin.INVENTED for way in ways),
        is_checker=actor().may(Can.SUBMISSION_CHECK),
        is_campaigner=actor().may(Can.CAMPAIGN_WRITE),
        today=london_day(now()),
    )


@bp.get("/rows")
@allow(Can.BOARD_READ)
def rows() -> ResponseReturnValue:
    """Show the rows behind one figure."""
    pages = _pages()
    asked, step = _asked(pages), _step()
    found = _rows(asked, step)
    first = _first(len(found))
    return render_template(
        "programme/funnel/rows.html",
        step=step,
        asked=asked,
        given={name: words for name, words in request.args.items() if name != "from"},
        titles=_titles(pages),
        rows=found[first : first + ROWS_A_PAGE],
        first=first,
        total=len(found),
        more=first + ROWS_A_PAGE if first + ROWS_A_PAGE < len(found) else None,
        shows_firms=actor().may(Can.SUBMISSION_CHECK),
    )


@bp.get("/rows.csv")
@allow(Can.BOARD_READ)
def sheet() -> ResponseReturnValue:
    """Give the rows behind one figure as a table."""
    pages = _pages()
    titles = _titles(pages)
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(["number", "challenge", "channel", "size", "day", "sent", "known"])
    for way in _rows(_asked(pages), _step()):
        sent = london_day(way.sent_at) if way.sent_at else ""
        challenge = titles.get(way.challenge, "")
        given = (way.channel.value, way.size.value, london_day(way.on), sent, way.origin.value)
        table.writerow([way.ref, f"'{challenge}" if challenge[:1] in "=+-@" else challenge, *given])
    answer = Response(out.getvalue(), mimetype="text/csv")
    answer.headers["Content-Disposition"] = 'attachment; filename="firms.csv"'
    return answer


def _rows(asked: Asked, step: Step) -> list[Way]:
    everything = ways_of(db.session(), current_council().id)
    return [way for way in everything if step in way.steps and asked.holds(way)]


def _asked(pages: Sequence[ChallengePage]) -> Asked:
    slug = request.args.get("challenge") or None
    if slug == NO_CHALLENGE:
        slug = ""
    elif slug is not None and slug not in _titles(pages):
        raise NotFound("There is no such challenge.")
    return Asked(slug, _picked(Channel, "channel"), _picked(FirmSize, "size"))


def _picked(kind: Any, name: str) -> Any:  # noqa: ANN401  an enum, and one of its members
    try:
        return kind(request.args.get(name, ""))
    except ValueError:
        return None


def _step() -> Step:
    try:
        return Step(request.args.get("step", Step.CONTACTED))
    except ValueError:
        raise NotFound("There is no such figure.") from None


def _first(total: int) -> int:
    first = whole_number(request.args.get("from"), 6) or 0
    return first if first < total else 0


def _pages() -> list[ChallengePage]:
    return challenge_pages(db.session(), current_council().id)


def _titles(pages: Iterable[ChallengePage]) -> dict[str, str]:
    return {each.slug: each.title for each in pages}


def _split(ways: Sequence[Way], kind: Any, name: str) -> list[tuple[Any, list[tuple[Step, int]]]]:  # noqa: ANN401  an enum
    found = []
    for each in kind:
        of = [way for way in ways if getattr(way, name) is each]
        if of:
            found.append((each, [(step, count(of, step)) for step in Step]))
    return found
