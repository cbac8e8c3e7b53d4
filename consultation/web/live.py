"""Who may watch a consultation live, and what its watchers are told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy.orm import Session

from foundation.base.actor import Actor
from foundation.base.eventlog import LoggedEvent

KINDS: tuple[str, ...] = ()
"""Kinds of event after which a page may be out of date."""


def may_watch(session: Session, actor: Actor, name: str) -> bool:
    """Tell whether *actor* may enter the room called *name*."""
    return False


def hints(session: Session, event: LoggedEvent) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield ``(room, hint)`` for everybody whom *event* concerns; a hint holds no text."""
    yield from ()
