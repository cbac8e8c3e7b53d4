"""What people write, read: Markdown without HTML, pictures, headings or code, and its plain words.

Nothing here makes HTML; ``foundation.web.prose`` alone does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

SCHEMES = frozenset({"http", "https", "mailto"})
UNREAD = (
    *("code", "fence", "heading", "hr", "html_block", "lheading", "reference"),
    *("backticks", "entity", "html_inline", "image", "strikethrough", "table"),
)
DEEPEST = 20
"""Lists in lists in lists; a text that goes deeper is shown as it was typed."""
MOST_SIGNS = 2_000
"""Brackets, stars and the like in one text; more is an attack, and is shown as it was typed."""

MORE_THAN = re.compile(r"^( {0,3})>(?= ?[\d\u00a3])", re.MULTILINE)
"""A line that begins with "> 5 storeys" means more than five, and quotes nobody."""

JOINER = "\u200d"
ENOUGH_OF_IT = 0.8
"""Share of a beginning that whole words have to fill; scripts without spaces do not."""


def plain(text: str | None) -> str:
    """Return the words of *text* without its marks, for where nothing can be emphasised.

    It is plain text and no markup: a template escapes it like any other.
    """
    said = text or ""
    read = tokens(said)
    return said.strip() if read is None else "".join(_words(read)).strip()


def quoted(text: str) -> str:
    """Return plain *text* as Markdown that quotes it."""
    lines = "\n".join(line for line in text.splitlines() if line.strip())
    marked = f"\u201c{lines}\u201d"
    return "\n".join(f"> {line}" for line in marked.splitlines())


def is_quote(text: str) -> bool:
    """Tell whether *text* begins with the words of somebody else."""
    return text.lstrip().startswith(">") and MORE_THAN.match(text.lstrip()) is None


def beginning(text: str, most: int) -> str:
    """Return at most *most* characters of *text*, whole words where it has spaces between them.

    No letter loses its marks; a text that goes on ends with an ellipsis.
    """
    if len(text) <= most:
        return text
    end = most
    while end and (unicodedata.category(text[end])[0] == "M" or JOINER in text[end - 1 : end + 1]):
        end -= 1
    words, space, _ = text[: end + 1].rpartition(" ")
    kept = words if space and len(words) > end * ENOUGH_OF_IT else text[:end]
    return f"{kept.rstrip()}\u2026"


def tokens(text: str) -> list[Token] | None:
    """Return what *text* is made of, or None where it is to be shown as it was typed."""
    if sum(text.count(sign) for sign in "[]()*_>&\\") > MOST_SIGNS:
        return None
    read = reader().parse(MORE_THAN.sub(r"\1\>", text))
    return None if any(token.level >= DEEPEST - 2 for token in read) else read


def may_follow(address: str) -> bool:
    """Tell whether an address leads to where a link may lead."""
    try:
        return urlsplit(address).scheme in SCHEMES
    except ValueError:
        return False


def _words(read: Sequence[Token]) -> Iterator[str]:
    """Yield what is read of *read*, each paragraph and each line on a line of its own."""
    for token in read:
        if token.children:
            yield from _words(token.children)
        elif token.type in {"hardbreak", "softbreak"}:
            yield "\n"
        elif token.type == "list_item_open":
            yield f"{token.info}. " if token.info else "\u2013 "
        elif token.type == "paragraph_close":
            yield "\n" if token.hidden else "\n\n"
        elif token.type.startswith("text"):
            yield token.content


class _Reader(MarkdownIt):
    """A reader to whom an address that may not be followed is no link."""

    def validateLink(self, url: str) -> bool:  # noqa: N802  the library's name
        return may_follow(url)


@cache
def reader() -> MarkdownIt:
    """Return the one reader of all text."""
    options = {"html": False, "breaks": True, "maxNesting": DEEPEST}
    return _Reader("js-default", options).disable(UNREAD)
