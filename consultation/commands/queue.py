"""Do the same with several comments of the queue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from consultation.commands.moderation import set_moderation
from consultation.commands.standing import standings
from consultation.commands.steps import Step, Walk, take_steps
from consultation.commands.tallies import lock
from consultation.models.comments import Comment
from consultation.rules.comments import Moderation, Speaker
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.queue import MOST_CHOSEN
from foundation.base.errors import Invalid, NotFound
from foundation.base.words import say
from foundation.base.work import Work

Chosen = dict[UUID, list[UUID]]
"""Consultation → its comments that were chosen; both in the order of their ids."""


def chosen(work: Work, refs: Sequence[str]) -> Chosen:
    """Return the comments that somebody ticked, by consultation.

    Raises:
        Invalid: none was ticked, or more than a page can hold.
        NotFound: one of them is not the authority's, or is no comment of the public.
    """
    wanted = sorted(set(refs))
    if not wanted:
        raise _wrong("Tick at least one comment.")
    if len(wanted) > MOST_CHOSEN:
        raise _wrong(say("Tick at most {most} comments at a time.", most=MOST_CHOSEN))
    asked = (
        select(Comment.id, Comment.consultation_id)
        .where(
            Comment.ref.in_(wanted),
            Comment.authority_id == work.actor.authority_id,
            Comment.speaker == Speaker.PUBLIC,
        )
        .order_by(Comment.consultation_id, Comment.id)
    )
    found: Chosen = defaultdict(list)
    for row in work.session.execute(asked):
        found[row.consultation_id].append(row.id)
    if sum(len(ids) for ids in found.values()) < len(wanted):
        raise NotFound("One of these comments is not here any more. Choose again.")
    return dict(found)


def consider(work: Work, comments: Chosen) -> int:
    """Say that comments are being looked into; return of how many this is new.

    What is answered, closed or withdrawn stays as it is.
    """
    moved = 0
    for consultation_id, ids in comments.items():
        lock(work.session, consultation_id)
        step = [Step(FeedbackStatus.BEING_CONSIDERED)]
        new = [
            Walk(each, step)
            for each in standings(work, ids)
            if each.status is FeedbackStatus.RECEIVED
        ]
        take_steps(work, consultation_id, new)
        moved += len(new)
    return moved


def hold(work: Work, comments: Chosen) -> int:
    """Hold comments for a check; return how many, those that were held before among them."""
    ids = [each for some in comments.values() for each in some]
    for each in ids:
        set_moderation(work, each, Moderation.HELD)
    return len(ids)


def _wrong(sentence: str) -> Invalid:
    return Invalid(sentence, fields={"chosen": sentence})
