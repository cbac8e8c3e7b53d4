"""Firms matched to a challenge, what became of each match, and what was decided on too few."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key, one_of
from programme.rules.matches import MatchState, Shortfall

_HOLDS = text("state NOT IN ('declined', 'withdrew')")
_IDENTIFIED = text("state = 'identified'")


class ChallengeMatch(Model):
    """A submission matched to its own challenge; ``position`` counts from 1.

    The database holds that a challenge has three places, one firm in each, and one identified.
    A firm hears of a match once it was offered; from ``answer_by`` on it cannot answer any more.
    """

    __tablename__ = "challenge_match"
    __table_args__ = (
        ForeignKeyConstraint(
            ["submission_id", "challenge_id"],
            ["submission.id", "submission.challenge_id"],
            name="fk_challenge_match_submission",
        ),
        CheckConstraint("position BETWEEN 1 AND 3", name="three_places"),
        Index("uq_challenge_match_submission", "submission_id", unique=True),
        Index(
            "uq_challenge_match_place",
            "challenge_id",
            "position",
            unique=True,
            sqlite_where=_HOLDS,
            postgresql_where=_HOLDS,
        ),
        Index(
            "uq_challenge_match_identified",
            "challenge_id",
            unique=True,
            sqlite_where=_IDENTIFIED,
            postgresql_where=_IDENTIFIED,
        ),
    )

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"))
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenge.id"), index=True)
    submission_id: Mapped[UUID]
    position: Mapped[int]
    state: Mapped[MatchState] = mapped_column(one_of(MatchState))
    proposed_at: Mapped[datetime]
    offered_at: Mapped[datetime | None]
    answer_by: Mapped[datetime | None] = mapped_column(index=True)


class MatchMove(Model):
    """A match went from one state to another; with a reason where somebody gave one."""

    __tablename__ = "challenge_match_move"
    __table_args__ = (Index("ix_challenge_match_move_when", "match_id", "moved_at"),)

    id: Mapped[UUID] = key()
    match_id: Mapped[UUID] = mapped_column(ForeignKey("challenge_match.id"))
    before: Mapped[MatchState] = mapped_column(one_of(MatchState, "before"))
    after: Mapped[MatchState] = mapped_column(one_of(MatchState, "after"))
    reason: Mapped[str | None]
    moved_by_id: Mapped[UUID | None]
    moved_at: Mapped[datetime]


class ShortfallDecision(Model):
    """What was decided where fewer firms than three could be matched; the last one counts."""

    __tablename__ = "match_shortfall"

    id: Mapped[UUID] = key()
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenge.id"), index=True)
    choice: Mapped[Shortfall] = mapped_column(one_of(Shortfall))
    reason: Mapped[str]
    decided_by_id: Mapped[UUID | None]
    decided_at: Mapped[datetime]


class ReroutedFirm(Model):
    """A firm that agreed to be asked to this challenge after it had answered another."""

    __tablename__ = "match_rerouted_firm"

    decision_id: Mapped[UUID] = mapped_column(ForeignKey("match_shortfall.id"), primary_key=True)
    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submission.id"), primary_key=True)
