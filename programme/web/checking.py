"""What firms sent to a challenge, for the council: the formal check, and more time for all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.accounts.web.here import current_council
from foundation.base.clock import london_instant
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, Malformed, NotFound
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.words import translated
from programme.commands.checks import (
    check_submission,
    extend_deadline,
    inform_ineligible,
    reinstate,
)
from programme.commands.registrants import tell_registrants
from programme.queries.submissions import (
    SubmissionPage,
    extensions_of,
    sent_submission,
    sent_submissions,
)
from programme.rules.access import Can
from programme.rules.eligibility import ASKED, CheckDraft, Ground, Verdict
from programme.rules.submissions import SubmissionState
from programme.web.asked import asked_challenge
from programme.web.days import typed_day
from programme.web.firm_files import size_words
from programme.web.mails import extension_mail
from programme.web.submission_files import served_of
from questions.web.told import told

bp = Blueprint("checking", __name__, url_prefix="/programme")


@bp.get("/challenges/<slug>/submissions")
@allow(Can.SUBMISSION_CHECK)
def every(slug: str) -> ResponseReturnValue:
    """List what was sent; drafts are the firms' own."""
    return _list(slug, {})


@bp.post("/challenges/<slug>/deadline")
@allow(Can.SUBMISSION_CHECK)
def extend(slug: str) -> ResponseReturnValue:
    """Give every firm more time, with a reason that all read."""
    challenge = asked_challenge(slug)
    until = _typed_instant()
    if until is None:
        return _list(
            slug, {"until-day": _("Enter a day and a time, such as 24 12 2026, 12:00.")}
        ), 422
    try:
        with work(db.session(), actor(), now()) as unit:
            reason = request.form.get("reason", "")
            made = extend_deadline(unit, challenge.id, until, reason)
            write = extension_mail(current_council(), challenge, until, reason.strip())
            tell_registrants(unit, challenge.id, f"extension {made}", write)
    except (Invalid, Conflict) as wrong:
        return _list(slug, _near(wrong)), wrong.status
    flash(_("Every firm has more time, and reads why."))
    return redirect(url_for(".every", slug=slug), 303)


@bp.get("/submissions/<uuid:submission_id>")
@allow(Can.SUBMISSION_CHECK)
def page(submission_id: UUID) -> ResponseReturnValue:
    """Show what a firm sent, and the formal check."""
    return _page(_sent(submission_id), {})


@bp.post("/submissions/<uuid:submission_id>")
@allow(Can.SUBMISSION_CHECK)
def decide(submission_id: UUID) -> ResponseReturnValue:
    """Record the check, tell the firm, or take the submission back in."""
    found = _sent(submission_id)
    reason = request.form.get("reason", "")
    try:
        with work(db.session(), actor(), now()) as unit:
            match request.form.get("act"):
                case "eligible":
                    check_submission(unit, submission_id, CheckDraft(Verdict.ELIGIBLE))
                case "ineligible":
                    draft = CheckDraft(Verdict.INELIGIBLE, _grounds(), reason)
                    check_submission(unit, submission_id, draft)
                case "inform":
                    inform_ineligible(unit, submission_id)
                case "reinstate":
                    reinstate(unit, submission_id, reason)
                case _:
                    raise Malformed("Say what is to be done.")
    except (Invalid, Conflict) as wrong:
        return _page(found, wrong.fields or {"reason": wrong.sentence}), wrong.status
    flash(_("Saved."))
    return redirect(url_for(".page", submission_id=submission_id), 303)


@bp.get("/submissions/<uuid:submission_id>/files/<uuid:submission_file_id>")
@allow(Can.SUBMISSION_CHECK)
def file(submission_id: UUID, submission_file_id: UUID) -> ResponseReturnValue:
    """Open a file of what a firm sent."""
    return served_of(_sent(submission_id).files, submission_file_id)


def _sent(submission_id: UUID) -> SubmissionPage:
    found = sent_submission(db.session(), current_council().id, submission_id)
    if found is None:
        raise NotFound("There is no such submission.")
    return found


def _grounds() -> frozenset[Ground]:
    ticked = set(request.form.getlist("grounds"))
    return frozenset(ground for ground in Ground if ground.value in ticked)


def _typed_instant() -> datetime | None:
    day = typed_day("until")
    try:
        at = time.fromisoformat(request.form.get("until-time", ""))
    except ValueError:
        return None
    return london_instant(day, at.replace(tzinfo=None)) if day else None


def _near(wrong: Invalid | Conflict) -> dict[str, str]:
    fields = {
        "until-day" if name == "closes_at" else name: said for name, said in wrong.fields.items()
    }
    return fields or {"until-day": wrong.sentence}


def _list(slug: str, problems: Mapping[str, str]) -> str:
    challenge = asked_challenge(slug)
    return render_template(
        "programme/submissions/list.html",
        challenge=challenge,
        submissions=sent_submissions(db.session(), current_council().id, challenge.id),
        extensions=extensions_of(db.session(), challenge.id),
        typed=request.form,
        problems={name: translated(said) for name, said in problems.items()},
    )


def _page(found: SubmissionPage, problems: Mapping[str, str]) -> str:
    return render_template(
        "programme/submissions/page.html",
        submission=found,
        row=found.row,
        told=told(found.form, found.answers),
        size_words=size_words,
        grounds=ASKED,
        ticked=_grounds(),
        may_check=found.row.state is SubmissionState.SUBMITTED,
        is_out=found.row.state is SubmissionState.INELIGIBLE,
        is_told=found.row.state is SubmissionState.INELIGIBLE_INFORMED,
        typed=request.form,
        problems={name: translated(said) for name, said in problems.items()},
    )
