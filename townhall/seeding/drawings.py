"""Pictures that invented people add: drawn here, and said to be drawings."""

from __future__ import annotations

import io
from collections.abc import Callable

from PIL import Image, ImageDraw

SIZE = (1200, 800)
Pen = ImageDraw.ImageDraw


def _puddle(pen: Pen) -> None:
    pen.rectangle((0, 480, 1200, 800), fill="#8a7a63")
    pen.polygon([(420, 480), (620, 480), (980, 800), (160, 800)], fill="#b9b2a6")
    pen.ellipse((330, 600, 830, 740), fill="#5f7f93")


def _parked(pen: Pen) -> None:
    pen.rectangle((0, 560, 1200, 800), fill="#6d6f73")
    for left, colour in ((90, "#a23b3b"), (460, "#2f5d8a"), (830, "#4d7a4f")):
        pen.rounded_rectangle((left, 470, left + 300, 600), 30, fill=colour)
        pen.rounded_rectangle((left + 60, 400, left + 230, 490), 24, fill=colour)
        for wheel in (left + 40, left + 200):
            pen.ellipse((wheel, 560, wheel + 70, 630), fill="#1d1d1f")


def _trough(pen: Pen) -> None:
    pen.rectangle((0, 600, 1200, 800), fill="#7d8a5a")
    pen.rectangle((0, 120, 1200, 420), fill="#9c5b43")
    pen.rectangle((260, 440, 940, 640), fill="#8b8d8a")
    pen.rectangle((300, 440, 900, 490), fill="#5d87a1")
    for left in (290, 850):
        pen.rectangle((left, 640, left + 60, 690), fill="#6b6d6a")


def _dairy(pen: Pen) -> None:
    pen.rectangle((0, 620, 1200, 800), fill="#7d8a5a")
    pen.rectangle((240, 300, 960, 640), fill="#9c5b43")
    pen.polygon([(200, 300), (600, 140), (1000, 300)], fill="#5b4a45")
    for left in range(300, 900, 160):
        pen.rectangle((left, 380, left + 80, 480), fill="#3c4a55")


DRAWINGS: tuple[tuple[str, str, Callable[[Pen], None]], ...] = (
    ("Sewers.", "A drawing: water stands on the path after rain", _puddle),
    ("I push a double buggy", "A drawing: three cars parked half on the pavement", _parked),
    ("I have lived here since", "A drawing: the empty dairy with its four dark windows", _dairy),
    ("Is the old dairy horse", "A drawing: the old horse trough by the dairy wall", _trough),
)
"""How the comment begins to which it belongs, what it shows, and how it is drawn."""


def drawing_for(text: str) -> int | None:
    """Return the number of the drawing that belongs to a comment, or None."""
    begins = (number for number, each in enumerate(DRAWINGS) if text.startswith(each[0]))
    return next(begins, None)


def drawn(number: int) -> tuple[str, bytes]:
    """Return the description of one drawing, and its file."""
    _begins, said, draw = DRAWINGS[number]
    sheet = Image.new("RGB", SIZE, "#bcd6e8")
    draw(ImageDraw.Draw(sheet))
    out = io.BytesIO()
    sheet.save(out, "PNG")
    return said, out.getvalue()
