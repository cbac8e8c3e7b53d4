"""The service itself, run as the units of the machine say, with this script in systemd's part."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from deploy.machine.plan import Machine
from deploy.machine.units import Unit, read_unit
from deploy.setup.steps import say
from deploy.standing.place import Place


def bring_up(place: Place, machine: Machine) -> None:
    """Migrate the stores, play the demo into them, and start every process of the units."""
    for command in (migrate := _unit(machine, "heard-back-migrate")).commands:
        place.run(command, migrate.env)
    say("Stores migrated by their owner; playing the demo into them")
    flask(place, machine, "demo", "seed", "--if-empty")
    _start(place, _unit(machine, "heard-back-web"))
    _start(place, _unit(machine, "heard-back-metrics"))
    for number in range(1, machine.socket_servers + 1):
        start_sockets(place, machine, number)
    for number in range(1, machine.job_workers + 1):
        start_worker(place, machine, number)


def start_worker(place: Place, machine: Machine, number: int) -> None:
    """Start one worker of jobs."""
    _start(place, _unit(machine, "heard-back-worker@", str(number)))


def start_sockets(place: Place, machine: Machine, number: int) -> None:
    """Start one socket server, as systemd does again when it has died."""
    _start(place, _unit(machine, "heard-back-sockets@", str(number)))
    socket = machine.run / f"sockets-{number}.sock"
    place.wait(f"Socket server {number}", socket.is_socket)


def flask(place: Place, machine: Machine, *words: str) -> str:
    """Run one ``flask`` command as the units of jobs do."""
    unit = _unit(machine, "heard-back-worker@", "1")
    return place.run([unit.commands[0][0], *words], unit.env)


def back_up(place: Place, machine: Machine) -> Path:
    """Make a copy as the nightly unit does; return its file."""
    unit = _unit(machine, "heard-back-backup")
    for command in unit.commands:
        place.run(command, unit.env)
    return max(machine.backups.iterdir())


def restore(place: Place, machine: Machine, copy: Path) -> None:
    """Put a copy in the place of all there is, as the owner of the stores."""
    unit = _unit(machine, "heard-back-migrate")
    place.run([unit.commands[0][0], "restore", "--over", copy], unit.env)


def settings_of_jobs(machine: Machine) -> dict[str, str]:
    """Return the settings under which commands and jobs run."""
    return _unit(machine, "heard-back-worker@", "1").env


def is_well(url: str) -> bool:
    """Tell whether the service says through its front door that it is well."""
    try:
        with urlopen(f"{url}/health", timeout=5) as answer:  # noqa: S310  our own address
            return bool(json.load(answer)["status"] == "ok")
    except (URLError, OSError, ValueError, KeyError):
        return False


def children_of(pid: int) -> list[int]:
    """Return the processes that a process has started and that still run."""
    said = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in said.split()]


def kill_group(place: Place, name: str) -> None:
    """Kill a program with all it has started, at once and without a word."""
    program = place.running[name]
    os.killpg(program.pid, signal.SIGKILL)
    program.wait()


def _start(place: Place, unit: Unit) -> None:
    (command,) = unit.commands
    place.start(unit.name, command, unit.env)


def _unit(machine: Machine, name: str, instance: str = "") -> Unit:
    return read_unit(machine.etc / "units" / f"{name}.service", instance)
