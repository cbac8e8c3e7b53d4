"""Enter paper forms, calls, letters and posts for the people behind them, and check entries."""

from __future__ import annotations

from typing import Any

import segno
from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms import SelectChoice

from consultation.commands.entries import check_entry, enter_comment
from consultation.commands.responses import respond
from consultation.queries.consultations import consultation_cards
from consultation.queries.entries import (
    EntryRow,
    entered_by_channel,
    entries_of,
    entries_to_check,
    entry_called,
)
from consultation.queries.named import NamedConsultation
from consultation.queries.sessions import sessions_of
from consultation.queries.sheets import sheet_of
from consultation.rules.access import Can
from consultation.rules.comments import Channel
from consultation.rules.consultations import TAKES_FORMAL, ConsultationStatus
from consultation.rules.entries import CHANNELS, may_print_slip
from consultation.web.consultations import public_consultation
from consultation.web.entries_asked import about_fields, keep_about, read_replies, shown_questions
from consultation.web.filters import one_of
from consultation.web.forms.entries import EntryForm, origin_in, said_in
from consultation.web.forms.views import refused
from consultation.web.giving.asking import taken_in
from foundation.accounts.web.here import current_council
from foundation.accounts.web.mails import address
from foundation.base.clock import london_day
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.references import tracking_code
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now, secret
from foundation.web.forms import Form
from foundation.web.visitor import new_form_key, submission_id
from foundation.web.words import full_date

bp = Blueprint("entries", __name__, url_prefix="/desk")

QR_SCALE = 5
MOST_OFFERED = 100


@bp.get("/entries")
@allow(Can.ENTRY_WRITE)
def choose() -> ResponseReturnValue:
    """List the consultations for which something can be entered now."""
    cards = consultation_cards(
        db.session(),
        current_council().id,
        now(),
        status=ConsultationStatus.OPEN,
        limit=MOST_OFFERED,
    )
    return render_template("consultation/entries/choose.html", cards=cards.rows)


@bp.get("/<slug>/entries")
@allow(Can.ENTRY_WRITE)
def every(slug: str) -> ResponseReturnValue:
    """Show how to enter something, what was entered, and what waits for a second look."""
    return _list(public_consultation(slug))


@bp.get("/<slug>/entries/new/<channel>")
@allow(Can.ENTRY_WRITE)
def new(slug: str, channel: str) -> ResponseReturnValue:
    """Show the form for one channel; what is the same for a whole pile is in the address."""
    form = EntryForm(formdata=None, data=request.args.to_dict())
    return _form_page(public_consultation(slug), _channel(channel), form, {})


@bp.post("/<slug>/entries/new/<channel>")
@allow(Can.ENTRY_WRITE)
def enter(slug: str, channel: str) -> ResponseReturnValue:
    """Take one in, once however often the form is sent; go to the next one or to its slip."""
    named, how = public_consultation(slug), _channel(channel)
    form = EntryForm()
    made = submission_id(named.id, form.form_key.data or new_form_key())
    try:
        said, origin = (
            said_in(form, named),
            origin_in(form, how, london_day(now()), for_members=_for_members()),
        )
        takes = taken_in(named)
        replies = read_replies(named) if takes.has_questions else {}
        with work(db.session(), actor(), now()) as unit:
            posted = None
            if takes.has_dialogue:
                posted = enter_comment(unit, made, named.id, said, origin, secret=secret())
            if takes.has_questions:
                beside = made if posted else None
                respond(unit, named.id, replies, comment_id=beside, response_id=made, channel=how)
    except Invalid as wrong:
        return _form_page(named, how, form, refused(form, wrong.fields)), 422
    except Conflict as over:
        return _form_page(named, how, form, {"text": str(over)}), 409
    keep_about(named, made)
    if posted and "next" not in request.form:
        return redirect(url_for(".slip", slug=slug, ref=posted.ref), 303)
    if posted:
        flash(_("Entered as %(ref)s, code %(code)s.", ref=posted.ref, code=posted.tracking_code))
    else:
        flash(_("The answers are entered."))
    same: dict[str, Any] = {
        "came_on": origin.came_on,
        "batch": origin.batch,
        "organisation": origin.organisation,
        "session": origin.session or "",
    }
    return redirect(url_for(".new", slug=slug, channel=how.value, **same), 303)


@bp.get("/<slug>/entries/<ref>/slip")
@allow(Can.ENTRY_WRITE)
def slip(slug: str, ref: str) -> ResponseReturnValue:
    """Show what the author takes home; only to who entered it, and only for a day."""
    row = entry_called(db.session(), current_council().id, ref)
    may = row and may_print_slip(row.person_id, row.entered_at, actor().person_id, now())
    if row is None or row.slug != slug or not may:
        raise NotFound(_("There is no slip to print. Codes are shown for a day to who entered it."))
    code = tracking_code(secret(), row.comment_id.bytes)
    return render_template(
        "consultation/entries/slip.html",
        row=row,
        code=code,
        qr=segno.make_qr(code).svg_data_uri(scale=QR_SCALE),
        follow=address(current_council()) + url_for("follow.ask"),
        comment_url=address(current_council()) + url_for("comments.page", ref=row.ref),
    )


@bp.post("/<slug>/entries/<ref>/check")
@allow(Can.ENTRY_CHECK)
def check(slug: str, ref: str) -> ResponseReturnValue:
    """Take the second look: the text as it stands on the paper."""
    named = public_consultation(slug)
    try:
        with work(db.session(), actor(), now()) as unit:
            check_entry(unit, ref, request.form.get("text", ""))
    except (Conflict, Invalid) as no:
        return _list(named, {ref: (request.form.get("text", ""), str(no))}), no.status
    flash(_("Checked."))
    return redirect(url_for(".every", slug=slug), 303)


def _for_members() -> bool:
    """Tell whether an organisation enters: who sees only their own entries."""
    return not actor().may(Can.ENTRY_CHECK)


def _channel(said: str) -> Channel:
    found = one_of(Channel, said)
    if found not in CHANNELS:
        raise NotFound(_("Nothing is entered in this way."))
    return found


def _list(named: NamedConsultation, problems: dict[str, tuple[str, str]] | None = None) -> str:
    session, who = db.session(), actor()
    sees_all, person_id = who.may(Can.ENTRY_CHECK), who.person_id
    rows: list[EntryRow] = entries_of(session, named.id, person_id=None if sees_all else person_id)
    waiting = entries_to_check(session, named.id, person_id) if sees_all and person_id else []
    return render_template(
        "consultation/entries/list.html",
        consultation=named,
        channels=CHANNELS,
        counts=entered_by_channel(session, named.id) if sees_all else {},
        rows=rows,
        waiting=waiting,
        own=person_id,
        problems=problems or {},
        form=Form(),
    )


def _form_page(
    named: NamedConsultation, channel: Channel, form: EntryForm, problems: dict[str, str]
) -> str:
    if channel is Channel.SESSION:
        held = [each for each in sessions_of(db.session(), named.id) if each.starts_at]
        form.session.choices = [
            SelectChoice("", _("At none of these")),
            *(
                SelectChoice(str(each.number), f"{full_date(each.held_on)}: {each.title}")
                for each in held
            ),
        ]
    return render_template(
        "consultation/entries/form.html",
        consultation=named,
        channel=channel,
        form=form,
        problems=problems,
        questions=shown_questions(named, problems),
        about=about_fields(named),
        takes_formal=named.kind in TAKES_FORMAL,
        for_members=_for_members(),
        today=london_day(now()),
        has_sheet=sheet_of(db.session(), named.id) is not None,
    )
