"""The moderator's page: files that wait for a look, and those that everybody can open."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from consultation.commands.attachments import decide_attachment
from consultation.queries.attachments import comments_with_files, opened_file
from consultation.rules.access import Can
from consultation.rules.attachments import AttachmentState, WhyRefused
from consultation.web.attachments import NO_SUCH, bp
from consultation.web.attachments_shown import shown_files
from consultation.web.forms.attachments import RefusalForm
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Invalid, Malformed, NotFound
from foundation.base.words import say
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.visitor import unsent_owner

SHOWS = {"": AttachmentState.QUARANTINED, "shown": AttachmentState.SHOWN}


@bp.get("/desk/files")
@allow(Can.ATTACHMENT_MODERATE)
def queue() -> ResponseReturnValue:
    """Show comments with files that wait, the oldest first."""
    return _page(RefusalForm(formdata=None))


@bp.post("/desk/files/<uuid:attachment_id>")
@allow(Can.ATTACHMENT_MODERATE)
def decide(attachment_id: UUID) -> ResponseReturnValue:
    """Let everybody open a file, or refuse it with a reason."""
    form = RefusalForm()
    show = request.args.get("show", "")
    if request.form.get("act") == "show":
        after, reason = AttachmentState.SHOWN, None
    elif form.validate() and form.refused_for.data:
        after, reason = AttachmentState.REFUSED, WhyRefused(form.refused_for.data)
    elif opened_file(db.session(), current_council().id, attachment_id, now()) is None:
        raise NotFound(NO_SUCH)
    else:
        sentence = _("Choose why the file is not shown. Its author is told.")
        form.refused_for.errors = [sentence]
        return _page(form, attachment_id), Invalid.status
    opened = opened_file(db.session(), current_council().id, attachment_id, now())
    digest = unsent_owner(opened.consultation_id) if opened else None
    with work(db.session(), actor(), now()) as unit:
        done = decide_attachment(unit, attachment_id, after, reason, digest=digest)
    if not done:
        flash(_("Noted. A second person has to look at a document before everybody can open it."))
    else:
        flash(_("The file is shown.") if reason is None else _("The file is not shown."))
    return redirect(url_for(".queue", show=show or None), 303)


def _page(form: RefusalForm, wrong: UUID | None = None) -> str:
    show = request.args.get("show", "")
    if show not in SHOWS:
        raise Malformed(say("There is no such list of files."))
    found = comments_with_files(
        db.session(), current_council().id, SHOWS[show], request.args.get("after") or None
    )
    return render_template(
        "consultation/attachments/queue.html",
        form=form,
        wrong=wrong,
        show=show,
        comments=[(each, shown_files(each.files)) for each in found.rows],
        next_url=url_for(".queue", show=show or None, after=found.next) if found.next else None,
        first_url=url_for(".queue", show=show or None) if "after" in request.args else None,
    )
