"""Which font on this device has the letters of a text, for pictures with words."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont, features

NO_LETTER = "\U0010ffff"
"""A code that is no letter for ever: how a font draws it is how it draws what it lacks."""

SHAPED = ("ARABIC", "BENGALI", "DEVANAGARI", "GUJARATI", "GURMUKHI", "KHMER", "MYANMAR", "TAMIL")
"""Scripts whose letters change with their neighbours; drawn one by one they are no words."""

READABLE = (".ttf", ".otf", ".ttc")
SIZE = 24
PATIENCE = 5


@lru_cache(maxsize=256)
def font_for(text: str, usual: Path) -> Path | None:
    """Return *usual* if it has every letter of *text*, else a font that has them, or None.

    None is honest: a picture without the title says more than one with boxes.
    """
    if _is_shaped(text) and not features.check("raqm"):
        return None
    if has_letters(usual, text):
        return usual
    other = _installed(text)
    return other if other and has_letters(other, text) else None


def has_letters(path: Path, text: str) -> bool:
    """Tell whether a font has every letter of *text*."""
    try:
        font = ImageFont.truetype(path, SIZE)
    except OSError:
        return False
    nothing = bytes(font.getmask(NO_LETTER))
    spoken = {each for each in text if unicodedata.category(each)[0] in "LNS"}
    return all(bytes(font.getmask(each)) != nothing for each in spoken)


def _is_shaped(text: str) -> bool:
    return any(unicodedata.name(each, "").startswith(SHAPED) for each in text)


def _installed(text: str) -> Path | None:
    """Ask the device's own fontconfig, where there is one."""
    asks = shutil.which("fc-list")
    codes = " ".join(f"{ord(each):x}" for each in sorted(set(text)) if not each.isspace())
    if asks is None or not codes:
        return None
    found = subprocess.run(  # noqa: S603  our own words: a program's path and hexadecimal digits
        (asks, "-f", "%{file}\n", f":charset={codes}"),
        capture_output=True,
        check=False,
        text=True,
        timeout=PATIENCE,
    )
    files = [Path(line) for line in found.stdout.splitlines() if line.endswith(READABLE)]
    return min(
        files, key=lambda each: ("Sans" not in each.name, "Bold" not in each.name), default=None
    )
