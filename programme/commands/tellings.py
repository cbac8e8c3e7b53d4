"""Write down what a firm was told, share it with all of its challenge, and say that it was read."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import select

from foundation.base.clock import london_day
from foundation.base.errors import Invalid, NotFound
from foundation.base.refusals import agree, refused
from foundation.base.words import say
from foundation.base.work import Work
from programme.commands.own import own_challenge
from programme.commands.own_cohort import own_cohort, written_for
from programme.models.cohorts import CohortSeat, Telling, TellingReading
from programme.rules.cohorts import Side
from programme.rules.tellings import (
    REFUSALS,
    FactKeptPrivate,
    FactNoted,
    FactRead,
    FactShared,
    Means,
    TellingDraft,
    TellingState,
    WhyNot,
    checked_reason,
    checked_telling,
    may_keep_private,
    may_share,
)

NO_FIRM = say("Choose a firm of this challenge.")


def note_telling(work: Work, cohort_id: UUID, challenge: UUID | str, draft: TellingDraft) -> UUID:
    """Write down what was said; what all were told together is shared at once. Return its id.

    Raises:
        NotFound: no such cohort or challenge.
        Invalid: something in the draft cannot stay as it is.
    """
    cohort, asked = own_cohort(work, cohort_id), own_challenge(work, challenge)
    draft = checked_telling(draft, london_day(work.now))
    if draft.seat_id is not None:
        there = select(CohortSeat.id).where(
            CohortSeat.id == draft.seat_id,
            CohortSeat.cohort_id == cohort.id,
            CohortSeat.challenge_id == asked.id,
            CohortSeat.side == Side.FIRM,
        )
        if work.session.scalar(there) is None:
            raise Invalid(NO_FIRM, fields={"seat": NO_FIRM})
    together = draft.means is Means.TOGETHER
    made = Telling(
        id=uuid4(),
        cohort_id=cohort.id,
        challenge_id=asked.id,
        seat_id=draft.seat_id,
        words=draft.words,
        means=draft.means,
        told_on=draft.told_on,
        state=TellingState.SHARED if together else TellingState.NOT_SHARED,
        noted_by_id=work.actor.person_id,
        noted_at=work.now,
        shared_at=work.now if together else None,
    )
    work.session.add(made)
    work.session.flush()
    work.record(FactNoted(made.id, challenge_id=asked.id))
    return made.id


def share_telling(work: Work, telling_id: UUID) -> None:
    """Tell every firm of the challenge.

    Raises:
        NotFound: no such line.
        Conflict: it is shared already.
    """
    found = _own(work, telling_id)
    agree(may_share(found.state), REFUSALS)
    found.state, found.shared_at = TellingState.SHARED, work.now
    found.settled_by_id = work.actor.person_id
    work.session.flush()
    work.record(FactShared(found.id, challenge_id=found.challenge_id))


def keep_private(work: Work, telling_id: UUID, reason: str) -> None:
    """Agree that a line concerns one firm alone, with a reason.

    Raises:
        NotFound: no such line.
        Conflict: it is shared, or the actor wrote it down.
        Invalid: the reason says nothing.
    """
    found = _own(work, telling_id)
    agree(may_keep_private(found.state, found.noted_by_id, work.actor.person_id), REFUSALS)
    found.private_because = checked_reason(reason)
    found.state, found.settled_by_id = TellingState.PRIVATE, work.actor.person_id
    work.session.flush()
    work.record(FactKeptPrivate(found.id, challenge_id=found.challenge_id))


def read_telling(work: Work, telling_id: UUID, seat_id: UUID) -> None:
    """Let a firm say that it has read a line; twice is once.

    Raises:
        NotFound: the actor does not write for such a seat, or the line is of another challenge.
        Conflict: it is not shared.
    """
    seat, found = written_for(work, seat_id), _own(work, telling_id)
    if found.challenge_id != seat.challenge_id:
        raise NotFound("There is no such line.")
    if found.state is not TellingState.SHARED:
        raise refused(WhyNot.NOT_SHARED, REFUSALS)
    if work.session.get(TellingReading, (found.id, seat.id)) is None:
        reading = TellingReading(telling_id=found.id, seat_id=seat.id, read_at=work.now)
        work.session.add(reading)
        work.session.flush()
        work.record(FactRead(found.id, seat_id=seat.id))


def _own(work: Work, telling_id: UUID) -> Telling:
    found = work.session.get(Telling, telling_id, populate_existing=True)
    if found is None:
        raise NotFound("There is no such line.")
    own_cohort(work, found.cohort_id)
    return found
