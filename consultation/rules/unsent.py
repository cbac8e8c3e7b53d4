"""A contribution that is not sent yet: its answers, its questions in order, what is missing.

One table says when a question is asked and when it counts as answered; three functions walk it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import timedelta
from enum import StrEnum
from typing import Any

from consultation.rules.comments import Contribution, Kind, Lane, Place, PlaceWay, Stance
from consultation.rules.marks import Mark
from consultation.rules.takes import Takes
from foundation.accounts.rules.authorities import Publishing
from foundation.accounts.rules.correspondents import Signatory

KEPT_FOR = timedelta(days=30)
"""How long after the last touch an unsent contribution is kept."""


NOBODY = Signatory("", "", "")


class Step(StrEnum):
    """The pages of giving a view; the value is the end of the page's address."""

    VIEW = "view"
    ABOUT = "about"
    PLACE = "place"
    TOPICS = "topics"
    COMMENT = "comment"
    HELP = "help"
    PHOTOS = "photos"
    QUESTIONS = "questions"
    DETAILS = "details"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class GivenPlace:
    """A place as it was typed; it is read anew whenever it is needed.

    Args:
        drawn: GeoJSON text from the map.
        far_is_right: they were asked whether a place this far away is the right one.
    """

    way: str = ""
    drawn: str = ""
    postcode: str = ""
    words: str = ""
    far_is_right: bool = False


@dataclass(frozen=True, slots=True)
class Unsent:
    """What somebody has answered so far.

    Args:
        mark: what sort of thing it is and how they stand to the proposal, in one.
        needs_help: the coach has something to say and could not say it beside the text.
        has_files: they have added a photo or a document, and may have removed it since.
        offered: earlier questions that were shown with their answers, as being like theirs.
        answered_by: those of them that they say answer their question.
        left_in: likely personal data that they have looked at and want to keep.
        display_name: what stands under an informal comment; a formal one has a *signatory*.
        email: where the author of a formal comment wants to hear of it, if anywhere.
        takes: what the consultation takes in; set anew whenever the answers are read.
        replies: answers to the consultation's own questions, as JSON text.
        been: names of their pages that they have been through.
        has_replied: nothing of them is left to go through.
        done: the questions that they have been through.
    """

    mark: Mark | None = None
    is_about_place: bool | None = None
    place: GivenPlace = field(default_factory=GivenPlace)
    topics: tuple[str, ...] = ()
    text: str = ""
    needs_help: bool = False
    has_files: bool = False
    offered: tuple[str, ...] = ()
    answered_by: tuple[str, ...] = ()
    left_in: tuple[str, ...] = ()
    display_name: str = ""
    lane: Lane = Lane.DIALOGUE
    signatory: Signatory = NOBODY
    email: str = ""
    takes: Takes = Takes.DIALOGUE
    replies: str = ""
    been: tuple[str, ...] = ()
    has_replied: bool = False
    done: frozenset[Step] = frozenset()


@dataclass(frozen=True, slots=True)
class Question:
    """One line of the table: when a question is asked, and when it needs an answer still."""

    step: Step
    is_asked: Callable[[Unsent], bool] = lambda _unsent: True
    is_answered: Callable[[Unsent], bool] = lambda _unsent: True


QUESTIONS: tuple[Question, ...] = (
    Question(Step.VIEW, is_answered=lambda unsent: unsent.mark is not None),
    Question(Step.ABOUT, is_answered=lambda unsent: unsent.is_about_place is not None),
    Question(
        Step.PLACE,
        is_asked=lambda unsent: unsent.is_about_place is not False,
        is_answered=lambda unsent: bool(unsent.place.way),
    ),
    Question(Step.TOPICS),
    Question(Step.COMMENT, is_answered=lambda unsent: bool(unsent.text)),
    Question(Step.HELP, is_asked=lambda unsent: unsent.needs_help),
    Question(Step.PHOTOS),
    Question(
        Step.QUESTIONS,
        is_asked=lambda unsent: unsent.takes.has_questions,
        is_answered=lambda unsent: unsent.has_replied,
    ),
    Question(Step.DETAILS),
)
"""Every question in the order in which it is asked; the check comes after all of them."""


def asked(unsent: Unsent) -> tuple[Step, ...]:
    """Return the questions that apply to these answers."""
    return tuple(question.step for question in QUESTIONS if _applies(question, unsent))


def missing(unsent: Unsent) -> tuple[Step, ...]:
    """Return the questions that somebody has still to go through."""
    return tuple(
        question.step
        for question in QUESTIONS
        if _applies(question, unsent)
        and not (question.step in unsent.done and question.is_answered(unsent))
    )


def after(step: Step, unsent: Unsent, *, is_change: bool = False) -> Step:
    """Return the page that follows *step*; a change leads back to the check."""
    if is_change:
        return next(iter(missing(unsent)), Step.CHECK)
    return next((each for each in asked(unsent) if _at(each) > _at(step)), Step.CHECK)


def before(step: Step, unsent: Unsent) -> Step | None:
    """Return the page that leads to *step*, or None for the first."""
    return next((each for each in reversed(asked(unsent)) if _at(each) < _at(step)), None)


def answered(unsent: Unsent, step: Step, answers: dict[str, Any]) -> Unsent:
    """Return *unsent* with the answers to one question.

    Each lane has its own details: whoever chooses one is asked for them, whatever they typed.
    """
    done = unsent.done | {step}
    return replace(unsent, **answers, done=done - {Step.DETAILS} if "lane" in answers else done)


def is_formal(unsent: Unsent) -> bool:
    """Tell whether it is meant for the decision."""
    return unsent.lane is Lane.REPRESENTATION


def contribution(unsent: Unsent, place: Place, promised: Publishing | None = None) -> Contribution:
    """Return what is sent, at *place*, which was read from what was typed.

    *promised* is what its author was told is published of a formal one.
    """
    kind, stance = meant_by(unsent.mark or Mark.COMMENT)
    return Contribution(
        text=unsent.text,
        kind=kind,
        stance=stance,
        topics=unsent.topics,
        place=place,
        display_name=None if is_formal(unsent) else unsent.display_name or None,
        formal=unsent.signatory if is_formal(unsent) else None,
        promised=promised if is_formal(unsent) else None,
    )


def meant_by(mark: Mark) -> tuple[Kind, Stance | None]:
    """Return what a comment with this sign is, and how its author stands to the proposal."""
    if mark.value in {kind.value for kind in Kind}:
        return Kind(mark.value), None
    return Kind.COMMENT, Stance(mark.value)


def given_place(unsent: Unsent) -> GivenPlace:
    """Return the place that counts: somebody may have said since that it is about none."""
    return unsent.place if unsent.is_about_place else GivenPlace(PlaceWay.WHOLE.value)


def as_text(unsent: Unsent) -> str:
    """Return the answers as JSON text."""
    return json.dumps({**asdict(unsent), "done": sorted(unsent.done)}, ensure_ascii=False)


def from_text(text: str) -> Unsent:
    """Return the answers in *text*; what an older version kept and this one lacks is left out."""
    kept = dict(_known(json.loads(text), Unsent))
    mark = kept.get("mark")
    return Unsent(
        **{
            **kept,
            "mark": Mark(mark) if mark else None,
            "place": GivenPlace(**dict(_known(kept.get("place") or {}, GivenPlace))),
            "topics": tuple(kept.get("topics", ())),
            "offered": tuple(kept.get("offered", ())),
            "answered_by": tuple(kept.get("answered_by", ())),
            "left_in": tuple(kept.get("left_in", ())),
            "takes": Takes(kept.get("takes", Takes.DIALOGUE)),
            "been": tuple(kept.get("been", ())),
            "lane": Lane(kept.get("lane", Lane.DIALOGUE)),
            "signatory": replace(NOBODY, **dict(_known(kept.get("signatory") or {}, Signatory))),
            "done": frozenset(Step(step) for step in kept.get("done", ()) if step in set(Step)),
        }
    )


def _applies(question: Question, unsent: Unsent) -> bool:
    """Tell whether a question is asked here: who only answers a form is asked nothing else."""
    is_of_dialogue = question.step is not Step.QUESTIONS
    return question.is_asked(unsent) and (unsent.takes.has_dialogue or not is_of_dialogue)


def _at(step: Step) -> int:
    return list(Step).index(step)


def _known(kept: dict[str, Any], into: type[Any]) -> Iterator[tuple[str, Any]]:
    names = {each.name for each in fields(into)}
    return ((name, value) for name, value in kept.items() if name in names)
