"""The programme board: what needs you today, the stages, what is late and why."""

from __future__ import annotations

import csv
import io
from typing import Any

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from foundation.accounts.web.here import current_council
from foundation.base.clock import london_day
from foundation.base.db import db
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.words import label
from programme.queries.board import BoardRow, board
from programme.queries.challenges import challenge_pages
from programme.queries.cohorts import cohorts_of
from programme.queries.programmes import facts_of, programmes_of
from programme.queries.tasks import tasks_for
from programme.rules.access import Can
from programme.rules.board import Light
from programme.rules.challenges import ChallengeState
from programme.rules.money import pounds
from programme.rules.programmes import Origin
from programme.rules.stages import GateCode, Stage

bp = Blueprint("board", __name__, url_prefix="/programme")

IDEAS = frozenset({ChallengeState.IDEA})


@bp.get("")
@allow(Can.BOARD_READ)
def page() -> ResponseReturnValue:
    """Show every challenge against the stages, and what waits for who is looking."""
    council = current_council()
    rows = board(db.session(), council.id, now())
    programmes = programmes_of(db.session(), council.id)
    late = [row for row in rows if row.days_late and row.light is not Light.PASSED]
    total = sum(facts_of(db.session(), programme).total_p for programme in programmes)
    return render_template(
        "programme/board/page.html",
        rows=rows,
        columns=list(zip(Stage, GateCode, strict=True)),
        lights=[each for each in Light if each is not Light.NOT_HERE],
        late=sorted(late, key=lambda row: -row.days_late),
        tasks=tasks_for(db.session(), actor(), rows, now()),
        programmes=programmes,
        ideas=len(challenge_pages(db.session(), council.id, states=IDEAS)),
        bought=sum(row.challenge.state is ChallengeState.PROCURED for row in rows),
        total=pounds(total),
        each=pounds(total // len(rows)) if rows and total else None,
        today=london_day(now()),
    )


@bp.get("/board.csv")
@allow(Can.BOARD_READ)
def rows() -> ResponseReturnValue:
    """Give the board as rows: one a challenge and gate."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(["challenge", "department", "pathway", "gate", "state", "day", "days late"])
    for row in board(db.session(), current_council().id, now()):
        table.writerows(_lines(row))
    sheet = Response(out.getvalue(), mimetype="text/csv")
    sheet.headers["Content-Disposition"] = 'attachment; filename="programme-board.csv"'
    return sheet


@bp.get("/facts")
@allow(Can.BOARD_READ)
def facts() -> ResponseReturnValue:
    """Show the rows behind the figures: money, partners, aims, targets, lessons."""
    found = [
        facts_of(db.session(), programme)
        for programme in programmes_of(db.session(), current_council().id)
    ]
    challenges = challenge_pages(db.session(), current_council().id)
    counted = [
        each for each in challenges if ChallengeState.IDEA not in {each.state, each.at.stood_at}
    ]
    return render_template(
        "programme/board/facts.html",
        programmes=found,
        challenges=counted,
        cohorts=cohorts_of(db.session(), current_council().id),
        inferred=Origin.INFERRED,
        pounds=pounds,
    )


def _lines(row: BoardRow) -> list[list[Any]]:
    page = row.challenge
    return [
        [
            _plain(page.title),
            _plain(page.department or ""),
            page.pathway.value,
            cell.gate.value,
            label(cell.light),
            cell.day or "",
            cell.days_late,
        ]
        for cell in row.cells
    ]


def _plain(words: str) -> str:
    """Keep a spreadsheet from reading words as a formula."""
    return f"'{words}" if words.startswith(("=", "+", "-", "@", "\t", "\r")) else words
