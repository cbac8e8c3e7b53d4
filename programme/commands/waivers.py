"""Waive a line of a gate: asked for with a reason and a day, signed by the sponsor."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import select

from foundation.base.clock import london_day
from foundation.base.errors import Conflict, NotFound
from foundation.base.refusals import agree
from foundation.base.words import say
from foundation.base.work import Work
from programme.commands.own import own_challenge
from programme.models.challenges import Challenge
from programme.models.gates import GateLine, GateWaiver
from programme.rules.decisions import WaiverDraft, checked_waiver
from programme.rules.gates import REFUSALS, LineWaived, may_waive

NOT_SPONSOR = say("Only the sponsor who has accepted can sign a waiver.")
OWN_WAIVER = say("You asked for this waiver. Nobody signs what they wrote.")


def ask_waiver(work: Work, challenge_id: UUID, draft: WaiverDraft) -> UUID:
    """Ask the sponsor to waive a line; return the id of the waiver.

    Raises:
        NotFound: no such challenge.
        Conflict: the line can never be waived, or is already.
        Invalid: the reason says nothing, or the day cannot be.
    """
    challenge = own_challenge(work, challenge_id)
    rule = work.session.get_one(GateLine, (challenge.programme_id, draft.line))
    known = [each for each in _waivers(work, challenge) if each.line is draft.line]
    is_waived = any(each.ends_on >= london_day(work.now) for each in known)
    agree(may_waive(is_waivable=rule.is_waivable, is_waived=is_waived), REFUSALS)
    draft = checked_waiver(draft, london_day(work.now))
    assert draft.ends_on  # noqa: S101  checked just now
    waiver = GateWaiver(
        id=uuid4(),
        challenge_id=challenge.id,
        line=draft.line,
        reason=draft.reason,
        ends_on=draft.ends_on,
        asked_by_id=work.actor.person_id,
        asked_at=work.now,
    )
    work.session.add(waiver)
    work.session.flush()
    work.record(
        LineWaived(challenge.id, challenge.id, draft.line, is_signed=False, ends_on=draft.ends_on)
    )
    return waiver.id


def sign_waiver(work: Work, challenge_id: UUID, waiver_id: UUID) -> None:
    """Sign a waiver as the sponsor; from now on it counts until its day is over.

    Raises:
        NotFound: no such challenge or waiver, or it is signed.
        Conflict: the actor is not the sponsor who has accepted, or asked for it.
    """
    challenge = own_challenge(work, challenge_id)
    waiver = next((each for each in _waivers(work, challenge) if each.id == waiver_id), None)
    if waiver is None or waiver.signed_at is not None:
        raise NotFound(say("There is no waiver that waits for a signature."))
    is_sponsor = challenge.sponsor_id == work.actor.person_id is not None
    if not is_sponsor or challenge.sponsor_accepted_at is None:
        raise Conflict(NOT_SPONSOR)
    if waiver.asked_by_id == work.actor.person_id:
        raise Conflict(OWN_WAIVER)
    waiver.signed_at, waiver.signed_by_id = work.now, work.actor.person_id
    work.session.flush()
    work.record(
        LineWaived(challenge.id, challenge.id, waiver.line, is_signed=True, ends_on=waiver.ends_on)
    )


def _waivers(work: Work, challenge: Challenge) -> list[GateWaiver]:
    asked = select(GateWaiver).where(GateWaiver.challenge_id == challenge.id)
    return list(work.session.scalars(asked.order_by(GateWaiver.asked_at)))
