"""Keep what people add to what they say, send it with their comment, and decide who may open it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from consultation.commands.tallies import count, lock
from consultation.models.attachments import Attachment
from consultation.rules import attachments as rules
from consultation.rules.attachments import (
    ENDED,
    LONGEST_ALT,
    NOT_SHOWN,
    AttachmentKind,
    AttachmentLookedAt,
    AttachmentMoved,
    AttachmentState,
    WhyRefused,
    alt_text,
    has_room,
    is_enough,
    is_looked_at_first,
    may_show,
)
from consultation.rules.refusals import agree
from foundation.accounts.models.authorities import Authority
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.files import Store
from foundation.base.uploads.parts import Part
from foundation.base.words import say
from foundation.base.work import Work

NO_SUCH = say("There is no such file.")


@dataclass(frozen=True, slots=True)
class Whose:
    """An unsent contribution: somebody's, known by a keyed digest, in one consultation."""

    consultation_id: UUID
    owner_digest: str


def keep_attachment(
    work: Work, store: Store, whose: Whose, kind: AttachmentKind, parts: Sequence[Part], alt: str
) -> UUID:
    """Keep a file that was made anew; the same one again only has its description changed.

    *parts* are the whole file and, of a picture, the one that lists show.

    Raises:
        Conflict: with the reason in ``facts``, where this person has no room for it.
        Invalid: the description is too long.
    """
    alt = _checked(alt)
    lock(work.session, whose.consultation_id)
    digests = [store.put(part.content) for part in parts]
    same = select(Attachment).where(_waiting(whose), Attachment.digest == digests[0])
    before = work.session.scalars(same).first()
    if before is not None:
        before.alt = alt
        return before.id
    room = has_room(len(parts[0].content), *_used(work.session, whose))
    if not room:
        raise Conflict(facts={"reason": str(room.reason)})
    row = Attachment(
        id=uuid4(),
        authority_id=work.actor.authority_id,
        consultation_id=whose.consultation_id,
        owner_digest=whose.owner_digest,
        kind=kind,
        alt=alt,
        digest=digests[0],
        small_digest=digests[1] if len(digests) > 1 else None,
        bytes=len(parts[0].content),
        width=parts[0].width,
        height=parts[0].height,
        made_at=work.now,
    )
    work.session.add(row)
    return row.id


def _used(session: Session, whose: Whose) -> tuple[int, int]:
    held = select(func.count(), func.coalesce(func.sum(Attachment.bytes), 0)).where(
        Attachment.consultation_id == whose.consultation_id,
        Attachment.owner_digest == whose.owner_digest,
        Attachment.state.not_in(ENDED),
    )
    files, total = session.execute(held).one()
    return int(files), int(total)


def describe_attachment(work: Work, whose: Whose, attachment_id: UUID, alt: str) -> None:
    """Say what a file shows that was not sent yet.

    Raises:
        NotFound: this person has no such file, or has taken it back.
        Invalid: the description is too long.
    """
    found = _unsent(work, whose, attachment_id)
    if found.state is not AttachmentState.WAITING:
        raise NotFound(NO_SUCH)
    found.alt = _checked(alt)


def take_back_attachment(work: Work, whose: Whose, attachment_id: UUID) -> None:
    """Remove a file that was not sent yet; one that is gone already stays so.

    Raises:
        NotFound: this person has no such file.
    """
    found = _unsent(work, whose, attachment_id)
    if found.state is AttachmentState.WAITING:
        _walk(found, AttachmentState.REMOVED)


def forget_attachments(work: Work, whose: Whose) -> None:
    """Take everything back that waits, when somebody begins again."""
    for each in work.session.scalars(select(Attachment).where(_waiting(whose))):
        _walk(each, AttachmentState.REMOVED)


def _unsent(work: Work, whose: Whose, attachment_id: UUID) -> Attachment:
    mine = select(Attachment).where(
        Attachment.id == attachment_id,
        Attachment.authority_id == work.actor.authority_id,
        Attachment.consultation_id == whose.consultation_id,
        Attachment.owner_digest == whose.owner_digest,
        Attachment.comment_id.is_(None),
    )
    found = work.session.scalars(mine.with_for_update()).one_or_none()
    if found is None:
        raise NotFound(NO_SUCH)
    return found


def send_attachments(work: Work, whose: Whose, comment_id: UUID) -> int:
    """Give all that waits to the comment that is sent in the same work; return how many.

    They are seen with it, or first by a moderator where the council wants that.
    """
    waiting = work.session.scalars(select(Attachment).where(_waiting(whose))).all()
    if not waiting:
        return 0
    council = work.session.get_one(Authority, work.actor.authority_id)
    for each in waiting:
        first = is_looked_at_first(
            council.moderating, files_first=council.files_first, kind=each.kind
        )
        each.comment_id = comment_id
        _walk(each, AttachmentState.QUARANTINED if first else AttachmentState.SHOWN)
        _tell(work, each, AttachmentState.WAITING)
    return len(waiting)


def remove_attachments(work: Work, comment_id: UUID) -> None:
    """Take away every file of a comment that its author takes back, and what each one shows.

    Files that were refused stay as they are: their content is gone already.
    """
    sent = select(Attachment).where(Attachment.comment_id == comment_id)
    for each in work.session.scalars(sent.with_for_update()):
        if each.state in ENDED:
            continue
        before = each.state
        _walk(each, AttachmentState.REMOVED)
        each.alt = ""
        _tell(work, each, before)
    work.session.flush()


def decide_attachment(
    work: Work,
    attachment_id: UUID,
    after: AttachmentState,
    refused_for: WhyRefused | None = None,
    *,
    digest: str | None = None,
) -> bool:
    """Show a file, or refuse it with the reason that its author is told; tell whether it is done.

    A document is shown once a second person says so. *digest* is the actor's own as an
    owner of files in its consultation.

    Raises:
        NotFound: the actor's authority has no such file that was sent.
        Conflict: somebody has decided otherwise meanwhile, or the actor may not let it be shown.
    """
    ours = select(Attachment).where(
        Attachment.id == attachment_id,
        Attachment.authority_id == work.actor.authority_id,
        Attachment.comment_id.is_not(None),
    )
    asked = work.session.scalar(ours.with_only_columns(Attachment.consultation_id))
    if asked is None:
        raise NotFound(NO_SUCH)
    count(work.session, asked)
    found = work.session.scalars(ours.with_for_update()).one()
    before = found.state
    if before is after:
        return True
    if after is AttachmentState.SHOWN and not _agreed(work, found, digest):
        return False
    _walk(found, after, refused_for)
    _tell(work, found, before)
    return True


def _agreed(work: Work, row: Attachment, digest: str | None) -> bool:
    """Tell whether enough people say that a file can be shown, the actor among them."""
    rules.step(row.state, AttachmentState.SHOWN)
    who, is_author = work.actor.person_id, digest == row.owner_digest
    agree(may_show(row.kind, row.looked_at_by_id, who, is_author=is_author), NOT_SHOWN)
    if is_enough(row.kind, row.looked_at_by_id):
        return True
    row.looked_at_by_id = who
    if row.comment_id:
        work.record(AttachmentLookedAt(row.id, row.consultation_id, row.comment_id))
    return False


def _walk(row: Attachment, after: AttachmentState, refused_for: WhyRefused | None = None) -> None:
    """Take one step; a file that has ended has no content any more."""
    rules.step(row.state, after)
    row.state = after
    if after in ENDED:
        row.digest = row.small_digest = None
    row.refused_for = refused_for if after is AttachmentState.REFUSED else None


def _tell(work: Work, row: Attachment, before: AttachmentState) -> None:
    if row.comment_id is None:
        return
    work.record(
        AttachmentMoved(
            row.id,
            consultation_id=row.consultation_id,
            comment_id=row.comment_id,
            before=before,
            after=row.state,
            refused_for=row.refused_for,
        )
    )


def _waiting(whose: Whose) -> ColumnElement[bool]:
    return (
        (Attachment.consultation_id == whose.consultation_id)
        & (Attachment.owner_digest == whose.owner_digest)
        & (Attachment.state == AttachmentState.WAITING)
    )


def _checked(alt: str) -> str:
    said = alt_text(alt)
    if len(said) > LONGEST_ALT:
        sentence = say("Describe it in at most {most} characters.", most=LONGEST_ALT)
        raise Invalid(sentence, fields={"alt": sentence})
    return said
