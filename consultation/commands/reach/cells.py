"""Add up who came into each cell and who left, and mark who is part of a figure."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import and_, delete, literal, or_, select, update
from sqlalchemy.orm import Session

from consultation.models.reach.answers import ReachAnswer, ReachCell, ReachChange, Respondent
from consultation.rules.reach.figures import Cell, Tally
from consultation.rules.reach.snapshots import EVERYBODY, Place
from consultation.rules.reach.traits import Trait

AT_ONCE = 10_000


def fold(session: Session, at_most: int = AT_ONCE) -> int:
    """Add appended changes to their cells, *at_most* so many; return how many there were.

    The session is one on the store of answers. Each row is deleted by the statement that reads it,
    so that one appended meanwhile waits for the next time.
    """
    some = select(ReachChange.id).limit(at_most)
    taken = session.execute(
        delete(ReachChange)
        .where(ReachChange.id.in_(some))
        .returning(
            ReachChange.consultation_id,
            ReachChange.table_name,
            ReachChange.cell,
            ReachChange.is_removal,
            ReachChange.people,
            ReachChange.noise_key,
        ),
        execution_options={"synchronize_session": False},
    ).all()
    sums: dict[tuple[UUID, Place, bool], Tally] = {}
    for each in taken:
        key = (each.consultation_id, (each.table_name, each.cell), each.is_removal)
        sums[key] = sums.get(key, Tally()) + Tally(each.people, each.noise_key)
    for (consultation_id, place, is_removal), sum_of in sums.items():
        cell = _cell(session, consultation_id, place)
        if is_removal:
            removed = Tally(cell.removed_people, cell.removed_key) + sum_of
            cell.removed_people, cell.removed_key = removed.people, removed.key
        else:
            added = Tally(cell.added_people, cell.added_key) + sum_of
            cell.added_people, cell.added_key = added.people, added.key
    return len(taken)


def count(session: Session, consultation_id: UUID, cells: Mapping[Place, Cell]) -> None:
    """Take over how people are counted after a release, and mark whose answers now are.

    An answer is marked where nobody of its cell waits any more, once for each table: a statement
    for each cell would read all answers of the store again.
    """
    marked: dict[str, set[str]] = {}
    for place, cell in cells.items():
        kept = _cell(session, consultation_id, place)
        kept.counted_people, kept.counted_key = cell.counted.people, cell.counted.key
        kept.added_people, kept.added_key = cell.added.people, cell.added.key
        kept.removed_people, kept.removed_key = cell.removed.people, cell.removed.key
        if not cell.added.people:
            marked.setdefault(place[0], set()).add(place[1])
    for table, names in marked.items():
        _mark(session, consultation_id, table, names)


def _mark(session: Session, consultation_id: UUID, table: str, names: set[str]) -> None:
    own = Respondent.consultation_id == consultation_id
    if table == EVERYBODY[0]:
        waits = Respondent.is_counted.is_(False)
        session.execute(update(Respondent).where(own, waits).values(is_counted=True))
        return
    is_in_cell = and_(ReachAnswer.category.in_(names), ReachAnswer.is_counted.is_(False))
    is_anywhere = and_(literal("" in names), ReachAnswer.is_in_total.is_(False))
    session.execute(
        update(ReachAnswer)
        .where(
            ReachAnswer.respondent_id.in_(select(Respondent.id).where(own)),
            ReachAnswer.trait == Trait(table),
            or_(is_in_cell, is_anywhere),
        )
        .values(
            is_counted=or_(ReachAnswer.is_counted, ReachAnswer.category.in_(names)),
            is_in_total=or_(ReachAnswer.is_in_total, literal("" in names)),
        )
        .execution_options(synchronize_session=False)
    )


def _cell(session: Session, consultation_id: UUID, place: Place) -> ReachCell:
    identity = (consultation_id, *place)
    kept = session.get(ReachCell, identity)
    if kept is None:
        kept = ReachCell(
            consultation_id=consultation_id,
            table_name=place[0],
            cell=place[1],
            counted_people=0,
            counted_key=0,
            added_people=0,
            added_key=0,
            removed_people=0,
            removed_key=0,
        )
        session.add(kept)
        session.flush()
    return kept
