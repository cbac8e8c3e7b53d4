"""Send a brief for review, open it with two keys, release it."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from consultation import evidence
from consultation.evidence import EvidenceKind
from foundation.base.refusals import agree, refused
from foundation.base.roles import Role
from foundation.base.work import Work
from programme.commands.briefs import move_brief, own_brief
from programme.commands.challenges import pass_on
from programme.commands.citations import values_of
from programme.models.briefs import (
    Brief,
    BriefEdit,
    BriefItem,
    BriefKey,
    BriefSection,
    BriefVersion,
    Citation,
    SuccessMeasure,
)
from programme.models.challenges import Challenge
from programme.models.departments import Department
from programme.rules.briefs import (
    REFUSALS,
    BriefState,
    Key,
    KeyTurned,
    Turned,
    may_turn,
    step,
)
from programme.rules.challenges import ChallengeState
from programme.rules.gates import REFUSALS as GATE_REFUSALS
from programme.rules.gates import WhyNot as GateWhyNot


def send_for_review(work: Work, challenge_id: UUID, why: str | None = None) -> int:
    """Freeze what the brief says as its next version, and send it for review; return its number.

    Raises:
        NotFound: no such challenge.
        Conflict: it is in review, approved or released already.
    """
    challenge, brief = own_brief(work, challenge_id)
    if brief.state is BriefState.CHANGES_REQUESTED:
        move_brief(work, brief, BriefState.DRAFT)
    step(brief.state, BriefState.IN_REVIEW)
    brief.version += 1
    said = said_now(work, challenge.id)
    work.session.add(
        BriefVersion(
            challenge_id=challenge.id,
            number=brief.version,
            said=said,
            digest=digest_of(said),
            why=why,
            made_by_id=work.actor.person_id,
            made_at=work.now,
        )
    )
    move_brief(work, brief, BriefState.IN_REVIEW)
    if challenge.state is ChallengeState.DEFINING:
        pass_on(work, challenge, ChallengeState.BRIEF_REVIEW)
    return brief.version


def ask_changes(work: Work, challenge_id: UUID) -> None:
    """Send a brief back to who writes it; the comments say what for.

    Raises:
        NotFound: no such challenge.
        Conflict: it is not in review.
    """
    challenge, brief = own_brief(work, challenge_id)
    move_brief(work, brief, BriefState.CHANGES_REQUESTED)
    if challenge.state is ChallengeState.BRIEF_REVIEW:
        pass_on(work, challenge, ChallengeState.DEFINING)


def turn_key(work: Work, challenge_id: UUID, key: Key) -> bool:
    """Turn one of the two keys for the version in review; return whether that opened it.

    An amendment is released with the second key; the first release waits for its gate.

    Raises:
        NotFound: no such challenge.
        Conflict: it is not in review, the key is turned, is not the actor's, or they wrote in it.
    """
    challenge, brief = own_brief(work, challenge_id)
    person_id = work.actor.person_id
    turned = _turned(work, brief)
    agree(
        may_turn(brief.state, key, person_id, turned=turned, writers=_writers(work, challenge.id)),
        REFUSALS,
    )
    if person_id is None or not _holds(work, challenge, key):
        raise refused(GateWhyNot.NOT_ASKED, GATE_REFUSALS)
    work.session.add(
        BriefKey(
            challenge_id=challenge.id,
            version=brief.version,
            key=key,
            person_id=person_id,
            turned_at=work.now,
        )
    )
    work.session.flush()
    work.record(KeyTurned(challenge.id, challenge.id, key, brief.version))
    if len(turned) + 1 < len(Key):
        return False
    move_brief(work, brief, BriefState.APPROVED)
    if brief.released_version is not None:
        release_brief(work, challenge.id)
    return True


def release_brief(work: Work, challenge_id: UUID) -> None:
    """Let everybody read the approved version; evidence is held against its value of now.

    Raises:
        Conflict: it is not approved.
    """
    _, brief = own_brief(work, challenge_id)
    brief.released_version, brief.released_at = brief.version, work.now
    move_brief(work, brief, BriefState.RELEASED)
    for citation in work.session.scalars(_cited(brief.challenge_id)):
        found = evidence.evidence_of(
            work.session,
            work.actor.authority_id,
            citation.consultation_slug,
            EvidenceKind(citation.evidence),
            citation.key,
        )
        citation.released = values_of(found) if found else citation.cited
    work.session.flush()


def return_brief(work: Work, challenge_id: UUID) -> None:
    """Let a brief be written in again that its gate has sent back."""
    _, brief = own_brief(work, challenge_id)
    if brief.state is BriefState.IN_REVIEW:
        move_brief(work, brief, BriefState.CHANGES_REQUESTED)


def amend_brief(work: Work, challenge_id: UUID) -> None:
    """Begin a new version of a released brief; the released one stays public until then.

    Raises:
        NotFound: no such challenge.
        Conflict: it is not released.
    """
    _, brief = own_brief(work, challenge_id)
    move_brief(work, brief, BriefState.AMENDED)


def said_now(work: Work, challenge_id: UUID) -> dict[str, Any]:
    """Return all that a brief says: texts by section, rows of its lists, measures, citations."""
    texts = select(BriefSection).where(BriefSection.challenge_id == challenge_id)
    items = select(BriefItem).where(BriefItem.challenge_id == challenge_id)
    measures = select(SuccessMeasure).where(SuccessMeasure.challenge_id == challenge_id)
    return {
        "texts": {
            row.section.value: row.text if row.waived_because is None else ""
            for row in work.session.scalars(texts)
        },
        "items": [
            [row.kind.value, row.words, row.note or "", row.url or ""]
            for row in work.session.scalars(items.order_by(BriefItem.kind, BriefItem.position))
        ],
        "measures": [
            [row.name, row.unit, row.baseline or "", row.target or ""]
            for row in work.session.scalars(measures.order_by(SuccessMeasure.position))
        ],
        "citations": [
            [row.number, row.section.value, row.claim, row.evidence, row.key]
            for row in work.session.scalars(_cited(challenge_id))
        ],
    }


def digest_of(said: dict[str, Any]) -> str:
    """Return the SHA-256 of what a version says."""
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _cited(challenge_id: UUID) -> Select[Citation]:
    asked = select(Citation).where(
        Citation.challenge_id == challenge_id, Citation.dropped_at.is_(None)
    )
    return asked.order_by(Citation.number)


def _turned(work: Work, brief: Brief) -> tuple[Turned, ...]:
    asked = select(BriefKey.key, BriefKey.person_id).where(
        BriefKey.challenge_id == brief.challenge_id, BriefKey.version == brief.version
    )
    return tuple(Turned(row.key, row.person_id) for row in work.session.execute(asked))


def _writers(work: Work, challenge_id: UUID) -> frozenset[UUID]:
    asked = select(BriefEdit.edited_by_id).where(BriefEdit.challenge_id == challenge_id)
    return frozenset(each for each in work.session.scalars(asked) if each)


def _holds(work: Work, challenge: Challenge, key: Key) -> bool:
    """Tell whether a key is the actor's: the owner or the lead of the department; procurement."""
    if key is Key.PROCUREMENT:
        return Role.PROCUREMENT_OFFICER in work.actor.roles
    lead = select(Department.lead_id).where(Department.id == challenge.department_id)
    return work.actor.person_id in {challenge.owner_id, work.session.scalar(lead)}
