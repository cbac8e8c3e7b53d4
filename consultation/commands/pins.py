"""Keep the cells of the map, and hold its pins against the comments that they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    delete,
    false,
    func,
    insert,
    literal,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute, Session

from consultation.commands.tallies import count
from consultation.commands.voices import insert_once
from consultation.models.comments import Comment, CommentTopic
from consultation.models.map import MapCell, MapChange, MapCheck, MapPin
from consultation.models.places import CommentPlace
from consultation.rules.comments import Moderation, Speaker
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.map import CELL_BITS, NEAR
from consultation.rules.marks import mark_of
from geo.rules.tiles import BITS, place_of

A_POINT = '{"type":"Point"%'
"""How the GeoJSON of a place begins that has no shape beside its pin."""

AT_ONCE = 5_000
"""Changes folded, or comments looked at, in one transaction."""

Cell = tuple[UUID, int, int, int]
"""Consultation, zoom, column and row."""

Found = Any
"""A row of a comment, or of a pin."""

Sums = tuple[int, int, int]
"""Pins, and the sums of their places east and south."""


@dataclass(frozen=True, slots=True)
class Looked:
    """How far the pins of a consultation have been looked at.

    Args:
        upto: when the last comment was posted, and its id; None if that was all.
        wrong: pins that were missing, too many or elsewhere.
    """

    upto: tuple[datetime, UUID] | None
    wrong: int


def fold_changes(session: Session) -> int:
    """Take some changes that wait into their cells; return how many."""
    some = select(MapChange.id).order_by(MapChange.id).limit(AT_ONCE)
    taken = session.execute(
        delete(MapChange)
        .where(MapChange.id.in_(some.with_for_update(skip_locked=True)))
        .returning(MapChange.consultation_id, MapChange.x, MapChange.y, MapChange.by)
        .execution_options(synchronize_session=False)
    ).all()
    moved: dict[Cell, list[int]] = {}
    for consultation_id, x, y, by in taken:
        for z in range(NEAR):
            shift = BITS - z - CELL_BITS
            sums = moved.setdefault((consultation_id, z, x >> shift, y >> shift), [0, 0, 0])
            sums[0] += by
            sums[1] += by * x
            sums[2] += by * y
    _add(session, {cell: (sums[0], sums[1], sums[2]) for cell, sums in moved.items()})
    return len(taken)


def look_at_pins(
    session: Session, consultation_id: UUID, after: tuple[datetime, UUID] | None
) -> Looked:
    """Hold the pins of some comments against them, and mend what is wrong.

    The comments are locked, so that none of them changes between the look and the mending.
    """
    begun = (Comment.consultation_id == consultation_id, Comment.depth == 0)
    place = tuple_(Comment.posted_at, Comment.id)
    rows = session.execute(
        select(*_LOOKED_AT)
        .outerjoin(CommentPlace, CommentPlace.comment_id == Comment.id)
        .where(*begun, *([place > after] if after else []))
        .order_by(Comment.posted_at, Comment.id)
        .limit(AT_ONCE)
        .with_for_update(of=Comment, key_share=True)
    ).all()
    wrong = _mend(session, {row.id: row for row in rows})
    if wrong:
        count(session, consultation_id)
    last = rows[-1] if len(rows) == AT_ONCE else None
    return Looked((last.posted_at, last.id) if last else None, wrong)


def look_at_cells(session: Session, consultation_id: UUID) -> int:
    """Count the pins of a consultation again, zoom by zoom; mend and return the cells off."""
    off = 0
    for z in range(NEAR):
        wrong = {
            (consultation_id, z, cx, cy): (-int(pins), -int(sum_x), -int(sum_y))
            for cx, cy, pins, sum_x, sum_y in session.execute(_too_much(consultation_id, z))
        }
        _add(session, wrong)
        off += len(wrong)
    session.execute(
        delete(MapCell).where(MapCell.consultation_id == consultation_id, MapCell.pins == 0)
    )
    if off:
        count(session, consultation_id)
    return off


def say_checked(session: Session, consultation_id: UUID, now: datetime) -> None:
    """Remember when all pins of a consultation were looked at."""
    session.execute(delete(MapCheck).where(MapCheck.consultation_id == consultation_id))
    checked = {"consultation_id": consultation_id, "checked_at": now}
    session.execute(insert_once(session, MapCheck).values(checked))


_LOOKED_AT = (
    *(Comment.id, Comment.consultation_id, Comment.ref, Comment.kind, Comment.stance),
    *(Comment.lon, Comment.lat, Comment.speaker, Comment.moderation, Comment.feedback_status),
    *(Comment.is_withheld, Comment.posted_at),
    func.coalesce(CommentPlace.geojson.not_like(A_POINT), false()).label("is_drawn"),
    select(func.min(CommentTopic.topic))
    .where(CommentTopic.comment_id == Comment.id)
    .scalar_subquery()
    .label("topic"),
)
_TOLD = ("mark", "topic", "is_drawn")
"""What a pin says besides its place."""


def _mend(session: Session, rows: Mapping[UUID, Found]) -> int:
    wanted = {row.id: _pin(row) for row in rows.values() if _is_seen(row)}
    known = {
        pin.comment_id: pin
        for pin in session.execute(
            select(
                MapPin.comment_id, MapPin.x, MapPin.y, *(getattr(MapPin, one) for one in _TOLD)
            ).where(MapPin.comment_id.in_(list(rows)))
        )
    }
    stale = [one for one, pin in known.items() if not _agrees(pin, wanted.get(one))]
    missing = [pin for one, pin in wanted.items() if one not in known or one in set(stale)]
    if stale:
        session.execute(delete(MapPin).where(MapPin.comment_id.in_(stale)))
    if missing:
        session.execute(insert(MapPin), missing)
    return len({*stale, *(pin["comment_id"] for pin in missing)})


def _is_seen(row: Found) -> bool:
    return (
        row.lon is not None
        and row.speaker is Speaker.PUBLIC
        and row.moderation is Moderation.VISIBLE
        and row.feedback_status is not FeedbackStatus.WITHDRAWN
        and not row.is_withheld
    )


def _pin(row: Found) -> dict[str, Any]:
    x, y = place_of(row.lon, row.lat)
    return {
        "comment_id": row.id,
        "consultation_id": row.consultation_id,
        "tile": ((x >> (BITS - NEAR)) << NEAR) + (y >> (BITS - NEAR)),
        "x": x,
        "y": y,
        "ref": row.ref,
        "mark": mark_of(row.kind, row.stance).value,
        "topic": row.topic,
        "is_drawn": bool(row.is_drawn),
    }


def _agrees(pin: Found, wanted: dict[str, Any] | None) -> bool:
    """Tell whether a pin is what it should be; two ways to reckon may differ by one step."""
    if wanted is None or any(getattr(pin, name) != wanted[name] for name in _TOLD):
        return False
    return bool(abs(pin.x - wanted["x"]) <= 1 and abs(pin.y - wanted["y"]) <= 1)


def _too_much(consultation_id: UUID, z: int) -> Any:  # noqa: ANN401  a long select
    """Ask what each cell of a zoom, with the changes that wait, has more than its pins."""
    shift = BITS - z - CELL_BITS
    kept = select(MapCell.cx, MapCell.cy, MapCell.pins, MapCell.sum_x, MapCell.sum_y)
    waiting = select(*_placed(MapChange, shift, MapChange.by))
    there = select(*_placed(MapPin, shift, literal(-1)))
    all_of_it = union_all(
        kept.where(MapCell.consultation_id == consultation_id, MapCell.z == z),
        waiting.where(MapChange.consultation_id == consultation_id),
        there.where(MapPin.consultation_id == consultation_id),
    ).subquery()
    cell = (all_of_it.c.cx, all_of_it.c.cy)
    sums = [func.sum(column) for column in list(all_of_it.c)[2:]]
    return select(*cell, *sums).group_by(*cell).having(or_(*(each != 0 for each in sums)))


Column = ColumnElement[int] | InstrumentedAttribute[int]


def _placed(model: type[MapChange | MapPin], shift: int, by: Column) -> list[Any]:
    east, south = (column.cast(BigInteger) for column in (model.x, model.y))
    cell = [column.bitwise_rshift(literal(shift)) for column in (model.x, model.y)]
    return [*cell, by, by * east, by * south]


def _add(session: Session, moved: Mapping[Cell, Sums]) -> None:
    """Add to cells in the order of their key, so that two who add cannot wait for each other."""
    rows = [
        dict(zip(_COLUMNS, (*cell, *sums), strict=True))
        for cell, sums in sorted(moved.items())
        if any(sums)
    ]
    if not rows:
        return
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    new = sqlite.insert(MapCell) if on_sqlite else postgresql.insert(MapCell)
    more = {name: getattr(MapCell, name) + new.excluded[name] for name in _COLUMNS[4:]}
    session.execute(new.on_conflict_do_update(index_elements=_COLUMNS[:4], set_=more), rows)


_COLUMNS = ("consultation_id", "z", "cx", "cy", "pins", "sum_x", "sum_y")
