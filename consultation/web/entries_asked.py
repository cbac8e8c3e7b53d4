"""The consultation's own questions and those about people, all on the one page of an entry.

What is said about a person goes into its store and is never read back: not on this page, not by
who typed it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import request

from consultation.commands.reach.answers import say_of_oneself
from consultation.queries.named import NamedConsultation
from consultation.queries.reach.asked import asked_traits
from consultation.queries.voices import voice_of
from consultation.rules.reach.traits import PREFER_NOT_TO_SAY, QUESTIONS, Trait
from consultation.web.giving.asking import open_form, taken_in
from consultation.web.reach_intake import intake
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Invalid
from geo.queries.wards import wards_of
from questions.rules.reading import read_page
from questions.rules.values import Answers, Value
from questions.rules.walking import Page, pages
from questions.web.shown import ShownQuestion, shown_page

ABOUT = "about-"
"""What the name of a field about a person begins with."""


def asked_pages(named: NamedConsultation, answers: Answers) -> tuple[Page, ...]:
    """Return the pages of the consultation's questions that these answers lead to."""
    if not taken_in(named).has_questions:
        return ()
    return tuple(pages(open_form(named), answers))


def shown_questions(named: NamedConsultation, problems: Mapping[str, str]) -> list[ShownQuestion]:
    """Return every question of the form with what was typed; each once."""
    if not taken_in(named).has_questions:
        return []
    sent = request.form.to_dict(flat=False)
    return [
        shown
        for section in open_form(named).sections
        for question in section.questions
        if not question.is_retired
        for shown in shown_page(Page(section, (question,)), {}, sent, problems)
    ]


def read_replies(named: NamedConsultation) -> dict[tuple[str, int], Value]:
    """Return the answers; what a condition hides is not read.

    Raises:
        Invalid: with a sentence for each field that has to be looked at.
    """
    sent = request.form.to_dict(flat=False)
    answers: dict[tuple[str, int], Value] = {}
    been: set[str] = set()
    wrong: dict[str, str] = {}
    while True:
        there = (page for page in asked_pages(named, answers) if page.turn == 0)
        page = next((page for page in there if page.name not in been), None)
        if page is None:
            break
        been.add(page.name)
        try:
            answers = read_page(page, sent, answers)
        except Invalid as refused:
            wrong |= refused.fields
    if wrong:
        raise Invalid(next(iter(wrong.values())), fields=wrong)
    return answers


def about_fields(named: NamedConsultation) -> list[dict[str, Any]]:
    """Return the questions about people that are asked here, always without an answer."""
    return [
        {
            "name": f"{ABOUT}{trait.value}",
            "asks": QUESTIONS[trait].asks,
            "answers": [*_answers(trait).items(), (PREFER_NOT_TO_SAY, "Prefer not to say")],
        }
        for trait in asked_traits(db.session(), named.id)
    ]


def keep_about(named: NamedConsultation, comment_id: UUID) -> None:
    """Put what was said about the person into its store; a commit of its own, after the comment."""
    said = {}
    for trait in asked_traits(db.session(), named.id):
        typed = request.form.get(f"{ABOUT}{trait.value}", "")
        if typed in {*_answers(trait), PREFER_NOT_TO_SAY}:
            said[trait] = typed
    whose = voice_of(db.session(), current_council().id, comment_id) if said else None
    if whose is not None:
        with intake() as store:
            say_of_oneself(store, named.id, whose.voice_id, said)


def _answers(trait: Trait) -> dict[str, Any]:
    wards = wards_of(db.session(), current_council().id) if trait is Trait.WARD else ()
    return {**{ward.code: ward.name for ward in wards}, **QUESTIONS[trait].answers}
