"""``flask privacy``: hand somebody their records, or erase them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import click
from flask.cli import AppGroup, with_appcontext

from consultation.cli.authorities import authority_called
from consultation.jobs import erasures
from consultation.queries.privacy import PersonRecord, stones_missing
from consultation.rules.privacy import Subject
from consultation.web.privacy_records import (
    erase_record,
    erasure_list,
    found_record,
    pack,
    record_under,
)
from foundation.accounts.queries.authorities import Council, council_of
from foundation.base.actor import Actor
from foundation.base.db import db
from foundation.base.work import work
from foundation.web.current import now

privacy_cli = AppGroup("privacy", help="People's own records.")

Command = Callable[..., Any]


def of_somebody(command: Command) -> Command:
    """Let a command say whose records it is about."""
    for option in (
        click.option("--authority", required=True, metavar="SLUG", help="Whose records these are."),
        click.option("--email", metavar="ADDRESS", help="Their e-mail address."),
        click.option("--ref", "refs", multiple=True, help="A comment that they proved is theirs."),
    ):
        command = option(command)
    return command


@privacy_cli.command("export")
@of_somebody
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="PATH",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The ZIP file to write.",
)
@with_appcontext
def export(authority: str, email: str | None, refs: tuple[str, ...], output: Path) -> None:
    """Write all that is kept of somebody: a page to read, and the same for programs."""
    council, record = _found(authority, email, refs)
    with work(db.session(), Actor(council.id), now()) as unit:
        content = pack(unit, council, record)
    try:
        output.write_bytes(content)
    except OSError as wrong:
        raise click.ClickException(f"{output}: it cannot be written: {wrong.strerror}") from None
    click.echo(f"{output}: {len(record.comments)} comments, {len(record.mails)} mails")


@privacy_cli.command("erase")
@of_somebody
@click.option("--yes", is_flag=True, help="Do not ask.")
@with_appcontext
def erase(authority: str, email: str | None, refs: tuple[str, ...], *, yes: bool) -> None:
    """Erase somebody; formal comments stay in the register without who wrote them."""
    council, record = _found(authority, email, refs)
    formal = sum(each.is_formal for each in record.comments)
    click.echo(f"{len(record.comments)} comments, {formal} of them formal")
    if not yes:
        click.confirm("What is erased cannot be brought back. Go on?", abort=True)
    with work(db.session(), Actor(council.id), now()) as unit:
        erase_record(unit, record)
    if record.is_staff:
        click.echo("They work here: their account stays until an administrator removes it.")
    click.echo("Erased.")


@privacy_cli.command("erase-again")
@with_appcontext
def erase_again() -> None:
    """Erase again whom a restored backup has brought back, by the list outside the database."""
    stones = stones_missing(db.session(), erasures.kept(erasure_list()))
    done = 0
    for stone in stones:
        council = council_of(db.session(), stone.authority_id)
        if council is None:
            continue
        with work(db.session(), Actor(council.id), now()) as unit:
            erase_record(unit, record_under(council, stone), stone.id)
        done += 1
    click.echo(f"{done} erased again, {len(stones) - done} of councils that are not here")


def _found(
    authority: str, email: str | None, refs: tuple[str, ...]
) -> tuple[Council, PersonRecord]:
    if not email and not refs:
        raise click.ClickException("Say whose records: --email or --ref.")
    here: UUID = authority_called(authority)
    council = council_of(db.session(), here)
    if council is None:
        raise click.ClickException(f"--authority: there is no council {authority!r}.")
    record = found_record(council, Subject(email, refs))
    if record.is_empty:
        raise click.ClickException("Nothing is kept of them here.")
    return council, record
