"""``flask backup FILE`` and ``flask restore FILE``."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_migrate import upgrade
from sqlalchemy import Engine

from consultation.cli.privacy import erase_again
from foundation.base.audit import verify
from foundation.base.db import REACH, db
from foundation.base.files import FolderStore
from foundation.web.current import now
from townhall.backups.archive import FILES as UNPACKED
from townhall.backups.archive import FORM, Damaged, Manifest, digest, kept_files, read, write
from townhall.backups.stores import NoProgram, dump, load, revision
from townhall.config import ROOT
from townhall.watching.notes import BACKUP, note

MAIN = "main"


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def backup(file: Path) -> None:
    """Write both stores and all files of people into FILE, while the service goes on.

    The store of answers comes first, so that no answer is in it whose comment is not. Keys are not
    in it: keep those apart.
    """
    with tempfile.TemporaryDirectory(dir=file.absolute().parent) as folder:
        stores = {name: Path(folder) / name for name in _engines()}
        try:
            for name, engine in _engines().items():
                dump(engine, stores[name])
        except NoProgram as wrong:
            raise click.ClickException(str(wrong)) from wrong
        files = _files().root
        manifest = Manifest(
            form=FORM,
            made_at=now().isoformat(),
            database=db.engine.dialect.name,
            revisions={name: revision(engine) for name, engine in _engines().items()},
            digests={name: digest(store) for name, store in stores.items()},
            files=sum(1 for _ in kept_files(files)),
        )
        write(file, manifest, stores, files)
    note(current_app, BACKUP)
    click.echo(f"{file}: both stores at {manifest.made_at}, {manifest.files} files")


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--over", is_flag=True, help="Also where something is kept, which is then gone.")
@click.pass_context
@with_appcontext
def restore(context: click.Context, file: Path, *, over: bool) -> None:
    """Put FILE in the place of what is kept here; stop the service first.

    Afterwards the stores are brought to this version, whoever was erased since the backup is erased
    again, and each council's chain is checked.
    """
    with tempfile.TemporaryDirectory(dir=file.absolute().parent) as folder:
        try:
            manifest = read(file, Path(folder))
            _refuse(manifest, over=over)
            for name, engine in _engines().items():
                load(engine, Path(folder) / name)
        except (Damaged, NoProgram) as wrong:
            raise click.ClickException(str(wrong)) from wrong
        for each in kept_files(Path(folder) / UNPACKED):
            _files().put(each.read_bytes())
    upgrade(str(ROOT / "migrations"))
    upgrade(str(ROOT / "migrations" / "reach"))
    context.invoke(erase_again)
    broken = [verdict for verdict in verify(db.session()) if verdict.broken_at is not None]
    if broken:
        raise click.ClickException("The log was changed before it was backed up: see audit verify.")
    click.echo(f"Everything is as it was at {manifest.made_at}, with {manifest.files} files.")


def _engines() -> dict[str, Engine]:
    """Return each store by its name, in the order in which they are written."""
    return {REACH: db.engines[REACH], MAIN: db.engine}


def _files() -> FolderStore:
    files: FolderStore = current_app.extensions["files"]
    return files


def _refuse(manifest: Manifest, *, over: bool) -> None:
    """Refuse a backup that does not fit.

    Raises:
        Damaged: it is of another kind of database, or there is something here that would be lost.
    """
    db.session.remove()
    if manifest.database != db.engine.dialect.name:
        raise Damaged(f"This backup is of {manifest.database}; here is {db.engine.dialect.name}.")
    for name, engine in _engines().items():
        stands = revision(engine)
        if stands is not None and not over:
            raise Damaged("Something is kept here. Say --over if it may be lost.")
        if stands not in {None, manifest.revisions[name]} and manifest.database != "sqlite":
            raise Damaged(
                f"This store stands at {stands}, the backup at {manifest.revisions[name]}: "
                "restore into an empty one."
            )
