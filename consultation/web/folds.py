"""A long conversation, folded: its beginning, and the rest behind a line that opens it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from consultation.rules.comments import Speaker
from consultation.web.rows import ShownReply

SHOWN = 10
FEWEST_FOLDED = 3
"""A line that opens two replies is hardly shorter than they are."""


@dataclass(frozen=True, slots=True)
class Folded:
    """The replies of a thread, in order.

    Args:
        official: how many of those behind the fold are the council's or the applicant's.
        is_open: the reply that was asked for is among them.
    """

    shown: tuple[ShownReply, ...]
    rest: tuple[ShownReply, ...]
    official: int
    is_open: bool


def folded(replies: Sequence[ShownReply], asked_ref: str) -> Folded:
    """Return *replies* with those after the tenth behind a fold, if that saves anything."""
    end = SHOWN if len(replies) >= SHOWN + FEWEST_FOLDED else len(replies)
    shown, rest = tuple(replies[:end]), tuple(replies[end:])
    return Folded(
        shown,
        rest,
        official=sum(reply.speaker is not Speaker.PUBLIC for reply in rest),
        is_open=any(reply.ref == asked_ref for reply in rest),
    )
