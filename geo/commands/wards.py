"""Put a council's ward map in place, whole."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from foundation.base.work import Work
from geo.models.wards import Ward, WardOutline
from geo.rules.grid import BRITISH_NATIONAL_GRID, to_grid
from geo.rules.wards import WardRecord, WardsLoaded, read_wards
from geo.spatial import stored


@dataclass(frozen=True, slots=True)
class WardsKept:
    """What became of a council's wards."""

    added: int
    replaced: int
    removed: int


def load_wards(
    work: Work,
    features: object,
    *,
    source: str,
    code_field: str | None = None,
    name_field: str | None = None,
) -> WardsKept:
    """Replace the actor's council's wards by those of a parsed GeoJSON file.

    Raises:
        Invalid: some feature cannot be read; nothing is replaced then.
    """
    return keep_wards(work, read_wards(features, code_field, name_field), source=source)


def keep_wards(
    work: Work, records: Sequence[WardRecord], *, source: str, approximate: bool = False
) -> WardsKept:
    """Replace all wards of the actor's council by *records*.

    A ward whose code is known keeps its id, and its residents where *records* do not say.
    """
    authority_id = work.actor.authority_id
    known = {
        ward.code: ward
        for ward in work.session.scalars(select(Ward).where(Ward.authority_id == authority_id))
    }
    gone = known.keys() - {record.code for record in records}
    _clear(work, known, gone)
    wards = {}
    for record in records:
        ward = known.get(record.code) or Ward(authority_id=authority_id, code=record.code)
        _describe(ward, record, work, source, approximate=approximate)
        work.session.add(ward)
        wards[record.code] = ward
    work.session.flush()
    _draw(work, wards, records)
    work.record(WardsLoaded(authority_id, wards=len(records), approximate=approximate))
    return WardsKept(
        added=len(wards.keys() - known.keys()),
        replaced=len(wards.keys() & known.keys()),
        removed=len(gone),
    )


def _describe(
    ward: Ward, record: WardRecord, work: Work, source: str, *, approximate: bool
) -> None:
    ward.name = record.name
    ward.label_lon, ward.label_lat = record.label
    ward.residents = ward.residents if record.residents is None else record.residents
    ward.approximate = approximate
    ward.source = source
    ward.loaded_at = work.now


def _clear(work: Work, known: dict[str, Ward], gone: Set[str]) -> None:
    """Remove all outlines, and the wards that are gone."""
    ids = [ward.id for ward in known.values()]
    work.session.execute(delete(WardOutline).where(WardOutline.ward_id.in_(ids)))
    work.session.execute(delete(Ward).where(Ward.id.in_([known[code].id for code in gone])))


def _draw(work: Work, wards: dict[str, Ward], records: Sequence[WardRecord]) -> None:
    if records:
        rows = [
            {
                "ward_id": wards[record.code].id,
                "geom": stored(record.outline),
                "geom_27700": stored(to_grid(record.outline), BRITISH_NATIONAL_GRID),
            }
            for record in records
        ]
        work.session.execute(insert(WardOutline), rows)
