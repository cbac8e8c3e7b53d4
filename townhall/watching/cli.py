"""``flask metrics`` and ``flask status``: what operators see, and what they tell everybody."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext
from prometheus_client import generate_latest

from foundation.base.errors import DomainError
from foundation.web.current import now
from townhall.config import Settings
from townhall.watching import incidents
from townhall.watching.condition import condition
from townhall.watching.notes import folder_of
from townhall.watching.serving import registry_of, serve

metrics_cli = AppGroup("metrics", help="Figures about the service, for Prometheus.")
status_cli = AppGroup("status", help="How the service is, and what /status says about trouble.")


@metrics_cli.command("serve")
@with_appcontext
def serve_metrics() -> None:
    """Serve the figures of all processes at METRICS_PORT until stopped."""
    settings = _settings()
    if settings.metrics_port is None:
        raise click.ClickException("METRICS_PORT is not set.")
    click.echo(f"Figures are at http://{settings.metrics_host}:{settings.metrics_port}/metrics")
    serve(settings, settings.metrics_port)


@metrics_cli.command("show")
@with_appcontext
def show_metrics() -> None:
    """Print them once."""
    click.echo(generate_latest(registry_of(_settings())).decode(), nl=False)


@status_cli.command("show")
@with_appcontext
def show_status() -> None:
    """Say what is amiss; fail if anything is."""
    folder = folder_of(current_app)
    found = condition(folder, now()).amiss()
    for trouble in incidents.incidents(folder, now()):
        if trouble.over_at is None:
            click.echo(f"Told to everybody: {trouble.notes[-1].words}")
    if found:
        raise click.ClickException("; ".join(found))
    click.echo("Everything works.")


@status_cli.command("say")
@click.argument("words")
@with_appcontext
def say_trouble(words: str) -> None:
    """Tell everybody at /status what is wrong, in WORDS that residents understand."""
    _say(words, is_over=False)


@status_cli.command("over")
@click.argument("words")
@with_appcontext
def say_over(words: str) -> None:
    """Tell everybody that it is over, and in WORDS what it was."""
    _say(words, is_over=True)


def _say(words: str, *, is_over: bool) -> None:
    try:
        incidents.say(folder_of(current_app), words, now(), is_over=is_over)
    except DomainError as wrong:
        raise click.ClickException(str(wrong)) from wrong


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
