"""The two councils of the demonstration and their wards."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from foundation.accounts.commands.demo import demo_person
from foundation.accounts.commands.founding import NewAuthority, found_authority
from foundation.accounts.models.authorities import Authority
from foundation.accounts.queries.authorities import LOOPBACK
from foundation.base.actor import Actor
from foundation.base.errors import Conflict
from foundation.base.roles import Role
from foundation.base.work import work
from geo.commands.wards import keep_wards
from geo.rules.outlines import LabelPoint, approximate_outlines
from geo.rules.wards import WardRecord

FOUNDED = timedelta(days=400)
WARDS = Path(__file__).parent / "birmingham_wards.csv"
BIRMINGHAM_SOURCE = (
    "names, codes, label points, areas and residents from ONS ward boundaries 2022 and Census "
    "2021 (best fit), Open Government Licence v3.0; outlines worked out from them, approximate"
)
WESTMERE_SOURCE = "an invented town; its outlines are invented too"


@dataclass(frozen=True, slots=True)
class WardFigures:
    """One ward by its published figures."""

    code: str
    name: str
    label: LabelPoint
    residents: int


@dataclass(frozen=True, slots=True)
class DemoCouncil:
    """A council as the demonstration sets it up."""

    slug: str
    name: str
    organisation: str
    colours: tuple[str, str]
    contact: str
    source: str
    wards: tuple[WardFigures, ...]
    takes_late: bool = False


def councils() -> list[DemoCouncil]:
    """Return Birmingham first, so that the bare ``localhost`` means it."""
    return [
        DemoCouncil(
            "birmingham",
            "Birmingham City Council",
            "BIR",
            ("#0f3d4f", "#ffd166"),
            "consultations@birmingham.example",
            BIRMINGHAM_SOURCE,
            tuple(birmingham_wards()),
            takes_late=True,
        ),
        DemoCouncil(
            "westmere",
            "Westmere Town Council",
            "WESTMERE-DEMO",
            ("#4a2545", "#9fd8cb"),
            "hello@westmere.example",
            WESTMERE_SOURCE,
            (
                WardFigures("X01", "Westmere Market", LabelPoint(-2.9513, 52.7421, 2.1), 6_204),
                WardFigures("X02", "Westmere Meadows", LabelPoint(-2.9302, 52.7488, 4.7), 3_911),
                WardFigures("X03", "Westmere Mill", LabelPoint(-2.9664, 52.7302, 3.4), 5_087),
            ),
        ),
    ]


def birmingham_wards() -> list[WardFigures]:
    """Return the 69 wards with their real figures (docs/data-sources.md)."""
    with WARDS.open(encoding="utf-8", newline="") as lines:
        return [
            WardFigures(
                row["code"],
                row["name"],
                LabelPoint(
                    float(row["label_lon"]), float(row["label_lat"]), float(row["area_km2"])
                ),
                int(row["residents"]),
            )
            for row in csv.DictReader(lines)
        ]


def set_up(session: Session, council: DemoCouncil, public_url: str | None, now: datetime) -> UUID:
    """Return the id of *council*, founded with its wards if it is not there yet.

    Raises:
        Conflict: a real council has its slug.
    """
    known = session.scalars(select(Authority).where(Authority.slug == council.slug)).one_or_none()
    if known is not None:
        if not known.is_demo:
            raise Conflict(f"{council.slug} is a real council here; the demo would mix with it.")
        return known.id
    actor = Actor(uuid4())
    with work(session, actor, now - FOUNDED) as unit:
        found_authority(unit, _new(council, public_url))
        unit.session.execute(
            update(Authority)
            .where(Authority.id == actor.authority_id)
            .values(
                brand_colour=council.colours[0],
                accent_colour=council.colours[1],
                contact_email=council.contact,
                late_comments=council.takes_late,
            )
        )
        keep_wards(unit, _records(council.wards), source=council.source, approximate=True)
        for role in Role:
            demo_person(unit, role)
    return actor.authority_id


def _new(council: DemoCouncil, public_url: str | None) -> NewAuthority:
    is_first = council.slug == "birmingham"
    host = urlsplit(public_url or "").hostname if is_first else None
    return NewAuthority(
        slug=council.slug,
        name=council.name,
        organisation=council.organisation,
        host=host if host not in LOOPBACK else None,
        public_url=public_url if is_first else None,
        is_demo=True,
    )


def _records(wards: Sequence[WardFigures]) -> list[WardRecord]:
    outlines = approximate_outlines({ward.code: ward.label for ward in wards})
    return [
        WardRecord(
            ward.code,
            ward.name,
            outlines[ward.code],
            (ward.label.lon, ward.label.lat),
            ward.residents,
        )
        for ward in wards
    ]
