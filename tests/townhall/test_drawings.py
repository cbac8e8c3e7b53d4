"""Each picture of the demo stands with the one comment that speaks of what it shows."""

from __future__ import annotations

from pathlib import Path

import townhall.seeding
from townhall.seeding.drawings import DRAWINGS, drawing_for
from townhall.seeding.playing import ILLUSTRATED
from townhall.seeding.reading import read_texts

TEXTS = Path(townhall.seeding.__file__).parent / "texts"


def test_every_drawing_has_its_comment() -> None:
    said = read_texts(TEXTS / f"{ILLUSTRATED}.txt")
    found = [drawing_for(each.text) for each in said]
    numbers = [number for number in found if number is not None]
    assert sorted(numbers) == list(range(len(DRAWINGS)))
