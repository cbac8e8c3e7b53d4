"""``flask consultation import-responses``."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import click
from flask import current_app
from flask.cli import with_appcontext

from consultation.cli.authorities import authority_called
from consultation.commands.imports import Upload, start_import, try_import, upload_responses
from consultation.jobs.imports import take_import
from consultation.queries.consultations import consultation_id, consultations_called
from consultation.queries.imports import (
    ImportRow,
    WaitingImport,
    count_known,
    import_by_id,
    into_of,
)
from consultation.rules.import_columns import Table, guessed, table_of
from consultation.rules.import_rows import Into, Reading, RefusedRow, read_rows
from consultation.rules.imports import Column, Tool, column_from
from foundation.base.actor import Actor
from foundation.base.db import db
from foundation.base.errors import DomainError
from foundation.base.sheets import read_sheet
from foundation.base.work import work
from foundation.web.current import now, secret


@click.command("import-responses")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--into",
    "--consultation",
    "slug",
    required=True,
    metavar="SLUG",
    help="The consultation that takes them in.",
)
@click.option(
    "--format",
    "told",
    type=click.Choice([each.value for each in Tool]),
    help="The tool that wrote FILE; without it, it is guessed.",
)
@click.option(
    "--column",
    "chosen",
    multiple=True,
    metavar="NAME=MEANING",
    help="What a column is, where the guess is wrong: text, stance, topics, said_on, place, "
    "place_postcode, name, address, postcode, language, id, question:CODE or leave_out.",
)
@click.option(
    "--given-on",
    metavar="DAY",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day on which responses were given that have none.",
)
@click.option("--dry-run", is_flag=True, help="Say what would become of each row; write nothing.")
@click.option("--authority", metavar="SLUG", help="Whose it is, where two councils have it.")
@with_appcontext
def import_responses(  # noqa: PLR0913, PLR0917  a parameter for each option
    file: Path,
    slug: str,
    told: str | None,
    chosen: tuple[str, ...],
    given_on: datetime | None,
    dry_run: bool,  # noqa: FBT001  as click hands it over
    authority: str | None,
) -> None:
    """Take responses of Citizen Space, Google Forms, SurveyMonkey or any table in from FILE.

    A response that is here already is not taken in twice. What people say of themselves is left
    out. Rows that are refused are named, with the column and what to do.
    """
    whose, into_id = _consultation(slug, authority)
    try:
        content = file.read_bytes()
        table = table_of(read_sheet(content), Tool(told) if told else None)
        into = into_of(db.session(), whose, into_id, now())
        if given_on:
            into = replace(into, given_on=given_on.date())
        columns = _columns(table, into, chosen)
        for column in columns:
            click.echo(f"{column.header}: {column.chosen}", err=True)
        reading = read_rows(table, columns, into)
        before = count_known(db.session(), into_id, reading.ready, secret())
        if dry_run:
            new = len(reading.ready) - before
            _told(file, new, before, reading.refused, len(table.rows), "would be new")
            return
        upload = Upload(file.name, content, table.tool, tuple(columns), into.given_on)
        found = _taken(Actor(whose), into_id, upload, reading, before)
    except OSError as wrong:
        raise click.ClickException(f"{file}: it cannot be opened: {wrong.strerror}") from None
    except DomainError as wrong:
        raise click.ClickException(f"{file}: {wrong}") from None
    _told(file, found.added, found.known, found.refused, len(table.rows), "new")


def _consultation(slug: str, authority: str | None) -> tuple[UUID, UUID]:
    session = db.session()
    found = consultations_called(session, slug, authority_called(authority) if authority else None)
    if len(found) != 1:
        which = "no consultation has" if not found else "say with --authority whose it is: two have"
        raise click.ClickException(f"--into: {which} the slug {slug!r}.")
    ((whose, _),) = found
    into_id = consultation_id(session, whose, slug)
    if into_id is None:
        raise click.ClickException(f"--into: there is no consultation {slug!r}.")
    return whose, into_id


def _columns(table: Table, into: Into, chosen: tuple[str, ...]) -> list[Column]:
    columns = guessed(
        table, into.form, takes_comments=into.takes.has_dialogue, takes_formal=into.takes_formal
    )
    for each in chosen:
        name, _, meaning = each.rpartition("=")
        if name not in table.headers:
            raise click.ClickException(f"--column: the file has no column {name!r}.")
        column = column_from(name, meaning)
        if column.chosen != meaning:
            raise click.ClickException(f"--column: {name}: {meaning!r} is nothing we know.")
        columns[table.headers.index(name)] = column
    return columns


def _taken(actor: Actor, into_id: UUID, upload: Upload, reading: Reading, before: int) -> ImportRow:
    session, store = db.session(), current_app.extensions["files"]
    with work(session, actor, now()) as unit:
        made = upload_responses(unit, into_id, store, upload)
        unit.session.flush()
        try_import(unit, made, upload.columns, upload.given_on, reading, before)
        if reading.ready:
            start_import(unit, made)
            unit.wakes.clear()
    if reading.ready:
        waiting = WaitingImport(made, actor.authority_id, into_id, None)
        with _bar(len(reading.ready)) as bar:
            take_import(session, store, secret(), waiting, now, bar.update)
    return import_by_id(session, made)


def _bar(length: int) -> Any:  # noqa: ANN401  click names no type of its own for it
    return click.progressbar(length=length, label="Importing", file=sys.stderr)


def _told(
    file: Path, new: int, known: int, refused: tuple[RefusedRow, ...], rows: int, word: str
) -> None:
    click.echo(f"{file}: {new} {word}, {known} here already, {len(refused)} refused")
    for no in refused:
        where = f"{file}: row {no.number}"
        click.echo(": ".join(filter(None, (where, no.column, no.sentence))), err=True)
    if refused:
        raise click.ClickException(f"{len(refused)} of {rows} rows were refused.")
