"""The consultation's own questions, one a page, between the photos and the details."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from consultation.queries.named import NamedConsultation
from consultation.rules.unsent import Step, Unsent, after, before
from consultation.web.consultations import public_consultation
from consultation.web.giving.asking import left, open_form, replies
from consultation.web.giving.walk import (
    CHANGE,
    MANY,
    Walk,
    bp,
    closed_now,
    frame,
    nothing_yet,
    save,
    to,
    what_is_kept,
)
from consultation.web.map import bounds_of
from foundation.base.errors import Invalid, NotFound
from foundation.web.access import anyone
from foundation.web.forms import Form as Token
from foundation.web.limits import limiter
from foundation.web.visitor import stay_known
from geo.web.basemaps import basemap
from questions.rules.forms import Form
from questions.rules.reading import read_page
from questions.rules.sent import Sent
from questions.rules.values import Answers, as_text
from questions.rules.walking import Page, after_last, page_named, pages, without_turn
from questions.web.shown import shown_page

AGAIN = "again"
"""What the button says that leads to one more turn of a section."""


@bp.get("/questions")
@anyone
def questions(slug: str) -> ResponseReturnValue:
    """Lead to the first question that is still open, else to the first of all."""
    named = public_consultation(slug)
    kept = what_is_kept(named)
    if kept is None:
        return redirect(url_for(".start", slug=slug), 303)
    form = open_form(named)
    there = pages(form, replies(kept.answers))
    name = left(form, kept.answers) or next((page.name for page in there), None)
    is_change = CHANGE in request.args
    if name is None:
        return redirect(to(slug, after(Step.QUESTIONS, kept.answers, is_change=is_change)), 303)
    return redirect(_address(slug, name, is_change=is_change), 303)


@bp.get("/questions/<name>")
@anyone
def question(slug: str, name: str) -> ResponseReturnValue:
    """Ask one question, or one turn of a section that repeats."""
    named = public_consultation(slug)
    kept = what_is_kept(named)
    if not named.may_comment:
        return closed_now(named, kept)
    if kept is None:
        return redirect(url_for(".start", slug=slug), 303)
    walk = Walk(named, kept.answers)
    form, answers = open_form(named), replies(kept.answers)
    page = page_named(form, answers, name)
    if page is None:
        return redirect(url_for(".questions", slug=slug), 303)
    return _rendered(walk, form, page, answers)


@bp.post("/questions/<name>")
@anyone
@limiter.limit(MANY)
def answer_question(slug: str, name: str) -> ResponseReturnValue:
    """Keep the answer and go on; what is wrong is said at its field."""
    named = public_consultation(slug)
    kept = what_is_kept(named)
    if not named.may_comment:
        return closed_now(named, kept), 409
    stay_known()
    unsent = kept.answers if kept else nothing_yet(named)
    form, before_it = open_form(named), replies(unsent)
    page = page_named(form, before_it, name)
    if page is None:
        raise NotFound("This question is not there any more.")
    sent = request.form.to_dict(flat=False)
    try:
        answers = read_page(page, sent, before_it)
    except Invalid as wrong:
        walk = Walk(named, unsent)
        return _rendered(walk, form, page, before_it, sent, wrong.fields), wrong.status
    unsent = _kept(named, form, answers, {*unsent.been, page.name})
    return redirect(_next(slug, form, unsent, page), 303)


@bp.post("/questions/<name>/remove")
@anyone
@limiter.limit(MANY)
def remove_turn(slug: str, name: str) -> ResponseReturnValue:
    """Take back one turn of a section that repeats."""
    named = public_consultation(slug)
    kept = what_is_kept(named)
    if kept is None or not named.may_comment:
        return redirect(url_for(".start", slug=slug), 303)
    form, answers = open_form(named), replies(kept.answers)
    page = page_named(form, answers, name)
    if page and page.section.is_repeated:
        fewer = without_turn(page.section, answers, page.turn)
        _kept(named, form, fewer, set(kept.answers.been))
    return redirect(url_for(".questions", slug=slug), 303)


def _kept(named: NamedConsultation, form: Form, answers: Answers, been: set[str]) -> Unsent:
    """Keep all answers, hidden ones too: they count again once they are asked for again."""
    fields = {"replies": as_text(answers), "been": tuple(sorted(been))}
    unsent = replace(nothing_yet(named), **fields)  # type: ignore[arg-type]  # field by field
    has_replied = left(form, unsent) is None
    return save(named, Step.QUESTIONS, {**fields, "has_replied": has_replied})


def _next(slug: str, form: Form, unsent: Unsent, page: Page) -> str:
    is_change = CHANGE in request.args
    more = after_last(page) if request.form.get("act") == AGAIN else None
    if more:
        return _address(slug, more.name, is_change=is_change)
    open_one = left(form, unsent)
    if is_change:
        return _address(slug, open_one, is_change=True) if open_one else to(slug, Step.CHECK)
    names = [each.name for each in pages(form, replies(unsent))]
    at = names.index(page.name) + 1 if page.name in names else len(names)
    if at < len(names):
        return _address(slug, names[at])
    if open_one:
        return _address(slug, open_one)
    return to(slug, after(Step.QUESTIONS, unsent))


def _address(slug: str, name: str, *, is_change: bool = False) -> str:
    change: dict[str, Any] = {CHANGE: 1} if is_change else {}
    return url_for("giving.question", slug=slug, name=name, **change)


def _rendered(
    walk: Walk,
    form: Form,
    page: Page,
    answers: Answers,
    sent: Sent | None = None,
    problems: Mapping[str, str] | None = None,
) -> str:
    slug = walk.named.slug
    head = frame(walk, Step.QUESTIONS, page.name)
    names = [each.name for each in pages(form, answers)]
    at = names.index(page.name) if page.name in names else len(names)
    if at and CHANGE not in request.args:
        head["back_url"] = _address(slug, names[at - 1])
    elif CHANGE not in request.args and before(Step.QUESTIONS, walk.answers) is None:
        head["back_url"] = url_for(".start", slug=slug)
    site = url_for("map.site", slug=slug) if walk.named.area else None
    return render_template(
        "consultation/giving/question.html",
        form=Token(formdata=None),
        problems={},
        page=page,
        shown_all=shown_page(page, answers, sent, problems),
        may_repeat=page.section.is_repeated and after_last(page) is not None,
        may_remove=page.section.is_repeated and page.turn > 0 and page.name in names,
        where={"basemap": basemap(), "bounds": bounds_of(walk.named.area), "site_url": site},
        **head,
    )
