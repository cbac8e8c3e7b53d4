"""An answer in words, for check pages and lists."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask_babel import format_date, ngettext
from flask_babel import gettext as _

from questions.rules.forms import Form, Question, Section
from questions.rules.money import pounds
from questions.rules.resent import plain_number
from questions.rules.values import (
    Answers,
    Day,
    Declined,
    Files,
    Number,
    Order,
    Picks,
    Shares,
    Spot,
    Value,
    Words,
)
from questions.rules.walking import asked, pages


@dataclass(frozen=True, slots=True)
class ToldAnswer:
    """One row: the question, what was answered (one line each), and the page that asks it.

    *turn* is told from 1 where the section repeats, else 0; *lines* is empty where nothing was
    answered. *files* are the ids of files, for a page that can open them.
    """

    section: str
    turn: int
    words: str
    lines: tuple[str, ...]
    page: str
    files: tuple[UUID, ...] = ()


def told(form: Form, answers: Answers) -> list[ToldAnswer]:
    """Return every question that is asked, with its answer in words."""
    page_of = {
        (question.code, page.turn): page.name
        for page in pages(form, answers)
        for question in page.questions
    }
    return [
        _told(section, question, turn, answers.get((question.code, turn)), page_of)
        for section, question, turn in asked(form, answers)
    ]


def lines_of(question: Question, value: Value) -> tuple[str, ...]:
    """Return an answer in words, one line for each part."""
    called = {choice.code: choice.words for choice in question.choices}
    match value:
        case Words(text):
            return (text,)
        case Number(number):
            return (plain_number(number),)
        case Day(on):
            return (format_date(on, "d MMMM y"),)
        case Declined():
            return (str(_("Prefer not to say")),)
        case _:
            return _listed(value, called)


def _listed(
    value: Picks | Order | Shares | Spot | Files, called: dict[str, str]
) -> tuple[str, ...]:
    match value:
        case Picks(codes, other):
            return (*(called.get(code, code) for code in codes), *([other] if other else []))
        case Order(codes):
            return tuple(f"{at}. {called.get(code, code)}" for at, code in enumerate(codes, 1))
        case Shares(pence):
            return tuple(f"{called.get(code, code)}: {pounds(share)}" for code, share in pence)
        case Spot(_way, drawn, postcode, words):
            return (str(_("A place on the map")) if drawn else postcode or words,)
        case Files(ids):
            return (str(ngettext("%(num)s file", "%(num)s files", len(ids))),)


def _told(
    section: Section,
    question: Question,
    turn: int,
    value: Value | None,
    page_of: dict[tuple[str, int], str],
) -> ToldAnswer:
    return ToldAnswer(
        section=section.title,
        turn=turn + 1 if section.is_repeated else 0,
        words=question.words,
        lines=lines_of(question, value) if value is not None else (),
        page=page_of[(question.code, turn)],
        files=value.ids if isinstance(value, Files) else (),
    )
