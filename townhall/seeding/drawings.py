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


def _bench(pen: Pen) -> None:
    pen.rectangle((0, 600, 1200, 800), fill="#7d8a5a")
    pen.rectangle((330, 380, 870, 430), fill="#7a5233")
    pen.rectangle((300, 500, 900, 545), fill="#8d6039")
    for left in (350, 810):
        pen.rectangle((left, 430, left + 28, 660), fill="#3b3b3d")
    pen.line((300, 500, 520, 640), fill="#3d2b1d", width=14)


def _dairy(pen: Pen) -> None:
    pen.rectangle((0, 620, 1200, 800), fill="#7d8a5a")
    pen.rectangle((240, 300, 960, 640), fill="#9c5b43")
    pen.polygon([(200, 300), (600, 140), (1000, 300)], fill="#5b4a45")
    for left in range(300, 900, 160):
        pen.rectangle((left, 380, left + 80, 480), fill="#3c4a55")


DRAWINGS: tuple[tuple[str, Callable[[Pen], None]], ...] = (
    ("A drawing: water stands on the path after rain", _puddle),
    ("A drawing: three cars parked half on the pavement", _parked),
    ("A drawing: the empty dairy with its four dark windows", _dairy),
    ("A drawing: the bench by the school gate with a broken seat", _bench),
)
"""What each shows, and how it is drawn."""


def drawn(number: int) -> tuple[str, bytes]:
    """Return the description of one drawing, and its file."""
    said, draw = DRAWINGS[number]
    sheet = Image.new("RGB", SIZE, "#bcd6e8")
    draw(ImageDraw.Draw(sheet))
    out = io.BytesIO()
    sheet.save(out, "PNG")
    return said, out.getvalue()
