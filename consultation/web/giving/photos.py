"""Add photos and documents to a view before it is sent, one at a time."""

from __future__ import annotations

from contextlib import closing
from uuid import UUID

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from consultation.commands.attachments import (
    Whose,
    describe_attachment,
    keep_attachment,
    take_back_attachment,
)
from consultation.queries.attachments import room_taken, unsent_attachments
from consultation.queries.named import NamedConsultation
from consultation.rules.attachments import (
    LARGEST,
    LONGEST_ALT,
    MOST_FILES,
    WhyNotTaken,
    is_looked_at_first,
    kind_of,
    may_be_taken,
)
from consultation.rules.unsent import Step, Unsent, after
from consultation.web.attachment_labels import NOT_TAKEN, UNREADABLE
from consultation.web.attachments_shown import ShownFile, shown_files
from consultation.web.consultations import public_consultation
from consultation.web.forms.attachments import AltForm, AttachmentForm
from consultation.web.giving.walk import (
    CHANGE,
    Walk,
    bp,
    closed_now,
    frame,
    save,
    to,
    what_is_kept,
)
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid
from foundation.base.uploads.apart import made_anew
from foundation.base.uploads.parts import Unreadable
from foundation.base.work import work
from foundation.web.access import anyone
from foundation.web.current import actor, now
from foundation.web.limits import limiter
from foundation.web.sizes import LARGEST_UPLOAD, takes_up_to
from foundation.web.visitor import stay_known, unsent_owner

UPLOADS = "60 per hour; 200 per day"


@bp.get("/photos")
@anyone
def photos(slug: str) -> ResponseReturnValue:
    """Show what has been added, and the form for one more."""
    named = public_consultation(slug)
    kept = what_is_kept(named)
    if not named.may_comment:
        return closed_now(named, kept)
    if kept is None:
        return redirect(url_for(".start", slug=slug), 303)
    return _page(Walk(named, kept.answers), AttachmentForm(formdata=None))


@bp.post("/photos")
@anyone
@takes_up_to(LARGEST_UPLOAD)
@limiter.limit(UPLOADS)
def add_photo(slug: str) -> ResponseReturnValue:
    """Take one file in and show the list again, or go on; a file that was chosen is never lost."""
    named = public_consultation(slug)
    kept = what_is_kept(named)
    if not named.may_comment:
        return closed_now(named, kept), Conflict.status
    stay_known()
    form = AttachmentForm()
    goes_on = request.form.get("act") == "go"
    content = _content(form)
    asks = bool(content) or not goes_on
    if asks and not (form.validate() and _taken(named, form, content)):
        return _page(Walk(named, kept.answers if kept else Unsent()), form), Invalid.status
    unsent = save(named, Step.PHOTOS, {"has_files": True} if content else {})
    is_change = CHANGE in request.args
    step = after(Step.PHOTOS, unsent, is_change=is_change) if goes_on else Step.PHOTOS
    return redirect(to(slug, step, is_change=is_change), 303)


@bp.post("/photos/<uuid:attachment_id>/words")
@anyone
def describe_photo(slug: str, attachment_id: UUID) -> ResponseReturnValue:
    """Say what one of the files shows."""
    named = public_consultation(slug)
    form = AltForm(prefix="words")
    if not form.validate():
        kept = what_is_kept(named)
        walk = Walk(named, kept.answers if kept else Unsent())
        worded = (attachment_id, form)
        return _page(walk, AttachmentForm(formdata=None), worded), Invalid.status
    with work(db.session(), actor(), now()) as unit:
        describe_attachment(unit, whose(named.id), attachment_id, form.alt.data)
    return redirect(_back(named.slug), 303)


@bp.post("/photos/<uuid:attachment_id>/remove")
@anyone
def remove_photo(slug: str, attachment_id: UUID) -> ResponseReturnValue:
    """Take one of the files back."""
    named = public_consultation(slug)
    with work(db.session(), actor(), now()) as unit:
        take_back_attachment(unit, whose(named.id), attachment_id)
    return redirect(_back(named.slug), 303)


def whose(consultation_id: UUID) -> Whose:
    """Return whose unsent view this browser holds."""
    return Whose(consultation_id, unsent_owner(consultation_id))


def added_files(consultation_id: UUID) -> tuple[ShownFile, ...]:
    """Return what this browser has added to its unsent view."""
    mine = unsent_owner(consultation_id)
    return shown_files(unsent_attachments(db.session(), consultation_id, mine))


def looked_at_first() -> bool:
    """Tell whether a person looks at files here before everybody can open them."""
    council = current_council()
    return is_looked_at_first(council.moderating, files_first=council.files_first)


def _content(form: AttachmentForm) -> bytes:
    given = form.file.data
    if not given:
        return b""
    with closing(given):
        return bytes(given.read(LARGEST + 1))


def _taken(named: NamedConsultation, form: AttachmentForm, content: bytes) -> bool:
    """Make the file anew and keep it, or say at the form why not."""
    mine = whose(named.id)
    room = room_taken(db.session(), mine.consultation_id, mine.owner_digest)
    allowed = may_be_taken(content, *room)
    kind = kind_of(content)
    if not allowed or kind is None:
        return _refused(form, NOT_TAKEN[WhyNotTaken(allowed.reason or WhyNotTaken.KIND)])
    db.session.rollback()  # no transaction stays open while the file is made anew
    try:
        parts = made_anew(kind.value, content)
        with work(db.session(), actor(), now()) as unit:
            store = current_app.extensions["files"]
            keep_attachment(unit, store, mine, kind, parts, form.alt.data)
    except Unreadable as wrong:
        return _refused(form, UNREADABLE[wrong.reason])
    except Conflict as full:
        return _refused(form, NOT_TAKEN[WhyNotTaken(str(full.facts["reason"]))])
    return True


def _refused(form: AttachmentForm, sentence: object) -> bool:
    form.file.errors = [*form.file.errors, str(sentence)]
    return False


def _back(slug: str) -> str:
    return to(slug, Step.PHOTOS, is_change=CHANGE in request.args)


def _page(walk: Walk, form: AttachmentForm, worded: tuple[UUID, AltForm] | None = None) -> str:
    files = added_files(walk.named.id)
    return render_template(
        "consultation/giving/photos.html",
        form=form,
        worded=worded,
        problems={},
        files=files,
        most=MOST_FILES,
        longest=LONGEST_ALT,
        is_full=len(files) >= MOST_FILES,
        looked_at_first=looked_at_first(),
        change=1 if CHANGE in request.args else None,
        **frame(walk, Step.PHOTOS),
    )
