"""Add a look at a screen to the time of its consultation."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.dialects import postgresql, sqlite

from consultation.models.officer_time import OfficerTime
from consultation.rules.officer_time import Part, counted
from foundation.base.clock import london_day
from foundation.base.work import Work


def spend(work: Work, consultation_id: UUID | None, part: Part, seconds: int) -> None:
    """Count one screen and its *seconds* for a consultation, or for the council as a whole."""
    authority_id = work.actor.authority_id
    is_postgis = work.session.get_bind().dialect.name == "postgresql"
    insert = postgresql.insert if is_postgis else sqlite.insert
    looked = insert(OfficerTime).values(
        authority_id=authority_id,
        about_id=consultation_id or authority_id,
        day=london_day(work.now),
        part=part,
        screens=1,
        seconds=counted(seconds),
    )
    added = {
        "screens": OfficerTime.screens + 1,
        "seconds": OfficerTime.seconds + counted(seconds),
    }
    key = ["authority_id", "about_id", "day", "part"]
    work.session.execute(looked.on_conflict_do_update(index_elements=key, set_=added))
