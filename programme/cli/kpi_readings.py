"""``flask programme note-reading``."""

from __future__ import annotations

from datetime import datetime

import click
from flask.cli import with_appcontext

from foundation.accounts.queries.authorities import council_called
from foundation.accounts.queries.people import credentials_at
from foundation.base.actor import Actor
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid
from foundation.base.work import work
from foundation.web.current import now
from programme.commands.kpi_readings import note_reading
from programme.queries.kpis import programme_called
from programme.rules.kpis.facts import ReadingKind
from programme.rules.kpis.readings import ReadingDraft

KINDS = click.Choice([each.value for each in ReadingKind])


@click.command("note-reading")
@click.argument("words")
@click.option("--kind", type=KINDS, required=True, help="What it is.")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), required=True, metavar="DATE")
@click.option("--value", default="", help="A whole number; none for a firm.")
@click.option("--source", required=True, help="Where it was read.")
@click.option("--by", "email", required=True, metavar="EMAIL", help="Who notes it.")
@click.option("--authority", "slug", default="birmingham", show_default=True, help="The council.")
@click.option("--programme", metavar="SLUG", help="Which one; the latest where it is left out.")
@with_appcontext
def reading(  # noqa: PLR0913  one argument for each option
    *,
    words: str,
    kind: str,
    day: datetime,
    value: str,
    source: str,
    email: str,
    slug: str,
    programme: str | None,
) -> None:
    """Note WORDS, what was counted, for a figure; it counts once a second person agrees."""
    session = db.session()
    council = council_called(session, slug)
    if council is None:
        raise click.ClickException(f"There is no council {slug!r} here.")
    person = credentials_at(session, council.id, email.strip().lower())
    if person is None:
        raise click.ClickException(f"--by: {slug} knows nobody with the address {email}.")
    found = programme_called(session, council.id, programme)
    if found is None:
        raise click.ClickException(f"--programme: {slug} has none called {programme!r}.")
    draft = ReadingDraft(ReadingKind(kind), day.date(), words, value, source)
    try:
        with work(session, Actor(council.id, person.person_id), now()) as unit:
            note_reading(unit, found.id, draft)
    except (Invalid, Conflict) as wrong:
        said = "; ".join(f"{name}: {each}" for name, each in wrong.fields.items())
        raise click.ClickException(said or wrong.sentence) from None
    click.echo("Noted. It counts once a second person has agreed to it.")
