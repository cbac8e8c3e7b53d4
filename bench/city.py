"""A council with wards and open consultations, made by the app's own commands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import cast
from uuid import UUID

from flask_migrate import upgrade
from shapely.geometry import MultiPolygon, box
from sqlalchemy.orm import Session

from bench.data import EAST, NORTH, SEED, SOUTH, WARDS_ACROSS, WARDS_UP, WEST, ward_of
from bench.speech import sentences
from consultation.commands.comments import post_comment
from consultation.commands.consultations import make_consultation, move_consultation
from consultation.queries.consultations import consultation_id as id_of
from consultation.rules.comments import Contribution
from foundation.base.actor import Actor
from foundation.base.db import db
from foundation.base.work import work
from geo.commands.wards import keep_wards
from geo.rules.wards import WardRecord
from tests.consultation.make import TO_OPEN, a_draft
from tests.make import an_authority
from townhall.config import ROOT

CITY = "a-plan-for-the-city"
"""The consultation that all the comments are about."""
THREAD = "one-long-conversation"
"""The one with a single thread of ``THREAD_LENGTH`` comments."""
HOT = "everybody-at-once"
"""The one to which everybody posts at once."""
SPREAD = tuple(f"street-{number}" for number in range(20))
"""Those to which people post here and there."""
THREAD_LENGTH = 500
RESIDENTS = 16_000
OPEN_FOR = timedelta(days=3_650)


@dataclass(frozen=True, slots=True)
class City:
    """Whose council it is, and which consultation holds the comments."""

    authority_id: UUID
    consultation_id: UUID


def found_city(now: datetime) -> City:
    """Make both stores from nothing, with everything in them but the many comments."""
    upgrade(str(ROOT / "migrations"))
    upgrade(str(ROOT / "migrations" / "reach"))
    session = cast(Session, db.session())
    council = an_authority(session)
    actor = Actor(council.id)
    with work(session, actor, now) as unit:
        keep_wards(unit, _wards(), source="Drawn for timings", approximate=True)
    made = {slug: _opened(session, actor, slug, now) for slug in (CITY, THREAD, HOT, *SPREAD)}
    _converse(session, actor, made[THREAD], now)
    return City(actor.authority_id, made[CITY])


def _opened(session: Session, actor: Actor, slug: str, now: datetime) -> UUID:
    with work(session, actor, now) as unit:
        days = {"opens_at": now - timedelta(days=90), "closes_at": now + OPEN_FOR}
        title = slug.replace("-", " ").capitalize()
        make_consultation(unit, a_draft(slug=slug, title=title, **days))
        made = id_of(session, actor.authority_id, slug)
        if made is None:
            raise LookupError(slug)
        for state in TO_OPEN:
            move_consultation(unit, made, state)
    return made


def _converse(session: Session, actor: Actor, consultation_id: UUID, now: datetime) -> None:
    """Say ``THREAD_LENGTH`` things below one another, the same ones each time."""
    drawn = Random(SEED)  # noqa: S311  nothing secret
    refs: list[str] = []
    said = sentences(SEED)
    for number in range(THREAD_LENGTH):
        words = f"{said[number].text} {said[-number].text}"
        above = drawn.choice(refs[-40:]) if refs else None
        with work(session, actor, now - timedelta(minutes=THREAD_LENGTH - number)) as unit:
            posted = post_comment(
                unit,
                consultation_id,
                Contribution(words, reply_to_ref=above),
                voice_digest=None,
                secret=b"a secret for benches only",
            )
        refs.append(posted.ref)


def _wards() -> list[WardRecord]:
    wide, high = (EAST - WEST) / WARDS_ACROSS, (NORTH - SOUTH) / WARDS_UP
    found = []
    for up in range(WARDS_UP):
        for across in range(WARDS_ACROSS):
            west, south = WEST + across * wide, SOUTH + up * high
            outline = MultiPolygon([box(west, south, west + wide, south + high)])
            middle = (west + wide / 2, south + high / 2)
            code = ward_of(*middle)
            found.append(WardRecord(code, f"Ward {code[-2:]}", outline, middle, RESIDENTS))
    return found
