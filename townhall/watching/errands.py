"""What one request or one job has asked of the databases so far."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass


@dataclass
class Errand:
    """One request or job: its name (route or job, never an address) and its statements.

    ``seconds`` is the time spent waiting for their answers.
    """

    name: str
    statements: int = 0
    seconds: float = 0.0


_under_way: ContextVar[Errand | None] = ContextVar("errand", default=None)


def begin(name: str) -> Errand:
    """Start to count for a new errand in this thread."""
    errand = Errand(name)
    _under_way.set(errand)
    return errand


def under_way() -> Errand | None:
    """Return the errand of this thread; None for what is run by hand."""
    return _under_way.get()
