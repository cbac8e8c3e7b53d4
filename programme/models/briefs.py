"""Briefs: twelve sections with every earlier wording, versions, keys, comments and lists."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key, one_of
from programme.rules.briefs import BriefState, ItemKind, Key
from programme.rules.sections import Section


class Brief(Model):
    """The brief of a challenge. ``version`` counts what was sent for review; 0 before the first."""

    __tablename__ = "brief"

    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenge.id"), primary_key=True)
    state: Mapped[BriefState] = mapped_column(one_of(BriefState), default=BriefState.DRAFT)
    version: Mapped[int] = mapped_column(default=0)
    released_version: Mapped[int | None]
    released_at: Mapped[datetime | None]


class BriefSection(Model):
    """The words of a section now; ``waived_because`` says why it needs none."""

    __tablename__ = "brief_section"

    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("brief.challenge_id"), primary_key=True)
    section: Mapped[Section] = mapped_column(one_of(Section), primary_key=True)
    text: Mapped[str] = mapped_column(default="")
    revision: Mapped[int] = mapped_column(default=0)
    is_complete: Mapped[bool] = mapped_column(default=False)
    waived_because: Mapped[str | None]
    changed_at: Mapped[datetime | None]


class BriefEdit(Model):
    """Somebody changed a section: its words from then on, and who."""

    __tablename__ = "brief_edit"
    __table_args__ = (UniqueConstraint("challenge_id", "section", "revision"),)

    id: Mapped[UUID] = key()
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("brief.challenge_id"))
    section: Mapped[Section] = mapped_column(one_of(Section))
    revision: Mapped[int]
    text: Mapped[str]
    edited_by_id: Mapped[UUID | None]
    edited_at: Mapped[datetime]


class BriefVersion(Model):
    """What was sent for review: section → text, list rows, measures; frozen."""

    __tablename__ = "brief_version"

    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("brief.challenge_id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    said: Mapped[dict[str, Any]] = mapped_column(JSON)
    digest: Mapped[str]
    why: Mapped[str | None]
    made_by_id: Mapped[UUID | None]
    made_at: Mapped[datetime]


class BriefKey(Model):
    """One of the two keys, turned for one version."""

    __tablename__ = "brief_key"
    __table_args__ = (UniqueConstraint("challenge_id", "version", "person_id"),)

    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("brief.challenge_id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[Key] = mapped_column(one_of(Key), primary_key=True)
    person_id: Mapped[UUID]
    turned_at: Mapped[datetime]


class BriefComment(Model):
    """What a reviewer says of a section; it is open until it has been dealt with."""

    __tablename__ = "brief_comment"
    __table_args__ = (Index("ix_brief_comment_section", "challenge_id", "section"),)

    id: Mapped[UUID] = key()
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("brief.challenge_id"))
    section: Mapped[Section] = mapped_column(one_of(Section))
    text: Mapped[str]
    author_id: Mapped[UUID | None]
    said_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]


class BriefItem(Model):
    """A row in one of the lists: a group of users, a blocker, a data set that firms can have."""

    __tablename__ = "brief_item"
    __table_args__ = (UniqueConstraint("challenge_id", "kind", "position"),)

    id: Mapped[UUID] = key()
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("brief.challenge_id"))
    kind: Mapped[ItemKind] = mapped_column(one_of(ItemKind))
    position: Mapped[int]
    words: Mapped[str]
    note: Mapped[str | None]
    url: Mapped[str | None]


class SuccessMeasure(Model):
    """What is counted to know that it works: what it is today, and what it should be."""

    __tablename__ = "success_measure"
    __table_args__ = (UniqueConstraint("challenge_id", "position"),)

    id: Mapped[UUID] = key()
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenge.id"))
    position: Mapped[int]
    name: Mapped[str]
    unit: Mapped[str]
    baseline: Mapped[str | None]
    target: Mapped[str | None]
    source: Mapped[str | None]


class Citation(Model):
    """A sentence that leans on a consultation, with the value when it was cited and released.

    ``cited`` and ``released`` are count → number, as the door of the consultation gave them.
    """

    __tablename__ = "brief_citation"
    __table_args__ = (UniqueConstraint("challenge_id", "number"),)

    id: Mapped[UUID] = key()
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("brief.challenge_id"))
    section: Mapped[Section] = mapped_column(one_of(Section))
    number: Mapped[int]
    claim: Mapped[str]
    evidence: Mapped[str]
    consultation_slug: Mapped[str]
    key: Mapped[str]
    words: Mapped[str]
    from_residents: Mapped[bool]
    cited: Mapped[dict[str, Any]] = mapped_column(JSON)
    cited_at: Mapped[datetime]
    cited_by_id: Mapped[UUID | None]
    released: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    dropped_at: Mapped[datetime | None]
