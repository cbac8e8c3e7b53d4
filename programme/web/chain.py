"""The chain for staff: begin a line with a theme, and link it step by step."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.numbers import whole_number
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.forms import refused
from programme.commands.chain import begin_line, link_line, remove_line
from programme.queries.chain import ChainChoices, Line, chain_of, choices_of
from programme.queries.challenges import ChallengePage
from programme.rules.access import Can
from programme.rules.challenges import is_public
from programme.web.asked import asked_challenge
from programme.web.chain_forms import LineForm, ThemeForm, draft_of, filled_line
from programme.web.public_chain_words import HEADINGS, link_words

bp = Blueprint("chain", __name__, url_prefix="/programme/challenges/<slug>/chain")


@bp.get("")
@allow(Can.CHALLENGE_READ)
def page(slug: str) -> ResponseReturnValue:
    """Show every line with its five steps."""
    return _page(asked_challenge(slug))


@bp.post("")
@allow(Can.CHAIN_WRITE)
def begin(slug: str) -> ResponseReturnValue:
    """Begin a line with a theme."""
    found = asked_challenge(slug)
    form = _theme_form(found)
    try:
        if not form.validate():
            raise Invalid
        with work(db.session(), actor(), now()) as unit:
            number = begin_line(unit, found.id, int(form.citation.data))
    except (Invalid, Conflict) as wrong:
        fields = dict(wrong.fields) or ({} if form.errors else {"citation": wrong.sentence})
        return _page(found, form, refused(form, fields)), wrong.status
    flash(_("Saved."))
    return redirect(url_for(".one", slug=slug, number=number), 303)


@bp.get("/<int:number>")
@allow(Can.CHALLENGE_READ)
def one(slug: str, number: int) -> ResponseReturnValue:
    """Show one line and what it could be linked to."""
    return _line_page(asked_challenge(slug), number)


@bp.post("/<int:number>")
@allow(Can.CHAIN_WRITE)
def link(slug: str, number: int) -> ResponseReturnValue:
    """Link a line."""
    found = asked_challenge(slug)
    form = LineForm(_choices(found), _line(found, number))
    try:
        if not form.validate():
            raise Invalid
        with work(db.session(), actor(), now()) as unit:
            known = whole_number(form.seen.data, 6) or 0
            link_line(unit, found.id, number, draft_of(form), seen=known)
    except (Invalid, Conflict) as wrong:
        fields = dict(wrong.fields) or ({} if form.errors else {"measure": wrong.sentence})
        return _line_page(found, number, form, refused(form, fields)), wrong.status
    flash(_("Saved."))
    return redirect(url_for(".page", slug=slug), 303)


@bp.post("/<int:number>/remove")
@allow(Can.CHAIN_WRITE)
def remove(slug: str, number: int) -> ResponseReturnValue:
    """Take a line away."""
    found = asked_challenge(slug)
    with work(db.session(), actor(), now()) as unit:
        remove_line(unit, found.id, number)
    flash(_("Removed."))
    return redirect(url_for(".page", slug=slug), 303)


def _choices(found: ChallengePage) -> ChainChoices:
    return choices_of(db.session(), current_council().id, found.id, now())


def _lines(found: ChallengePage) -> tuple[Line, ...]:
    return chain_of(db.session(), current_council().id, found.id, now())


def _line(found: ChallengePage, number: int) -> Line:
    line = next((each for each in _lines(found) if each.number == number), None)
    if line is None:
        raise NotFound("There is no such line. Maybe somebody has removed it.")
    return line


def _theme_form(found: ChallengePage, **more: object) -> ThemeForm:
    return ThemeForm(_choices(found), {each.citation for each in _lines(found)}, **more)


def _page(
    found: ChallengePage, form: ThemeForm | None = None, problems: dict[str, str] | None = None
) -> str:
    return render_template(
        "programme/chain/page.html",
        challenge=found,
        lines=_lines(found),
        form=form or _theme_form(found, formdata=None),
        headings=HEADINGS,
        link_words=link_words,
        may_write=actor().may(Can.CHAIN_WRITE),
        is_public=is_public(found.at),
        problems=problems or {},
    )


def _line_page(
    found: ChallengePage,
    number: int,
    form: LineForm | None = None,
    problems: dict[str, str] | None = None,
) -> str:
    line = _line(found, number)
    blank = LineForm(_choices(found), line, formdata=None, data=filled_line(line))
    return render_template(
        "programme/chain/line.html",
        challenge=found,
        line=line,
        form=form or blank,
        headings=HEADINGS,
        link_words=link_words,
        may_write=actor().may(Can.CHAIN_WRITE),
        problems=problems or {},
    )
