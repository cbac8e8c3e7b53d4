"""Reads a systemd unit as far as it says what is run, so that a script runs the very same."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Unit:
    """What one unit runs.

    Args:
        commands: what is started, in order; a service that stays has one.
        env: the settings from all of its files, later ones before earlier ones.
    """

    name: str
    commands: tuple[tuple[str, ...], ...]
    env: dict[str, str]


def read_unit(path: Path, instance: str = "") -> Unit:
    """Read a ``.service`` file; *instance* is what stands for ``%i``."""
    said = [line.partition("=") for line in path.read_text().splitlines() if "=" in line]
    commands = tuple(
        tuple(word.replace("%i", instance).replace("%%", "%") for word in shlex.split(value))
        for name, _, value in said
        if name == "ExecStart"
    )
    env: dict[str, str] = {}
    for name, _, value in said:
        if name == "EnvironmentFile":
            env |= read_settings(Path(value))
    return Unit(f"{path.stem}{instance}", commands, env)


def read_settings(path: Path) -> dict[str, str]:
    """Return what a settings file sets; comments and empty lines say nothing."""
    lines = (line.strip() for line in path.read_text().splitlines())
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {name: value for name, _, value in pairs}
