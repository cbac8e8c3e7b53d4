"""``flask programme kpis``."""

from __future__ import annotations

import json
from datetime import date, datetime

import click
from flask.cli import with_appcontext

from foundation.accounts.queries.authorities import council_called
from foundation.base.clock import london_day
from foundation.base.db import db
from foundation.web.current import now
from programme.queries.kpis import figures_at, programme_called
from programme.rules.kpis.benchmarks import BENCHMARKS
from programme.rules.kpis.catalogue import as_data


@click.command("kpis")
@click.option(
    "--as-of",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day at whose end things are counted, as 2026-11-23; today where it is left out.",
)
@click.option("--authority", "slug", default="birmingham", show_default=True, help="The council.")
@click.option("--programme", metavar="SLUG", help="Which one; the latest where it is left out.")
@with_appcontext
def kpis(as_of: datetime | None, slug: str, programme: str | None) -> None:
    """Print the figures of a programme as JSON, each with its definition and its rows' digest."""
    session = db.session()
    council = council_called(session, slug)
    if council is None:
        raise click.ClickException(f"There is no council {slug!r} here.")
    found = programme_called(session, council.id, programme)
    if found is None:
        raise click.ClickException(
            f"{slug}: there is no programme {programme or ''}".rstrip() + "."
        )
    day: date = as_of.date() if as_of else london_day(now())
    said = {
        "authority": council.slug,
        "programme": found.slug,
        "as_of": day.isoformat(),
        "figures": as_data(figures_at(session, council.id, found, day)),
        "claims_of_others": [each.as_data() for each in BENCHMARKS],
    }
    click.echo(json.dumps(said, ensure_ascii=False, indent=2))
