"""The questions that firms answer: built before the window opens, fixed from then on."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.base.db import db
from foundation.base.errors import Conflict
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from programme.queries.challenges import ChallengePage
from programme.rules.access import Can
from programme.rules.submissions import form_owner
from programme.web.asked import asked_challenge
from questions.commands.forms import make_form
from questions.queries.forms import latest_version, open_version
from questions.rules.kinds import Kind
from questions.web.build import Builder, show_all
from questions.web.hang import ENDPOINTS, hang

bp = Blueprint("asking", __name__, url_prefix="/programme/challenges")

KINDS = tuple(kind for kind in Kind if kind not in {Kind.PICTURE, Kind.PLACE})


@bp.get("/<slug>/form")
@allow(Can.CHALLENGE_WRITE)
def questions(slug: str) -> ResponseReturnValue:
    """Show every question to firms."""
    builder = _builder(slug)
    if latest_version(db.session(), actor().authority_id, builder.owner) is None:
        return render_template("programme/challenges/no_form.html", **builder.more)
    return show_all(builder)


@bp.post("/<slug>/form")
@allow(Can.CHALLENGE_WRITE)
def begin(slug: str) -> ResponseReturnValue:
    """Begin the form."""
    challenge = asked_challenge(slug)
    with work(db.session(), actor(), now()) as unit:
        make_form(unit, form_owner(challenge.id))
    flash(_("Add the first question."))
    return redirect(url_for(".questions", slug=slug), 303)


def _builder(slug: str) -> Builder:
    challenge = asked_challenge(slug)
    has_begun = challenge.opens_at is not None and challenge.opens_at <= now()
    is_open = has_begun and not waits_for_form(challenge)
    if is_open and request.method == "POST" and request.endpoint != "asking.try_next":
        raise Conflict("Firms can answer already, so the questions stay as they are.")
    return Builder(
        owner=form_owner(challenge.id),
        url=partial(_url, slug),
        template="programme/challenges/form.html",
        kinds=KINDS,
        advise=lambda _words: (),
        more={"challenge": challenge, "title": challenge.title, "is_open": is_open},
    )


def waits_for_form(challenge: ChallengePage) -> bool:
    """Tell whether firms cannot answer a challenge because nobody has fixed its questions."""
    owner = form_owner(challenge.id)
    return open_version(db.session(), actor().authority_id, owner) is None


def _url(slug: str, action: str, code: str | None = None, anchor: str | None = None) -> str:
    more: dict[str, Any] = {"code": code} if code else {}
    return url_for(f"asking.{ENDPOINTS[action]}", slug=slug, _anchor=anchor, **more)


hang(bp, "/<slug>/form", _builder, Can.CHALLENGE_WRITE, Can.CHALLENGE_READ)
