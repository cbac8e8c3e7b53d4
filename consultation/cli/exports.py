"""``flask consultation export``."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from flask.cli import with_appcontext

from consultation.cli.authorities import authority_called
from consultation.commands.exports import note_export
from consultation.queries.consultations import consultation_page, consultations_called
from consultation.queries.exports import exported_representations
from consultation.rules.exports import ExportFormat
from consultation.web.exports_made import archive, files_of, representation_files
from foundation.accounts.queries.authorities import council_of
from foundation.base.actor import Actor
from foundation.base.db import db
from foundation.base.errors import DomainError
from foundation.base.snapshots import begin_snapshot
from foundation.base.work import work
from foundation.web.current import now


@click.command("export")
@click.argument("slug")
@click.option(
    "--format",
    "wanted",
    required=True,
    type=click.Choice([each.value for each in ExportFormat]),
    help="representations is one ZIP file of a PDF each, with names: keep it safe.",
)
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="PATH",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to write it; its dictionary and licence are written beside it. "
    "A PATH that ends in .zip holds them all.",
)
@click.option("--authority", metavar="SLUG", help="Whose it is, where two councils have it.")
@with_appcontext
def export(slug: str, wanted: str, output: Path, authority: str | None) -> None:
    """Write what leaves the house of the consultation SLUG, as it stands at one instant."""
    session, what = db.session(), ExportFormat(wanted)
    authority_id = authority_called(authority) if authority else None
    found = consultations_called(session, slug, authority_id)
    if len(found) != 1:
        which = "no consultation has" if not found else "say with --authority whose it is: two have"
        raise click.ClickException(f"SLUG: {which} the slug {slug!r}.")
    ((whose, _),) = found
    page = consultation_page(session, whose, slug, now(), drafts=True)
    council = council_of(session, whose)
    if page is None or council is None:
        raise click.ClickException(f"SLUG: there is no consultation {slug!r}.")
    with work(session, Actor(whose), now()) as unit:
        note_export(unit, page.id, what)
    try:
        if what is ExportFormat.REPRESENTATIONS:
            begin_snapshot(session)
            one = exported_representations(session, whose, page.id)
            with click.progressbar(length=len(one), label="Writing", file=sys.stderr) as bar:
                files = representation_files(page, council, one, lambda: bar.update(1))
        else:
            files = files_of(page, council, what)
    except DomainError as wrong:
        raise click.ClickException(f"{slug}: {wrong}") from None
    try:
        for written in _write(files, output, packed=what is ExportFormat.REPRESENTATIONS):
            click.echo(written)
    except OSError as wrong:
        raise click.ClickException(f"{output}: it cannot be written: {wrong.strerror}") from None


def _write(files: dict[str, bytes], output: Path, *, packed: bool) -> list[Path]:
    """Write all in one archive, or the first at *output* and the others beside it."""
    if packed or output.suffix == ".zip":
        output.write_bytes(archive(files))
        return [output]
    (first, *others), written = files.items(), [output]
    output.write_bytes(first[1])
    for name, content in others:
        beside = output.with_name(f"{output.stem}.{name.removeprefix(_common(first[0], name))}")
        beside.write_bytes(content)
        written.append(beside)
    return written


def _common(first: str, name: str) -> str:
    slug = first.partition(".")[0]
    return f"{slug}." if name.startswith(f"{slug}.") else ""
