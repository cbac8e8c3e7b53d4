"""Open contracting data of a council, made from what is recorded now."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import current_app

from foundation.accounts.models.authorities import Authority
from foundation.accounts.queries.authorities import Council
from foundation.accounts.web.mails import address
from foundation.base.db import db
from foundation.web.current import now
from programme.queries.kept_releases import kept_releases
from programme.queries.ocds import buyer_of, process_of
from programme.rules.ocds.compiling import compiled
from programme.rules.ocds.keeping import added_to, those_out
from programme.rules.ocds.releases import Json, package_of, releases_of


def prefix() -> str:
    """Return the prefix of process ids that this deployment was given, or nothing."""
    return str(current_app.extensions["settings"].ocid_prefix)


def releases_made(council: Council, challenge_id: UUID) -> list[Json]:
    """Return the releases of one challenge of a council: those that are kept, then what is new."""
    made = made_now(council, challenge_id)
    kept = those_out(kept_releases(db.session(), challenge_id), made)
    return [*kept, *added_to(kept, made)]


def made_now(council: Council, challenge_id: UUID) -> list[Json]:
    """Return the releases that the record comes to as it is now, the oldest first."""
    home = address(council)
    return releases_of(
        process_of(db.session(), challenge_id, home=home, prefix=prefix(), now=now())
    )


def package_made(council: Council, releases: list[Json], path: str) -> Json:
    """Return releases as the package that is published at *path* of the council's address."""
    publisher = buyer_of(db.session().get_one(Authority, council.id))
    return package_of(releases, uri=f"{address(council)}{path}", publisher=publisher, now=now())


def record_made(council: Council, releases: list[Json], path: str) -> Json:
    """Return the record of one process: its releases, and what they come to."""
    package = package_made(council, [], path)
    del package["releases"]
    record: dict[str, Any] = {"ocid": releases[0]["ocid"], "releases": releases}
    return package | {"records": [record | {"compiledRelease": compiled(releases)}]}
