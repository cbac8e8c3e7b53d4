"""Forms, their versions, and what each version asks."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key, one_of
from questions.rules.kinds import Kind, Test
from questions.rules.versions import VersionState


class QuestionForm(Model):
    """The one form of its owner, which another feature names by a word and an id.

    ``codes`` counts the codes that were given out, so that none comes twice.
    """

    __tablename__ = "question_form"
    __table_args__ = (UniqueConstraint("owner_kind", "owner_id"),)

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"), index=True)
    owner_kind: Mapped[str]
    owner_id: Mapped[UUID]
    codes: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime]


class QuestionVersion(Model):
    """One version: a draft that changes, or frozen. ``revision`` moves with every change."""

    __tablename__ = "question_version"
    __table_args__ = (
        UniqueConstraint("form_id", "number"),
        CheckConstraint("(state = 'draft') = (frozen_at IS NULL)", name="frozen_since"),
        Index(
            "ix_question_version_one_draft",
            "form_id",
            unique=True,
            sqlite_where=text("state = 'draft'"),
            postgresql_where=text("state = 'draft'"),
        ),
        Index(
            "ix_question_version_one_frozen",
            "form_id",
            unique=True,
            sqlite_where=text("state = 'frozen'"),
            postgresql_where=text("state = 'frozen'"),
        ),
    )

    id: Mapped[UUID] = key()
    form_id: Mapped[UUID] = mapped_column(ForeignKey("question_form.id"))
    number: Mapped[int]
    state: Mapped[VersionState] = mapped_column(one_of(VersionState))
    revision: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime]
    frozen_at: Mapped[datetime | None]


class QuestionSection(Model):
    """Questions that stand together; answered up to ``most_times`` times."""

    __tablename__ = "question_section"
    __table_args__ = (
        UniqueConstraint("version_id", "code"),
        CheckConstraint("most_times BETWEEN 1 AND 20", name="times"),
    )

    id: Mapped[UUID] = key()
    version_id: Mapped[UUID] = mapped_column(ForeignKey("question_version.id"))
    code: Mapped[str]
    position: Mapped[int]
    title: Mapped[str] = mapped_column(default="")
    lead: Mapped[str] = mapped_column(default="")
    most_times: Mapped[int] = mapped_column(default=1)


class QuestionRow(Model):
    """One question; ``choices`` and ``limits`` are JSON text (``rules/stored.py``)."""

    __tablename__ = "question"
    __table_args__ = (
        UniqueConstraint("version_id", "code"),
        CheckConstraint("(if_code IS NULL) = (if_test IS NULL)", name="whole_condition"),
        CheckConstraint("if_code <> code", name="looks_at_another"),
    )

    id: Mapped[UUID] = key()
    version_id: Mapped[UUID] = mapped_column(ForeignKey("question_version.id"))
    section_id: Mapped[UUID] = mapped_column(ForeignKey("question_section.id"), index=True)
    code: Mapped[str]
    position: Mapped[int]
    kind: Mapped[Kind] = mapped_column(one_of(Kind))
    words: Mapped[str]
    hint: Mapped[str]
    is_required: Mapped[bool]
    may_decline: Mapped[bool]
    offers_other: Mapped[bool]
    choices: Mapped[str]
    limits: Mapped[str]
    if_code: Mapped[str | None]
    if_test: Mapped[Test | None] = mapped_column(one_of(Test))
    if_value: Mapped[str]
    is_retired: Mapped[bool]
    revision: Mapped[int] = mapped_column(default=0)
