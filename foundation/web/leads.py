"""Where a comment leads: pages of features that know more than the page which shows the way.

A feature that stands above another offers its leads to the shell, which hands them down.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import Flask, current_app
from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Lead:
    """A page to go on to; ``text`` is said when it is read."""

    text: object
    url: str


Source = Callable[[Session, UUID, str], Sequence[Lead]]
"""(session, council, reference of a comment) → where it leads."""

KEPT = "leads"


def init(app: Flask, *sources: Source) -> None:
    """Let *sources* say where comments lead."""
    app.extensions[KEPT] = sources


def leads_from(session: Session, authority_id: UUID, ref: str) -> list[Lead]:
    """Return every page that a comment of a council leads to."""
    sources: Sequence[Source] = current_app.extensions[KEPT]
    return [lead for source in sources for lead in source(session, authority_id, ref)]
