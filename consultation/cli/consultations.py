"""``flask consultation list``."""

from __future__ import annotations

import json

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from consultation.cli.authorities import authority_called
from consultation.queries.consultations import ConsultationCard, staff_cards
from consultation.rules.consultations import ConsultationStatus
from foundation.accounts.models.authorities import Authority
from foundation.base.clock import london_day
from foundation.base.db import db
from foundation.web.current import now


@click.command("list")
@click.option("--authority", metavar="SLUG", help="Only this council's.")
@click.option("--json", "as_json", is_flag=True, help="As one JSON list.")
@with_appcontext
def list_consultations(*, authority: str | None, as_json: bool) -> None:
    """List every consultation, one a line, its slug first; those that are open come first."""
    session = db.session()
    councils = select(Authority.id, Authority.slug).order_by(Authority.slug)
    if authority:
        councils = councils.where(Authority.id == authority_called(authority))
    rows = [
        _row(card, council)
        for authority_id, council in session.execute(councils).all()
        for card in staff_cards(session, authority_id, now())
    ]
    rows.sort(key=lambda row: row["status"] != ConsultationStatus.OPEN.value)
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        click.echo("\t".join(str("" if value is None else value) for value in row.values()))


def _row(card: ConsultationCard, council: str) -> dict[str, object]:
    return {
        "slug": card.slug,
        "authority": council,
        "status": card.status.value,
        "kind": card.kind.value,
        "opens_on": london_day(card.opens_at).isoformat() if card.opens_at else None,
        "closes_at": card.closes_at.isoformat() if card.closes_at else None,
        "comments": card.comments,
        "reference": card.reference,
        "title": card.title,
    }
