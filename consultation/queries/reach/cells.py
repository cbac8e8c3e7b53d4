"""The cells of one consultation as they are in truth: for releases, and for no page."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
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
    cells = {EVERYBODY: Cell()}
    for trait in sorted(traits):
        answers = tuple(QUESTIONS[trait].answers)
        categories = (*wards, *answers) if trait is Trait.WARD else answers
        cells |= {(trait.value, category): Cell() for category in ("", *categories)}
    kept = select(*_COUNTED).where(ReachCell.consultation_id == consultation_id)
    for each in session.execute(kept):
        place = (each.table_name, each.cell)
        if place in cells:
            cells[place] = Cell(
                Tally(each.counted_people, each.counted_key),
                Tally(each.added_people, each.added_key),
                Tally(each.removed_people, each.removed_key),
            )
    return cells


_COUNTED = (
    *(ReachCell.table_name, ReachCell.cell, ReachCell.counted_people, ReachCell.counted_key),
    *(ReachCell.added_people, ReachCell.added_key, ReachCell.removed_people, ReachCell.removed_key),
)
"""Columns and no objects: a page of cells costs little more than its statement."""
