"""``flask accounts token``."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from foundation.accounts.commands.tokens import end_tokens, make_token
from foundation.accounts.queries.authorities import council_called
from foundation.base.actor import Actor
from foundation.base.db import db
from foundation.base.errors import NotFound
from foundation.base.work import work
from foundation.web.current import now


@click.command("token")
@click.argument("email")
@click.option("--authority", metavar="SLUG", required=True, help="Whose member of staff it is.")
@click.option("--end", is_flag=True, help="End all keys of this person instead.")
@with_appcontext
def token(*, email: str, authority: str, end: bool) -> None:
    """Print a key with which a program can use the interface as EMAIL."""
    council = council_called(db.session(), authority)
    if council is None:
        raise click.ClickException(f"--authority: there is no council with the slug {authority!r}.")
    try:
        with work(db.session(), Actor(council.id), now()) as unit:
            if end:
                end_tokens(unit, email)
            else:
                click.echo(make_token(unit, email))
    except NotFound as wrong:
        raise click.ClickException(str(wrong)) from wrong
