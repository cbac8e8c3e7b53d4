"""Seal a handover pack, and accept or return it."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import select

from foundation.base.errors import NotFound
from foundation.base.guards import guarded_by
from foundation.base.refusals import agree, refused
from foundation.base.work import Work
from programme.commands.gates import Look
from programme.commands.own import own_challenge
from programme.models.challenges import Challenge
from programme.models.pack_seals import PackSeal
from programme.rules.pack_seals import (
    REFUSALS,
    PackAnswered,
    PackSealed,
    SealState,
    WhyNot,
    may_answer,
    may_seal,
)
from programme.rules.packs import checked_explanation
from programme.rules.stages import GateCode


def seal_pack(work: Work, challenge_id: UUID, archive: bytes, digest: str, look: Look) -> int:
    """Seal a pack as it is in *archive*; return its number.

    Raises:
        NotFound: no such challenge.
        Conflict: a gate is open, or another sealed pack waits or is accepted.
    """
    challenge = own_challenge(work, challenge_id)
    last = _last(work, challenge)
    seen = look(work.session, challenge.id, GateCode.G6, work.now)
    agree(may_seal(challenge.state, seen.results, last.state if last else None), REFUSALS)
    assert work.actor.person_id  # noqa: S101  who may is signed in
    row = PackSeal(
        id=uuid4(),
        challenge_id=challenge.id,
        number=(last.number if last else 0) + 1,
        state=SealState.SEALED,
        digest=digest,
        archive=archive,
        sealed_by_id=work.actor.person_id,
        sealed_at=work.now,
    )
    with guarded_by({"uq_pack_seal_standing": refused(WhyNot.UNDER_WAY, REFUSALS)}):
        work.session.add(row)
        work.session.flush()
    work.record(PackSealed(challenge.id, challenge.programme_id, row.number))
    return row.number


def answer_pack(work: Work, challenge_id: UUID, after: SealState, reasons: str = "") -> None:
    """Accept the sealed pack of a challenge, or return it with reasons.

    Raises:
        NotFound: no such challenge, or no pack of it was sealed.
        Conflict: it was answered already, or by the person who sealed it.
        Invalid: it is returned without reasons.
    """
    challenge = own_challenge(work, challenge_id)
    row = _last(work, challenge)
    if row is None:
        raise NotFound("No pack of this challenge is sealed.")
    who = work.actor.person_id
    agree(may_answer(row.state, after, row.sealed_by_id, who), REFUSALS)
    row.reasons = checked_explanation(reasons) if after is SealState.RETURNED else None
    row.state, row.answered_by_id, row.answered_at = after, who, work.now
    work.session.flush()
    work.record(PackAnswered(challenge.id, challenge.programme_id, row.number, after))


def _last(work: Work, challenge: Challenge) -> PackSeal | None:
    asked = select(PackSeal).where(PackSeal.challenge_id == challenge.id)
    return work.session.scalars(asked.order_by(PackSeal.number.desc()).limit(1)).one_or_none()
