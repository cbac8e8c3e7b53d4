"""Files in the answers of a submission: which ones, and how many."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from uuid import UUID

from foundation.base.decisions import YES, Decision
from foundation.base.words import say
from questions.rules.values import Answers, Files, Value

MOST_FILES = 40
"""Of one submission, however many questions ask for files."""


class WhyNot(StrEnum):
    """Why a submission gets no more files."""

    TOO_MANY = "too_many"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.TOO_MANY: say(
        "A submission can have {most} files. Take one out first.", most=MOST_FILES
    ),
}


def may_add(held: int, more: int) -> Decision:
    """Decide whether a submission that has *held* files may get *more* of them."""
    return Decision(WhyNot.TOO_MANY) if held + more > MOST_FILES else YES


def named_in(answers: Answers) -> tuple[UUID, ...]:
    """Return every file that the answers name."""
    return tuple(
        each for value in answers.values() if isinstance(value, Files) for each in value.ids
    )


def renamed(answers: Answers, names: Mapping[UUID, UUID]) -> dict[tuple[str, int], Value]:
    """Return the answers with other ids for their files; a file without one is left out."""
    found: dict[tuple[str, int], Value] = {}
    for at, value in answers.items():
        if not isinstance(value, Files):
            found[at] = value
        elif ids := tuple(names[each] for each in value.ids if each in names):
            found[at] = Files(ids)
    return found
