"""Open a vote on the prototypes of a challenge, vote once, and reveal what it came to."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import delete, func, select, update

from foundation.base.errors import Invalid, NotFound
from foundation.base.guards import guarded_by
from foundation.base.refusals import agree, refused
from foundation.base.words import say
from foundation.base.work import Work
from programme.commands.own import own_challenge
from programme.models.ballots import Ballot, BallotMark, BallotPaper
from programme.models.briefs import Citation
from programme.models.prototypes import Prototype
from programme.rules.ballots import (
    REFUSALS,
    BallotOpened,
    BallotRevealed,
    BallotState,
    Group,
    WhyNot,
    checked_advice,
    checked_marks,
    checked_weights,
    may_move,
    may_open,
    may_vote,
    state_at,
)
from programme.rules.prototypes import CHECKED

NOT_CITED = say("Choose a consultation that the brief cites.")


@dataclass(frozen=True, slots=True)
class BallotDraft:
    """How votes count, until when they are taken, and where residents commented who may vote."""

    weights: Mapping[Group, int]
    quorum: int | None
    closes_at: datetime | None
    consultation_slug: str | None = None


@dataclass(frozen=True, slots=True)
class Voter:
    """Who votes, known by ``rules.ballots.voter_name`` alone; *linked* are firms' prototypes.

    Which group somebody is in, and which firms they have a link with, is asked of ``queries``.
    """

    name: str
    group: Group | None
    linked: frozenset[UUID] = field(default_factory=frozenset)


def open_ballot(work: Work, challenge: UUID, draft: BallotDraft) -> None:
    """Let people vote on the checked prototypes; weights and quorum stand from now on.

    Raises:
        NotFound: no such challenge.
        Invalid: weights, quorum or consultation cannot be.
        Conflict: there was a vote, it would be over, or there is nothing to compare.
    """
    held = own_challenge(work, challenge)
    given = checked_weights(draft.weights, draft.quorum, draft.consultation_slug)
    _check_cited(work, held.id, draft.consultation_slug)
    checked = len(_shown(work, held.id))
    agree(may_open(checked, draft.closes_at, work.now), REFUSALS)
    made = Ballot(
        challenge_id=held.id,
        consultation_slug=draft.consultation_slug or None,
        **{group.value: weight for group, weight in given.items()},
        quorum=draft.quorum,
        salt=secrets.token_hex(32),
        opened_at=work.now,
        closes_at=draft.closes_at,
    )
    again = refused(WhyNot.NO_SUCH_STEP, REFUSALS)
    with guarded_by({"pk_ballot": again, "ballot.challenge_id": again}):
        work.session.add(made)
        work.session.flush()
    work.record(BallotOpened(held.id, challenge_id=held.id))


def cast(
    work: Work, challenge: UUID, voter: Voter, marks: Mapping[UUID, int], advice: str = ""
) -> None:
    """Vote, or change one's vote: a voter has one paper, whatever is sent how often.

    No event is recorded, and the paper keeps no time, so that nobody finds out who voted what.

    Raises:
        NotFound: no such challenge, or it has no vote.
        Conflict: the vote is not open, or the voter has no right.
        Invalid: a mark is not on the scale, or for a firm with which the voter has a link.
    """
    held = own_challenge(work, challenge)
    found = _ballot(work, held.id)
    agree(may_vote(_state(found, work.now), voter.group, weights_of(found)), REFUSALS)
    given = checked_marks(marks, shown=_shown(work, held.id), linked=voter.linked)
    paper = _paper(work, held.id, voter)
    paper.advice = checked_advice(advice)
    work.session.add(paper)
    work.session.flush()
    work.session.execute(delete(BallotMark).where(BallotMark.paper_id == paper.id))
    for prototype_id, mark in given.items():
        work.session.add(BallotMark(paper_id=paper.id, prototype_id=prototype_id, mark=mark))
    work.session.flush()


def reveal(work: Work, challenge: UUID) -> None:
    """Let what a vote came to be read, and destroy what could tell whose paper is whose.

    Raises:
        NotFound: no such challenge, or it has no vote.
        Conflict: the vote is not over, or it is revealed.
    """
    held = own_challenge(work, challenge)
    found = _ballot(work, held.id)
    agree(may_move(_state(found, work.now), BallotState.REVEALED), REFUSALS)
    found.revealed_at, found.salt = work.now, None
    work.session.flush()
    work.session.execute(
        update(BallotPaper).where(BallotPaper.challenge_id == held.id).values(voter=None)
    )
    work.record(BallotRevealed(held.id, challenge_id=held.id))


def weights_of(found: Ballot) -> dict[Group, int]:
    """Return the weight of each group in basis points."""
    return {group: getattr(found, group.value) for group in Group}


def _check_cited(work: Work, challenge: UUID, slug: str | None) -> None:
    if not slug:
        return
    cited = select(func.count()).where(
        Citation.challenge_id == challenge,
        Citation.consultation_slug == slug,
        Citation.dropped_at.is_(None),
    )
    if not work.session.scalar(cited):
        raise Invalid(NOT_CITED, fields={"consultation": NOT_CITED})


def _shown(work: Work, challenge: UUID) -> set[UUID]:
    asked = select(Prototype.id).where(
        Prototype.challenge_id == challenge, Prototype.state.in_(CHECKED)
    )
    return set(work.session.scalars(asked))


def _paper(work: Work, challenge: UUID, voter: Voter) -> BallotPaper:
    asked = select(BallotPaper).where(
        BallotPaper.challenge_id == challenge, BallotPaper.voter == voter.name
    )
    found = work.session.scalars(asked).one_or_none()
    return found or BallotPaper(
        id=uuid4(), challenge_id=challenge, voter=voter.name, party=voter.group
    )


def _ballot(work: Work, challenge: UUID) -> Ballot:
    """Return a ballot, locked: two papers of one voter come one after the other."""
    found = work.session.get(Ballot, challenge, with_for_update=True, populate_existing=True)
    if found is None:
        raise NotFound("There is no vote on this challenge.")
    return found


def _state(found: Ballot, now: datetime) -> BallotState:
    return state_at(
        opened_at=found.opened_at,
        closes_at=found.closes_at,
        revealed_at=found.revealed_at,
        now=now,
    )
