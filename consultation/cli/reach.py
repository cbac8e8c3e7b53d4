"""``flask reach``: the census that figures are compared with, and the auditor's verdict."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import click
from flask.cli import AppGroup, with_appcontext

from consultation.cli.authorities import authority_called
from consultation.commands.reach.benchmarks import Source, load_benchmarks
from consultation.queries.consultations import consultations_called
from consultation.queries.reach.releases import ledger
from consultation.rules.reach.auditor import Contradictory, Narrow, audit
from consultation.rules.reach.census import CensusRead, read_census
from foundation.base.actor import Actor
from foundation.base.db import db
from foundation.base.errors import Invalid
from foundation.base.work import work
from foundation.web.current import now

reach_cli = AppGroup("reach", help="Who was heard: the census beside it, and what is released.")

CENSUS = 2021


@reach_cli.command("load-census")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--authority", required=True, metavar="SLUG", help="Slug of the council.")
@click.option("--source", help="Where the counts come from, shown with them; else the file's name.")
@click.option("--year", type=int, default=CENSUS, show_default=True, help="Year of the counts.")
@click.option(
    "--best-fit", is_flag=True, help="The counts were added up from smaller areas; pages say so."
)
@with_appcontext
def load_census(
    file: Path, authority: str, source: str | None, year: int, *, best_fit: bool
) -> None:
    """Load who lives where from FILE.

    FILE is CSV with the columns ward_code (or lad_code, lsoa21_code, area_code), ward_name,
    variable, category and count. Each variable keeps a total of its own.
    """
    council_id = authority_called(authority)
    read = _read(file)
    with work(db.session(), Actor(council_id), now()) as unit:
        load_benchmarks(unit, read.rows, Source(source or file.name, year, best_fit))
    for name in read.left_out:
        click.echo(f"{file}: left out, no question of ours asks it: {name}", err=True)
    areas = {row.area_code for row in read.rows}
    click.echo(f"{authority}: {len(read.rows)} counts of {len(areas)} areas.")


@reach_cli.command("audit")
@click.argument("slug")
@click.option("--authority", metavar="SLUG", help="Whose consultation it is, if several have it.")
@with_appcontext
def audit_slug(slug: str, authority: str | None) -> None:
    """Attack every figure ever released of the consultation SLUG; fail if one gives too much away.

    Prints a line for each release, and for each number that could be told too exactly.
    """
    whose = authority_called(authority) if authority else None
    found = consultations_called(db.session(), slug, whose)
    if not found:
        raise click.ClickException(f"there is no consultation with the slug {slug!r}.")
    if len(found) > 1:
        raise click.ClickException(f"several councils have {slug!r}; say whose with --authority.")
    released = ledger(db.session(), *found[0])
    try:
        narrow = audit([row.snapshot for row in released])
    except Contradictory as wrong:
        raise click.ClickException(f"{slug}: {wrong}; somebody has changed them.") from wrong
    for row in released:
        shown = sum(figure is not None for figure in row.snapshot.figures.values())
        hidden = len(row.snapshot.figures) - shown
        final = ", final" if row.snapshot.is_final else ""
        click.echo(f"release {row.number}: {shown} figures, {hidden} too few to show{final}")
    for each in narrow:
        click.echo(_line(each))
    if narrow:
        raise click.ClickException(f"{slug}: {len(narrow)} numbers could be told too exactly.")
    click.echo(f"{slug}: nothing can be told more exactly than intended.")


def _read(file: Path) -> CensusRead:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    with click.progressbar(rows, label="Reading", file=sys.stderr) as bar:
        try:
            return read_census(bar)
        except Invalid as wrong:
            for field, sentence in wrong.fields.items():
                click.echo(f"{file}: {field}: {sentence}", err=True)
            raise click.ClickException(f"{file}: {wrong} Nothing was changed.") from wrong


def _line(each: Narrow) -> str:
    table, cell = each.place
    what = "growth" if each.is_difference else "people"
    between = f"{each.least} to {each.most} {what}"
    return f"release {each.release + 1}: {table} {cell or 'total'}: {between}"
