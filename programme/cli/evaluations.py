"""``flask programme evaluation``."""

from __future__ import annotations

import json

import click
from flask.cli import with_appcontext

from foundation.accounts.queries.authorities import council_called
from foundation.base.db import db
from programme.queries.evaluations import findings_of
from programme.queries.kpis import programme_called


@click.command("evaluation")
@click.option("--authority", "slug", default="birmingham", show_default=True, help="The council.")
@click.option("--programme", metavar="SLUG", help="Which one; the latest where it is left out.")
@with_appcontext
def evaluation(slug: str, programme: str | None) -> None:
    """Print the evaluation record of a programme as JSON: what it showed, and what goes on."""
    session = db.session()
    council = council_called(session, slug)
    if council is None:
        raise click.ClickException(f"There is no council {slug!r} here.")
    found = programme_called(session, council.id, programme)
    if found is None:
        raise click.ClickException(f"--programme: {slug} has none called {programme!r}.")
    rows = [each.as_data() for each in findings_of(session, found.id)]
    said = {"authority": council.slug, "programme": found.slug, "record": rows}
    click.echo(json.dumps(said, ensure_ascii=False, indent=2))
