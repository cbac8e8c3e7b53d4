"""The picture that a message or a feed shows beside a link: title, outline, last day."""

from __future__ import annotations

import io
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from consultation.rules.link_card import Spot, fitted
from consultation.rules.words import direction
from consultation.web.card_letters import font_for

SIZE = (1200, 630)
EDGE = 64
MAP = (816, 104, 1100, 420)
WORDS_END = 720
TITLE_SIZES = (76, 68, 60, 52, 46)
MOST_LINES = 4
REGULAR, BOLD = 400, 700
PAPER, SOFT, INK = "#ffffff", "#dfeaed", "#0b0c0c"
KEPT = 64

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


@dataclass(frozen=True, slots=True)
class CardFacts:
    """All that a card shows; two with the same facts are the same picture."""

    title: str
    council: str
    closing: str
    lines: tuple[tuple[Spot, ...], ...]
    brand: str
    accent: str
    font: Path


@lru_cache(maxsize=KEPT)
def drawn(facts: CardFacts) -> bytes:
    """Return the picture as a PNG of 1200 by 630."""
    image = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, SIZE[0], 16), fill=facts.brand)
    bottom = SIZE[1] - 116
    draw.rectangle((0, bottom, *SIZE), fill=facts.brand)
    _outline(draw, facts)
    _title(draw, facts, bottom)
    draw.text((EDGE, 56), facts.council, font=_font(facts.font, 32, BOLD), fill=facts.brand)
    said = _font(facts.font, 38, BOLD)
    draw.text((EDGE, bottom + 58), facts.closing, font=said, fill=PAPER, anchor="lm")
    invites = _font(facts.font, 38, REGULAR)
    draw.text((SIZE[0] - EDGE, bottom + 58), "Heard Back", font=invites, fill=PAPER, anchor="rm")
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _outline(draw: ImageDraw.ImageDraw, facts: CardFacts) -> None:
    if not facts.lines:
        return
    draw.rounded_rectangle(_grown(MAP, 36), radius=18, fill=SOFT)
    for line in fitted(facts.lines, MAP):
        if len(line) == 1:
            ((x, y),) = line
            draw.ellipse((x - 26, y - 26, x + 26, y + 26), fill=facts.accent, outline=INK, width=6)
            continue
        if line[0] == line[-1]:
            draw.polygon(line, fill=facts.accent)
        draw.line([*line, line[1]], fill=facts.brand, width=8, joint="curve")


def _title(draw: ImageDraw.ImageDraw, facts: CardFacts, bottom: int) -> None:
    room = (WORDS_END if facts.lines else SIZE[0] - EDGE) - EDGE
    path = font_for(facts.title, facts.font) if facts.font.exists() else facts.font
    if path is None:
        return
    for size in TITLE_SIZES:
        font = _font(path, size, BOLD)
        lines = _wrapped(facts.title, font, room)
        if len(lines) <= MOST_LINES and all(font.getlength(line) <= room for line in lines):
            break
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1] + " …"]
    height = round(size * 1.14)
    top = 112 + max(0, (bottom - 140 - height * len(lines)) // 2)
    for number, line in enumerate(lines):
        runs_left = direction(facts.title) == "rtl"
        spot = (EDGE + room if runs_left else EDGE, top + number * height)
        draw.text(spot, line, font=font, fill=INK, anchor="ra" if runs_left else "la")


def _wrapped(text: str, font: Font, room: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _font(path: Path, size: int, weight: int) -> Font:
    """Return the letters of our pages, or where they are not there those that Pillow brings."""
    try:
        font = ImageFont.truetype(path, size)
    except OSError:
        return ImageFont.load_default(size)
    with suppress(OSError):  # a font of one weight
        font.set_variation_by_axes([weight])
    return font


def _grown(box: tuple[int, int, int, int], by: int) -> tuple[int, int, int, int]:
    left, top, right, bottom = box
    return left - by, top - by, right + by, bottom + by
