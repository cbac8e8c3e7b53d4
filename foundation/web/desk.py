"""The first page of everybody who works here: what their roles let them do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from foundation.base.actor import Actor


@dataclass(frozen=True, slots=True)
class DeskLink:
    """One thing to do, for who holds *right*; the words are said when they are read."""

    right: StrEnum
    endpoint: str
    title: object
    about: object


def links_for(actor: Actor, offered: tuple[DeskLink, ...]) -> list[DeskLink]:
    """Return what *actor* may do."""
    return [link for link in offered if actor.may(link.right)]
