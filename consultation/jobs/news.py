"""Which events are news, and for whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from sqlalchemy.orm import Session

from consultation.queries.afterwards import is_written
from consultation.queries.claims_told import cited_by, first_telling
from consultation.queries.followers import (
    Follower,
    followers_around_comment,
    followers_around_consultation,
    followers_not_told,
    followers_of_comments,
    followers_of_consultation,
    followers_of_issue,
    place_in_thread,
)
from consultation.queries.redactions import was_redacted
from consultation.rules.afterwards import SomethingHappened
from consultation.rules.answers import AnswerCorrected
from consultation.rules.claims import ClaimTold
from consultation.rules.comments import Moderation
from consultation.rules.consultations import PUBLIC, ConsultationMoved, ConsultationStatus
from consultation.rules.deliveries import DeliveryTold
from consultation.rules.dispositions import OutcomeTold
from consultation.rules.events import CommentAnswered, CommentModerated, CommentPosted, StageMoved
from consultation.rules.feedback import FeedbackMoved
from consultation.rules.following import News, Told
from consultation.rules.redactions import Deed, RedactionMoved
from foundation.base.eventlog import LoggedEvent

Found = tuple[Told, Iterable[Follower]] | None
Hear = Callable[[Session, LoggedEvent], Found]


def posted(session: Session, event: LoggedEvent) -> Found:
    """A comment that everybody can read is news for its thread, its consultation and its place."""
    if event.facts["held"]:
        return None
    return _new_comment(session, event.authority_id, event.subject_id)


def answered(session: Session, event: LoggedEvent) -> Found:
    """An official answer is news for whoever heard of the comment, and for its author."""
    consultation_id = UUID(event.facts["consultation_id"])
    told = Told(News.ANSWERED, event.subject_id, consultation_id)
    return told, [
        *followers_of_comments(session, event.authority_id, [event.subject_id]),
        *followers_of_consultation(session, event.authority_id, consultation_id),
        *followers_around_comment(session, event.authority_id, event.subject_id),
    ]


def corrected(session: Session, event: LoggedEvent) -> Found:
    """An answer that was wrong is news for who was told it; others never read it."""
    told = Told(News.ANSWERED, event.subject_id, UUID(event.facts["consultation_id"]))
    return told, followers_of_comments(session, event.authority_id, [event.subject_id])


def stepped(session: Session, event: LoggedEvent) -> Found:
    """A step along the feedback loop is news for who follows the comment."""
    told = Told(News.STEPPED, event.subject_id, UUID(event.facts["consultation_id"]))
    return told, followers_of_comments(session, event.authority_id, [event.subject_id])


def moderated(session: Session, event: LoggedEvent) -> Found:
    """What is shown at last is new to everybody; what is hidden is news for its author alone."""
    before, after = (Moderation(event.facts[at]) for at in ("before", "after"))
    is_new = not was_redacted(session, event.subject_id)
    if is_new and (before, after) == (Moderation.HELD, Moderation.VISIBLE):
        return _new_comment(session, event.authority_id, event.subject_id)
    return _for_its_author(session, event)


def redacted(session: Session, event: LoggedEvent) -> Found:
    """What was taken out of a comment, or put back, is news for its author alone."""
    if Deed(event.facts["deed"]) in {Deed.ASK, Deed.REFUSE, Deed.EDIT}:
        return None
    return _for_its_author(session, event)


def _for_its_author(session: Session, event: LoggedEvent) -> Found:
    told = Told(News.MODERATED, event.subject_id, UUID(event.facts["consultation_id"]))
    own = followers_of_comments(session, event.authority_id, [event.subject_id], only_own=True)
    return told, own


def moved(session: Session, event: LoggedEvent) -> Found:
    """A consultation that opens, closes or is decided is news for all who have to do with it."""
    if ConsultationStatus(event.facts["after"]) not in PUBLIC:
        return None
    about = event.subject_id
    is_decided = event.facts["after"] == ConsultationStatus.DECIDED
    if is_decided and is_written(session, about):
        return None
    return Told(News.MOVED, about, about), _all_who_have_to_do_with(session, event, about)


def happened(session: Session, event: LoggedEvent) -> Found:
    """A decision with its reasons, an appeal and a milestone are news for the same people."""
    about = UUID(event.facts["consultation_id"])
    told = Told(News.HAPPENED, event.subject_id, about)
    return told, _all_who_have_to_do_with(session, event, about)


def stage_moved(session: Session, event: LoggedEvent) -> Found:
    """A date that moves is news for who follows the consultation."""
    about = UUID(event.facts["consultation_id"])
    told = Told(News.STAGE_MOVED, event.subject_id, about)
    return told, followers_of_consultation(session, event.authority_id, about)


def checked(session: Session, event: LoggedEvent) -> Found:
    """What a check came to is news for who follows a comment that cites it, once a version."""
    told = Told(News.CHECKED, event.subject_id, UUID(event.facts["consultation_id"]))
    only = event.facts["comment_id"]
    comments = [UUID(only)] if only else cited_by(session, event.subject_id)
    since = first_telling(session, event.subject_id, event.facts["number"]) or event.id
    return told, followers_not_told(session, event.authority_id, comments, event.subject_id, since)


def outcome_told(session: Session, event: LoggedEvent) -> Found:
    """What came of an issue is news for who follows a comment in it, or its consultation."""
    return _of_issue(session, event, News.OUTCOME)


def delivered(session: Session, event: LoggedEvent) -> Found:
    """What was done about an issue is news for the same people, whenever that is."""
    return _of_issue(session, event, News.DELIVERED)


def _all_who_have_to_do_with(session: Session, event: LoggedEvent, about: UUID) -> list[Follower]:
    return [
        *followers_of_consultation(session, event.authority_id, about, and_comments=True),
        *followers_around_consultation(session, event.authority_id, about),
    ]


def _of_issue(session: Session, event: LoggedEvent, news: News) -> Found:
    about = UUID(event.facts["consultation_id"])
    return Told(news, event.subject_id, about), [
        *followers_of_issue(session, event.authority_id, event.subject_id),
        *followers_of_consultation(session, event.authority_id, about),
    ]


def _new_comment(session: Session, authority_id: UUID, comment_id: UUID) -> Found:
    place = place_in_thread(session, comment_id)
    if place is None or place.moderation is not Moderation.VISIBLE or place.is_withheld:
        return None
    thread = [each for each in (place.parent_id, place.thread_id) if each and each != place.id]
    return Told(News.COMMENTED, comment_id, place.consultation_id), [
        *followers_of_comments(session, authority_id, thread),
        *followers_of_consultation(session, authority_id, place.consultation_id),
        *followers_around_comment(session, authority_id, comment_id),
    ]


HEARD: dict[str, Hear] = {
    CommentPosted.kind: posted,
    CommentAnswered.kind: answered,
    AnswerCorrected.kind: corrected,
    CommentModerated.kind: moderated,
    FeedbackMoved.kind: stepped,
    ConsultationMoved.kind: moved,
    StageMoved.kind: stage_moved,
    ClaimTold.kind: checked,
    RedactionMoved.kind: redacted,
    OutcomeTold.kind: outcome_told,
    DeliveryTold.kind: delivered,
    SomethingHappened.kind: happened,
}
"""Kind of event → who hears of it, and as what."""
