"""Write the files of one machine: ``python -m deploy.machine FOLDER --host NAME …``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from deploy.machine import rendering
from deploy.machine.plan import Machine

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--host", "hosts", multiple=True, required=True, help="A council's host name.")
@click.option("--certificate", type=FILE, help="Certificate with its chain.")
@click.option("--certificate-key", type=FILE, help="Its key.")
@click.option("--web-workers", default=4, show_default=True, help="Two for each core.")
@click.option("--socket-servers", default=2, show_default=True, help="One for 2,000 open pages.")
@click.option("--job-workers", default=2, show_default=True)
@click.option("--postgres", default="127.0.0.1:5432", show_default=True, help="HOST:PORT.")
@click.option("--redis", "redis_url", default="redis://127.0.0.1:6379/0", show_default=True)
@click.option("--mail", "mail_url", default="", help="smtp://USER:PASSWORD@HOST:PORT?from=ADDRESS.")
@click.option("--basemap", "basemap_pmtiles", type=FILE, help="The city's PMTiles file.")
def main(folder: Path, hosts: tuple[str, ...], **given: Any) -> None:  # noqa: ANN401  the options
    """Write settings, units, the front door and the stores of one machine into FOLDER.

    Secrets are made anew each time: keep what was written.
    """
    is_secure = given["certificate"] is not None
    if is_secure != (given["certificate_key"] is not None):
        raise click.UsageError("A certificate needs its key, and a key its certificate.")
    machine = Machine(
        public_url=f"{'https' if is_secure else 'http'}://{hosts[0]}",
        hosts=hosts,
        listen="443 ssl" if is_secure else "80",
        **given,
    )
    for path in rendering.write(machine, folder):
        click.echo(path)


if __name__ == "__main__":
    main()
