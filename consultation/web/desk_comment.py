"""One comment as the desk shows it, in the queue or on a page of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from consultation.queries.answering import DeskComment, desk_comment
from consultation.queries.answers import points_to_answer
from consultation.queries.fates import StepRow
from consultation.queries.named import own_topics
from consultation.queries.referrals import referrals_of
from consultation.rules.access import Can
from consultation.rules.answers import About, AnswerState
from consultation.rules.comments import Moderation
from consultation.rules.dispositions import is_out
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.referrals import ReferralState
from consultation.web.answer_buttons import buttons
from consultation.web.answering import Signature, signature, stands
from consultation.web.forms.answers import AnswerForm
from consultation.web.labels import FEEDBACK
from consultation.web.queue_filters import held_to
from consultation.web.referral_words import shown_referral
from consultation.web.rows import shown_comment
from consultation.web.single_answers import Subject, subject_of
from foundation.accounts.web.here import current_council
from foundation.base.clock import london_day
from foundation.base.db import db
from foundation.base.errors import NotFound
from foundation.web.current import actor, now
from foundation.web.words import full_date


def asked_comment(ref: str) -> DeskComment:
    """Return a comment that this person may see at the desk.

    Raises:
        NotFound: there is none, or it was not given to them.
    """
    found = desk_comment(db.session(), current_council().id, ref)
    within = held_to()
    if found is None or (within is not None and found.consultation_id not in within):
        raise NotFound("There is no such comment.")
    if within is not None and not found.row.is_public:
        raise NotFound("There is no such comment.")
    return found


def filled_form(asked: DeskComment, signed: Signature, subject: Subject | None) -> AnswerForm:
    """Return the form to answer a comment as the answer stands; a team's draft goes before it."""
    data: dict[str, Any] = {"team": signed.team, "seen": stands(asked)}
    if asked.row.feedback_status is FeedbackStatus.CLOSED:
        data["status"] = FeedbackStatus.CLOSED.value
    if subject:
        is_point = subject.about is About.POINT
        data |= {"point": str(subject.id) if is_point else "", **_held(subject, signed)}
    return AnswerForm(data={**data, **_drafted(asked)}, formdata=None)


def _held(subject: Subject, signed: Signature) -> dict[str, Any]:
    version = subject.version
    if version is None:
        return {}
    held: dict[str, Any] = {
        "text": version.text,
        "source": version.source or "",
        "team": version.team,
        "show_name": bool(version.shown_name) and version.shown_name == signed.name,
        "seen_answer": str(version.revision),
    }
    if version.state is AnswerState.SENT:
        return held
    status = FeedbackStatus.CLOSED if version.closes else FeedbackStatus.ANSWERED
    more = {"note": version.note or "", "status": status.value, "is_material": version.is_material}
    return held | more


def comment_parts(
    asked: DeskComment, form: AnswerForm | None = None, point: str | None = None
) -> dict[str, Any]:
    """Return what templates say of a comment at the desk, with the form to answer it.

    Of the council's answer the applicant sees what was published, and no draft.

    Raises:
        NotFound: the comment has no *point* with this id.
    """
    signed = signature()
    writes = actor().may(Can.ANSWER_WRITE) and not signed.is_applicant
    points = points_to_answer(db.session(), asked.id) if writes else ()
    subject = subject_of(asked, points, point) if writes else None
    version = subject.version if subject else None
    shown = form or filled_form(asked, signed, subject)
    own = own_topics(db.session(), asked.consultation_id)
    is_withdrawn = asked.row.feedback_status is FeedbackStatus.WITHDRAWN
    seen = replace(asked.row, moderation=Moderation.VISIBLE, is_withheld=False)
    return {
        "comment": shown_comment(seen, own),
        "is_withheld": asked.row.is_withheld,
        "consultation": {"slug": asked.slug, "title": asked.title},
        "form": shown,
        "points": points,
        "version": version,
        "saved": version if version and shown.draft.data and not form else None,
        "sending": buttons(version),
        "history": _history(asked),
        "officer": signed,
        "may_answer": actor().may(Can.ANSWER_WRITE) and not is_withdrawn,
        "may_moderate": actor().may(Can.COMMENT_MODERATE),
        "may_look_up": actor().may(Can.REPRESENTATION_READ),
        "moderation": asked.row.moderation,
        "report_is_out": is_out(asked.consultation_status),
        "referrals": _referrals(asked),
        "plain": FlaskForm(),
    }


def _referrals(asked: DeskComment) -> list[dict[str, Any]]:
    if not actor().may(Can.REFERRAL_WRITE):
        return []
    found = referrals_of(db.session(), [asked.id])
    return [shown_referral(one, london_day(now())) for one in found.get(asked.id, ())]


def _drafted(asked: DeskComment) -> dict[str, str]:
    """Return what a team has drafted and the address names, to begin the answer with."""
    wanted = request.args.get("draft", "")
    if not wanted or not actor().may(Can.REFERRAL_WRITE):
        return {}
    for one in referrals_of(db.session(), [asked.id]).get(asked.id, ()):
        if str(one.id) == wanted and one.state is ReferralState.RETURNED:
            return {"text": one.draft or "", "source": one.source or "", "draft": wanted}
    return {}


def _history(asked: DeskComment) -> list[dict[str, str]]:
    received = {"when": full_date(asked.row.posted_at), "text": _("Received"), "state": "done"}
    steps = (
        {"when": full_date(step.taken_at), "text": _step_words(step), "state": "done"}
        for step in asked.steps
    )
    return [received, *steps]


def _step_words(step: StepRow) -> str:
    words = str(FEEDBACK[step.status])
    return f"{words}: {step.note}" if step.note else words
