"""``flask programme audit-extract``."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import with_appcontext

from programme.cli.asked import AUTHORITY, one_challenge
from programme.web.audit_made import audit_files
from programme.web.pack_seals import zipped


@click.command("audit-extract")
@click.argument("challenge")
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The ZIP file to write.",
)
@AUTHORITY
@with_appcontext
def audit_extract(challenge: str, output: Path, authority: str | None) -> None:
    """Write every event of CHALLENGE with what proves it, to be checked without us."""
    council, found = one_challenge(challenge, authority)
    files = audit_files(council, found)
    output.write_bytes(zipped(files, f"{found.slug}-audit"))
    click.echo(f"{output}: {len(files)} files", err=True)
