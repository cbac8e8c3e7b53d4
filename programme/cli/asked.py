"""The challenge that a command line names."""

from __future__ import annotations

import click

from foundation.accounts.queries.authorities import Council, council_of
from foundation.base.db import db
from programme.queries.challenges import ChallengePage, challenge_page
from programme.queries.ocds import challenges_called

AUTHORITY = click.option(
    "--authority", metavar="SLUG", help="Whose it is, where two councils have it."
)


def one_challenge(slug: str, authority: str | None) -> tuple[Council, ChallengePage]:
    """Return the one challenge called *slug*, and whose it is.

    Raises:
        ClickException: there is none, or more than one.
    """
    session = db.session()
    found = [
        council
        for whose, _id, _slug in challenges_called(session, slug)
        if (council := council_of(session, whose)) and authority in {None, council.slug}
    ]
    if len(found) > 1:
        raise click.ClickException(
            f"CHALLENGE: say with --authority whose it is: two have the slug {slug!r}."
        )
    page = challenge_page(session, found[0].id, slug) if found else None
    if page is None:
        raise click.ClickException(f"CHALLENGE: no challenge has the slug {slug!r}.")
    return found[0], page
