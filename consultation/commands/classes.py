"""Start a class, take its pupils' answers, and let its school be shown."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

from sqlalchemy import select, update

from consultation.commands.comments import post_comment
from consultation.commands.own import own_consultation, touch
from consultation.models.classes import ClassComment, ClassSession
from consultation.models.comments import Comment
from consultation.rules.classes import (
    LASTS,
    PUPIL,
    ClassOver,
    checked_class,
    may_answer,
    pupil_of,
)
from consultation.rules.comments import Channel, Contribution
from consultation.rules.consultations import Window, may_comment, turned_away
from foundation.base.errors import Conflict, NotFound
from foundation.base.references import code_digest, tracking_code
from foundation.base.words import say
from foundation.base.work import Work

JOIN, FOLLOW = b"class join\0", b"class follow\0"


def join_code(secret: bytes, class_id: UUID) -> str:
    """Return the code that pupils type; it opens nothing but the form."""
    return tracking_code(secret, JOIN + class_id.bytes)[:9]


def follow_code(secret: bytes, class_id: UUID) -> str:
    """Return the code with which a teacher sees what came of a class's comments."""
    return tracking_code(secret, FOLLOW + class_id.bytes)


def start_class(
    work: Work, consultation_id: UUID, pupils: int | None, school: str, secret: bytes
) -> UUID:
    """Open a class for a week, as long as the consultation listens.

    Raises:
        NotFound: no such consultation.
        Conflict: it does not listen now.
        Invalid: the size or the name cannot be.
    """
    about = own_consultation(work, consultation_id)
    decision = may_comment(Window(about.status, about.opens_at, about.closes_at), work.now)
    if not decision:
        raise turned_away(decision)
    size, name = checked_class(pupils, school)
    new = uuid4()
    made = ClassSession(
        id=new,
        authority_id=work.actor.authority_id,
        consultation_id=consultation_id,
        join_digest=code_digest(secret, join_code(secret, new)),
        code_digest=code_digest(secret, follow_code(secret, new)),
        pupils=size,
        answers=0,
        school=name,
        school_shown=False,
        made_at=work.now,
        ends_at=work.now + LASTS,
    )
    work.session.add(made)
    work.session.flush()
    return new


def answer_in_class(
    work: Work, class_id: UUID, said: Contribution, comment_id: UUID, secret: bytes
) -> None:
    """Take one pupil's answer in, without a name and without a voice that could be told apart.

    Nobody reads what a child wrote before a moderator has looked, whatever the council does else.

    Raises:
        NotFound: no such class.
        Conflict: it is over or full, or the consultation does not listen now.
        Invalid: the words or the place cannot be taken.
    """
    room = _own_class(work, class_id)
    if work.session.get(ClassComment, comment_id) is not None:
        return
    decision = may_answer(room.ends_at, room.pupils, room.answers, work.now)
    if not decision:
        said_no = say("This class takes no more answers.")
        raise Conflict(said_no, facts={"reason": ClassOver(str(decision.reason)).value})
    name = pupil_of(room.school) if room.school and room.school_shown else PUPIL
    said = replace(
        said,
        display_name=None,
        channel=Channel.SESSION,
        reply_to_ref=None,
        looked_at_first=True,
    )
    post_comment(
        work, room.consultation_id, said, voice_digest=None, secret=secret, comment_id=comment_id
    )
    _call(work, [comment_id], name)
    work.session.add(ClassComment(comment_id=comment_id, class_id=room.id))
    room.answers += 1


def show_school(work: Work, class_id: UUID) -> None:
    """Let the comments of a class say which school it is of.

    Raises:
        NotFound: no such class, or it has named no school.
    """
    room = _own_class(work, class_id)
    if room.school is None:
        raise NotFound(say("This class has named no school."))
    room.school_shown = True
    wrote = select(ClassComment.comment_id).where(ClassComment.class_id == class_id)
    _call(work, list(work.session.scalars(wrote)), pupil_of(room.school))
    touch(work, room.consultation_id)


def _own_class(work: Work, class_id: UUID) -> ClassSession:
    wanted = select(ClassSession).where(
        ClassSession.id == class_id, ClassSession.authority_id == work.actor.authority_id
    )
    found = work.session.scalars(wanted.with_for_update()).one_or_none()
    if found is None:
        raise NotFound(say("There is no such class."))
    return found


def _call(work: Work, comments: list[UUID], name: str) -> None:
    work.session.execute(
        update(Comment)
        .where(Comment.id.in_(comments))
        .values(display_name=name)
        .execution_options(synchronize_session=False)
    )
