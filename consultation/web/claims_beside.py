"""The note beside a comment: what the council found about something that it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from flask import url_for

from consultation.queries.claims import facts_beside
from consultation.queries.comments import CommentRow
from consultation.rules.claims import Verdict
from consultation.web.claim_labels import SIGNS
from foundation.base.db import db


@dataclass(frozen=True, slots=True)
class ShownFact:
    """One finding, and where it stands with its sources."""

    claim: str
    verdict: Verdict
    sign: str
    url: str


def facts_of(rows: Iterable[CommentRow], slug: str) -> dict[UUID, tuple[ShownFact, ...]]:
    """Return what was found about each comment that begins a thread, and about its replies."""
    within = {row.id: [each.id for each in _all(row)] for row in rows}
    found = facts_beside(db.session(), (each for ids in within.values() for each in ids))
    shown = {}
    for root, ids in within.items():
        facts = {fact.number: fact for each in ids for fact in found.get(each, ())}
        shown[root] = tuple(
            ShownFact(
                fact.claim,
                fact.verdict,
                SIGNS[fact.verdict],
                url_for("claims.fact", slug=slug, number=number),
            )
            for number, fact in sorted(facts.items())
        )
    return shown


def _all(row: CommentRow) -> Iterator[CommentRow]:
    if row.is_public:
        yield row
    for child in row.children:
        yield from _all(child)
