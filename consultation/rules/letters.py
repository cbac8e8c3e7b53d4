"""Texts made plain before they are searched, character for character, so that places stay true."""

from __future__ import annotations

from string import ascii_lowercase, ascii_uppercase
from unicodedata import decimal

ASCII_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)


def small(text: str) -> str:
    """Return *text* in small letters, character for character.

    A pattern without IGNORECASE on small letters runs several times as fast as one with it.
    """
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text.translate(ASCII_SMALL)


def western(text: str) -> str:
    """Return *text* with the decimal digits of every script as 0 to 9, character for character."""
    if text.isascii():
        return text
    return "".join(str(decimal(each)) if each.isdecimal() else each for each in text)
