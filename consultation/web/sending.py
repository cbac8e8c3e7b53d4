"""Send a contribution once, and show its author what to keep."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import segno
from flask import redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from consultation.commands.comments import post_comment
from consultation.queries.attachments import own_attachments
from consultation.queries.comments import Fate, fate
from consultation.queries.reach.asked import asks_author_of
from consultation.rules.comments import Contribution, Moderation
from consultation.rules.consultations import WhyNot
from consultation.web.ahead import next_steps
from consultation.web.attachments_shown import ShownFile, shown_files
from consultation.web.lanes import shown_lane
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.decisions import Decision
from foundation.base.errors import Conflict, DomainError
from foundation.base.references import code_digest, tracking_code
from foundation.base.work import Work, work
from foundation.web.current import actor, now, secret
from foundation.web.visitor import new_form_key, note_visitor, submission_id, voice_digest

SENT = "sent"
"""Where the cookie remembers the id of the comment that this browser sent last."""

WRITTEN_TO = "written-to"
"""Where it remembers the comment whose author was asked by e-mail whether they want to hear."""

FOLLOWS = "follows"
"""Where the cookie remembers the id of the comment whose code was given."""

QR_SCALE = 5


@dataclass(frozen=True, slots=True)
class ShownReceipt:
    """What sent.html gives to the author."""

    ref: str
    tracking_code: str
    qr: str
    is_held: bool
    files: tuple[ShownFile, ...]
    is_public: bool
    is_written_to: bool


def send(
    consultation_id: UUID,
    said: Contribution,
    form_key: str | None,
    first: Callable[[Work], None] = lambda _unit: None,
    then: Callable[[Work, UUID], None] = lambda _unit, _comment_id: None,
) -> None:
    """Post what was said, unless this form was taken in before; remember it for the next page.

    *first* and, with the id of the comment, *then* are done in the same commit.

    The id of the comment is made from the form's key, so that sending it again is no second
    comment, also when both arrive in the same instant or the consultation has closed since.

    Raises:
        Invalid: the words, the name or the topics cannot be taken.
        Conflict: the consultation does not listen now.
        NotFound: there is no such consultation, or comment to reply to.
    """
    note_visitor()
    comment_id = submission_id(consultation_id, form_key or new_form_key())
    try:
        with work(db.session(), actor(), now()) as unit:
            first(unit)
            post_comment(
                unit,
                consultation_id,
                said,
                voice_digest=voice_digest(consultation_id),
                secret=secret(),
                comment_id=comment_id,
            )
            then(unit, comment_id)
    except DomainError:
        if fate_of(comment_id) is None:
            raise
    session[SENT] = comment_id.hex


def is_sent(consultation_id: UUID, form_key: str) -> bool:
    """Tell whether this browser has sent this form before; remember it for the next page."""
    comment_id = submission_id(consultation_id, form_key)
    if fate_of(comment_id) is None:
        return False
    session[SENT] = comment_id.hex
    return True


def is_closed(over: Conflict) -> Decision:
    """Return the decision behind a refusal; let any other conflict be told as one.

    Raises:
        Conflict: it was not about the consultation being closed.
    """
    reason = over.facts.get("reason")
    if not isinstance(reason, str):
        raise over
    return Decision(WhyNot(reason))


def sent_page(slug: str) -> ResponseReturnValue:
    """Show the receipt of what this browser sent last, however often it is asked for."""
    kept = session.get(SENT)
    found = fate_of(UUID(kept)) if kept else None
    if found is None or found.consultation.slug != slug:
        return redirect(url_for("follow.ask"), 303)
    code = _code(UUID(kept))
    return render_template(
        "consultation/giving/sent.html",
        receipt=ShownReceipt(
            ref=found.comment.ref,
            tracking_code=code,
            qr=segno.make_qr(code).svg_data_uri(scale=QR_SCALE),
            is_held=found.comment.moderation is not Moderation.VISIBLE,
            files=shown_files(own_attachments(db.session(), found.comment.id)),
            is_public=found.comment.is_public,
            is_written_to=session.get(WRITTEN_TO) == kept,
        ),
        consultation=found.consultation,
        lane=shown_lane(found, just_sent=True),
        next_steps=next_steps(found),
        asks_about_you=asks_author_of(db.session(), found.comment.id),
    )


def fate_of(comment_id: UUID) -> Fate | None:
    """Return what became of a comment of which this browser knows that it may."""
    digest = code_digest(secret(), _code(comment_id))
    return fate(db.session(), current_council().id, digest, now())


def _code(comment_id: UUID) -> str:
    return tracking_code(secret(), comment_id.bytes)
