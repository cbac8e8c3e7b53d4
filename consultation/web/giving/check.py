"""Check what will be published, and send it once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from consultation.commands.attachments import send_attachments
from consultation.commands.unsent import take
from consultation.queries.named import NamedConsultation
from consultation.queries.unsent import KeptUnsent
from consultation.rules.comments import Contribution, checked
from consultation.rules.unsent import Step, Unsent, contribution, given_place, missing
from consultation.web.comments import A_LOT
from consultation.web.consultations import public_consultation
from consultation.web.forms.giving import SendForm
from consultation.web.forms.places import read_place
from consultation.web.giving.mirror import (
    mirrored,
    pieces,
    sentences_without,
    shown_finds,
    taken_out,
)
from consultation.web.giving.photos import added_files, looked_at_first, whose
from consultation.web.giving.walk import (
    MANY,
    Walk,
    bp,
    closed_now,
    frame,
    save,
    to,
    what_is_kept,
)
from consultation.web.sending import is_sent, send, sent_page
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid
from foundation.base.work import Work
from foundation.web.access import anyone
from foundation.web.limits import limiter
from foundation.web.visitor import unsent_owner


@bp.get("/check")
@anyone
def check(slug: str) -> ResponseReturnValue:
    """Show exactly what will be published."""
    named = public_consultation(slug)
    kept = what_is_kept(named)
    if not named.may_comment:
        return closed_now(named, kept)
    if kept is None:
        return redirect(url_for("giving.start", slug=slug), 303)
    left = missing(kept.answers)
    if left:
        return redirect(to(slug, left[0]), 303)
    return checking(named, kept)


@bp.post("/check")
@anyone
@limiter.limit(A_LOT)
def send_view(slug: str) -> ResponseReturnValue:
    """Send what was checked, once however often it is asked for."""
    named = public_consultation(slug)
    form = SendForm()
    kept = what_is_kept(named)
    if kept is None or kept.id.hex != form.form_key.data:
        before = is_sent(named.id, form.form_key.data or "")
        return redirect(url_for(".sent" if before else ".check", slug=slug), 303)
    if not named.may_comment:
        return closed_now(named, kept), 409
    if missing(kept.answers):
        return redirect(url_for(".check", slug=slug), 303)
    if form.revision.data != str(kept.revision):
        return checking(named, kept, is_stale=True), 409
    return _sent_now(named, kept)


@bp.post("/take-out")
@anyone
@limiter.limit(MANY)
def take_out(slug: str) -> ResponseReturnValue:
    """Take likely personal data out of the answers, or leave it in, and show them again."""
    named = public_consultation(slug)
    kept = what_is_kept(named)
    if not named.may_comment:
        return closed_now(named, kept), 409
    if kept is None or request.form.get("revision") != str(kept.revision):
        return redirect(url_for(".check", slug=slug), 303)
    finds = shown_finds(kept.answers)
    out, stays = request.form.get("out"), request.form.get("leave")
    if out:
        changed = taken_out(kept.answers, [each for each in finds if out in {"all", each.name}])
        save(named, Step.COMMENT, _words(changed))
    elif stays:
        left = (each.find.quoted for each in finds if stays == each.name)
        save(named, Step.COMMENT, {"left_in": (*kept.answers.left_in, *left)})
    return redirect(url_for(".check", slug=slug, _anchor="found"), 303)


def _words(unsent: Unsent) -> dict[str, Any]:
    return {
        "text": unsent.text,
        "place": unsent.place,
        "display_name": unsent.display_name,
    }


@bp.get("/sent")
@anyone
def sent(slug: str) -> ResponseReturnValue:
    """Show what the author takes home; the code is in the page and in no address."""
    return sent_page(public_consultation(slug).slug)


def _sent_now(named: NamedConsultation, kept: KeptUnsent) -> ResponseReturnValue:
    owner = unsent_owner(named.id)

    def first(unit: Work) -> None:
        take(unit, kept.id, owner, kept.revision)

    def then(unit: Work, comment_id: UUID) -> None:
        if kept.answers.has_files:
            send_attachments(unit, whose(named.id), comment_id)

    try:
        send(named.id, _said(named, kept), kept.id.hex, first, then)
    except Invalid as wrong:
        return checking(named, kept, problems=wrong.fields), 422
    except Conflict:
        return _overtaken(named.slug)
    return redirect(url_for(".sent", slug=named.slug), 303)


def _said(named: NamedConsultation, kept: KeptUnsent) -> Contribution:
    """Return what the answers say.

    Raises:
        Invalid: the place can no longer be read.
    """
    place = read_place(db.session(), given_place(kept.answers), named.area)
    return contribution(kept.answers, place)


def _overtaken(slug: str) -> ResponseReturnValue:
    """Answer somebody whose answers changed, or whose consultation closed, in that instant."""
    named = public_consultation(slug)
    kept = what_is_kept(named)
    if not named.may_comment:
        return closed_now(named, kept), 409
    if kept is None:
        return redirect(url_for(".start", slug=slug), 303)
    return checking(named, kept, is_stale=True), 409


def checking(
    named: NamedConsultation,
    kept: KeptUnsent,
    *,
    problems: Mapping[str, str] | None = None,
    is_stale: bool = False,
) -> str:
    """Return the check page."""
    said = _said(named, kept)
    if not problems:
        said = checked(said, current_council().name)
    files = added_files(named.id) if kept.answers.has_files else ()
    card = mirrored(named.id, said, files)
    return render_template(
        "consultation/giving/check.html",
        form=SendForm(formdata=None, form_key=kept.id.hex, revision=str(kept.revision)),
        problems=problems or {},
        is_stale=is_stale,
        answers=kept.answers,
        card=card,
        files_wait=bool(files) and looked_at_first(),
        pieces=pieces(said.text),
        finds=[
            each
            for each in shown_finds(kept.answers)
            if each.find.quoted not in kept.answers.left_in
        ],
        read_again=sentences_without(said.text),
        **frame(Walk(named, kept.answers), Step.CHECK),
    )
