"""Erase what is kept of somebody; what the law keeps stays without who they are."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import delete, select, update

from consultation.commands.attachments import remove_attachments
from consultation.commands.following import end_subscriptions
from consultation.commands.imports import forget_source
from consultation.commands.own import touch
from consultation.commands.search import forget_text, index_text
from consultation.commands.withdrawals import withdraw
from consultation.models.comments import Comment, Receipt
from consultation.models.edits import CommentVersion
from consultation.models.entries import Entry
from consultation.models.following import Subscription
from consultation.models.points import Point
from consultation.models.privacy import Erasure
from consultation.models.redactions import Original, Redaction, RedactionMark
from consultation.models.representations import Representation
from consultation.models.takes import QuestionResponse
from consultation.rules.privacy import ERASED_HOST, identifiers, without
from consultation.rules.privacy_events import RecordsErased, RecordsHandedOut
from consultation.rules.withdrawals import NOTHING_LEFT
from foundation.accounts.models.attendees import Attendee
from foundation.accounts.models.contacts import Contact, Letter
from foundation.accounts.models.correspondents import Correspondent
from foundation.accounts.models.people import OneTimeLink, Person, SignIn
from foundation.accounts.models.tokens import ApiToken
from foundation.base.errors import NotFound
from foundation.base.outgoing import OutgoingMail
from foundation.base.work import Work
from questions.commands.answers import forget_answers


@dataclass(frozen=True, slots=True)
class Mine:
    """One comment to erase, with what is known of its author."""

    comment_id: UUID
    known: tuple[str | None, ...]
    is_formal: bool
    answer_set_id: UUID | None


@dataclass(frozen=True, slots=True)
class Whose:
    """Somebody to erase; *keeps_account* while they work for the council.

    *email_digest* is by what their address is known again in a restored backup.
    """

    email: str | None
    person_id: UUID | None
    keeps_account: bool
    comments: tuple[Mine, ...]
    email_digest: str | None = None


def note_handed_out(work: Work, comments: int) -> None:
    """Note that somebody was given their records."""
    work.record(RecordsHandedOut(uuid4(), comments))


def erase(work: Work, whose: Whose, stone_id: UUID | None = None) -> UUID:
    """Erase somebody and return the id of the tombstone.

    Informal comments lose their words, formal ones who wrote them and every word that tells it;
    their account, addresses, mails, answers and files go. A second time there is nothing left.
    *stone_id* is the tombstone's where they were erased before and a backup brought them back.

    Raises:
        NotFound: a comment is not one of this council's.
    """
    for mine in whose.comments:
        _refuse_others(work, mine.comment_id)
        if mine.answer_set_id:
            work.session.execute(
                delete(QuestionResponse).where(QuestionResponse.set_id == mine.answer_set_id)
            )
            forget_answers(work, mine.answer_set_id)
        work.session.execute(delete(Receipt).where(Receipt.comment_id == mine.comment_id))
        _forget_entry(work, mine.comment_id)
        forget_source(work, mine.comment_id)
        if mine.is_formal:
            _cut_loose(work, mine, whose.email)
        else:
            _silence(work, mine.comment_id)
    if whose.email:
        _forget_address(work, whose.email)
    if whose.person_id and not whose.keeps_account:
        _forget_account(work, whose.person_id)
    formal = sum(mine.is_formal for mine in whose.comments)
    stone = Erasure(
        id=stone_id or uuid4(),
        authority_id=work.actor.authority_id,
        erased_at=work.now,
        erased_by_id=work.actor.person_id,
        comments=[str(mine.comment_id) for mine in whose.comments],
        formal=formal,
        kept_account=whose.keeps_account,
        person_id=whose.person_id,
        email_digest=whose.email_digest,
    )
    work.session.add(stone)
    work.record(RecordsErased(stone.id, len(whose.comments), formal))
    return stone.id


def _forget_entry(work: Work, comment_id: UUID) -> None:
    """Forget how a comment had come that somebody typed for its author: a post's address names."""
    of_it = update(Entry).where(Entry.comment_id == comment_id)
    work.session.execute(of_it.values(batch="", post_url="", organisation=""))


def _refuse_others(work: Work, comment_id: UUID) -> None:
    ours = select(Comment.id).where(
        Comment.id == comment_id, Comment.authority_id == work.actor.authority_id
    )
    if work.session.scalar(ours) is None:
        raise NotFound("There is no such comment.")


def _silence(work: Work, comment_id: UUID) -> None:
    """Take an informal comment back, as its author could have done."""
    withdraw(work, comment_id)
    _set(work, comment_id, text=NOTHING_LEFT, voice_id=None, moderation_note=None)
    forget_text(work.session, comment_id)


def _cut_loose(work: Work, mine: Mine, email: str | None) -> None:
    """Let a formal comment stand in the register without its author."""
    row = work.session.get_one(Representation, mine.comment_id)
    work.session.execute(delete(Correspondent).where(Correspondent.id == row.correspondent_id))
    row.published_name = row.published_address = None
    comment = work.session.get_one(Comment, mine.comment_id, populate_existing=True)
    known = identifiers(*mine.known, email)
    text = without(comment.text, known)
    place_words = without(comment.place_words, known) if comment.place_words else None
    for table in (CommentVersion, Redaction, RedactionMark, Original):
        work.session.execute(delete(table).where(table.comment_id == mine.comment_id))
    remove_attachments(work, mine.comment_id)
    points = select(Point.id, Point.quote).where(Point.comment_id == mine.comment_id)
    for point_id, quote in work.session.execute(points).all():
        work.session.execute(
            update(Point).where(Point.id == point_id).values(quote=without(quote, known))
        )
    _set(
        work,
        mine.comment_id,
        text=text,
        display_name=None,
        place_words=place_words,
        voice_id=None,
        moderation_note=None,
    )
    index_text(work.session, mine.comment_id, comment.consultation_id, text)
    touch(work, comment.consultation_id)


def _forget_address(work: Work, email: str) -> None:
    here = work.actor.authority_id
    contacts = select(Contact.id).where(Contact.authority_id == here, Contact.address == email)
    ids = list(work.session.scalars(contacts))
    followed = select(Subscription).where(Subscription.contact_id.in_(ids))
    end_subscriptions(work, work.session.scalars(followed).all())
    work.session.execute(delete(Contact).where(Contact.id.in_(ids)))
    for model, column in (
        (OutgoingMail, OutgoingMail.recipient),
        (Letter, Letter.recipient),
        (OneTimeLink, OneTimeLink.email),
        (Attendee, Attendee.email),
    ):
        work.session.execute(delete(model).where(model.authority_id == here, column == email))


def _forget_account(work: Work, person_id: UUID) -> None:
    """Leave a row without anything of theirs: the log and others' work name its id."""
    person = work.session.get_one(Person, person_id)
    for model in (SignIn, ApiToken, OneTimeLink):
        work.session.execute(delete(model).where(model.person_id == person_id))
    person.email = f"{person_id.hex}@{ERASED_HOST}"
    person.name = person.team = person.password_hash = person.totp_secret = None
    person.is_active = False
    person.session_version += 1


def _set(work: Work, comment_id: UUID, **values: object) -> None:
    work.session.execute(
        update(Comment)
        .where(Comment.id == comment_id)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
