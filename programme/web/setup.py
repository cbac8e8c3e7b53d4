"""Set a challenge up: its words, its people, the money and the days."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.forms import Form, refused
from programme.commands.challenges import change_challenge, link_consultation, propose_challenge
from programme.commands.forks import apply_kit
from programme.commands.people import name_people
from programme.commands.terms import record_budget, set_window
from programme.queries.challenges import ChallengePage
from programme.queries.programmes import programmes_of
from programme.rules.access import Can
from programme.web.asked import asked_challenge
from programme.web.forms import (
    PeopleForm,
    TermsForm,
    WindowForm,
    WordsForm,
    budget_of,
    challenge_of,
    filled_people,
    filled_terms,
    filled_window,
    filled_words,
    people_of,
    window_of,
)

bp = Blueprint("setup_challenge", __name__, url_prefix="/programme/challenges")


@bp.get("/new")
@allow(Can.CHALLENGE_WRITE)
def new() -> ResponseReturnValue:
    """Show the form for a new challenge."""
    return _page("words", WordsForm(), None, {})


@bp.post("/new")
@allow(Can.CHALLENGE_WRITE)
def make() -> ResponseReturnValue:
    """Write a new challenge down as an idea."""
    form = WordsForm()
    programmes = programmes_of(db.session(), current_council().id)
    try:
        if not programmes:
            raise Invalid("Set a programme up first. Ask the programme manager.")
        if not form.validate():
            raise Invalid
        with work(db.session(), actor(), now()) as unit:
            made = propose_challenge(unit, programmes[0].id, challenge_of(form))
            apply_kit(unit, made.id)
            slug = made.slug
    except (Invalid, Conflict) as wrong:
        return _page("words", form, None, _problems(form, wrong)), wrong.status
    flash(_("The challenge is written down as an idea."))
    return redirect(url_for("challenge.page", slug=slug), 303)


@bp.get("/<slug>/words")
@allow(Can.CHALLENGE_WRITE)
def words(slug: str) -> ResponseReturnValue:
    """Show what the challenge says."""
    found = asked_challenge(slug)
    return _page("words", WordsForm(data=filled_words(found)), found, {})


@bp.post("/<slug>/words")
@allow(Can.CHALLENGE_WRITE)
def change_words(slug: str) -> ResponseReturnValue:
    """Let the challenge say what was typed."""
    found, form = asked_challenge(slug), WordsForm()
    try:
        if not form.validate():
            raise Invalid
        with work(db.session(), actor(), now()) as unit:
            change_challenge(unit, found.id, challenge_of(form))
            link_consultation(unit, found.id, form.consultation.data or None)
    except (Invalid, Conflict) as wrong:
        return _page("words", form, found, _problems(form, wrong)), wrong.status
    return _saved(slug)


@bp.get("/<slug>/people")
@allow(Can.CHALLENGE_WRITE)
def people(slug: str) -> ResponseReturnValue:
    """Show who owns the challenge and who is asked to sponsor it."""
    found = asked_challenge(slug)
    return _page("people", PeopleForm(data=filled_people(found)), found, {})


@bp.post("/<slug>/people")
@allow(Can.CHALLENGE_WRITE)
def change_people(slug: str) -> ResponseReturnValue:
    """Name the owner and the sponsor."""
    found, form = asked_challenge(slug), PeopleForm()
    try:
        if not form.validate():
            raise Invalid
        owner_id, sponsor_id = people_of(form)
        with work(db.session(), actor(), now()) as unit:
            name_people(unit, found.id, owner_id=owner_id, sponsor_id=sponsor_id)
    except (Invalid, Conflict) as wrong:
        return _page("people", form, found, _problems(form, wrong)), wrong.status
    return _saved(slug)


@bp.get("/<slug>/terms")
@allow(Can.TERMS_WRITE)
def terms(slug: str) -> ResponseReturnValue:
    """Show what is known of the money and the rules."""
    found = asked_challenge(slug)
    return _page("terms", TermsForm(data=filled_terms(found)), found, {})


@bp.post("/<slug>/terms")
@allow(Can.TERMS_WRITE)
def change_terms(slug: str) -> ResponseReturnValue:
    """Record what is known of the money and the rules."""
    found, form = asked_challenge(slug), TermsForm()
    try:
        if not form.validate():
            raise Invalid
        with work(db.session(), actor(), now()) as unit:
            record_budget(unit, found.id, budget_of(form))
    except (Invalid, Conflict) as wrong:
        return _page("terms", form, found, _problems(form, wrong)), wrong.status
    return _saved(slug)


@bp.get("/<slug>/window")
@allow(Can.CHALLENGE_WRITE)
def window(slug: str) -> ResponseReturnValue:
    """Show when firms may answer."""
    found = asked_challenge(slug)
    return _page("window", WindowForm(data=filled_window(found)), found, {})


@bp.post("/<slug>/window")
@allow(Can.CHALLENGE_WRITE)
def change_window(slug: str) -> ResponseReturnValue:
    """Set when firms may answer and ask."""
    found, form = asked_challenge(slug), WindowForm()
    try:
        if not form.validate():
            raise Invalid
        with work(db.session(), actor(), now()) as unit:
            set_window(unit, found.id, window_of(form))
    except (Invalid, Conflict) as wrong:
        return _page("window", form, found, _problems(form, wrong)), wrong.status
    return _saved(slug)


def _problems(form: Form, wrong: Invalid | Conflict) -> dict[str, str]:
    near = {
        "opens_at": "opens_on",
        "questions_close_at": "questions_on",
        "closes_at": "closes_on",
        "min_p": "lowest",
        "max_p": "highest",
    }
    fields = {near.get(name, name): sentence for name, sentence in wrong.fields.items()}
    if not fields and not form.errors:
        fields = {next(iter(form)).name: wrong.sentence}
    return refused(form, fields)


def _page(name: str, form: Form, found: ChallengePage | None, problems: dict[str, str]) -> str:
    return render_template(
        f"programme/setup/{name}.html", form=form, challenge=found, problems=problems
    )


def _saved(slug: str) -> ResponseReturnValue:
    flash(_("Saved."))
    return redirect(url_for("challenge.page", slug=slug), 303)
