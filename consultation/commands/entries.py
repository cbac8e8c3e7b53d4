"""Enter what a person wrote, rang or spoke, and give an entry its second look."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import replace
from uuid import UUID

from sqlalchemy import func, select

from consultation.commands.comments import Posted, post_comment
from consultation.commands.edits import edit_comment
from consultation.models.comments import Comment
from consultation.models.entries import Entry
from consultation.models.sessions import HeldSession, SessionComment
from consultation.rules.comments import Contribution
from consultation.rules.entries import (
    REFUSALS,
    CommentEntered,
    EntryCheck,
    EntryChecked,
    Origin,
    WhyNotCheck,
    after_check,
    checked_origin,
    first_check,
    may_check,
    member_of,
)
from consultation.rules.sessions import SessionState
from foundation.base.clock import london_day
from foundation.base.errors import Conflict, Invalid, NotAllowed, NotFound
from foundation.base.words import say
from foundation.base.work import Work

VOICE = b"entered\0"


def enter_comment(
    work: Work,
    comment_id: UUID,
    consultation_id: UUID,
    said: Contribution,
    origin: Origin,
    *,
    secret: bytes,
) -> Posted:
    """Post a comment for somebody else; sent twice under one id, it is one.

    It is a comment like any other, of a voice of its own, by the channel through which it came.

    Raises:
        NotAllowed: nobody is signed in.
        NotFound: no such consultation.
        Conflict: the consultation does not listen now.
        Invalid: the words, who stands behind it or how it came cannot be taken.
    """
    if work.actor.person_id is None:
        raise NotAllowed("Sign in first.")
    origin = checked_origin(origin, london_day(work.now))
    said = replace(said, channel=origin.channel)
    if origin.organisation and not said.formal:
        said = replace(said, display_name=member_of(origin.organisation))
    digest = hmac.new(secret, VOICE + comment_id.bytes, hashlib.sha256).hexdigest()
    at = _session(work, consultation_id, origin.session) if origin.session is not None else None
    posted = post_comment(
        work, consultation_id, said, voice_digest=digest, secret=secret, comment_id=comment_id
    )
    if work.session.get(Entry, comment_id) is None:
        _note(work, comment_id, consultation_id, said.text, origin)
        if at:
            work.session.add(SessionComment(comment_id=comment_id, session_id=at))
    return posted


def check_entry(work: Work, ref: str, text: str) -> EntryCheck:
    """Give an entry its second look: the text as it is, or with what was read wrongly put right.

    Raises:
        NotFound: no such entry.
        Conflict: the person entered it, it has been looked at, or it can no longer be changed.
        Invalid: the text cannot be taken.
    """
    found = work.session.execute(
        select(Entry, Comment.text)
        .join(Comment, Comment.id == Entry.comment_id)
        .where(Comment.ref == ref, Comment.authority_id == work.actor.authority_id)
        .with_for_update(of=Entry)
    ).one_or_none()
    if found is None:
        raise NotFound(say("There is no such entry."))
    entry: Entry = found[0]
    decision = may_check(entry.check_state, entry.person_id, work.actor.person_id)
    if not decision:
        reason = WhyNotCheck(str(decision.reason))
        raise Conflict(REFUSALS[reason], facts={"reason": reason.value})
    came_to = after_check(found.text, text)
    if came_to is EntryCheck.CORRECTED:
        edit_comment(work, entry.comment_id, text, show_earlier=False)
    entry.check_state = came_to
    entry.checked_by, entry.checked_at = work.actor.person_id, work.now
    work.record(EntryChecked(entry.comment_id, entry.consultation_id, came_to))
    return came_to


def _session(work: Work, consultation_id: UUID, number: int) -> UUID:
    found = work.session.scalar(
        select(HeldSession.id).where(
            HeldSession.consultation_id == consultation_id,
            HeldSession.number == number,
            HeldSession.state == SessionState.PUBLISHED,
        )
    )
    if found is None:
        none = say("Choose a session of this consultation.")
        raise Invalid(none, fields={"session": none})
    return found


def _note(work: Work, comment_id: UUID, consultation_id: UUID, text: str, origin: Origin) -> None:
    person_id = work.actor.person_id
    earlier = select(func.count()).where(
        Entry.consultation_id == consultation_id,
        Entry.person_id == person_id,
        Entry.batch == origin.batch,
    )
    check = first_check(text, work.session.scalar(earlier) or 0)
    work.session.add(
        Entry(
            comment_id=comment_id,
            consultation_id=consultation_id,
            person_id=person_id,
            entered_at=work.now,
            came_on=origin.came_on,
            batch=origin.batch,
            post_url=origin.post_url,
            organisation=origin.organisation,
            check_state=check,
        )
    )
    work.session.flush()
    work.record(CommentEntered(comment_id, consultation_id, origin.channel, check))
