"""Finish the tasks that have to be done before a consultation is signed off."""

from __future__ import annotations

from uuid import UUID

from consultation.commands.plans import finish_by_hand, finish_task, set_audiences, set_equality
from consultation.rules.plans import Route, Task
from foundation.base.work import Work

AUDIENCES = "People who live here\nPeople who work or shop here\nPeople under 25"
EQUALITY = (
    "Invented for the demonstration: people who cannot use the web, who read little English or who "
    "cannot come in the evening may be left out. There are paper forms, and a drop-in by day."
)
ROUTES = (Route.WEB, Route.PAPER, Route.DROP_IN)


def prepare(work: Work, consultation_id: UUID) -> None:
    """Do what an officer would have done; what has no area is about no place in particular."""
    set_audiences(work, consultation_id, AUDIENCES, ROUTES)
    set_equality(work, consultation_id, EQUALITY)
    for task in (Task.AREA, Task.PUBLICATION):
        finish_task(work, consultation_id, task)
    for task in (Task.TRY, Task.ACCESSIBILITY):
        finish_by_hand(work, consultation_id, task)
