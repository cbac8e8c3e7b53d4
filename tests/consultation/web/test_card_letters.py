"""The words on the picture of a link are words, or are not there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import ImageFont

from consultation.web.card_letters import font_for, has_letters
from tests.house.tree import ROOT


@pytest.fixture
def usual() -> Path:
    """The letters of our pages, wherever set-up has put them."""
    found = sorted((ROOT / "static" / "vendor").glob("**/*source*.woff2"))
    return next(each for each in found if has_letters(each, "Trees"))


@pytest.mark.parametrize("title", ["A greener high street", "Café: 48 homes, £5m"])
def test_our_own_letters_are_used_where_they_are_enough(usual: Path, title: str) -> None:
    assert font_for(title, usual) == usual


@pytest.mark.parametrize("title", ["高街", "حديقة أكثر خضرة", "সবুজ রাস্তা", "\U0001f333\u0840"])
def test_a_title_is_written_with_every_letter_or_not_at_all(usual: Path, title: str) -> None:
    found = font_for(title, usual)
    assert found is None or (found != usual and has_letters(found, title))
    if found:
        assert ImageFont.truetype(found, 20)


def test_what_is_no_font_has_no_letters() -> None:
    assert not has_letters(ROOT / "setup.cfg", "Trees")
    assert not has_letters(ROOT / "nothing", "Trees")
