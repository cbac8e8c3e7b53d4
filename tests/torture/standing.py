"""A deployment with one open consultation, ready to be served and attacked."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import cast

from flask_migrate import upgrade
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from consultation.rules.consultations import ConsultationKind
from foundation.accounts.models.authorities import Authority
from foundation.base.clock import utc_now
from foundation.base.db import db
from foundation.base.mail import Mail
from foundation.base.outgoing import post
from foundation.base.work import work
from tests import make
from tests.conftest import opened
from tests.consultation.make import a_consultation
from tests.databases import POSTGIS
from tests.journeys.server import Service, deployment
from townhall.config import ROOT, from_environment

SLUG = "a-greener-high-street"
PAGE = f"/consultations/{SLUG}"
FORM = f"{PAGE}/give-your-view"
POSTING = f"/api/v1{PAGE}/comments"


def standing(kind: str, folder: Path, at: str | None = POSTGIS) -> Service:
    """Return a deployment that nobody serves yet; *at* names the PostGIS server."""
    service = deployment(kind, folder, at=at)
    with opened(from_environment(service.env), utc_now) as app, app.app_context():
        upgrade(str(ROOT / "migrations"))
        upgrade(str(ROOT / "migrations" / "reach"))
        session = cast(Session, db.session())
        council = make.an_authority(session, public_url=service.url)
        weeks = timedelta(weeks=2)
        a_consultation(
            session,
            make.an_actor(council.id),
            opens_at=utc_now() - weeks,
            closes_at=utc_now() + weeks,
            kind=ConsultationKind.PLANNING_APPLICATION,
        )
    return service


def queue_mails(engine: Engine, reason: str, count: int = 20) -> None:
    """Queue mails of which nobody has been told, as a process does that dies after its commit."""
    now = utc_now()
    with Session(engine) as session:
        council = session.scalars(select(Authority.id)).one()
        with work(session, make.an_actor(council), now) as unit:
            for n in range(count):
                post(unit, Mail(f"p{n}@example.org", "Heard", "Thank you."), f"{reason} {n}")
