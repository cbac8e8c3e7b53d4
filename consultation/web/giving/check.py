"""Check what will be published, and send it once."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from flask import redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import lazy_gettext as _

from consultation.commands.attachments import send_attachments
from consultation.commands.following import Wish
from consultation.commands.journey import note_sent
from consultation.commands.offers import note_offers
from consultation.commands.unsent import take
from consultation.queries.named import NamedConsultation
from consultation.queries.unsent import KeptUnsent
from consultation.rules.comments import Contribution, checked
from consultation.rules.journey import minutes_of
from consultation.rules.representations import NOT_AS_PROMISED, keeps_promise, one_line, published
from consultation.rules.unsent import Step, contribution, given_place, is_formal, missing
from consultation.web.comments import A_LOT
from consultation.web.consultations import public_consultation
from consultation.web.filters import one_of
from consultation.web.following import ask_owner
from consultation.web.forms.giving import SendForm
from consultation.web.forms.places import read_place
from consultation.web.giving.answers import (
    answers_page,
    change_address,
    is_answered,
    open_question,
    send_answers,
    told_replies,
    with_replies,
)
from consultation.web.giving.lane import shown_choice
from consultation.web.giving.mirror import (
    ShownFind,
    mirrored,
    pieces,
    sentences_without,
    shown_finds,
)
from consultation.web.giving.photos import added_files, looked_at_first, whose
from consultation.web.giving.walk import Walk, bp, closed_now, device, frame, to, what_is_kept
from consultation.web.sending import SENT, WRITTEN_TO, is_sent, send, sent_page
from foundation.accounts.commands.contacts import Reached
from foundation.accounts.rules.authorities import Publishing
from foundation.accounts.rules.contacts import Medium
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid
from foundation.base.work import Work
from foundation.web.access import anyone
from foundation.web.limits import limiter
from foundation.web.visitor import unsent_owner
from foundation.web.words import translated

ANSWERS_CHANGED = _(
    "Your answers have changed since you checked them, perhaps in another window. "
    "This is how they are now. Check them again."
)


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
    open_one = open_question(named, kept.answers)
    if open_one:
        return redirect(open_one, 303)
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
        return redirect(url_for(_where_it_went(named, form), slug=slug), 303)
    if not named.may_comment:
        return closed_now(named, kept), 409
    if missing(kept.answers) or open_question(named, kept.answers):
        return redirect(url_for(".check", slug=slug), 303)
    changed = _changed(form, kept)
    if changed:
        return checking(named, kept, changed=changed), 409
    return _sent_now(named, form, kept)


@bp.get("/sent")
@anyone
def sent(slug: str) -> ResponseReturnValue:
    """Show what the author takes home; the code is in the page and in no address."""
    return sent_page(public_consultation(slug).slug)


def _sent_now(named: NamedConsultation, form: SendForm, kept: KeptUnsent) -> ResponseReturnValue:
    try:
        if not kept.answers.takes.has_dialogue:
            return send_answers(named, kept, unsent_owner(named.id))
        _send_comment(named, kept)
    except Invalid as wrong:
        return checking(named, kept, problems=wrong.fields), 422
    except Conflict:
        return _overtaken(named.slug, form)
    return redirect(url_for(".sent", slug=named.slug), 303)


def _send_comment(named: NamedConsultation, kept: KeptUnsent) -> None:
    owner = unsent_owner(named.id)
    answers = kept.answers
    email = answers.email if is_formal(answers) else ""

    def first(unit: Work) -> None:
        taken = take(unit, kept.id, owner, kept.revision)
        note_sent(unit, named.id, device(), minutes_of(taken))

    def then(unit: Work, comment_id: UUID) -> None:
        if answers.has_files:
            send_attachments(unit, whose(named.id), comment_id)
        if email:
            to_owner = Reached(Medium.EMAIL, email, str(get_locale()))
            ask_owner(unit, to_owner, Wish(comment_id=comment_id, is_own=True), proven=False)
        with_replies(unit, named, answers, comment_id)
        note_offers(unit, comment_id, answers.offered, answers.answered_by)

    send(named.id, _said(named, kept), kept.id.hex, first, then)
    if email:
        session[WRITTEN_TO] = session[SENT]


def _where_it_went(named: NamedConsultation, form: SendForm) -> str:
    """Return the page for who sends again what they have sent, or what is no longer there."""
    if is_sent(named.id, form.form_key.data or ""):
        return ".sent"
    return ".answers_sent" if is_answered(named) else ".check"


def _said(named: NamedConsultation, kept: KeptUnsent) -> Contribution:
    """Return what the answers say.

    Raises:
        Invalid: the place can no longer be read.
    """
    place = read_place(db.session(), given_place(kept.answers), named.area)
    return contribution(kept.answers, place, current_council().publishing)


def _changed(form: SendForm, kept: KeptUnsent) -> str | None:
    """Return what is no longer as it was checked, in a sentence, or None."""
    if form.revision.data != str(kept.revision):
        return str(ANSWERS_CHANGED)
    promised = one_of(Publishing, form.promised.data) if is_formal(kept.answers) else None
    if keeps_promise(promised, current_council().publishing):
        return None
    return translated(NOT_AS_PROMISED)


def _overtaken(slug: str, form: SendForm) -> ResponseReturnValue:
    """Answer somebody whose answers changed, or whose consultation closed, in that instant."""
    named = public_consultation(slug)
    kept = what_is_kept(named)
    if not named.may_comment:
        return closed_now(named, kept), 409
    if kept is None:
        return redirect(url_for(".start", slug=slug), 303)
    return checking(named, kept, changed=_changed(form, kept) or str(ANSWERS_CHANGED)), 409


def _open_finds(kept: KeptUnsent) -> list[ShownFind]:
    """Return what may be personal and was not decided on."""
    left_in = kept.answers.left_in
    return [each for each in shown_finds(kept.answers) if each.find.quoted not in left_in]


def checking(
    named: NamedConsultation,
    kept: KeptUnsent,
    *,
    problems: Mapping[str, str] | None = None,
    changed: str | None = None,
) -> str:
    """Return the check page."""
    if not kept.answers.takes.has_dialogue:
        return answers_page(named, kept, changed)
    said, publishing = _said(named, kept), current_council().publishing
    if not problems:
        said = checked(said, current_council().name)
    files = added_files(named.id) if kept.answers.has_files else ()
    formal = published(publishing, said.formal) if said.formal else None
    is_withheld = formal is not None and formal.is_withheld
    return render_template(
        "consultation/giving/check.html",
        form=SendForm(
            formdata=None,
            form_key=kept.id.hex,
            revision=str(kept.revision),
            promised=publishing.value,
        ),
        problems=problems or {},
        changed=changed,
        answers=kept.answers,
        card=mirrored(named, said, files, formal),
        formal=formal,
        address=one_line(kept.answers.signatory),
        lane=shown_choice(named, kept.answers),
        files_wait=bool(files) and looked_at_first(),
        pieces=() if is_withheld else pieces(said.text),
        finds=() if is_withheld else _open_finds(kept),
        read_again=sentences_without(said.text),
        replies=told_replies(named, kept.answers),
        change=change_address(named),
        **frame(Walk(named, kept.answers), Step.CHECK),
    )
