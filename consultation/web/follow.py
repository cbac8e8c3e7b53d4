"""What came of a comment, for who holds its code; the code is in no address.

Ten wrong codes an hour are all that one connection has, and a right one costs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from flask_babel import ngettext
from flask_wtf import FlaskForm

from consultation.queries.attachments import own_attachments
from consultation.queries.comments import Fate, fate
from consultation.queries.reach.asked import asks_author_of
from consultation.queries.receipts import ReceiptPoint, receipt_points
from consultation.queries.referrals import public_referrals
from consultation.rules.comments import Lane, Moderation
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.marks import mark_of
from consultation.web.ahead import next_steps
from consultation.web.attachments_shown import shown_files
from consultation.web.claims_beside import facts_of
from consultation.web.forms.follow import FollowForm
from consultation.web.labels import FEEDBACK
from consultation.web.lanes import shown_lane
from consultation.web.receipts import shown_points, summary, tally
from consultation.web.referral_words import with_whom
from consultation.web.rows import place_words, shown_reply
from consultation.web.sending import FOLLOWS, SENT, fate_of
from foundation.accounts.web.here import current_council
from foundation.base.clock import london_day
from foundation.base.db import db
from foundation.base.references import code_digest
from foundation.web.access import anyone
from foundation.web.current import now, secret
from foundation.web.leads import leads_from
from foundation.web.limits import limiter

bp = Blueprint("follow", __name__)

SIGNS = {
    FeedbackStatus.RECEIVED: "waiting",
    FeedbackStatus.BEING_CONSIDERED: "waiting",
    FeedbackStatus.ANSWERED: "changed",
    FeedbackStatus.CLOSED: "changed",
    FeedbackStatus.WITHDRAWN: "not",
}

SUMMARIES = {
    FeedbackStatus.BEING_CONSIDERED: _("Somebody at the council is looking into it."),
    FeedbackStatus.ANSWERED: _("The council has answered you."),
    FeedbackStatus.CLOSED: _("The council has dealt with it."),
    FeedbackStatus.WITHDRAWN: _("You have taken your comment back."),
}

MODERATED = {
    Moderation.HELD: _("A person checks your comment before everyone can read it."),
    Moderation.HIDDEN: _("A moderator has hidden your comment because it breaks the house rules."),
}

NO_CODE = _("Enter your tracking code.")
NO_SUCH_CODE = _(
    "We do not know this code. Check each letter: a code has no vowels, and only the numbers "
    "3, 4, 6, 7 and 9."
)


def was_wrong(response: Response) -> bool:
    """Tell whether a code was not known; only those count as tries."""
    return response.status_code != 303  # noqa: PLR2004  See Other


tries = limiter.shared_limit("10 per hour", scope="follow", deduct_when=was_wrong)
"""Shared by every way in which a code can be tried."""


@bp.get("/follow")
@anyone
def ask() -> ResponseReturnValue:
    """Show what came of the comment that this browser follows, or ask for a code."""
    kept = session.get(FOLLOWS)
    found = fate_of(UUID(kept)) if kept and "other" not in request.args else None
    if found is None:
        return render_template("consultation/follow/ask.html", form=FollowForm(), problems={})
    return render_template("consultation/follow/fate.html", **_shown(found))


@bp.post("/follow")
@anyone
@tries
def follow() -> ResponseReturnValue:
    """Exchange a code for a session."""
    form = FollowForm()
    found = _behind(form.code.data or "") if form.validate() else None
    if found is None:
        if not form.code.errors:
            form.code.errors = [_no_such_code(form.code.data or "")]
        return render_template("consultation/follow/ask.html", form=form, problems={}), 422
    session[FOLLOWS] = found.comment.id.hex
    return redirect(url_for(".ask"), 303)


@bp.post("/follow/forget")
@anyone
def forget() -> ResponseReturnValue:
    """Let this browser forget the code, for computers that many people use."""
    session.pop(FOLLOWS, None)
    session.pop(SENT, None)
    return redirect(url_for(".ask"), 303)


def _behind(code: str) -> Fate | None:
    return fate(db.session(), current_council().id, code_digest(secret(), code), now())


def _no_such_code(code: str) -> str:
    return str(NO_SUCH_CODE if code.strip() else NO_CODE)


def _shown(found: Fate) -> dict[str, Any]:
    comment = found.comment
    points = receipt_points(db.session(), comment.id)
    receipt = shown_points(points, london_day(comment.posted_at))
    return {
        "points": receipt,
        "tally": tally(receipt),
        "may_reply": found.consultation.is_open,
        "asks_about_you": asks_author_of(db.session(), found.comment.id),
        "fate": {
            "ref": comment.ref,
            "mark": mark_of(comment.kind, comment.stance),
            "status": comment.feedback_status,
            "moderation": comment.moderation,
            "text": comment.text,
            "edited_at": comment.edited_at,
            "note": found.moderation_note,
            "posted_at": comment.posted_at,
            "place_words": place_words(comment),
            "files": shown_files(own_attachments(db.session(), comment.id)),
            "is_formal": comment.lane is Lane.REPRESENTATION,
            "is_late": comment.is_late,
            "is_public": comment.is_public,
        },
        "facts": facts_of(
            [replace(comment, moderation=Moderation.VISIBLE)], found.consultation.slug
        )[comment.id],
        "summary": _of_points(found, points) or _summary(found),
        "steps": _shown_steps(found),
        "lane": shown_lane(found, just_sent=False),
        "with_whom": with_whom(public_referrals(db.session(), comment.id), london_day(now())),
        "next_steps": next_steps(found),
        "consultation": found.consultation,
        "leads": leads_from(db.session(), current_council().id, comment.ref),
        "forget": FlaskForm(),
    }


def _shown_steps(found: Fate) -> list[dict[str, Any]]:
    """Return the steps, each answer with the one that it made an answer of and no other."""
    told: set[str] = set()
    shown = []
    for step in found.steps:
        answer = step.answer
        if answer and (step.status is FeedbackStatus.BEING_CONSIDERED or answer.ref in told):
            answer = None
        if answer:
            told.add(answer.ref)
        shown.append(
            {
                "fate": SIGNS[step.status],
                "title": FEEDBACK[step.status],
                "on": london_day(step.taken_at),
                "text": step.note,
                "answer": shown_reply(answer, of=found.comment) if answer else None,
            }
        )
    return shown


def _of_points(found: Fate, points: Sequence[ReceiptPoint]) -> str | None:
    is_seen = found.comment.moderation is Moderation.VISIBLE
    return summary(points) if points and is_seen else None


def _summary(found: Fate) -> str:
    if found.comment.moderation is not Moderation.VISIBLE:
        return str(MODERATED[found.comment.moderation])
    status = found.comment.feedback_status
    if status is not FeedbackStatus.RECEIVED:
        return str(SUMMARIES[status])
    waited = (london_day(now()) - london_day(found.comment.posted_at)).days
    if not waited:
        return str(_("We have your comment. Nobody has answered it yet."))
    return str(
        ngettext(
            "We have your comment. It has waited for %(num)s day.",
            "We have your comment. It has waited for %(num)s days.",
            waited,
        )
    )
