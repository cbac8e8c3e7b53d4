"""``flask metrics``: the figures of several processes, served by one."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext
from prometheus_client import generate_latest

from townhall.config import Settings
from townhall.watching.serving import registry_of, serve

metrics_cli = AppGroup("metrics", help="Figures about the service, for Prometheus.")


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


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
