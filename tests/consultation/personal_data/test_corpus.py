"""The mirror finds what it must in 600 invented comments, and says how much."""

from __future__ import annotations

import sys
from collections import Counter

import pytest

from consultation.rules.personal_data import Find, PersonalDatum, found, without_any
from tests.consultation.personal_data.corpus import Comment, comments

DETAILED = [*comments("details_first"), *comments("details_held_out")]
CLEAN = [*comments("clean_first"), *comments("clean_held_out")]
MOST_TOO_MUCH = 20


def is_found(detail: Find, finds: tuple[Find, ...]) -> bool:
    """Tell whether one find covers *detail*, is of its kind and hardly larger."""
    return any(
        find.kind is detail.kind
        and find.start <= detail.start
        and detail.end <= find.end
        and len(find.quoted) - len(detail.quoted) <= MOST_TOO_MUCH
        for find in finds
    )


def test_the_corpus_is_as_large_as_it_says() -> None:
    assert len(DETAILED) == len(CLEAN) == 300
    assert sum(len(comment.holds) for comment in DETAILED) == 300
    assert {detail.kind for comment in DETAILED for detail in comment.holds} == set(PersonalDatum)
    assert not any(comment.holds for comment in CLEAN)
    assert len({comment.text for comment in [*DETAILED, *CLEAN]}) == 600


def test_the_mirror_finds_what_it_must(capsys: pytest.CaptureFixture[str]) -> None:
    all_of: Counter[PersonalDatum] = Counter()
    found_of: Counter[PersonalDatum] = Counter()
    missed: list[str] = []
    for comment in DETAILED:
        finds = found(comment.text)
        for detail in comment.holds:
            all_of[detail.kind] += 1
            found_of[detail.kind] += is_found(detail, finds)
            missed += [] if is_found(detail, finds) else [f"{detail.kind}: {comment.text}"]
    share = found_of.total() / all_of.total()
    with capsys.disabled():
        each = ", ".join(f"{kind} {found_of[kind]}/{all_of[kind]}" for kind in PersonalDatum)
        sys.stdout.write(f"\nThe mirror found {share:.1%} of {all_of.total()} details ({each}).\n")
    assert share >= 0.95, "\n".join(missed)


def test_the_mirror_marks_little_that_is_clean(capsys: pytest.CaptureFixture[str]) -> None:
    marked = [comment.text for comment in CLEAN if found(comment.text)]
    share = len(marked) / len(CLEAN)
    with capsys.disabled():
        sys.stdout.write(f"\nThe mirror marked {share:.1%} of {len(CLEAN)} clean comments.\n")
    assert share <= 0.02, "\n".join(marked)


def test_beside_a_detail_hardly_anything_is_marked() -> None:
    extra = [
        find
        for comment in DETAILED
        for find in found(comment.text)
        if not any(is_found(detail, (find,)) for detail in comment.holds)
    ]
    assert len(extra) <= 6, extra


@pytest.mark.parametrize("comment", DETAILED, ids=lambda comment: comment.text[:40])
def test_a_comment_from_which_all_was_taken_shows_nothing_more(comment: Comment) -> None:
    clean = without_any(comment.text, lambda kind: f"({kind.value.replace('_', ' ')} removed)")
    assert found(clean) == ()
    assert "  " in comment.text or "  " not in clean
