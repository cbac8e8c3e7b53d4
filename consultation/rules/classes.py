"""A class of a school or college that answers together, without names.

| who       | may                                          | may not                      |
|-----------|----------------------------------------------|------------------------------|
| teacher   | start a class, see what came of its comments | see who wrote what           |
| pupil     | answer with the class code while it has room | give a name, be read unseen  |
| officer   | let the school's name be shown               | learn who a pupil is         |
| everybody | read, agree with and answer what pupils said | tell pupils of a class apart |
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from consultation.rules.words import in_one_line, says_something
from foundation.base.decisions import YES, Decision
from foundation.base.errors import Invalid
from foundation.base.words import say

MOST_PUPILS = 60
LASTS = timedelta(days=7)
LONGEST_SCHOOL = 80
PUPIL = "A pupil of a school or college class"
"""What stands where others have a name; pages say it in the reader's language."""


class ClassOver(StrEnum):
    """Why a class takes no more answers."""

    ENDED = "class_ended"
    FULL = "class_full"


def may_answer(ends_at: datetime, pupils: int, answers: int, now: datetime) -> Decision:
    """Decide whether one more pupil of a class may answer."""
    if now >= ends_at:
        return Decision(ClassOver.ENDED)
    return Decision(ClassOver.FULL) if answers >= pupils else YES


def checked_class(pupils: int | None, school: str) -> tuple[int, str | None]:
    """Return the size of a class and its school's name, or None where it was not said.

    Raises:
        Invalid: under the field that cannot be.
    """
    if pupils is None or not 1 <= pupils <= MOST_PUPILS:
        said = say("Enter how many pupils there are, from 1 to {most}.", most=MOST_PUPILS)
        raise Invalid(said, fields={"pupils": said})
    name = in_one_line(school)
    if len(name) > LONGEST_SCHOOL:
        said = say("Shorten the name to at most {most} characters.", most=LONGEST_SCHOOL)
        raise Invalid(said, fields={"school": said})
    return pupils, name if says_something(name) else None


def pupil_of(school: str) -> str:
    """Return what stands where others have a name, once an officer lets the school be shown."""
    return f"{PUPIL} ({school})"
