"""A brief as its writers and reviewers see it, with what its evidence says now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation import evidence
from consultation.evidence import EvidenceKind
from programme.models.briefs import (
    Brief,
    BriefComment,
    BriefItem,
    BriefKey,
    BriefSection,
    BriefVersion,
    Citation,
    SuccessMeasure,
)
from programme.queries.brief_facts import brief_facts, writers_of
from programme.queries.challenges import ChallengePage, names_of
from programme.rules.briefs import BriefState, ItemKind, Turned
from programme.rules.sections import Section
from programme.rules.snapshots import BriefFacts


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section as it is now."""

    section: Section
    text: str = ""
    revision: int = 0
    is_complete: bool = False
    waived_because: str | None = None


@dataclass(frozen=True, slots=True)
class CitationRow:
    """A citation: its value when cited, at the release, and now (None: no longer to be had)."""

    number: int
    section: Section
    claim: str
    kind: EvidenceKind
    key: str
    words: str
    title: str
    path: str
    from_residents: bool
    cited: dict[str, int | None]
    cited_at: datetime
    released: dict[str, int | None] | None
    now: dict[str, int | None] | None

    @property
    def has_drifted(self) -> bool:
        """Tell whether it says something else now than at the release, or when it was cited."""
        return self.now != (self.released or self.cited)


@dataclass(frozen=True, slots=True)
class CommentRow:
    """What a reviewer said of a section."""

    id: UUID
    section: Section
    text: str
    by: str | None
    said_at: datetime
    is_settled: bool


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A row of a list."""

    kind: ItemKind
    words: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure of success."""

    id: UUID
    name: str
    unit: str
    baseline: str
    target: str
    source: str


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version that was sent for review."""

    number: int
    said: dict[str, Any]
    digest: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class BriefPage:
    """A brief with everything in it; sections are all twelve, in order."""

    state: BriefState
    version: int
    released_version: int | None
    released_at: datetime | None
    sections: tuple[SectionRow, ...]
    facts: BriefFacts
    turned: tuple[Turned, ...]
    writers: frozenset[UUID]
    citations: tuple[CitationRow, ...]
    comments: tuple[CommentRow, ...]
    items: tuple[ItemRow, ...]
    measures: tuple[MeasureRow, ...]
    versions: tuple[VersionRow, ...]

    def section(self, section: Section) -> SectionRow:
        """Return one section."""
        return next(each for each in self.sections if each.section is section)


def brief_page(session: Session, authority_id: UUID, challenge: ChallengePage) -> BriefPage:
    """Return the brief of a challenge; a draft without a word where none is begun."""
    of = challenge.id
    brief = session.get(Brief, of)
    version = brief.version if brief else 0
    keys = select(BriefKey.key, BriefKey.person_id).where(
        BriefKey.challenge_id == of, BriefKey.version == version
    )
    return BriefPage(
        brief.state if brief else BriefState.DRAFT,
        version,
        brief.released_version if brief else None,
        brief.released_at if brief else None,
        _sections(session, of),
        brief_facts(session, of),
        tuple(Turned(row.key, row.person_id) for row in session.execute(keys)),
        writers_of(session, of),
        citations_of(session, authority_id, of),
        _comments(session, of),
        items_of(session, of),
        measures_of(session, of),
        versions_of(session, of),
    )


def citations_of(
    session: Session, authority_id: UUID, challenge_id: UUID
) -> tuple[CitationRow, ...]:
    """Return what a brief cites, each with its value of now."""
    asked = (
        select(Citation)
        .where(Citation.challenge_id == challenge_id, Citation.dropped_at.is_(None))
        .order_by(Citation.number)
    )
    return tuple(_citation(session, authority_id, row) for row in session.scalars(asked))


def items_of(session: Session, challenge_id: UUID) -> tuple[ItemRow, ...]:
    """Return the rows of every list of a brief."""
    asked = select(BriefItem).where(BriefItem.challenge_id == challenge_id)
    return tuple(
        ItemRow(row.kind, row.words, row.note or "", row.url or "")
        for row in session.scalars(asked.order_by(BriefItem.kind, BriefItem.position))
    )


def measures_of(session: Session, challenge_id: UUID) -> tuple[MeasureRow, ...]:
    """Return the measures of success of a challenge, in order."""
    asked = select(SuccessMeasure).where(SuccessMeasure.challenge_id == challenge_id)
    return tuple(
        MeasureRow(
            row.id, row.name, row.unit, row.baseline or "", row.target or "", row.source or ""
        )
        for row in session.scalars(asked.order_by(SuccessMeasure.position))
    )


def versions_of(session: Session, challenge_id: UUID) -> tuple[VersionRow, ...]:
    """Return the versions of a brief, the latest first."""
    asked = select(BriefVersion).where(BriefVersion.challenge_id == challenge_id)
    return tuple(
        VersionRow(row.number, row.said, row.digest, row.made_at)
        for row in session.scalars(asked.order_by(BriefVersion.number.desc()))
    )


def _sections(session: Session, challenge_id: UUID) -> tuple[SectionRow, ...]:
    asked = select(BriefSection).where(BriefSection.challenge_id == challenge_id)
    known = {
        row.section: SectionRow(
            row.section, row.text, row.revision, row.is_complete, row.waived_because
        )
        for row in session.scalars(asked)
    }
    return tuple(known.get(section) or SectionRow(section) for section in Section)


def _comments(session: Session, challenge_id: UUID) -> tuple[CommentRow, ...]:
    asked = select(BriefComment).where(BriefComment.challenge_id == challenge_id)
    rows = session.scalars(asked.order_by(BriefComment.said_at.desc())).all()
    names = names_of(session, {row.author_id for row in rows})
    return tuple(
        CommentRow(
            row.id,
            row.section,
            row.text,
            names.get(row.author_id) if row.author_id else None,
            row.said_at,
            row.settled_at is not None,
        )
        for row in rows
    )


def _citation(session: Session, authority_id: UUID, row: Citation) -> CitationRow:
    kind = EvidenceKind(row.evidence)
    found = evidence.evidence_of(session, authority_id, row.consultation_slug, kind, row.key)
    return CitationRow(
        row.number,
        row.section,
        row.claim,
        kind,
        row.key,
        row.words,
        found.title if found else row.consultation_slug,
        found.path if found else "",
        row.from_residents,
        row.cited,
        row.cited_at,
        row.released,
        {count.value: number for count, number in found.values.items()} if found else None,
    )
