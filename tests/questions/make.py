"""Forms in the database with legal defaults."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from foundation.base.actor import Actor
from foundation.base.work import work
from questions.commands.forms import freeze, make_form
from questions.commands.questions import add_question
from questions.rules.forms import Owner, Question
from tests.clock import NOW


def an_owner(kind: str = "thing", owner_id: UUID | None = None) -> Owner:
    return Owner(kind, owner_id or uuid4())


def a_stored_form(
    session: Session, actor: Actor, owner: Owner, *questions: Question, is_open: bool = True
) -> list[str]:
    """Make a form that asks *questions* in its one section; return their codes."""
    with work(session, actor, NOW) as unit:
        make_form(unit, owner)
        codes = [add_question(unit, owner, "s1", question) for question in questions]
        if is_open:
            freeze(unit, owner)
    return codes
