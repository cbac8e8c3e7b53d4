"""Publish an answer under a role and a team; a person's name only if they chose so."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from consultation.commands.feedback import answer_comment, move_feedback
from consultation.queries.answering import DeskComment
from consultation.rules.access import is_held_to_own
from consultation.rules.answers import LONGEST_SOURCE, reply_text
from consultation.rules.comments import Speaker
from consultation.rules.feedback import FeedbackStatus
from consultation.web.forms.answers import AnswerForm
from foundation.accounts.web.labels import ROLES
from foundation.accounts.web.signed_in import signed_in
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid
from foundation.base.roles import STAFF, Role
from foundation.base.work import work
from foundation.web.current import actor, now

SIGNING = (Role.PLANNER, Role.CONSULTATION_OFFICER, Role.APPLICANT)
"""Who signs an answer; of several roles the first one here."""


@dataclass(frozen=True, slots=True)
class Signature:
    """How an answer would be signed."""

    speaker: Speaker
    name: str
    role: str
    team: str | None

    @property
    def is_applicant(self) -> bool:
        """Whether the answer is marked as the applicant's."""
        return self.speaker is Speaker.APPLICANT


def signature() -> Signature:
    """Return how the person who is signed in would sign."""
    roles = actor().roles
    role = next((each for each in SIGNING if each in roles), None)
    person = signed_in()
    return Signature(
        speaker=Speaker.APPLICANT if is_held_to_own(roles) else Speaker.OFFICER,
        name=(person.name if person else None) or "",
        role=str(ROLES[role or min(roles & STAFF or roles)]),
        team=person.team if person else None,
    )


def stands(comment: DeskComment) -> str:
    """Return how a comment stands, to find out later whether somebody else was quicker."""
    return f"{comment.row.feedback_status}:{len(comment.row.children)}"


def publish(comment: DeskComment, form: AnswerForm, signed: Signature) -> str:
    """Do what *form* says; return the sentence that tells so.

    Raises:
        Conflict: somebody else has answered since the page was made, or the step is not allowed.
        Invalid: there is nothing to publish, or status and text do not fit.
    """
    if signed.is_applicant:
        form.status.data = FeedbackStatus.ANSWERED.value
    if not form.validate():
        raise Invalid
    if form.seen.data != stands(comment):
        raise Conflict(
            "Somebody else was quicker. Read what they wrote, then send yours if it still helps."
        )
    after = FeedbackStatus(form.status.data)
    text = (form.text.data or "").strip()
    wrong = _what_is_wrong(text, after)
    if wrong:
        raise Invalid(next(iter(wrong.values())), fields=wrong)
    if not text:
        with work(db.session(), actor(), now()) as unit:
            move_feedback(unit, comment.id, after, form.note.data)
        return str(_("The status is changed."))
    with work(db.session(), actor(), now()) as unit:
        answer_comment(
            unit,
            comment.id,
            text=reply_text(text, (form.source.data or "")[:LONGEST_SOURCE] or None, None),
            speaker=signed.speaker,
            role_words=signed.role,
            team=form.team.data,
            shown_name=signed.name if form.show_name.data else None,
            note=form.note.data,
            close=after is FeedbackStatus.CLOSED,
        )
    return str(_("Your answer is published."))


def _what_is_wrong(text: str, after: FeedbackStatus) -> dict[str, str]:
    if text and after is FeedbackStatus.BEING_CONSIDERED:
        return {"status": _("With a reply, choose Answered or Closed.")}
    if not text and after is FeedbackStatus.ANSWERED:
        return {"text": _("Write the answer, or choose another status.")}
    return {}
