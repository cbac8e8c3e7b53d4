"""Files that a command is given, and how their faults are told."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

import click

A_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def json_of(file: Path) -> object:
    """Return what a JSON file says.

    Raises:
        ClickException: it is not JSON.
    """
    try:
        found: object = json.loads(
            file.read_text(encoding="utf-8-sig"), parse_constant=_no_constant
        )
    except RecursionError as wrong:
        raise click.ClickException(f"{file}: this is nested too deeply.") from wrong
    except ValueError as wrong:
        raise click.ClickException(f"{file}: this is not JSON: {wrong}") from wrong
    return found


def rows_of(file: Path) -> Iterator[Sequence[str]]:
    """Return the rows of a CSV file, one at a time."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        yield from csv.reader(lines)


def lines_in(file: Path) -> int:
    """Return how long a progress bar has to be."""
    with file.open("rb") as lines:
        return sum(1 for _ in lines)


def name_each(file: Path, wrong: Mapping[str, str]) -> None:
    """Say on a line of its own what is wrong with each field."""
    for field, sentence in wrong.items():
        click.echo(f"{file}: {field}: {sentence}", err=True)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number")
