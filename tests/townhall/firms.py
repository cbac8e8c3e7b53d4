"""A firm of a town, and what it has written for one of its challenges."""

from __future__ import annotations

from datetime import timedelta
from typing import cast
from uuid import UUID, uuid4

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.base.actor import Actor
from foundation.base.files import FolderStore
from foundation.base.work import work
from programme.commands.firms import found_firm
from programme.commands.submission_files import NewFiles
from programme.commands.submissions import begin_submission, save_submission
from programme.models.challenges import Challenge
from programme.rules.firm_files import FileKind, MadeFile
from programme.rules.firms import FirmDraft
from programme.rules.submissions import form_owner
from questions.commands.forms import freeze, make_form
from questions.commands.questions import add_question
from questions.rules.forms import Question
from questions.rules.kinds import Kind
from questions.rules.values import Answers, Files, Words
from tests.clock import NOW


def a_submission(session: Session, actor: Actor, mark: str, slug: str) -> tuple[UUID, UUID, UUID]:
    """Let somebody of a firm write; return the firm, its submission and the file in it."""
    asked = select(Challenge).where(
        Challenge.authority_id == actor.authority_id, Challenge.slug == slug
    )
    with work(session, actor, NOW) as unit:
        challenge = unit.session.scalars(asked).one()
        challenge.opens_at, challenge.closes_at = NOW - timedelta(1), NOW + timedelta(30)
        owner = form_owner(challenge.id)
        make_form(unit, owner)
        what = Question("", Kind.SHORT_TEXT, f"What does {mark} build?")
        code = add_question(unit, owner, "s1", what)
        shows = add_question(unit, owner, "s1", Question("", Kind.FILE, f"What shows {mark}?"))
        freeze(unit, owner)
        firm = found_firm(unit, FirmDraft(f"Firm of {mark}"))
        submission = begin_submission(unit, challenge.id, firm)
        table = MadeFile(FileKind.TABLE, f"Costs in {mark}", f"street,{mark}\r\n".encode())
        file = uuid4()
        new = NewFiles(cast(FolderStore, current_app.extensions["files"]), {file: table})
        said: Answers = {
            (code, 0): Words(f"A kiosk for {mark}."),
            (shows, 0): Files((file,)),
        }
        save_submission(unit, submission, 0, said, new)
    return firm, submission, file
