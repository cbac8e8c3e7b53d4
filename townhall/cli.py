"""Every command of ``flask``, gathered from the features."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from consultation.cli.group import consultation_cli
from consultation.cli.privacy import privacy_cli
from consultation.cli.reach import reach_cli
from foundation.accounts.cli.accounts import accounts
from foundation.base.audit import verify
from foundation.base.db import db
from foundation.base.outbox import backlog
from geo.cli.places import geo_cli
from programme.cli.group import programme_cli
from townhall.backups.cli import backup, restore
from townhall.seeding.cli import demo_cli
from townhall.watching.cli import metrics_cli, status_cli
from townhall.watching.gathering import look
from townhall.watching.notes import CHAIN, note

jobs = AppGroup("jobs", help="Work that follows a request.")
audit = AppGroup("audit", help="The chain over the event log.")


@jobs.command("run")
@click.option("--once", is_flag=True, help="Do what is due now, then stop.")
@with_appcontext
def run(*, once: bool) -> None:
    """Bring every event to its readers and do what the clock has set off."""
    from townhall.jobs import run_once  # noqa: PLC0415  the app imports this module
    from townhall.workers import work_queue  # noqa: PLC0415

    if not once:
        work_queue(current_app)
        return
    for reader, told in run_once(current_app).items():
        click.echo(f"{reader}: {told}")
    look(current_app)
    left = sum(backlog(db.session(), tried=1).values())
    if left:
        raise click.ClickException(f"{left} events could not be delivered; see the log.")


@audit.command("verify")
@click.option("--head", "heads", multiple=True, help="A head noted earlier; must still be there.")
@with_appcontext
def audit_verify(heads: tuple[str, ...]) -> None:
    """Check each authority's chain and say how much of the log waits to be sealed."""
    broken = False
    for verdict in verify(db.session(), frozenset(heads)):
        state = f"BROKEN at {verdict.broken_at}" if verdict.broken_at else "holds"
        click.echo(
            f"{verdict.authority_id}: {state}, {verdict.sealed} sealed, "
            f"{verdict.unsealed} unsealed, head {verdict.head}"
        )
        broken = broken or verdict.broken_at is not None
    note(current_app, CHAIN, well=not broken)
    if broken:
        raise click.ClickException("The log has been changed after it was sealed.")


COMMANDS = (
    jobs,
    audit,
    backup,
    restore,
    accounts,
    consultation_cli,
    demo_cli,
    geo_cli,
    metrics_cli,
    privacy_cli,
    programme_cli,
    reach_cli,
    status_cli,
)
