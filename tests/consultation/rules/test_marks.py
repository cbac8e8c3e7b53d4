"""Every comment has one mark."""

from __future__ import annotations

import pytest

from consultation.rules.comments import Kind, Stance
from consultation.rules.marks import Mark, mark_of


@pytest.mark.parametrize(
    ("kind", "stance", "mark"),
    [
        (Kind.COMMENT, Stance.OBJECT, Mark.OBJECT),
        (Kind.IDEA, Stance.SUPPORT_WITH_CHANGES, Mark.SUPPORT_WITH_CHANGES),
        (Kind.QUESTION, Stance.SUPPORT, Mark.QUESTION),
        (Kind.IDEA, None, Mark.IDEA),
        (Kind.COMMENT, None, Mark.COMMENT),
    ],
)
def test_a_question_shows_as_one_then_the_stance_decides(
    kind: Kind, stance: Stance | None, mark: Mark
) -> None:
    assert mark_of(kind, stance) is mark


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("stance", [None, *Stance])
def test_every_pair_has_a_mark(kind: Kind, stance: Stance | None) -> None:
    assert isinstance(mark_of(kind, stance), Mark)
