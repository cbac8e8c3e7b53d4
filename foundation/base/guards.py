"""Turn a broken database constraint into an error with a name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy.exc import IntegrityError

from foundation.base.errors import DomainError


@contextmanager
def guarded_by(constraints: Mapping[str, DomainError]) -> Iterator[None]:
    """Raise the error named for a broken constraint; let any other pass through.

    Args:
        constraints: constraint name, or ``table.column`` as SQLite words a broken unique key,
            → the error to raise.
    """
    try:
        yield
    except IntegrityError as broken:
        said = str(broken.orig)
        for name, error in constraints.items():
            if name in said:
                raise error from broken
        raise
