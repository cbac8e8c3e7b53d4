"""Stand a deployment up, prove it, take it down: ``python -m deploy.standing``; ``make stand-up``.

PostgreSQL with PostGIS, Redis and nginx are started for it alone, on free ports of loopback; web
workers, socket servers and job workers run as their units say. All is stopped by its process id.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getuser
from pathlib import Path
from typing import Any

import click

from deploy.machine import rendering
from deploy.machine.plan import Machine
from deploy.setup.steps import ROOT, CannotSetUp, say
from deploy.standing import proofs, servers, service
from deploy.standing.place import Place, free_ports

JOURNEYS = (
    "tests/journeys/test_main_job.py",
    "tests/journeys/test_giving.py",
    "tests/journeys/test_map.py",
    "tests/journeys/test_without_javascript.py",
)


@click.command()
@click.option("--socket-servers", default=2, show_default=True)
@click.option("--web-workers", default=2, show_default=True)
@click.option("--job-workers", default=2, show_default=True)
@click.option("--journeys/--no-journeys", default=True, help="Also walk through it in a browser.")
@click.option("--stay", is_flag=True, help="Leave it standing until Ctrl+C.")
def main(*, journeys: bool, stay: bool, **counts: Any) -> None:  # noqa: ANN401  the options
    """Stand a deployment up on this machine and prove what it promises."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="heard-back-") as folder:
        try:
            with standing(Path(folder), counts) as (place, machine):
                _prove(place, machine)
                passed = not journeys or walk(machine)
                if stay:
                    say(f"It stands at {machine.public_url} (stop with Ctrl+C)")
                    place.running["nginx"].wait()
        except CannotSetUp as why:
            sys.exit(f"\n{why}")
        except KeyboardInterrupt:
            return
    if not passed:
        sys.exit("A journey failed.")
    say("All of it stood, and is gone again.")


@contextmanager
def standing(folder: Path, counts: dict[str, Any]) -> Iterator[tuple[Place, Machine]]:
    """Have a whole deployment with the demo until the block ends, and nothing of it after that."""
    folder.chmod(0o755)
    place, machine = Place(folder), _machine(folder, counts)
    for made in (machine.etc, machine.state, machine.run, machine.logs, machine.backups):
        made.mkdir()
    rendering.write(machine, machine.etc)
    began = time.monotonic()
    try:
        servers.start_postgres(place, machine)
        servers.start_redis(place, machine)
        say("PostgreSQL and Redis are up")
        service.bring_up(place, machine)
        servers.start_nginx(place, machine)
        place.wait("The service", lambda: service.is_well(machine.public_url))
        say(f"It stands at {machine.public_url} after {time.monotonic() - began:.0f} s")
        yield place, machine
    except CannotSetUp:
        say(place.last_words())
        raise
    finally:
        place.stop_all()


def walk(machine: Machine) -> bool:
    """Walk the browser journeys through the deployment that stands; tell whether all went well."""
    settings = machine.etc / "journeys.env"
    env = service.settings_of_jobs(machine)
    settings.write_text("".join(f"{name}={value}\n" for name, value in env.items()))
    told = {"JOURNEYS_URL": machine.public_url, "JOURNEYS_ENV": str(settings)}
    pytest = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *JOURNEYS]
    return subprocess.run(pytest, cwd=ROOT, env={**os.environ, **told}, check=False).returncode == 0  # noqa: S603


def _prove(place: Place, machine: Machine) -> None:
    proofs.front_door(machine)
    proofs.kept_pages(machine)
    consultation_id = proofs.stores(machine)
    proofs.hints(place, machine, consultation_id)
    proofs.sign_out(machine)
    proofs.jobs(place, machine, consultation_id)
    proofs.pages(place, machine)
    proofs.copies(place, machine)


def _machine(folder: Path, counts: dict[str, Any]) -> Machine:
    front, postgres, redis, figures = free_ports(4)
    return Machine(
        public_url=f"http://127.0.0.1:{front}",
        hosts=("127.0.0.1", "localhost", "*.localhost"),
        listen=f"127.0.0.1:{front}",
        etc=folder / "etc",
        state=folder / "state",
        run=folder / "run",
        logs=folder / "logs",
        backups=folder / "backups",
        user=getuser(),
        postgres=f"127.0.0.1:{postgres}",
        redis_url=f"redis://127.0.0.1:{redis}/0",
        metrics_port=figures,
        demo=True,
        **counts,
    )


if __name__ == "__main__":
    main()
