"""``flask consultation import-application``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import click
from flask.cli import with_appcontext

from consultation.cli.authorities import authority_called, authority_of
from consultation.commands.applications import record_application
from consultation.rules.application_files import Read, Refused, read_file
from consultation.rules.applications import ApplicationSheet
from foundation.base.actor import Actor
from foundation.base.db import db
from foundation.base.errors import DomainError
from foundation.base.work import work
from foundation.web.current import now

NO_COUNCIL = "the file names no organisation; say whose it is with --authority"


@click.command("import-application")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE…",
    type=click.Path(path_type=Path, dir_okay=False),
)
@click.option(
    "--authority",
    metavar="SLUG",
    help="Whose applications they are; without it each file's organisation is used, "
    "and set up if it is new.",
)
@with_appcontext
def import_application(files: tuple[Path, ...], authority: str | None) -> None:
    """Record planning applications from each FILE.

    A FILE is Open Digital Planning JSON (v0.7.7), or CSV or GeoJSON with the field names of
    planning.data.gov.uk. What is already recorded is not recorded again; an application that is
    published with a consultation period becomes a consultation with that period.
    """
    whose = authority_called(authority) if authority else None
    records = [(file, read) for file in files for read in _read(file)]
    recorded: dict[str, str] = {}
    refused: list[str] = []
    with click.progressbar(records, label="Importing", file=sys.stderr) as bar:
        for file, read in bar:
            wrong = read if isinstance(read, Refused) else _record(read, whose, recorded)
            if wrong:
                refused.append(_line(file, wrong))
    for line in recorded.values():
        click.echo(line)
    for line in refused:
        click.echo(line, err=True)
    if refused:
        raise click.ClickException(f"{len(refused)} of {len(records)} records were refused.")


def _read(file: Path) -> Iterator[Read]:
    try:
        sent = file.read_bytes()
    except OSError as wrong:
        yield Refused("", "", f"the file cannot be opened: {wrong.strerror}")
        return
    yield from read_file(sent, file.name)


def _record(
    sheet: ApplicationSheet, whose: UUID | None, recorded: dict[str, str]
) -> Refused | None:
    if whose is None and sheet.organisation is None:
        return Refused(sheet.reference, "organisation", NO_COUNCIL)
    try:
        authority_id = whose or authority_of(sheet.organisation or "")
        with work(db.session(), Actor(authority_id), now()) as unit:
            done = record_application(unit, sheet)
    except DomainError as wrong:
        fields = wrong.fields or {"": str(wrong)}
        field, reason = next(iter(fields.items()))
        return Refused(sheet.reference, field, reason)
    news = "new" if done.is_new_version else "already recorded"
    shown_at = f", consultation {done.consultation_slug}" if done.consultation_slug else ""
    recorded[f"{authority_id} {sheet.reference}"] = (
        f"{sheet.reference}: version {done.version_number}, {news}{shown_at}"
    )
    return None


def _line(file: Path, wrong: Refused) -> str:
    return ": ".join(part for part in (str(file), wrong.record, wrong.field, wrong.reason) if part)
