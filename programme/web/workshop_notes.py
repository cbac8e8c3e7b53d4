"""What a workshop leaves behind: notes, and actions with an owner and a day."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.base.db import db
from foundation.base.errors import Invalid
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from programme.commands.actions import give_action, take_note
from programme.rules.access import Can
from programme.rules.actions import ActionDraft, NoteKind
from programme.rules.workshops import NOT_OURS
from programme.web.asked import chosen
from programme.web.days import typed_day
from programme.web.workshops import asked_workshop, show

bp = Blueprint("workshop_notes", __name__, url_prefix="/programme/workshops/<uuid:workshop_id>")


@bp.post("/notes")
@allow(Can.WORKSHOP_RUN)
def note(workshop_id: UUID) -> ResponseReturnValue:
    """Note what was seen, thought of, asked or agreed."""
    found = asked_workshop(workshop_id)
    try:
        with work(db.session(), actor(), now()) as unit:
            kind = chosen(NoteKind, "note_kind")
            take_note(unit, workshop_id, kind, request.form.get("note", ""))
    except Invalid as wrong:
        return show(found, wrong.fields), wrong.status
    flash(_("Noted."))
    return redirect(url_for("workshops.page", workshop_id=workshop_id, _anchor="notes"), 303)


@bp.post("/actions")
@allow(Can.WORKSHOP_RUN)
def give(workshop_id: UUID) -> ResponseReturnValue:
    """Give somebody something to do."""
    found = asked_workshop(workshop_id)
    try:
        draft = ActionDraft(request.form.get("words", ""), _owner(), typed_day("due"))
        with work(db.session(), actor(), now()) as unit:
            give_action(unit, workshop_id, draft)
    except Invalid as wrong:
        return show(found, wrong.fields), wrong.status
    flash(_("Written down. Its owner finds it on their own page."))
    return redirect(url_for("workshops.page", workshop_id=workshop_id, _anchor="do"), 303)


def _owner() -> UUID | None:
    typed = request.form.get("owner", "")
    try:
        return UUID(typed) if typed else None
    except ValueError:
        raise Invalid(NOT_OURS, fields={"owner": NOT_OURS}) from None
