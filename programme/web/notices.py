"""The notices of a procurement: drafted from the data, checked by a second person, published."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.work import Work, work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.forms import Form, refused
from programme.commands.notices import check_notice, draft_notice, publish_notice
from programme.queries.challenges import ChallengePage
from programme.queries.notices import (
    NoticeRow,
    is_behind,
    notice_facts,
    notices_page,
    versions_of,
)
from programme.rules.access import Can
from programme.rules.law import Act
from programme.rules.notice_parts import HEADINGS
from programme.rules.notices import ABOUT_NOTICE, OPEN, NoticeCode, may_check, may_draft
from programme.rules.routes import ABOUT
from programme.web.asked import asked_challenge
from programme.web.notice_forms import DraftForm, PublishForm, seen_of
from programme.web.notices_made import notice_said, notice_text

bp = Blueprint("procurement_notices", __name__, url_prefix="/programme/challenges/<slug>/notices")


@bp.get("")
@allow(Can.CHALLENGE_READ)
def every(slug: str) -> ResponseReturnValue:
    """Show the notices of the route, and how each stands."""
    found = asked_challenge(slug)
    page = notices_page(db.session(), found.id, now())
    return render_template(
        "programme/notices/list.html",
        challenge=found,
        page=page,
        about=ABOUT_NOTICE,
        is_old=page.route is not None and ABOUT[page.route].act is Act.PCR2015,
    )


@bp.get("/<notice>")
@allow(Can.CHALLENGE_READ)
def one(slug: str, notice: str) -> ResponseReturnValue:
    """Show one notice as it is drafted."""
    return _page(asked_challenge(slug), _code(notice))


@bp.post("/<notice>")
@allow(Can.NOTICE_WRITE)
def draft(slug: str, notice: str) -> ResponseReturnValue:
    """Draft it from what is recorded now."""
    form = DraftForm()

    def do(unit: Work, found: ChallengePage) -> None:
        code, words, seen = _code(notice), form.words.data, seen_of(form)
        draft_notice(unit, found.id, code, words, notice_facts, seen=seen)

    return _done(slug, notice, form, do, "words")


@bp.post("/<notice>/check")
@allow(Can.NOTICE_WRITE)
def check(slug: str, notice: str) -> ResponseReturnValue:
    """Say as a second person that it is right."""
    return _done(
        slug, notice, None, lambda unit, found: check_notice(unit, found.id, _code(notice)), "check"
    )


@bp.post("/<notice>/publish")
@allow(Can.NOTICE_WRITE)
def publish(slug: str, notice: str) -> ResponseReturnValue:
    """Note where and when it was published."""
    form = PublishForm()

    def do(unit: Work, found: ChallengePage) -> None:
        reference, day = form.reference.data, form.published_on.data
        publish_notice(unit, found.id, _code(notice), reference, day)

    return _done(slug, notice, form, do, "published_on")


@bp.get("/<notice>.txt")
@allow(Can.CHALLENGE_READ)
def text(slug: str, notice: str) -> ResponseReturnValue:
    """Give the latest draft as text, to be put into the form of the central platform."""
    found = asked_challenge(slug)
    return Response(notice_text(found, _latest(found, _code(notice))), mimetype="text/plain")


@bp.get("/<notice>.json")
@allow(Can.CHALLENGE_READ)
def data(slug: str, notice: str) -> ResponseReturnValue:
    """Give the latest draft as data."""
    found = asked_challenge(slug)
    return jsonify(notice_said(found, _latest(found, _code(notice))))


def _done(
    slug: str,
    notice: str,
    form: Form | None,
    do: Callable[[Work, ChallengePage], None],
    field: str,
) -> ResponseReturnValue:
    """Do what a form asks in one unit of work; else show the page with what is wrong."""
    found = asked_challenge(slug)
    try:
        if form is not None and not form.validate():
            raise Invalid
        with work(db.session(), actor(), now()) as unit:
            do(unit, found)
    except (Invalid, Conflict) as wrong:
        fields = {"published_on": day} if (day := wrong.fields.get("day")) else dict(wrong.fields)
        fields = fields or ({} if form and form.errors else {field: wrong.sentence})
        problems = refused(form, fields) if form else fields
        return _page(found, _code(notice), form, problems), wrong.status
    flash(_("Saved."))
    return redirect(url_for(".one", slug=slug, notice=notice), 303)


def _page(
    found: ChallengePage,
    code: NoticeCode,
    form: Form | None = None,
    problems: dict[str, str] | None = None,
) -> str:
    versions = versions_of(db.session(), found.id, code)
    row = versions[-1] if versions else None
    is_open = row is not None and row.state in OPEN
    route = notices_page(db.session(), found.id, now()).route
    held: dict[str, Any] = {"words": row.words, "seen": row.revision} if row and is_open else {}
    drafting = form if isinstance(form, DraftForm) else DraftForm(formdata=None, data=held)
    drafting.seen.data = held.get("seen", 0)
    return render_template(
        "programme/notices/page.html",
        challenge=found,
        code=code,
        about=ABOUT_NOTICE[code],
        notice=row,
        earlier=versions[:-1],
        headings=HEADINGS,
        is_open=is_open,
        is_behind=row is not None and is_behind(db.session(), found.id, row, now()),
        may_write=actor().may(Can.NOTICE_WRITE) and bool(may_draft(code, route)),
        may_check=row is not None
        and bool(may_check(row.state, actor().person_id, row.writers, gaps=bool(row.gaps))),
        draft=drafting,
        publish=form if isinstance(form, PublishForm) else PublishForm(formdata=None),
        bad=form or drafting,
        problems=problems or {},
    )


def _latest(found: ChallengePage, code: NoticeCode) -> NoticeRow:
    versions = versions_of(db.session(), found.id, code)
    if not versions:
        raise NotFound("There is no draft of this notice.")
    return versions[-1]


def _code(notice: str) -> NoticeCode:
    try:
        return NoticeCode(notice)
    except ValueError as unknown:
        raise NotFound("There is no such notice.") from unknown
