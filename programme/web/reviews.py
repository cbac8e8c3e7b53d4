"""Review a brief: send it, ask for changes, turn a key, amend it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict
from foundation.base.work import Work, work
from foundation.web.access import allow
from foundation.web.current import actor, now
from programme.commands.registrants import tell_registrants
from programme.commands.reviews import amend_brief, ask_changes, send_for_review, turn_key
from programme.queries.briefs import brief_page
from programme.rules.access import Can
from programme.rules.briefs import BriefState, Key
from programme.web.asked import asked_challenge
from programme.web.briefs import bp, overview
from programme.web.mails import amendment_mail


@bp.post("/review/send")
@allow(Can.BRIEF_WRITE)
def send(slug: str) -> ResponseReturnValue:
    """Send the brief for review."""
    return _do(slug, send_for_review, _("The brief is in review. Two keys release it."))


@bp.post("/review/changes")
@allow(Can.BRIEF_COMMENT)
def send_back(slug: str) -> ResponseReturnValue:
    """Ask for changes."""
    return _do(slug, ask_changes, _("The brief goes back to who writes it."))


@bp.post("/review/approve")
@allow(Can.BRIEF_APPROVE)
def approve(slug: str) -> ResponseReturnValue:
    """Turn the key of the department owner."""
    return _do(slug, _turning(slug, Key.OWNER), _("You approved this version."))


@bp.post("/review/check")
@allow(Can.BRIEF_CHECK)
def check(slug: str) -> ResponseReturnValue:
    """Turn the key of procurement."""
    return _do(slug, _turning(slug, Key.PROCUREMENT), _("You checked this version."))


@bp.post("/review/amend")
@allow(Can.BRIEF_WRITE)
def amend(slug: str) -> ResponseReturnValue:
    """Begin a new version of a released brief."""
    return _do(slug, amend_brief, _("The brief can be changed. The released version stays."))


def _turning(slug: str, key: Key) -> Callable[[Work, UUID], object]:
    """Return what turns a key; where that releases an amendment, every firm at work is told."""
    found, council = asked_challenge(slug), current_council()

    def turn(unit: Work, challenge_id: UUID) -> None:
        if turn_key(unit, challenge_id, key):
            brief = brief_page(unit.session, council.id, found)
            if brief.state is BriefState.RELEASED:
                write = amendment_mail(council, found, brief.version)
                change = f"amendment {challenge_id} {brief.version}"
                tell_registrants(unit, challenge_id, change, write)

    return turn


def _do(slug: str, act: Callable[[Work, UUID], object], said: str) -> ResponseReturnValue:
    found = asked_challenge(slug)
    try:
        with work(db.session(), actor(), now()) as unit:
            act(unit, found.id)
    except Conflict as wrong:
        brief = brief_page(db.session(), current_council().id, found)
        return overview(found, brief, {"review": wrong.sentence}), wrong.status
    flash(said)
    return redirect(url_for("briefs.page", slug=slug), 303)
