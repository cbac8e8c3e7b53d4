"""Add, change, copy, move, remove and retire the questions of a draft."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import exists, select

from foundation.base.errors import Conflict, Invalid
from foundation.base.words import say
from foundation.base.work import Work
from questions.commands.forms import check_conditions
from questions.commands.own import Held, held, held_draft
from questions.models.answers import AnswerSet, GivenAnswer
from questions.models.forms import QuestionRow, QuestionSection, QuestionVersion
from questions.rules.drafts import check_length, checked_question
from questions.rules.events import QuestionRetired
from questions.rules.forms import Owner, Question
from questions.rules.stored import question_from, question_row
from questions.rules.versions import VersionState, may_remove, turned_away


def add_question(work: Work, owner: Owner, section_code: str, question: Question) -> str:
    """Add a question at the end of a section; return the code that it is known by from now on.

    Raises:
        NotFound: no such form or section.
        Conflict: the questions are frozen.
        Invalid: it cannot be asked so.
    """
    draft = held_draft(work, owner)
    check_length(draft.asked)
    section = draft.section(section_code)
    draft.form.codes += 1
    new = replace(checked_question(question), code=f"q{draft.form.codes}", is_retired=False)
    row = QuestionRow(
        version_id=draft.version.id,
        section_id=section.id,
        code=new.code,
        position=_last(draft, section) + 1,
        revision=0,
        **question_row(new),
    )
    work.session.add(row)
    at = max(
        (n for n, each in enumerate(draft.questions, 1) if _is_before(draft, each, section)),
        default=0,
    )
    draft.questions.insert(at, row)
    _settled(work, draft)
    return new.code


def change_question(work: Work, owner: Owner, code: str, revision: int, question: Question) -> None:
    """Let a question, last seen by its editor at *revision*, ask what *question* does.

    Raises:
        NotFound: it is not there any more.
        Conflict: the questions are frozen, or somebody else was faster (``reason`` = ``changed``).
        Invalid: it cannot be asked so, or what depends on it no longer stands.
    """
    draft = held_draft(work, owner)
    row = draft.row(code)
    if row.revision != revision:
        raise Conflict(
            say("Somebody else has changed this question in the meantime."),
            facts={"reason": "changed"},
        )
    new = replace(checked_question(question), code=code, is_retired=row.is_retired)
    if new.kind is not row.kind and has_answers(work, draft, code):
        wrong = say("People have answered this question, so its kind stays. Ask a new one instead.")
        raise Invalid(wrong, fields={"kind": wrong})
    for name, value in question_row(new).items():
        setattr(row, name, value)
    row.revision += 1
    _settled(work, draft)


def copy_question(work: Work, owner: Owner, code: str) -> str:
    """Add the same question once more, right after itself; return the code of the copy.

    Raises:
        NotFound: it is not there any more.
        Conflict: the questions are frozen.
        Invalid: there is no room for one more.
    """
    draft = held_draft(work, owner)
    check_length(draft.asked)
    row = draft.row(code)
    draft.form.codes += 1
    copy = QuestionRow(
        version_id=draft.version.id,
        section_id=row.section_id,
        code=f"q{draft.form.codes}",
        position=row.position + 1,
        revision=0,
        **question_row(replace(question_from(row), is_retired=False)),
    )
    work.session.add(copy)
    draft.questions.insert(draft.questions.index(row) + 1, copy)
    _settled(work, draft)
    return copy.code


def move_question(work: Work, owner: Owner, code: str, *, up: bool) -> None:
    """Move a question one place; at the edge of its section it goes into the next one.

    Raises:
        NotFound: it is not there any more.
        Conflict: the questions are frozen.
        Invalid: a question would depend on one after it.
    """
    draft = held_draft(work, owner)
    row = draft.row(code)
    beside = [each for each in draft.questions if each.section_id == row.section_id]
    to = beside.index(row) + (-1 if up else 1)
    if 0 <= to < len(beside):
        here, there = draft.questions.index(row), draft.questions.index(beside[to])
        draft.questions[here], draft.questions[there] = beside[to], row
    else:
        _move_on(draft, row, up=up)
    _settled(work, draft)


def remove_question(work: Work, owner: Owner, code: str) -> None:
    """Delete a question that nobody has answered.

    Raises:
        NotFound: it is not there any more.
        Conflict: the questions are frozen, or people have answered it: it can be retired.
        Invalid: another question depends on it.
    """
    draft = held_draft(work, owner)
    row = draft.row(code)
    decision = may_remove(draft.version.state, has_answers=has_answers(work, draft, code))
    if not decision:
        raise turned_away(decision)
    draft.questions.remove(row)
    work.session.delete(row)
    _settled(work, draft)


def retire_question(work: Work, owner: Owner, code: str, *, is_retired: bool = True) -> None:
    """Ask a question no more, also one that people can answer now; or ask it again.

    Raises:
        NotFound: it is not there.
        Invalid: another question depends on it.
    """
    found = held(work, owner, VersionState.DRAFT) or held(work, owner, VersionState.FROZEN)
    at = found or held_draft(work, owner)
    row = at.row(code)
    row.is_retired = is_retired
    row.revision += 1
    _settled(work, at)
    if is_retired:
        work.record(QuestionRetired(at.form.id, owner_id=owner.id, question_id=row.id))


def has_answers(work: Work, at: Held, code: str) -> bool:
    """Tell whether anybody has answered a question, in whichever version."""
    return bool(
        work.session.scalar(
            select(
                exists().where(
                    GivenAnswer.code == code,
                    GivenAnswer.set_id == AnswerSet.id,
                    AnswerSet.version_id == QuestionVersion.id,
                    QuestionVersion.form_id == at.form.id,
                )
            )
        )
    )


def _settled(work: Work, at: Held) -> None:
    """Check that every condition stands, and number the questions as they stand now."""
    check_conditions(at.asked)
    for position, row in enumerate(at.questions, 1):
        row.position = position
    at.version.revision += 1
    work.session.flush()


def _last(draft: Held, section: QuestionSection) -> int:
    inside = (row.position for row in draft.questions if row.section_id == section.id)
    return max(inside, default=0)


def _is_before(draft: Held, row: QuestionRow, section: QuestionSection) -> bool:
    order = {each.id: each.position for each in draft.sections}
    return order[row.section_id] <= section.position


def _move_on(draft: Held, row: QuestionRow, *, up: bool) -> None:
    order = [section.id for section in draft.sections]
    to = order.index(row.section_id) + (-1 if up else 1)
    if not 0 <= to < len(order):
        return
    row.section_id = order[to]
    draft.questions.remove(row)
    before = [n for n, each in enumerate(draft.questions, 1) if order.index(each.section_id) < to]
    inside = [n for n, each in enumerate(draft.questions, 1) if order.index(each.section_id) <= to]
    draft.questions.insert(max(inside if up else before, default=0), row)
