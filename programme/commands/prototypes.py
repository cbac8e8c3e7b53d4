"""Write a prototype down as its firm, hand the evidence in, and check it as the council."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import select

from foundation.base.refusals import agree
from foundation.base.work import Work
from foundation.base.written import cleaned
from programme.commands.own_cohort import written_for
from programme.commands.own_prototype import handed_in, move, of_seat, writable
from programme.models.cohorts import CohortSeat
from programme.models.firms import FirmMember
from programme.models.prototypes import DeploymentCost, Prototype, PrototypeClaim
from programme.models.showcases import ShowcaseSlot
from programme.rules.deployment_costs import Cost
from programme.rules.prototype_claims import Claim
from programme.rules.prototypes import (
    LONGEST,
    REFUSALS,
    PrototypeState,
    checked_words,
    may_hand_in,
    may_judge,
    may_write,
)


def write_prototype(work: Work, seat_id: UUID, title: str, summary: str, level: int | None) -> UUID:
    """Say what a firm builds; the first time it begins building. Return the prototype's id.

    Raises:
        NotFound: the actor does not write for such a seat.
        Invalid: something cannot stay as it is.
        Conflict: it was handed in.
    """
    seat = written_for(work, seat_id)
    title, summary, level = checked_words(title, summary, level)
    found = of_seat(work, seat) or _begun(work, seat)
    agree(may_write(found.state), REFUSALS)
    found.title, found.summary, found.level = title, summary, level
    found.changed_at = work.now
    work.session.flush()
    return found.id


def hand_in(work: Work, seat_id: UUID) -> None:
    """Hand a prototype's evidence in, so that the council reads and checks it.

    Raises:
        NotFound: the actor does not write for such a seat, or nothing is written yet.
        Conflict: something is missing, or it was handed in.
    """
    found = writable(work, seat_id)
    claims = [
        Claim(row.measure_id, row.claim, row.test, row.result, row.evidence)
        for row in work.session.scalars(
            select(PrototypeClaim).where(PrototypeClaim.prototype_id == found.id)
        )
    ]
    costs = [
        Cost(row.kind, row.words, row.low_p, row.likely_p, row.high_p)
        for row in work.session.scalars(
            select(DeploymentCost).where(DeploymentCost.prototype_id == found.id)
        )
    ]
    agree(may_hand_in(found.state, claims, costs), REFUSALS)
    move(work, found, PrototypeState.EVIDENCE_SUBMITTED)


def judge_prototype(work: Work, prototype_id: UUID, after: PrototypeState, reason: str) -> None:
    """Say as the council that a prototype is checked, shown, accepted, or what is missing.

    Raises:
        NotFound: no such prototype was handed in.
        Conflict: it does not follow, a reason is missing, it was not shown yet, or the actor
            writes for the firm.
    """
    found = handed_in(work, prototype_id)
    writes = select(FirmMember.firm_id).where(
        FirmMember.firm_id == found.firm_id, FirmMember.person_id == work.actor.person_id
    )
    slot = work.session.get(ShowcaseSlot, found.id)
    may = may_judge(
        found.state,
        after,
        reason,
        is_own=work.session.scalar(writes) is not None,
        was_shown=slot is not None and slot.starts_at <= work.now,
    )
    agree(may, REFUSALS)
    found.judged_because = cleaned(reason[: 2 * LONGEST])[:LONGEST] or None
    found.judged_by_id = work.actor.person_id
    move(work, found, after)


def _begun(work: Work, seat: CohortSeat) -> Prototype:
    made = Prototype(
        id=uuid4(),
        seat_id=seat.id,
        challenge_id=seat.challenge_id,
        firm_id=seat.firm_id,
        title="",
        summary="",
        state=PrototypeState.PLANNED,
        changed_at=work.now,
    )
    work.session.add(made)
    work.session.flush()
    move(work, made, PrototypeState.BUILDING)
    return made
