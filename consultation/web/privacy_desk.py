"""The governance lead's page: hand somebody their records, erase them, see what was swept."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from consultation.commands.retention import choose_retention
from consultation.queries.privacy import PersonRecord, erasures, kept_here, sweeps
from consultation.rules.access import Can
from consultation.rules.privacy import YEAR, YEARS, RetentionClass, Subject, checked_years
from consultation.web.privacy_labels import CLASSES
from consultation.web.privacy_records import erase_record, found_record, pack
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Invalid
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.words import translated

bp = Blueprint("privacy_desk", __name__, url_prefix="/desk/privacy")

LONGEST = 200
MOST_REFS = 50


@bp.get("")
@allow(Can.PRIVACY_WRITE)
def page() -> ResponseReturnValue:
    """Ask whose records are meant, and show what the last days have removed."""
    return _page(None, {})


@bp.post("")
@allow(Can.PRIVACY_WRITE)
def find() -> ResponseReturnValue:
    """Show how much is kept of somebody."""
    problems = _problems()
    if problems:
        return _page(None, problems), 422
    return _page(found_record(current_council(), _subject()), {})


@bp.post("/records")
@allow(Can.PRIVACY_WRITE)
def hand_out() -> ResponseReturnValue:
    """Hand out all that is kept of somebody, to be passed on to them."""
    problems = _problems()
    if problems:
        return _page(None, problems), 422
    with work(db.session(), actor(), now()) as unit:
        content = pack(unit, current_council(), found_record(current_council(), _subject()))
    answer = Response(content, mimetype="application/zip")
    answer.headers["Content-Disposition"] = 'attachment; filename="records.zip"'
    return answer


@bp.post("/erase")
@allow(Can.PRIVACY_WRITE)
def erase_one() -> ResponseReturnValue:
    """Erase somebody, once the box is ticked."""
    problems = _problems()
    if not problems and request.form.get("sure") != "yes":
        problems = {"sure": _("Tick the box: what is erased cannot be brought back.")}
    if problems:
        record = None if "email" in problems else found_record(current_council(), _subject())
        return _page(record, problems), 422
    with work(db.session(), actor(), now()) as unit:
        record = found_record(current_council(), _subject())
        erase_record(unit, record)
    flash(
        _("Erased. They work here, so their account stays until an administrator removes it.")
        if record.is_staff
        else _("Erased.")
    )
    return redirect(url_for(".page"), 303)


@bp.post("/retention")
@allow(Can.PRIVACY_WRITE)
def keep_for() -> ResponseReturnValue:
    """Choose how many years the council keeps what it may choose."""
    typed = {each: request.form.get(each.value, "") for each in YEARS}
    try:
        years = checked_years(typed)
        with work(db.session(), actor(), now()) as unit:
            choose_retention(unit, years)
    except Invalid as wrong:
        said = {field: translated(sentence) for field, sentence in wrong.fields.items()}
        return _page(None, said, typed), wrong.status
    flash(_("Saved. It holds from tonight on."))
    return redirect(url_for(".page"), 303)


def _subject() -> Subject:
    refs = request.form.get("refs", "").upper().replace(",", " ").split()
    return Subject(request.form.get("email", "").strip().lower() or None, tuple(refs[:MOST_REFS]))


def _problems() -> dict[str, str]:
    subject = _subject()
    if not subject.email and not subject.refs:
        return {"email": _("Enter an e-mail address, or the references of their comments.")}
    if len(subject.email or "") > LONGEST:
        return {"email": _("Use at most %(most)s characters.", most=LONGEST)}
    return {}


def _page(
    record: PersonRecord | None,
    problems: dict[str, str],
    typed: Mapping[RetentionClass, str] | None = None,
) -> str:
    here = current_council().id
    kept = kept_here(db.session(), here)
    return render_template(
        "consultation/privacy/desk.html",
        record=record,
        problems=problems,
        email=request.form.get("email", ""),
        refs=request.form.get("refs", ""),
        classes=[(CLASSES[each], kept[each].days) for each in RetentionClass],
        years=[
            (
                each.value,
                CLASSES[each][0],
                (typed or {}).get(each, kept[each] // YEAR),
                *YEARS[each],
            )
            for each in YEARS
        ],
        sweeps=[(row, CLASSES[row.class_][0]) for row in sweeps(db.session(), here)],
        erasures=erasures(db.session(), here),
    )
