"""The cells of one consultation as they are in truth: for releases, and for no page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast
from uuid import UUID

from sqlalchemy import Table, bindparam, select
from sqlalchemy.orm import Session

from consultation.models.reach.answers import ReachCell
from consultation.rules.reach.figures import Cell, Tally
from consultation.rules.reach.snapshots import EVERYBODY, Place
from consultation.rules.reach.traits import QUESTIONS, Trait


def cells_of(
    session: Session, consultation_id: UUID, traits: frozenset[Trait], wards: tuple[str, ...]
) -> dict[Place, Cell]:
    """Return every cell of the tables of *traits*, empty ones too, so that none shows by appearing.

    The session is one on the store of answers. *wards* are the codes that can be answered.
    """
    kept = session.connection().execute(_KEPT, {"consultation": consultation_id})
    known = {(table, cell): _cell(*counts) for table, cell, *counts in kept}
    return {place: known.get(place, EMPTY) for place in _places(traits, wards)}


def _places(traits: frozenset[Trait], wards: tuple[str, ...]) -> Iterator[Place]:
    yield EVERYBODY
    for trait in sorted(traits):
        table, answers = trait.value, QUESTIONS[trait].answers
        yield table, ""
        for category in (*wards, *answers) if trait is Trait.WARD else answers:
            yield table, category


def _cell(*counts: int) -> Cell:
    """Return the cell with such numbers, in the order of the columns."""
    return Cell(Tally(*counts[:2]), Tally(*counts[2:4]), Tally(*counts[4:]))


EMPTY = Cell()
_C = cast(Table, ReachCell.__table__).c
_KEPT = select(
    *(_C.table_name, _C.cell, _C.counted_people, _C.counted_key),
    *(_C.added_people, _C.added_key, _C.removed_people, _C.removed_key),
).where(_C.consultation_id == bindparam("consultation"))
"""Written down once, past the ORM: a page of cells costs little more than its statement."""
