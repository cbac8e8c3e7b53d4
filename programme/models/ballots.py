"""The advisory vote on the prototypes of a challenge; what a vote was can be tied to nobody.

A paper has no time and no author. While the vote is open it is found again by a digest under the
secret of the house and a salt of its own; revealing the result destroys both digest and salt.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key, one_of
from programme.rules.ballots import Group


class Ballot(Model):
    """The vote on a challenge's prototypes; weights in basis points.

    ``consultation_slug``: who commented there before it opened votes as a resident.
    """

    __tablename__ = "ballot"
    __table_args__ = (
        CheckConstraint("quorum > 0", name="quorum"),
        CheckConstraint("revealed_at IS NULL OR revealed_at >= closes_at", name="closed_first"),
        CheckConstraint("revealed_at IS NULL OR salt IS NULL", name="salt_destroyed"),
        CheckConstraint(
            "owners >= 0 AND wider >= 0 AND residents >= 0 AND peers >= 0", name="weights"
        ),
    )

    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenge.id"), primary_key=True)
    consultation_slug: Mapped[str | None]
    owners: Mapped[int]
    wider: Mapped[int]
    residents: Mapped[int]
    peers: Mapped[int]
    quorum: Mapped[int]
    salt: Mapped[str | None]
    opened_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    revealed_at: Mapped[datetime | None]


class BallotPaper(Model):
    """One vote; ``voter`` is its digest, empty once the result is revealed."""

    __tablename__ = "ballot_paper"
    __table_args__ = (UniqueConstraint("challenge_id", "voter"),)

    id: Mapped[UUID] = key()
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("ballot.challenge_id"))
    voter: Mapped[str | None]
    party: Mapped[Group] = mapped_column(one_of(Group))
    advice: Mapped[str]


class BallotMark(Model):
    """A mark from 1 to 5 for a prototype; what somebody did not see has none."""

    __tablename__ = "ballot_mark"
    __table_args__ = (CheckConstraint("mark BETWEEN 1 AND 5", name="on_scale"),)

    paper_id: Mapped[UUID] = mapped_column(ForeignKey("ballot_paper.id"), primary_key=True)
    prototype_id: Mapped[UUID] = mapped_column(
        ForeignKey("prototype.id"), primary_key=True, index=True
    )
    mark: Mapped[int]
