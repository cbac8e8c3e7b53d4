"""Whether a colour can carry white text.

Source: WCAG 2.2, success criterion 1.4.3 and the definitions of contrast and relative luminance.
"""

from __future__ import annotations

import re

HEX = re.compile(r"#[0-9a-f]{6}")
ENOUGH = 4.5
WHITE = "#ffffff"


def is_colour(text: str) -> bool:
    """Tell whether *text* is a colour such as ``#0f3d4f``, in small letters."""
    return HEX.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def carries_white(colour: str) -> bool:
    """Tell whether white text on *colour* can be read."""
    return contrast(colour, WHITE) >= ENOUGH


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4  # noqa: PLR2004  the constants of sRGB
