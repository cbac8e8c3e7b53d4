"""``flask programme ocds``."""

from __future__ import annotations

import json

import click
from flask.cli import with_appcontext

from foundation.accounts.queries.authorities import council_of
from foundation.base.db import db
from programme.queries.ocds import challenges_called
from programme.rules.ocds.validating import faults_between, faults_of
from programme.web.ocds_made import package_made, releases_made


@click.command("ocds")
@click.argument("challenge", required=False)
@click.option("--list", "only_list", is_flag=True, help="Print the slugs, one a line.")
@click.option("--authority", metavar="SLUG", help="Whose it is, where two councils have it.")
@with_appcontext
def ocds(challenge: str | None, only_list: bool, authority: str | None) -> None:  # noqa: FBT001
    """Print the open contracting data (OCDS 1.1) of CHALLENGE as a release package."""
    session = db.session()
    found = [
        (council, id_, slug)
        for whose, id_, slug in challenges_called(session, None if only_list else challenge)
        if (council := council_of(session, whose)) and authority in {None, council.slug}
    ]
    if only_list:
        for _council, _id, slug in found:
            click.echo(slug)
        return
    if challenge is None:
        raise click.ClickException("CHALLENGE: name one; --list prints them.")
    if len(found) != 1:
        which = "no challenge has" if not found else "say with --authority whose it is: two have"
        raise click.ClickException(f"CHALLENGE: {which} the slug {challenge!r}.")
    ((council, id_, slug),) = found
    path = f"/api/v1/ocds/{slug}/releases.json"
    releases = releases_made(council, id_)
    package = package_made(council, releases, path)
    faults = (*faults_of(package), *faults_between(releases))
    if faults:
        listed = "; ".join(f"{each.path}: {each.wrong}" for each in faults)
        raise click.ClickException(f"{slug}: {listed}")
    click.echo(json.dumps(package, ensure_ascii=False, indent=2))
