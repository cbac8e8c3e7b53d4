"""``flask geo load-postcodes``."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import click
from flask.cli import with_appcontext

from foundation.base.actor import HOUSE
from foundation.base.db import db
from foundation.base.errors import Invalid
from foundation.base.work import work
from foundation.web.current import now
from geo.cli.bundled import bundled_files, bundled_rows
from geo.cli.files import A_FILE, lines_in, name_each, rows_of
from geo.commands.postcodes import PostcodesKept, load_postcodes

NOTHING_BUNDLED = (
    "There is no bundled postcode file for this. Name a CSV file with the columns postcode and "
    "lat, lon or easting, northing."
)


@click.command("load-postcodes")
@click.argument("file", type=A_FILE, required=False)
@click.option(
    "--area", "areas", multiple=True, help="Only this part of the bundled file, such as B; repeat."
)
@with_appcontext
def load_postcodes_file(file: Path | None, areas: tuple[str, ...]) -> None:
    """Add the postcodes of a CSV FILE, or of the bundled Code-Point Open data."""
    if file is not None:
        with click.progressbar(
            rows_of(file), length=lines_in(file), label=f"Reading {file.name}"
        ) as rows:
            kept = _load(file, rows)
        _tell(file, kept)
        return
    files = bundled_files(areas)
    if not files:
        raise click.ClickException(NOTHING_BUNDLED)
    with click.progressbar(files, label="Reading postcode areas", show_pos=True) as areas_left:
        done = [(path, _load(path, bundled_rows(path))) for path in areas_left]
    for path, kept in done:
        _tell(path, kept)


def _load(file: Path, rows: Iterable[Sequence[str]]) -> PostcodesKept:
    try:
        with work(db.session(), HOUSE, now()) as unit:
            return load_postcodes(unit, rows)
    except Invalid as wrong:
        raise click.ClickException(f"{file}: {wrong}") from wrong
    except (UnicodeDecodeError, csv.Error) as wrong:
        raise click.ClickException(f"{file}: this is not a CSV file in UTF-8.") from wrong


def _tell(file: Path, done: PostcodesKept) -> None:
    click.echo(f"{file.name}: {done.kept} postcodes kept, {done.unplaced} without a place.")
    name_each(file, done.wrong)
    if done.broken:
        raise click.ClickException(f"{file}: {done.broken} rows could not be read.")
