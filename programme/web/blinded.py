"""A submission as an assessor may read it: answers in order, with what is hidden taken out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from programme.queries.blinding import BlindPage, blind_page
from programme.queries.firm_files import FileRow
from programme.rules.blinding import (
    REFUSALS,
    Leak,
    Part,
    WhyNot,
    leaks_in,
    may_see,
    parts_of,
)
from programme.rules.rounds import AFTER_SCORING, RoundState
from questions.rules.forms import Question
from questions.rules.values import Answers, Files
from questions.rules.walking import asked
from questions.web.told import lines_of


@dataclass(frozen=True, slots=True)
class BlindFile:
    """One file, with what it shows in pieces."""

    row: FileRow
    title: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class BlindAnswer:
    """One question; *lines* of pieces, or *why_not* instead, and how many leaks were found.

    Where files were added there are those instead of lines.
    """

    code: str
    words: str
    lines: tuple[tuple[Part, ...], ...]
    why_not: str | None
    leaks: int
    files: tuple[BlindFile, ...] = ()


def answers_for(page: BlindPage, state: RoundState) -> list[BlindAnswer]:
    """Return the answers of a submission as assessors see them while its round is in *state*.

    An answer that is hidden is not in the result at all.
    """
    return [
        _answer(page, question, turn, state)
        for _section, question, turn in asked(page.form, page.answers)
    ]


def open_files(page: BlindPage, state: RoundState) -> dict[UUID, FileRow]:
    """Return the files that assessors may open while the round of a submission is in *state*."""
    shown = (file.row for answer in answers_for(page, state) for file in answer.files)
    return {row.id: row for row in shown}


def leaks_by_question(
    session: Session, authority_id: UUID, round_id: UUID, letters: Mapping[UUID, str]
) -> dict[str, list[tuple[str, int]]]:
    """Return by question in which submissions free text gives a secret away, and how often."""
    found: dict[str, list[tuple[str, int]]] = {}
    for submission_id, letter in letters.items():
        page = blind_page(session, authority_id, round_id, submission_id)
        for answer in answers_for(page, RoundState.OPEN) if page else []:
            if answer.leaks:
                found.setdefault(answer.code, []).append((letter, answer.leaks))
    return found


def _answer(page: BlindPage, question: Question, turn: int, state: RoundState) -> BlindAnswer:
    reason = may_see(page.profile[question.code][0], state).reason
    if reason is not None:
        return BlindAnswer(question.code, question.words, (), REFUSALS[WhyNot(reason)], 0)
    value = page.answers.get((question.code, turn))
    if isinstance(value, Files):
        return _file_answer(page, question, value, state)
    lines = _lines(page.answers, question, turn)
    found: list[tuple[Leak, ...]] = [leaks_in(line, page.secrets) for line in lines]
    hidden = state not in AFTER_SCORING
    return BlindAnswer(
        question.code,
        question.words,
        tuple(
            parts_of(line, leaks if hidden else ())
            for line, leaks in zip(lines, found, strict=True)
        ),
        None,
        sum(map(len, found)),
    )


def _file_answer(
    page: BlindPage, question: Question, value: Files, state: RoundState
) -> BlindAnswer:
    rows = [page.files[each] for each in value.ids if each in page.files]
    found = [leaks_in(row.title, page.secrets) for row in rows]
    hidden = state not in AFTER_SCORING
    files = tuple(
        BlindFile(row, parts_of(row.title, leaks if hidden else ()))
        for row, leaks in zip(rows, found, strict=True)
    )
    return BlindAnswer(question.code, question.words, (), None, sum(map(len, found)), files)


def _lines(answers: Answers, question: Question, turn: int) -> tuple[str, ...]:
    value = answers.get((question.code, turn))
    return lines_of(question, value) if value is not None else ()
