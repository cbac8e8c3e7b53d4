"""The languages in which residents may read: code, own name, direction, and who has checked them.

Which ones, and why: docs/languages.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Direction(StrEnum):
    """Which way lines run."""

    LEFT_TO_RIGHT = "ltr"
    RIGHT_TO_LEFT = "rtl"


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the residents' pages.

    Args:
        code: as ``lang`` attributes and catalogues write it.
        name: what it calls itself, in its own script.
        english: what officers call it.
        is_reviewed: a native speaker has read every sentence.
    """

    code: str
    name: str
    english: str
    direction: Direction = Direction.LEFT_TO_RIGHT
    is_reviewed: bool = False


ENGLISH = Language("en", "English", "English", is_reviewed=True)

LANGUAGES = {
    language.code: language
    for language in (
        ENGLISH,
        Language("ur", "اردو", "Urdu", Direction.RIGHT_TO_LEFT),
        Language("bn", "বাংলা", "Bengali"),
    )
}


def language_of(code: str | None) -> Language:
    """Return the language with this code; English where we do not have it."""
    return LANGUAGES.get(code or "", ENGLISH)


def unreviewed() -> list[Language]:
    """Return the languages that no native speaker has checked yet."""
    return [language for language in LANGUAGES.values() if not language.is_reviewed]
