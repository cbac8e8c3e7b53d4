"""Which questions are asked, given the answers so far; nothing hidden is demanded or kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from questions.rules.conditions import passes
from questions.rules.forms import Form, Question, Section, field_name
from questions.rules.values import Answers, Value


@dataclass(frozen=True, slots=True)
class Page:
    """What is asked at once: one question, or one turn of a section that repeats."""

    section: Section
    questions: tuple[Question, ...]
    turn: int = 0

    @property
    def name(self) -> str:
        """Return the end of its address."""
        return field_name(self.questions[0].code, self.turn)


def turns(section: Section, answers: Answers) -> int:
    """Return how often a section is asked: once, and once more for each turn that has answers."""
    codes = {question.code for question in section.questions}
    used = max((turn for code, turn in answers if code in codes), default=0)
    return min(used + 1, section.most_times)


def asked(form: Form, answers: Answers) -> Iterator[tuple[Section, Question, int]]:
    """Go through what is asked, in order; hidden answers do not count in any condition."""
    counted: dict[tuple[str, int], Value] = {}
    for section, question in form:
        if question.is_retired:
            continue
        for turn in range(turns(section, answers)):
            if passes(form, question, turn, counted):
                at = (question.code, turn)
                if at in answers:
                    counted[at] = answers[at]
                yield section, question, turn


def kept(form: Form, answers: Answers) -> dict[tuple[str, int], Value]:
    """Return the answers to what is asked, in the form's order, and no others."""
    here = ((question.code, turn) for _, question, turn in asked(form, answers))
    return {at: answers[at] for at in here if at in answers}


def missing(form: Form, answers: Answers) -> tuple[tuple[str, int], ...]:
    """Return what has to be answered still, in order."""
    return tuple(
        (question.code, turn)
        for _, question, turn in asked(form, answers)
        if question.is_required and (question.code, turn) not in answers
    )


def pages(form: Form, answers: Answers) -> tuple[Page, ...]:
    """Return the pages in order: a question each, but one for each turn of a repeated section."""
    found: list[Page] = []
    together: dict[tuple[str, int], list[Question]] = {}
    sections: dict[str, Section] = {}
    for section, question, turn in asked(form, answers):
        at = (section.code if section.is_repeated else question.code, turn)
        together.setdefault(at, []).append(question)
        sections[at[0]] = section
    for (code, turn), questions in sorted(
        together.items(), key=lambda page: _place(form, page[1][0], page[0][1])
    ):
        found.append(Page(sections[code], tuple(questions), turn))
    return tuple(found)


def page_named(form: Form, answers: Answers, name: str) -> Page | None:
    """Return the page with this name; for a section that repeats also the one after its last."""
    there = pages(form, answers)
    found = next((page for page in there if page.name == name), None)
    return found or next(
        (page for page in map(after_last, there) if page and page.name == name), None
    )


def after_last(page: Page) -> Page | None:
    """Return the page for one more turn of a repeated section, where it takes one."""
    if page.turn + 1 >= page.section.most_times:
        return None
    first = [each for each in page.section.questions if not each.is_retired]
    return Page(page.section, tuple(each for each in first if not each.condition), page.turn + 1)


def without_turn(section: Section, answers: Answers, turn: int) -> dict[tuple[str, int], Value]:
    """Return the answers without one turn of *section*; those after it move up."""
    codes = {question.code for question in section.questions}
    return {
        (code, at - 1 if code in codes and at > turn else at): value
        for (code, at), value in answers.items()
        if not (code in codes and at == turn)
    }


def _place(form: Form, question: Question, turn: int) -> tuple[int, int, int]:
    order = [each.code for _, each in form]
    section = form.section_of(question.code)
    where = [each.code for each in form.sections].index(section.code) if section else 0
    in_turn = order.index(question.code)
    return (where, turn, in_turn)
