"""Pictures, drawn anew: what is not picture does not come through.

Place, device, thumbnail and every other hidden note of a camera are gone, and so is any second
meaning of the bytes. Written as JPEG, which also the oldest phones show.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence

from PIL import Image, ImageOps

from foundation.base.uploads.parts import Part, Unreadable, WhyUnreadable

FORMATS = ("PNG", "JPEG", "WEBP")
MOST_PIXELS = 40_000_000
SIDES = (2000, 480)
"""Longest side of the whole picture, and of the one that lists show."""

QUALITIES = (82, 68)
DEEP = {"I;16", "I;16B", "I;16L", "I"}
"""Grey with 16 bits a point, of which the upper 8 are shown."""

BROKEN = (OSError, ValueError, SyntaxError, EOFError, KeyError, TypeError, IndexError)
"""What Pillow raises where a file is not what it says."""


def redrawn(content: bytes, sides: Sequence[int] = SIDES) -> list[Part]:
    """Return the first frame of *content*, upright, once for each of *sides* that it fits into.

    Raises:
        Unreadable: it is no PNG, JPEG or WebP picture, is broken, or has over 40 million pixels.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            drawing = _upright(content, max(sides))
        return [
            _written(drawing, side, quality) for side, quality in zip(sides, QUALITIES, strict=True)
        ]
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as huge:
        raise Unreadable(WhyUnreadable.TOO_MANY_PIXELS) from huge
    except MemoryError as hard:
        raise Unreadable(WhyUnreadable.TOO_HARD) from hard
    except BROKEN as broken:
        raise Unreadable(WhyUnreadable.BROKEN) from broken


def _upright(content: bytes, side: int) -> Image.Image:
    given = Image.open(io.BytesIO(content), formats=FORMATS)
    if given.width * given.height > MOST_PIXELS:
        raise Unreadable(WhyUnreadable.TOO_MANY_PIXELS)
    given.draft("RGB", (side, side))  # a JPEG is only decoded as large as it is needed
    upright = ImageOps.exif_transpose(given)
    if upright.mode in DEEP:
        upright = upright.convert("I").point([each >> 8 for each in range(1 << 16)], "L")
    upright.thumbnail((side, side))
    return _opaque(upright)


def _opaque(drawing: Image.Image) -> Image.Image:
    """Return *drawing* on white, in a picture that has nothing else in it."""
    clean = Image.new("RGB", drawing.size, "white")
    if drawing.has_transparency_data:
        clean.paste(drawing.convert("RGB"), mask=drawing.convert("RGBA").getchannel("A"))
    else:
        clean.paste(drawing.convert("RGB"))
    return clean


def _written(drawing: Image.Image, side: int, quality: int) -> Part:
    fitting = drawing.copy()
    fitting.thumbnail((side, side))
    out = io.BytesIO()
    fitting.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
    return Part(out.getvalue(), fitting.width, fitting.height)
