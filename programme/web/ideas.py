"""The ideas box: anybody reads it; who is signed in proposes and backs; the council answers."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid
from foundation.base.work import work
from foundation.web.access import allow, anyone
from foundation.web.current import actor, now
from programme.commands.challenges import propose_challenge
from programme.commands.ideas import back_idea, decline_idea
from programme.queries.ideas import ideas_of
from programme.queries.programmes import programmes_of
from programme.rules.access import Can
from programme.rules.drafts import ChallengeDraft
from programme.rules.ideas import IdeaFate
from programme.web.asked import asked_challenge

bp = Blueprint("ideas", __name__, url_prefix="/challenges/ideas")


@bp.get("")
@anyone
def box() -> ResponseReturnValue:
    """Show the ideas, who backs them, and what became of earlier ones."""
    return _page({})


@bp.post("")
@allow(Can.IDEA_BACK)
def propose() -> ResponseReturnValue:
    """Propose an idea."""
    form = request.form
    programmes = programmes_of(db.session(), current_council().id)
    try:
        if not programmes:
            raise Invalid("The council takes no ideas now.")
        draft = ChallengeDraft(
            form.get("title", ""), form.get("question", ""), form.get("summary", "")
        )
        with work(db.session(), actor(), now()) as unit:
            made = propose_challenge(unit, programmes[0].id, draft)
            back_idea(unit, made.id)
    except (Invalid, Conflict) as wrong:
        return _page(dict(wrong.fields) or {"title": wrong.sentence}), wrong.status
    flash(_("Thank you. Your idea is in the box."))
    return redirect(url_for(".box"), 303)


@bp.post("/<slug>/back")
@allow(Can.IDEA_BACK)
def back(slug: str) -> ResponseReturnValue:
    """Back an idea."""
    found = asked_challenge(slug)
    with work(db.session(), actor(), now()) as unit:
        back_idea(unit, found.id)
    flash(_("You back this idea."))
    return redirect(url_for(".box"), 303)


@bp.post("/<slug>/answer")
@allow(Can.IDEA_JUDGE)
def decline(slug: str) -> ResponseReturnValue:
    """Say why an idea is not taken up."""
    found = asked_challenge(slug)
    try:
        with work(db.session(), actor(), now()) as unit:
            decline_idea(unit, found.id, request.form.get("why", ""))
    except (Invalid, Conflict) as wrong:
        return _page({f"why-{slug}": wrong.sentence}), wrong.status
    flash(_("Everybody can read why it is not taken up."))
    return redirect(url_for(".box", _anchor="became"), 303)


def _page(problems: Mapping[str, str]) -> str:
    found = ideas_of(db.session(), current_council().id, actor().person_id)
    return render_template(
        "programme/public/ideas.html",
        ideas=[idea for idea in found if idea.fate is IdeaFate.OPEN],
        became=[idea for idea in found if idea.fate is not IdeaFate.OPEN],
        may_propose=actor().may(Can.IDEA_BACK),
        may_judge=actor().may(Can.IDEA_JUDGE),
        problems=problems,
        typed=request.form,
    )
