"""A folder of its own, and every program that was started for it, by its process id."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from deploy.setup.steps import ROOT, CannotSetUp, say

START_WITHIN = 180.0
"""Also beside other work; on a quiet machine it takes a tenth of that."""
STOP_WITHIN = 20.0
FIRST_PORT, LAST_PORT = 20000, 32000
PATIENCE = 0.1
LAST_WORDS = 1500
"""Characters of each log that are shown when something has failed."""

Program = subprocess.Popen[bytes]


@dataclass
class Place:
    """Where one deployment stands for as long as it is looked at."""

    folder: Path
    running: dict[str, Program] = field(default_factory=dict)

    def start(self, name: str, command: Sequence[str | Path], env: Mapping[str, str]) -> Program:
        """Start *command* in a group of its own; what it says goes into the logs."""
        with (self.folder / "logs" / f"{name}.log").open("ab") as said:
            program = subprocess.Popen(  # noqa: S603  our own commands
                [str(word) for word in command],
                cwd=ROOT,
                env={**_inherited(), **env},
                stdout=said,
                stderr=said,
                start_new_session=True,
            )
        self.running[name] = program
        pids = {name: program.pid for name, program in self.running.items()}
        (self.folder / "pids").write_text("".join(f"{pid} {name}\n" for name, pid in pids.items()))
        return program

    def run(self, command: Sequence[str | Path], env: Mapping[str, str]) -> str:
        """Run *command* to its end and return what it prints.

        Raises:
            CannotSetUp: it fails.
        """
        words = [str(word) for word in command]
        done = subprocess.run(  # noqa: S603  our own commands
            words, cwd=ROOT, env={**_inherited(), **env}, check=False, capture_output=True
        )
        if done.returncode:
            raise CannotSetUp(f"{' '.join(words[:4])} …: {done.stderr.decode()[-2000:]}")
        return done.stdout.decode()

    def wait(self, what: str, holds: Callable[[], bool], within: float = START_WITHIN) -> float:
        """Wait until *holds* does; return the seconds it took.

        Raises:
            CannotSetUp: it does not in time; the logs say why.
        """
        began = time.monotonic()
        while not holds():
            if time.monotonic() - began > within:
                raise CannotSetUp(f"{what}: not within {within:.0f} s; see {self.folder}/logs")
            time.sleep(PATIENCE)
        return time.monotonic() - began

    def last_words(self) -> str:
        """Return the end of each log."""
        logs = sorted((self.folder / "logs").glob("*.log"))
        ends = ((log.stem, log.read_text(errors="replace")[-LAST_WORDS:]) for log in logs)
        return "\n".join(f"--- {name}\n{end}" for name, end in ends)

    def stop_all(self) -> None:
        """Stop what was started, the last first."""
        for name, program in reversed(self.running.items()):
            if program.poll() is None:
                program.send_signal(signal.SIGINT if name == "postgres" else signal.SIGTERM)
                try:
                    program.wait(timeout=STOP_WITHIN)
                except subprocess.TimeoutExpired:
                    say(f"{name} did not stop and is killed")
                    os.killpg(program.pid, signal.SIGKILL)
                    program.wait()


def free_ports(count: int) -> list[int]:
    """Return *count* ports of loopback that nobody listens on."""
    free: list[int] = []
    for port in range(FIRST_PORT, LAST_PORT):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                free.append(port)
        if len(free) == count:
            return free
    raise CannotSetUp("No port of loopback is free.")


def _inherited() -> dict[str, str]:
    return {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
