"""What happened to what residents said, down to the contract: for anybody to read."""

from __future__ import annotations

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import NotFound
from foundation.base.spreadsheets import csv_text
from foundation.web.access import anyone
from foundation.web.current import now
from programme.queries.chain import Line, chain_of
from programme.web.public import asked_public, bp
from programme.web.public_chain_words import (
    HEADINGS,
    link_words,
    step_words,
    verdict_words,
)

COLUMNS = ("line", "step", "what", "state", "words", "details", "link", "read_at")


@bp.get("/<slug>/chain")
@anyone
def chain(slug: str) -> ResponseReturnValue:
    """Show the first theme, and lead to the others."""
    return _page(slug, None)


@bp.get("/<slug>/chain/<int:number>")
@anyone
def chain_line(slug: str, number: int) -> ResponseReturnValue:
    """Show one theme."""
    return _page(slug, number)


@bp.get("/<slug>/chain.csv")
@anyone
def chain_csv(slug: str) -> ResponseReturnValue:
    """Give every step of every theme as a table."""
    lines = _lines(slug)
    rows = [
        {
            "line": str(line.number),
            "step": str(place),
            "what": step.link.value,
            "state": step.state.value,
            "words": step.title,
            "details": step_words(step),
            "link": line.dropped_because if step.state == "dropped" else link_words(step),
            "read_at": step.path,
        }
        for line in lines
        for place, step in enumerate(line.steps, 1)
    ]
    answer = Response(csv_text(COLUMNS, rows), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{slug}-chain.csv"'
    return answer


def _lines(slug: str) -> tuple[Line, ...]:
    found = asked_public(slug)
    return chain_of(db.session(), current_council().id, found.page.id, now())


def _page(slug: str, number: int | None) -> str:
    found = asked_public(slug)
    lines = chain_of(db.session(), current_council().id, found.page.id, now())
    line = next((each for each in lines if number in {None, each.number}), None)
    if line is None and number is not None:
        raise NotFound("There is no such theme.")
    return render_template(
        "programme/public/chain.html",
        challenge=found.page,
        line=line,
        others=[each for each in lines if each is not line],
        headings=HEADINGS,
        link_words=link_words,
        step_words=step_words,
        verdict_words=verdict_words,
    )
