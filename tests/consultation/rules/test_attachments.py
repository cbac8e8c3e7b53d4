"""What files are taken, what may follow what, and who may open one."""

from __future__ import annotations

from itertools import chain, product
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.rules.attachments import (
    ENDED,
    LARGEST,
    MOST_BYTES,
    MOST_FILES,
    NEXT,
    AttachmentKind,
    AttachmentState,
    WhyNotTaken,
    is_enough,
    is_looked_at_first,
    kind_of,
    may_anyone_open,
    may_be_taken,
    may_open,
    may_show,
    step,
)
from consultation.rules.comments import Moderation
from consultation.rules.feedback import FeedbackStatus
from foundation.accounts.rules.authorities import Moderating
from foundation.base.errors import Conflict

_S = AttachmentState
PDF = b"%PDF-1.7"
FEW = (0, 0)

WAYS = {
    (_S.WAITING, _S.QUARANTINED),
    (_S.WAITING, _S.SHOWN),
    (_S.WAITING, _S.REMOVED),
    (_S.QUARANTINED, _S.SHOWN),
    (_S.QUARANTINED, _S.REFUSED),
    (_S.QUARANTINED, _S.REMOVED),
    (_S.SHOWN, _S.REFUSED),
    (_S.SHOWN, _S.REMOVED),
}


@pytest.mark.parametrize(("before", "after"), [*product(_S, _S)])
def test_a_file_goes_these_ways_and_no_other(before: _S, after: _S) -> None:
    if (before, after) in WAYS:
        step(before, after)
        return
    with pytest.raises(Conflict):
        step(before, after)


def test_what_has_ended_stays_so() -> None:
    assert {state for state, after in NEXT.items() if not after} == ENDED


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\xff\xd8\xff\xe0", AttachmentKind.PICTURE),
        (b"\x89PNG\r\n\x1a\n", AttachmentKind.PICTURE),
        (b"RIFF\0\0\0\0WEBPVP8 ", AttachmentKind.PICTURE),
        (PDF, AttachmentKind.DOCUMENT),
        (b"RIFF\0\0\0\0WAVE", None),
        (b" %PDF-1.7", None),
        (b"GIF89a", None),
        (b"MZ", None),
        (b"PK\x03\x04", None),
        (b"<svg>", None),
        (b"", None),
    ],
)
def test_a_file_is_known_by_its_content(content: bytes, kind: AttachmentKind | None) -> None:
    assert kind_of(content) is kind


@pytest.mark.parametrize(
    ("content", "has", "reason"),
    [
        (PDF, FEW, None),
        (PDF.ljust(LARGEST), FEW, None),
        (PDF.ljust(LARGEST + 1), FEW, WhyNotTaken.TOO_LARGE),
        (b"", FEW, WhyNotTaken.MISSING),
        (b"GIF89a", FEW, WhyNotTaken.KIND),
        (PDF, (MOST_FILES - 1, MOST_BYTES - len(PDF)), None),
        (PDF, (MOST_FILES, 0), WhyNotTaken.TOO_MANY),
        (PDF, (1, MOST_BYTES - len(PDF) + 1), WhyNotTaken.TOO_MUCH),
    ],
)
def test_a_file_is_taken_within_the_limits(
    content: bytes, has: tuple[int, int], reason: WhyNotTaken | None
) -> None:
    assert may_be_taken(content, *has).reason is reason


@given(st.binary(max_size=64))
def test_any_content_is_taken_or_refused_with_a_reason(content: bytes) -> None:
    decision = may_be_taken(content, 0, 0)
    assert bool(decision) is (kind_of(content) is not None)


@pytest.mark.parametrize(
    ("moderating", "files_first", "looked_at"),
    [
        (Moderating.BEFORE, True, True),
        (Moderating.BEFORE, False, True),
        (Moderating.AFTER, True, True),
        (Moderating.AFTER, False, False),
    ],
)
def test_files_are_looked_at_first_where_comments_are_or_the_council_says_so(
    moderating: Moderating, *, files_first: bool, looked_at: bool
) -> None:
    assert is_looked_at_first(moderating, files_first=files_first) is looked_at


@pytest.mark.parametrize(
    ("state", "moderation", "status"), [*product(_S, Moderation, FeedbackStatus)]
)
def test_anybody_may_open_only_what_is_shown_with_a_comment_that_is_read(
    state: _S, moderation: Moderation, status: FeedbackStatus
) -> None:
    may = may_anyone_open(state, moderation, status)
    is_read = moderation is Moderation.VISIBLE and status is not FeedbackStatus.WITHDRAWN
    assert may is (state is _S.SHOWN and is_read)


@pytest.mark.parametrize("state", _S)
def test_authors_and_moderators_may_open_what_still_is_there(state: _S) -> None:
    assert may_open(state, is_author=True, is_moderator=False) is (state not in ENDED)
    sent = state in {_S.QUARANTINED, _S.SHOWN}
    assert may_open(state, is_author=False, is_moderator=True) is sent
    assert not may_open(state, is_author=False, is_moderator=False)


def test_no_sequence_of_eight_looks_shows_a_document_that_one_person_saw() -> None:
    people = {"ann": UUID(int=1), "ben": UUID(int=2), "its author": UUID(int=3)}
    for events in chain.from_iterable(product(people, repeat=size) for size in range(9)):
        looked_by, said, is_shown = None, set(), False
        for name in events:
            who, is_author = people[name], name == "its author"
            if may_show(AttachmentKind.DOCUMENT, looked_by, who, is_author=is_author):
                is_shown = is_shown or is_enough(AttachmentKind.DOCUMENT, looked_by)
                looked_by = looked_by or who
                said.add(name)
        assert is_shown is (said == {"ann", "ben"})


def test_nobody_in_particular_shows_no_document() -> None:
    assert not may_show(AttachmentKind.DOCUMENT, None, None, is_author=False)
    assert may_show(AttachmentKind.PICTURE, None, None, is_author=False)
