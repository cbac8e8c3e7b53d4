"""``flask programme handover``."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import with_appcontext

from foundation.accounts.queries.authorities import council_of
from foundation.base.db import db
from programme.queries.challenges import challenge_page
from programme.queries.ocds import challenges_called
from programme.rules.packs import TITLES, ItemState
from programme.web.packs_made import pack_files


@click.command("handover")
@click.argument("challenge")
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to write; it is made where it is missing.",
)
@click.option("--authority", metavar="SLUG", help="Whose it is, where two councils have it.")
@with_appcontext
def handover(challenge: str, output: Path, authority: str | None) -> None:
    """Write the handover pack of CHALLENGE as a folder, and say what is missing in it."""
    session = db.session()
    found = [
        council
        for whose, _id, _slug in challenges_called(session, challenge)
        if (council := council_of(session, whose)) and authority in {None, council.slug}
    ]
    if len(found) != 1:
        which = "no challenge has" if not found else "say with --authority whose it is: two have"
        raise click.ClickException(f"CHALLENGE: {which} the slug {challenge!r}.")
    page = challenge_page(session, found[0].id, challenge)
    if page is None:
        raise click.ClickException(f"CHALLENGE: no challenge has the slug {challenge!r}.")
    files, pack = pack_files(found[0], page, on_paper=True)
    output.mkdir(parents=True, exist_ok=True)
    for name, held in files.items():
        (output / name).write_bytes(held)
    click.echo(f"{output}: {len(files)} files", err=True)
    for item, state in pack.states.items():
        if state is ItemState.MISSING:
            click.echo(f"missing: {TITLES[item]}", err=True)
