"""``flask programme fork`` and ``flask programme import-fork``."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import with_appcontext

from foundation.accounts.queries.authorities import Council, council_called
from foundation.base.actor import Actor
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid
from foundation.base.roles import Role
from foundation.base.work import work
from foundation.web.current import now
from programme.commands.forks import import_fork
from programme.commands.programmes import ProgrammeDraft
from programme.queries.forks import fork_of
from programme.queries.kpis import programme_called
from programme.rules.forks import written

AUTHORITY = click.option(
    "--authority", "slug", default="birmingham", show_default=True, help="The council."
)


@click.command("fork")
@click.argument("programme")
@click.option("-o", "--output", required=True, metavar="FILE", type=click.Path(path_type=Path))
@AUTHORITY
@with_appcontext
def fork(programme: str, output: Path, slug: str) -> None:
    """Write how PROGRAMME works as one file with a checksum, for another council to run."""
    session, council = db.session(), _council(slug)
    found = programme_called(session, council.id, programme)
    if found is None:
        raise click.ClickException(f"PROGRAMME: {slug} has none called {programme!r}.")
    output.write_text(written(fork_of(session, council.id, found)), encoding="utf-8")
    click.echo(f"{output}: written", err=True)


@click.command("import-fork")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--title", required=True, help="What the programme is called here.")
@click.option("--summary", required=True, help="What it is for, in a sentence or two.")
@AUTHORITY
@with_appcontext
def import_file(file: Path, title: str, summary: str, slug: str) -> None:
    """Set up a programme as FILE of another council says."""
    session, council = db.session(), _council(slug)
    try:
        text = file.read_text(encoding="utf-8")
        who = Actor(council.id, None, frozenset({Role.PROGRAMME_MANAGER}))
        with work(session, who, now()) as unit:
            import_fork(unit, text, ProgrammeDraft(title, summary))
    except UnicodeDecodeError:
        raise click.ClickException(f"{file}: this is no text.") from None
    except (Invalid, Conflict) as wrong:
        said = "; ".join([wrong.sentence, *wrong.fields.values()])
        raise click.ClickException(f"{file}: {said}") from None
    click.echo("The programme is set up.")


def _council(slug: str) -> Council:
    found = council_called(db.session(), slug)
    if found is None:
        raise click.ClickException(f"There is no council {slug!r} here.")
    return found
