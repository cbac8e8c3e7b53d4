"""``flask consultation import-application``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
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


@dataclass(slots=True)
class Done:
    """What became of one application's files."""

    reference: str
    new: int = 0
    known: int = 0
    slug: str | None = None

    @property
    def line(self) -> str:
        """Tell it on one line."""
        shown_at = f", consultation {self.slug}" if self.slug else ", no consultation yet"
        return f"{self.reference}: {self.new} new, {self.known} already recorded{shown_at}"


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
    done: dict[UUID, Done] = {}
    refused: list[str] = []
    with click.progressbar(records, label="Importing", file=sys.stderr) as bar:
        for file, read in bar:
            wrong = read if isinstance(read, Refused) else _record(read, whose, done)
            if wrong:
                refused.append(_line(file, wrong))
    for application in done.values():
        click.echo(application.line)
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


def _record(sheet: ApplicationSheet, whose: UUID | None, done: dict[UUID, Done]) -> Refused | None:
    if whose is None and sheet.organisation is None:
        return Refused(sheet.reference, "organisation", NO_COUNCIL)
    try:
        authority_id = whose or authority_of(sheet.organisation or "")
        with work(db.session(), Actor(authority_id), now()) as unit:
            recorded = record_application(unit, sheet)
    except DomainError as wrong:
        fields = wrong.fields or {"": str(wrong)}
        field, reason = next(iter(fields.items()))
        return Refused(sheet.reference, field, reason)
    application = done.setdefault(recorded.application_id, Done(sheet.reference))
    application.new += recorded.is_new_version
    application.known += not recorded.is_new_version
    application.slug = recorded.consultation_slug
    return None


def _line(file: Path, wrong: Refused) -> str:
    return ": ".join(part for part in (str(file), wrong.record, wrong.field, wrong.reason) if part)
