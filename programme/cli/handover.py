"""``flask programme handover``."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import with_appcontext

from programme.cli.asked import AUTHORITY, one_challenge
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
@AUTHORITY
@with_appcontext
def handover(challenge: str, output: Path, authority: str | None) -> None:
    """Write the handover pack of CHALLENGE as a folder, and say what is missing in it."""
    council, page = one_challenge(challenge, authority)
    files, pack = pack_files(council, page, on_paper=True)
    output.mkdir(parents=True, exist_ok=True)
    for name, held in files.items():
        (output / name).write_bytes(held)
    click.echo(f"{output}: {len(files)} files", err=True)
    for item, state in pack.states.items():
        if state is ItemState.MISSING:
            click.echo(f"missing: {TITLES[item]}", err=True)
