"""What of a consultation some people could not read or use; found by rules, mended by people.

Source: WCAG 2.2, success criteria 1.1.1 (pictures), 2.4.4 (links), 3.1.5 (reading level), and the
public sector bodies regulations of 2018 on documents.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from consultation.rules.easy_read import is_picture
from consultation.rules.reading_age import GOOD_AGE, reading_age

SAYS_NOTHING = frozenset(
    {"click here", "document", "download", "file", "here", "link", "more", "pdf"}
)
CAPITALS = 12


class Barrier(StrEnum):
    """Something that keeps some people out."""

    PICTURE_UNDESCRIBED = "picture_undescribed"
    ALT_IS_FILE_NAME = "alt_is_file_name"
    LINK_SAYS_NOTHING = "link_says_nothing"
    HARD_TO_READ = "hard_to_read"
    ALL_CAPITALS = "all_capitals"
    PAPER_ONLY = "paper_only"
    NO_EASY_READ = "no_easy_read"


MUST_GO = frozenset({Barrier.PICTURE_UNDESCRIBED})


@dataclass(frozen=True, slots=True)
class Hung:
    """A document as far as this check reads it."""

    title: str
    url: str
    alt: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """A barrier, and the words or the title where it is."""

    barrier: Barrier
    where: str = ""


def barriers(
    title: str, summary: str, documents: Sequence[Hung], *, has_easy_read: bool
) -> tuple[Found, ...]:
    """Return what stands in the way, what must go first."""
    found = [each for document in documents for each in _of(document)]
    age = reading_age(summary)
    if age is not None and age > GOOD_AGE:
        found.append(Found(Barrier.HARD_TO_READ, str(age)))
    found.extend(
        Found(Barrier.ALL_CAPITALS, words)
        for words in (title, summary)
        if words.isupper() and len(words) > CAPITALS
    )
    if documents and all(each.url.lower().endswith(".pdf") for each in documents):
        found.append(Found(Barrier.PAPER_ONLY))
    if not has_easy_read:
        found.append(Found(Barrier.NO_EASY_READ))
    return tuple(sorted(found, key=lambda each: each.barrier not in MUST_GO))


def _of(document: Hung) -> list[Found]:
    found = []
    if is_picture(document.url) and not document.alt:
        found.append(Found(Barrier.PICTURE_UNDESCRIBED, document.title))
    if document.alt and is_picture("/" + document.alt.replace(" ", "")):
        found.append(Found(Barrier.ALT_IS_FILE_NAME, document.title))
    if document.title.strip().lower() in SAYS_NOTHING:
        found.append(Found(Barrier.LINK_SAYS_NOTHING, document.title))
    return found
