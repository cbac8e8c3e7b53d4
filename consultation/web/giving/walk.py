"""How every question of the journey is shown, and how its answer is taken and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Form as AnyForm

from consultation.commands.journey import note_error
from consultation.commands.unsent import keep
from consultation.queries.named import NamedConsultation
from consultation.queries.unsent import KeptUnsent, kept_unsent
from consultation.rules.journey import Device, device_of
from consultation.rules.representations import first_lane
from consultation.rules.unsent import Step, Unsent, after, asked, before
from consultation.web.cards import last_day
from consultation.web.comments import closed
from consultation.web.consultations import public_consultation
from consultation.web.forms.views import refused
from consultation.web.giving.asking import page_names, taken_in
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Invalid
from foundation.base.work import work
from foundation.web.current import actor, now
from foundation.web.forms import Form
from foundation.web.visitor import stay_known, unsent_owner

bp = Blueprint("giving", __name__, url_prefix="/consultations/<slug>/give-your-view")

MANY = "1200 per hour"
"""How many answers one connection may give; the readers of a library share one."""

CHANGE = "change"
"""What the address says of a page to which the check page has led."""


@dataclass(frozen=True, slots=True)
class Walk:
    """Where somebody is: in which consultation, with which answers."""

    named: NamedConsultation
    answers: Unsent


@dataclass(frozen=True, slots=True)
class Page:
    """One question: its form, what the form holds, and how its answers are read.

    Args:
        read: returns the changed fields of ``Unsent``, or raises Invalid.
        offer: lets a form know the choices of this consultation.
        more: what the template needs beside the form.
    """

    step: Step
    form: type[Form]
    filled: Callable[[Unsent], Mapping[str, Any]]
    read: Callable[[Walk, Any], dict[str, Any]]
    offer: Callable[[Walk, Any], None] = lambda _walk, _form: None
    more: Callable[[Walk], dict[str, Any]] = lambda _walk: {}


def show(page: Page, slug: str) -> ResponseReturnValue:
    """Show one question with the answer it has so far."""
    named = public_consultation(slug)
    kept = what_is_kept(named)
    if not named.may_comment:
        return closed_now(named, kept)
    if kept is None:
        return redirect(url_for("giving.start", slug=slug), 303)
    walk = Walk(named, kept.answers)
    form = page.form(formdata=None, data=dict(page.filled(kept.answers)))
    return rendered(page, walk, form)


def take(page: Page, slug: str) -> ResponseReturnValue:
    """Keep the answer to one question and go on; where nothing was begun, begin with it."""
    named = public_consultation(slug)
    kept = what_is_kept(named)
    if not named.may_comment:
        return closed_now(named, kept), 409
    stay_known()
    begun = kept.answers if kept else nothing_yet(named)
    walk = Walk(named, begun)
    form = page.form()
    page.offer(walk, form)
    try:
        if not form.validate():
            raise Invalid
        answers = page.read(walk, form)
    except Invalid as wrong:
        with work(db.session(), actor(), now()) as unit:
            note_error(unit, named.id, page.step)
        problems = refused(form, wrong.fields)
        return rendered(page, walk, form, problems), 422
    unsent = save(named, page.step, answers)
    is_change = CHANGE in request.args or kept is None
    return redirect(
        to(slug, after(page.step, unsent, is_change=is_change), is_change=is_change), 303
    )


def save(named: NamedConsultation, step: Step, answers: dict[str, Any]) -> Unsent:
    """Keep the answers to one question in a commit of their own."""
    with work(db.session(), actor(), now()) as unit:
        kept = keep(unit, named.id, unsent_owner(named.id), step, answers)
    return replace(kept, takes=taken_in(named))


def device() -> Device:
    """Return the class of device that somebody writes on; nothing else of it is looked at."""
    return device_of(request.user_agent.string)


def what_is_kept(named: NamedConsultation) -> KeptUnsent | None:
    """Return what this browser has begun in a consultation."""
    kept = kept_unsent(db.session(), current_council().id, named.id, unsent_owner(named.id))
    return kept and replace(kept, answers=replace(kept.answers, takes=taken_in(named)))


def nothing_yet(named: NamedConsultation) -> Unsent:
    """Return the answers of who has not begun."""
    return Unsent(lane=first_lane(named.kind), takes=taken_in(named))


def to(slug: str, step: Step, *, is_change: bool = False) -> str:
    """Return the address of a question."""
    change: dict[str, Any] = {CHANGE: 1} if is_change and step is not Step.CHECK else {}
    return url_for(f"giving.{step}", slug=slug, **change)


def closed_now(named: NamedConsultation, kept: KeptUnsent | None) -> Response:
    """Say that comments are closed, with all the words that are kept or were sent just now."""
    words = kept.answers.text if kept else ""
    return closed(
        named.slug,
        named.title,
        named.may_comment,
        kept={"text": words} if words and "text" not in request.form else {},
        closed_on=last_day(named.closes_at),
    )


def rendered(
    page: Page, walk: Walk, form: AnyForm, problems: Mapping[str, str] | None = None
) -> str:
    """Return the page of a question."""
    if not form.is_submitted():
        page.offer(walk, form)
    return render_template(
        f"consultation/giving/{page.step}.html",
        form=form,
        problems=problems or {},
        **frame(walk, page.step),
        **page.more(walk),
    )


def frame(walk: Walk, step: Step, page: str | None = None) -> dict[str, Any]:
    """Return what the head of every page says; *page* is one of the consultation's own questions.

    Each of these is counted as a question like the others.
    """
    is_change = CHANGE in request.args
    numbered = _numbered(walk)
    at = page or step
    back = Step.CHECK if is_change else before(step, walk.answers)
    slug = walk.named.slug
    return {
        "consultation": {
            "id": walk.named.id,
            "slug": slug,
            "title": walk.named.title,
            "closes_on": last_day(walk.named.closes_at),
        },
        "back_url": to(slug, back) if back else url_for("giving.start", slug=slug),
        "number": numbered.index(at) + 1 if at in numbered else None,
        "total": len(numbered),
    }


def _numbered(walk: Walk) -> list[str]:
    """Return every page that has a number, in order."""
    found: list[str] = []
    for step in asked(walk.answers):
        if step is Step.QUESTIONS:
            found += page_names(walk.named, walk.answers)
        elif step is not Step.HELP:
            found.append(step)
    return found
