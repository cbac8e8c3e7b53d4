"""The tasks of setting a consultation up: what is done, what is wrong, what to look at again.

A part that came from a template or an earlier consultation is not done before somebody has saved
it. What has to be done before sign-off is in ``NEEDED``; everything else is offered.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from consultation.rules.takes import Takes
from foundation.base.decisions import YES, Decision
from foundation.base.errors import Conflict, Invalid
from foundation.base.words import say

LONGEST_NOTE = 5_000


class Origin(StrEnum):
    """What a consultation was started from."""

    BLANK = "blank"
    TEMPLATE = "template"
    COPY = "copy"


class Task(StrEnum):
    """One thing to do, in the order of the list."""

    WORDS = "words"
    STAGES = "stages"
    DOCUMENTS = "documents"
    AREA = "area"
    AUDIENCES = "audiences"
    DATES = "dates"
    QUESTIONS = "questions"
    PUBLICATION = "publication"
    ABOUT_PEOPLE = "about_people"
    EASY_READ = "easy_read"
    APPLICANTS = "applicants"
    EQUALITY = "equality"
    TRY = "try"
    ACCESSIBILITY = "accessibility"


class TaskState(StrEnum):
    """How far one thing is."""

    COMPLETED = "completed"
    CHECK = "check"
    FIX = "fix"
    NOT_STARTED = "not_started"
    OPTIONAL = "optional"


class Route(StrEnum):
    """A way in which people are to be reached."""

    WEB = "web"
    DROP_IN = "drop_in"
    PAPER = "paper"
    POSTER = "poster"
    LETTER = "letter"
    PHONE = "phone"
    SCHOOLS = "schools"
    GROUPS = "groups"
    SOCIAL = "social"


NEEDED = (
    Task.WORDS,
    Task.STAGES,
    Task.AREA,
    Task.AUDIENCES,
    Task.DATES,
    Task.PUBLICATION,
    Task.EQUALITY,
    Task.TRY,
    Task.ACCESSIBILITY,
)
OUTDATES = frozenset({Task.WORDS, Task.DOCUMENTS, Task.EASY_READ, Task.QUESTIONS})
"""Parts of what residents read: when one is saved, the accessibility check is out of date."""

FINISHED_BY_HAND = frozenset({Task.QUESTIONS, Task.TRY, Task.ACCESSIBILITY})
"""Tasks that end with a button, since saving one piece of them says nothing of the whole."""


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What is there of a consultation.

    Args:
        done: what somebody has saved or finished.
        undescribed: pictures among the documents that no words describe.
        questions: how many are asked.
    """

    origin: Origin
    done: frozenset[Task]
    takes: Takes
    questions: int
    has_dates: bool
    has_area: bool
    has_equality: bool
    has_audiences: bool
    stages: int
    documents: int
    undescribed: int
    traits: int
    has_easy_read: bool
    applicants: int


class WhyNot(StrEnum):
    """Why a consultation cannot be sent for sign-off."""

    UNFINISHED = "unfinished"


def there(facts: PlanFacts) -> dict[Task, bool]:
    """Return of each task whether there is something to show for it."""
    done = facts.done
    return {
        Task.WORDS: True,
        Task.STAGES: facts.stages > 0,
        Task.DOCUMENTS: facts.documents > 0,
        Task.AREA: facts.has_area or Task.AREA in done,
        Task.AUDIENCES: facts.has_audiences,
        Task.DATES: facts.has_dates,
        Task.QUESTIONS: facts.questions > 0 or not facts.takes.has_questions,
        Task.PUBLICATION: Task.PUBLICATION in done,
        Task.ABOUT_PEOPLE: facts.traits > 0,
        Task.EASY_READ: facts.has_easy_read,
        Task.APPLICANTS: facts.applicants > 0,
        Task.EQUALITY: facts.has_equality,
        Task.TRY: Task.TRY in done,
        Task.ACCESSIBILITY: Task.ACCESSIBILITY in done,
    }


def task_states(facts: PlanFacts) -> dict[Task, TaskState]:
    """Return where each task stands, in the order of the list."""
    return {task: _state(facts, task, is_there=is_there) for task, is_there in there(facts).items()}


def unfinished(facts: PlanFacts) -> tuple[Task, ...]:
    """Return what is still to be done before sign-off, in the order of the list."""
    states = task_states(facts)
    needed = {*NEEDED, *([Task.QUESTIONS] if facts.takes.has_questions else [])}
    return tuple(
        task
        for task, state in states.items()
        if state is TaskState.FIX or (task in needed and state is not TaskState.COMPLETED)
    )


def may_send(facts: PlanFacts) -> Decision:
    """Decide whether a consultation can be sent for sign-off."""
    return Decision(WhyNot.UNFINISHED) if unfinished(facts) else YES


def turned_away(facts: PlanFacts) -> Conflict:
    """Return the error that says how much is missing."""
    tasks = unfinished(facts)
    return Conflict(
        say("{count} tasks are not done yet. Finish them first.", count=len(tasks)),
        facts={"tasks": [task.value for task in tasks]},
    )


def checked_note(text: str, field: str, empty: str) -> str:
    """Return a note as it will be stored.

    Raises:
        Invalid: it is empty or too long.
    """
    said = text.strip()
    if not said:
        raise Invalid(empty, fields={field: empty})
    if len(said) > LONGEST_NOTE:
        wrong = say("Use at most {most} characters.", most=LONGEST_NOTE)
        raise Invalid(wrong, fields={field: wrong})
    return said


def _state(facts: PlanFacts, task: Task, *, is_there: bool) -> TaskState:
    if task is Task.DOCUMENTS and facts.undescribed:
        return TaskState.FIX
    if is_there:
        is_own = facts.origin is Origin.BLANK or task in facts.done
        return TaskState.COMPLETED if is_own else TaskState.CHECK
    return TaskState.NOT_STARTED if task in {*NEEDED, Task.QUESTIONS} else TaskState.OPTIONAL
