"""Read what a PDF says, as somebody would who copies its text."""

from __future__ import annotations

import io
import re

import pikepdf

PAIR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
RANGE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


def words_of(paper: bytes) -> str:
    """Return the text of a tagged PDF, spaces where the drawing has none left out."""
    with pikepdf.open(io.BytesIO(paper)) as opened:
        assert opened.Root.MarkInfo.Marked
        assert opened.Root.StructTreeRoot
        return " ".join(_page(page) for page in opened.pages)


def set_in(paper: bytes) -> tuple[str, set[str]]:
    """Return the language that a PDF says it is in, and the fonts that it is set in."""
    with pikepdf.open(io.BytesIO(paper)) as opened:
        fonts = (font for page in opened.pages for font in page.Resources.Font.values())
        return str(opened.Root.Lang), {str(font.BaseFont) for font in fonts}


def _page(page: pikepdf.Page) -> str:
    fonts = {name: _letters(font) for name, font in page.Resources.Font.items()}
    letters: dict[int, str] = {}
    said = []
    for step in pikepdf.parse_content_stream(page):
        operands, name = step.operands, str(step.operator)
        if name == "Tf":
            letters = fonts[str(operands[0])]
        elif name == "Tj":
            said.append(_read(bytes(operands[0]), letters))
        elif name == "TJ":
            strings = (part for part in operands[0] if isinstance(part, pikepdf.String))
            said.append("".join(_read(bytes(part), letters) for part in strings))
        elif name in {"Td", "Tm", "T*", "ET"}:
            said.append(" ")
    return " ".join("".join(said).split())


def _read(glyphs: bytes, letters: dict[int, str]) -> str:
    pairs = zip(glyphs[::2], glyphs[1::2], strict=False)
    return "".join(letters.get(high * 256 + low, "") for high, low in pairs)


def _letters(font: pikepdf.Object) -> dict[int, str]:
    """Return glyph → letters, out of what the font says of itself."""
    table = font.ToUnicode.read_bytes()
    found: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for glyph, letter in PAIR.findall(block):
            found[int(glyph, 16)] = bytes.fromhex(letter.decode()).decode("utf-16-be")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, letter in RANGE.findall(block):
            start = int.from_bytes(bytes.fromhex(letter.decode()), "big")
            for step, glyph in enumerate(range(int(first, 16), int(last, 16) + 1)):
                found[glyph] = chr(start + step)
    return found
