"""Draft notices from what is recorded, check them, and note that they were published."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.base.clock import london_day
from foundation.base.errors import NotFound
from foundation.base.refusals import agree, refused
from foundation.base.words import say
from foundation.base.work import Work
from programme.commands.own import own_challenge
from programme.commands.routes import date_step
from programme.models.challenges import Challenge
from programme.models.notices import NoticeStep, ProcurementNotice
from programme.models.routes import ChosenRoute, RouteStep
from programme.rules.notice_parts import NoticeFacts, drafted
from programme.rules.notices import (
    OPEN,
    REFUSALS,
    STEP_OF,
    NoticeCode,
    NoticeMoved,
    NoticeState,
    WhyNot,
    checked_publication,
    checked_words,
    may_check,
    may_draft,
    may_move,
)
from programme.rules.routes import Route
from programme.rules.step_days import Clock
from programme.rules.steps import Step

Gather = Callable[[Session, UUID, datetime], NoticeFacts]
"""Asked inside the unit of work: what is recorded of the challenge?"""


def draft_notice(
    work: Work, challenge_id: UUID, code: NoticeCode, words: str, gather: Gather, *, seen: int
) -> None:
    """Draft a notice from what is recorded now, with *words* of one's own.

    The draft that is being worked on is drawn up again; *seen* is its revision as the writer saw
    it, 0 for none. What is published stays, and a new number is begun.

    Raises:
        NotFound: no such challenge.
        Invalid: the words are too long.
        Conflict: the route has no such notice, or somebody has changed it in the meantime.
    """
    challenge = own_challenge(work, challenge_id)
    agree(may_draft(code, _route(work, challenge.id)), REFUSALS)
    words = checked_words(words)
    row = _latest(work, challenge.id, code)
    is_open = row is not None and row.state in OPEN
    if (row.revision if row and is_open else 0) != seen:
        raise refused(WhyNot.CHANGED, REFUSALS)
    parts = drafted(code, gather(work.session, challenge.id, work.now))
    if row is None or not is_open:
        row = ProcurementNotice(
            id=uuid4(),
            challenge_id=challenge.id,
            code=code,
            number=row.number + 1 if row else 1,
            state=NoticeState.DRAFTED,
            revision=0,
        )
    row.said = [[part.value, said] for part, said in parts]
    row.words, row.revision, row.drafted_at = words, row.revision + 1, work.now
    work.session.add(row)
    _move(work, challenge, row, NoticeState.DRAFTED)


def check_notice(work: Work, challenge_id: UUID, code: NoticeCode) -> None:
    """Say, as a second person, that a draft is complete and right.

    Raises:
        NotFound: no such challenge, or no draft of this notice.
        Conflict: it has gaps, or the actor wrote some of it.
    """
    challenge = own_challenge(work, challenge_id)
    row = _open(work, challenge.id, code)
    writers = select(NoticeStep.done_by_id).where(
        NoticeStep.notice_id == row.id, NoticeStep.after == NoticeState.DRAFTED
    )
    found = set(work.session.scalars(writers))
    gaps = any(words is None for _part, words in row.said)
    agree(may_check(row.state, work.actor.person_id, found, gaps=gaps), REFUSALS)
    _move(work, challenge, row, NoticeState.CHECKED)


def publish_notice(
    work: Work, challenge_id: UUID, code: NoticeCode, reference: str, day: date | None
) -> None:
    """Note that a checked notice was published: its number, and on which day.

    The step to a contract that it stands for is done on that day; an earlier notice of the same
    number is superseded.

    Raises:
        NotFound: no such challenge, or no draft of this notice.
        Invalid: number or day are missing, or the day is before the first lawful one.
        Conflict: nobody has checked it, or the route says another day.
    """
    challenge = own_challenge(work, challenge_id)
    row = _open(work, challenge.id, code)
    agree(may_move(row.state, NoticeState.PUBLISHED), REFUSALS)
    reference, day = checked_publication(reference, day, london_day(work.now))
    before = _out(work, challenge.id, code)
    if before is None:
        _date(work, challenge.id, code, day)
    else:
        _move(work, challenge, before, NoticeState.SUPERSEDED)
    row.reference, row.published_on = reference, day
    _move(work, challenge, row, NoticeState.PUBLISHED)


def _date(work: Work, challenge_id: UUID, code: NoticeCode, day: date) -> None:
    """Let the route know the day; before a route is chosen it has no steps."""
    step = STEP_OF.get(code)
    known = work.session.get(RouteStep, (challenge_id, step)) if step else None
    tender = work.session.get(RouteStep, (challenge_id, Step.TENDER))
    if code is NoticeCode.UK12 and (tender is None or tender.done_on is None):
        raise refused(WhyNot.NOT_BEGUN, REFUSALS)
    if known and known.done_on not in {None, day}:
        raise refused(WhyNot.OTHER_DAY, REFUSALS)
    asked = select(ChosenRoute).where(ChosenRoute.challenge_id == challenge_id)
    route = work.session.scalars(asked).one_or_none()
    if route is not None and code is NoticeCode.UK3:
        route.announced_on = day
    if route is not None and step is not None:
        date_step(work, challenge_id, step, Clock.DONE, day)


def _move(work: Work, challenge: Challenge, row: ProcurementNotice, after: NoticeState) -> None:
    row.state = after
    work.session.flush()
    last = select(func.max(NoticeStep.position)).where(NoticeStep.notice_id == row.id)
    work.session.add(
        NoticeStep(
            notice_id=row.id,
            position=(work.session.scalar(last) or 0) + 1,
            after=after,
            done_by_id=work.actor.person_id,
            done_at=work.now,
        )
    )
    work.session.flush()
    work.record(
        NoticeMoved(
            challenge.id,
            programme_id=challenge.programme_id,
            code=row.code,
            number=row.number,
            after=after,
        )
    )


def _latest(work: Work, challenge_id: UUID, code: NoticeCode) -> ProcurementNotice | None:
    asked = select(ProcurementNotice).where(
        ProcurementNotice.challenge_id == challenge_id, ProcurementNotice.code == code
    )
    return work.session.scalars(asked.order_by(ProcurementNotice.number.desc()).limit(1)).first()


def _open(work: Work, challenge_id: UUID, code: NoticeCode) -> ProcurementNotice:
    row = _latest(work, challenge_id, code)
    if row is None or row.state not in OPEN:
        raise NotFound(say("There is no draft of this notice."))
    return row


def _out(work: Work, challenge_id: UUID, code: NoticeCode) -> ProcurementNotice | None:
    asked = select(ProcurementNotice).where(
        ProcurementNotice.challenge_id == challenge_id,
        ProcurementNotice.code == code,
        ProcurementNotice.state == NoticeState.PUBLISHED,
    )
    return work.session.scalars(asked).one_or_none()


def _route(work: Work, challenge_id: UUID) -> Route | None:
    asked = select(ChosenRoute.route).where(ChosenRoute.challenge_id == challenge_id)
    return work.session.scalar(asked)
