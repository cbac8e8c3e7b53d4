"""``flask geo load-wards``."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import with_appcontext

from foundation.accounts.queries.authorities import council_called
from foundation.base.actor import Actor
from foundation.base.db import db
from foundation.base.errors import Invalid
from foundation.base.work import work
from foundation.web.current import now
from geo.cli.files import A_FILE, json_of, name_each
from geo.commands.wards import load_wards


@click.command("load-wards")
@click.argument("file", type=A_FILE)
@click.option("--authority", required=True, help="Slug of the council, such as birmingham.")
@click.option("--code-field", help="Property that holds a ward's code; guessed if not given.")
@click.option("--name-field", help="Property that holds a ward's name; guessed if not given.")
@click.option(
    "--source", help="Where the outlines come from, and their licence; shown with the map."
)
@with_appcontext
def load_wards_file(
    file: Path, authority: str, code_field: str | None, name_field: str | None, source: str | None
) -> None:
    """Replace a council's wards by those of a GeoJSON FILE."""
    council = council_called(db.session(), authority)
    if council is None:
        raise click.ClickException(f"--authority: there is no council with the slug {authority!r}.")
    features = json_of(file)
    try:
        with work(db.session(), Actor(council.id), now()) as unit:
            kept = load_wards(
                unit,
                features,
                source=source or file.name,
                code_field=code_field,
                name_field=name_field,
            )
    except Invalid as wrong:
        name_each(file, wrong.fields)
        raise click.ClickException(f"{file}: {wrong} Nothing was changed.") from wrong
    click.echo(
        f"{council.name}: {kept.added} wards added, {kept.replaced} replaced, "
        f"{kept.removed} removed."
    )
