"""Take words out of a comment, look as a second person, put the whole text back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from consultation.commands.redactions import (
    agree_release,
    ask_release,
    confirm,
    note_original_read,
    refuse_release,
    take_out,
)
from consultation.queries.answering import DeskComment, desk_comment
from consultation.queries.redactions import OriginalRow, originals, redaction_page
from consultation.rules.access import Can
from consultation.rules.concerns import checked_note
from consultation.rules.personal_data import found as personal_data
from consultation.rules.redactions import Deed, RedactionReason, RedactionState, WhyNot, may
from consultation.web.forms.redactions import RedactionForm, marks_in, typed_rows
from consultation.web.forms.views import refused
from consultation.web.redaction_labels import LIKELY, REASONS
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, Malformed, NotFound
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.visitor import voice_digest

bp = Blueprint("redactions", __name__, url_prefix="/desk/comments/<ref>/redaction")

DO: dict[str, tuple[Callable[..., None], str]] = {
    Deed.CONFIRM: (confirm, _l("The rest of the comment is shown as it was.")),
    Deed.ASK: (ask_release, _l("A second person has to agree.")),
    Deed.AGREE: (agree_release, _l("The whole text is back.")),
    Deed.REFUSE: (refuse_release, _l("The words stay out.")),
}
"""What the buttons of the page do, and what is said when it is done."""


@bp.get("")
@allow(Can.COMMENT_MODERATE)
def page(ref: str) -> ResponseReturnValue:
    """Show the text as everybody reads it, what may be personal in it, and how far one is."""
    asked = _asked(ref)
    return _page(asked, RedactionForm(data={"seen": asked.row.text}), {})


@bp.post("")
@allow(Can.COMMENT_MODERATE)
def mark(ref: str) -> ResponseReturnValue:
    """Take out what was ticked and typed."""
    asked, form = _asked(ref), RedactionForm()
    seen = form.seen_text()
    try:
        marks = marks_in(seen)
        note = checked_note(form.note.data)
        digest = voice_digest(asked.consultation_id)
        with work(db.session(), actor(), now()) as unit:
            take_out(unit, asked.id, marks, seen=seen, note=note, digest=digest)
    except Invalid as wrong:
        form.seen.data = seen
        return _page(asked, form, refused(form, wrong.fields)), 422
    except Conflict as late:
        form.seen.data = asked.row.text
        is_stale = late.facts.get("reason") == WhyNot.CHANGED_MEANWHILE
        problems = {"words": str(late)}
        return _page(_asked(ref), form, problems, before=seen if is_stale else None), 409
    flash(_("The words are taken out, everywhere."))
    return redirect(url_for(".page", ref=ref), 303)


@bp.post("/decide")
@allow(Can.COMMENT_MODERATE)
def decide(ref: str) -> ResponseReturnValue:
    """Look as a second person, ask to put the words back, agree to it or not."""
    asked, chosen = _asked(ref), request.form.get("do", "")
    if chosen not in DO:
        raise Malformed("Choose one of the buttons.")
    act, said = DO[chosen]
    try:
        with work(db.session(), actor(), now()) as unit:
            act(unit, asked.id, digest=voice_digest(asked.consultation_id))
    except Conflict as refusal:
        form = RedactionForm(formdata=None, data={"seen": asked.row.text})
        return _page(_asked(ref), form, {"decide": str(refusal)}), 409
    flash(str(said))
    return redirect(url_for(".page", ref=ref), 303)


@bp.post("/original")
@allow(Can.ORIGINAL_READ)
def original(ref: str) -> ResponseReturnValue:
    """Show what the comment said before, once that it is looked up is recorded."""
    asked = _asked(ref)
    with work(db.session(), actor(), now()) as unit:
        note_original_read(unit, asked.id)
    kept = originals(db.session(), current_council().id, asked.id)
    form = RedactionForm(formdata=None, data={"seen": asked.row.text})
    return _page(asked, form, {}, kept=kept)


def _asked(ref: str) -> DeskComment:
    found = desk_comment(db.session(), current_council().id, ref)
    if found is None:
        raise NotFound("There is no such comment.")
    return found


def _page(
    asked: DeskComment,
    form: RedactionForm,
    problems: dict[str, str],
    *,
    before: str | None = None,
    kept: list[OriginalRow] | None = None,
) -> str:
    text = asked.row.text
    stands = redaction_page(db.session(), asked.id)
    who = actor().person_id
    return render_template(
        "consultation/redactions/page.html",
        comment={"ref": asked.row.ref, "text": text, "language": asked.row.language},
        moderation=asked.row.moderation,
        consultation={"slug": asked.slug, "title": asked.title},
        state=stands.case.state,
        waits=stands.case.waits,
        marks=stands.reasons,
        has_original=stands.has_original,
        may_read_original=actor().may(Can.ORIGINAL_READ),
        offers={
            deed.value: bool(may(stands.case, deed, who, is_author=False))
            for deed in (Deed.CONFIRM, Deed.ASK, Deed.AGREE, Deed.REFUSE)
        },
        is_releasing=stands.case.state is RedactionState.RELEASING,
        finds=_finds(text),
        ticked=set(request.form.getlist("found")),
        rows=typed_rows(),
        reasons=[(reason.value, REASONS[reason]) for reason in RedactionReason],
        form=form,
        problems=problems,
        before=before,
        kept=kept,
    )


def _finds(text: str) -> list[dict[str, Any]]:
    """Return what may be personal data in *text*, each with the reason that is likely."""
    found = []
    for find in personal_data(text):
        reason = LIKELY.get(find.kind, RedactionReason.DESCRIPTION)
        found.append(
            {
                "value": f"{find.start}:{find.end}:{reason.value}",
                "quoted": find.quoted,
                "reason": REASONS[reason],
            }
        )
    return found
