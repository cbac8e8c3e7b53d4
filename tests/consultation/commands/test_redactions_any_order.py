"""Every sequence of up to eight events on one comment, through the real commands."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.commands.edits import edit_comment
from consultation.commands.moderation import set_moderation
from consultation.commands.redactions import (
    agree_release,
    ask_release,
    confirm,
    refuse_release,
    take_out,
)
from consultation.models.comments import Comment
from consultation.models.redactions import Redaction
from consultation.models.search import CommentWords
from consultation.rules.comments import Moderation
from consultation.rules.redaction_marks import Mark, marks_of
from consultation.rules.redactions import RedactionReason, RedactionState
from foundation.base.actor import Actor
from foundation.base.errors import Conflict
from foundation.base.work import Work, work
from tests.conftest import NOW
from tests.consultation.make import a_comment
from tests.consultation.redactions import SECRET, TEXT
from tests.make import an_actor

AUTHOR, ANN, BEN = (UUID(int=number) for number in range(1, 4))
LONGEST = 8
Event = tuple[str, UUID]


class Undo(Exception):
    """Raised to leave a step without a trace."""


@dataclass(frozen=True)
class Ghost:
    """What the test knows of a path: whether words are marked, and who wants them back."""

    is_marked: bool = False
    wanted_by: frozenset[UUID] = frozenset()
    special_by: frozenset[UUID] = frozenset()

    def then(self, event: Event, state: RedactionState | None) -> Ghost:  # noqa: PLR0911  a table
        name, who = event
        match name:
            case "mark":
                return replace(self, is_marked=True, wanted_by=frozenset())
            case "mark_special":
                return Ghost(True, frozenset(), self.special_by | {who})
            case "confirm":
                return replace(self, special_by=self.special_by & {who} and self.special_by)
            case "ask" | "agree":
                special = frozenset() if name == "agree" else self.special_by
                return Ghost(self.is_marked, self.wanted_by | {who}, special)
            case "edit" if state in {None, RedactionState.RELEASED}:
                return Ghost()
            case "edit" | "refuse":
                return replace(self, wanted_by=frozenset())
        return self


def marks(unit: Work, comment: UUID, reason: RedactionReason, digest: str) -> None:
    text = unit.session.scalars(select(Comment.text).where(Comment.id == comment)).one()
    wanted = marks_of(text, SECRET, reason) or [Mark(0, 1, reason)]
    take_out(unit, comment, wanted, seen=text, note="Why.", digest=digest)


DEEDS: dict[str, Callable[[Work, UUID, str], Any]] = {
    "mark": lambda unit, comment, digest: marks(unit, comment, RedactionReason.NAME, digest),
    "mark_special": lambda unit, comment, digest: marks(
        unit, comment, RedactionReason.HEALTH, digest
    ),
    "confirm": lambda unit, comment, digest: confirm(unit, comment, digest=digest),
    "ask": lambda unit, comment, digest: ask_release(unit, comment, digest=digest),
    "agree": lambda unit, comment, digest: agree_release(unit, comment, digest=digest),
    "refuse": lambda unit, comment, digest: refuse_release(unit, comment, digest=digest),
    "show": lambda unit, comment, _: set_moderation(unit, comment, Moderation.VISIBLE),
    "hold": lambda unit, comment, _: set_moderation(unit, comment, Moderation.HELD),
    "hide": lambda unit, comment, _: set_moderation(unit, comment, Moderation.HIDDEN),
    "edit": lambda unit, comment, _: edit_comment(unit, comment, f"{TEXT} And {unit.now}."),
}
EVENTS: list[Event] = [
    *((name, who) for name in DEEDS if name != "edit" for who in (ANN, BEN)),
    *((name, AUTHOR) for name in ("mark", "confirm", "ask", "agree", "refuse", "edit")),
]


class Walk:
    """One comment on which events are tried."""

    def __init__(self, session: Session, actor: Actor, consultation: UUID, number: int) -> None:
        self.session, self.actor = session, actor
        said = f"{TEXT} Number {number}."
        self.comment = a_comment(
            session, actor, consultation, said, voice=f"voice of {AUTHOR} {number}"
        ).comment_id
        self.voice = f"voice of {AUTHOR} {number}"

    def take(self, event: Event, *, undo: bool) -> tuple[Any, ...] | None:
        """Do *event* and return where the comment stands then, None where it is refused."""
        name, who = event
        actor = an_actor(self.actor.authority_id, person_id=who)
        digest = self.voice if who == AUTHOR else f"voice of {who}"
        seen: tuple[Any, ...] | None = None
        try:
            with work(self.session, actor, NOW) as unit:
                DEEDS[name](unit, self.comment, digest)
                unit.session.flush()
                seen = self.stands()
                if undo:
                    raise Undo
        except Conflict:
            return None
        except Undo:
            pass
        return seen

    def stands(self) -> tuple[Any, ...]:
        """Return state, moderation, whether the words are read or found, and who is asked."""
        self.session.expire_all()
        comment = self.session.get_one(Comment, self.comment)
        row = self.session.get(Redaction, self.comment)
        words = self.session.scalars(
            select(CommentWords.words).where(CommentWords.comment_id == self.comment)
        ).one()
        return (
            row.state if row else None,
            comment.moderation,
            SECRET in comment.text or "zebedee" in words,
            tuple(row.special_by) if row else (),
            row.asked_by_id if row else None,
            (row.kept is not None, row.was_shown) if row else None,
        )


def test_no_sequence_of_eight_events_shows_marked_words_unless_two_others_want_it(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    start = Walk(session, actor, consultation, 0)
    first = (start.stands(), Ghost())
    reached: dict[tuple[Any, ...], tuple[Event, ...]] = {first: ()}
    ahead = deque([(start, *first)])
    while ahead:
        walk, stands, ghost = ahead.popleft()
        path = reached[(stands, ghost)]
        if len(path) == LONGEST:
            continue
        for event in EVENTS:
            then = walk.take(event, undo=True)
            if then is None:
                continue
            after = ghost.then(event, stands[0])
            check(then, after, (*path, event))
            if (then, after) not in reached:
                reached[(then, after)] = (*path, event)
                fresh = Walk(session, actor, consultation, len(reached))
                for each in reached[(then, after)]:
                    fresh.take(each, undo=False)
                ahead.append((fresh, then, after))
    assert any(stands[0] is RedactionState.RELEASED for stands, _ghost in reached)
    assert len(reached) > 50


def check(stands: tuple[Any, ...], ghost: Ghost, path: tuple[Event, ...]) -> None:
    _state, moderation, has_words, *_rest = stands
    if moderation is not Moderation.VISIBLE:
        return
    assert not ghost.special_by or not ghost.is_marked, path
    if ghost.is_marked and has_words:
        assert len(ghost.wanted_by) >= 2, path
        assert AUTHOR not in ghost.wanted_by, path
