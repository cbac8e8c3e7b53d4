"""The steps of a lifecycle, written down a second time for the test of its full square."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

State = TypeVar("State", bound=StrEnum)


def steps(states: type[State], written: str) -> set[tuple[State, State]]:
    """Return the pairs that lines of ``before > after after`` allow."""
    lines = (line.split(" > ") for line in written.strip().splitlines())
    return {(states(before), states(after)) for before, afters in lines for after in afters.split()}
