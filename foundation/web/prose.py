"""What people write, as HTML: the one place in which text becomes markup.

Markdown without HTML, pictures, headings or code, then cleaned once more by a second reader that
knows nothing of Markdown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from urllib.parse import urlsplit

import nh3
from flask import Flask
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

TAGS = frozenset({"a", "br", "em", "li", "ol", "p", "strong", "ul"})
SCHEMES = frozenset({"http", "https", "mailto"})
REL = "nofollow noopener ugc"
UNREAD = (
    *("blockquote", "code", "fence", "heading", "hr", "html_block", "lheading", "reference"),
    *("backticks", "entity", "html_inline", "image", "strikethrough", "table"),
)
DEEPEST = 20
"""Lists in lists in lists; a text that goes deeper is shown as it was typed."""
MOST_SIGNS = 2_000
"""Brackets, stars and the like in one text; more is an attack, and is shown as it was typed."""


def init(app: Flask) -> None:
    """Give templates the filters ``prose`` and ``plain``."""
    app.jinja_env.filters["prose"] = prose
    app.jinja_env.filters["plain"] = plain


def prose(text: str | None) -> Markup:
    """Return *text* as paragraphs, lists, emphasis and links that nobody vouches for."""
    return Markup(_cleaned(_read(text or "")))  # noqa: S704  cleaned in the line itself


def plain(text: str | None) -> str:
    """Return the words of *text* without its marks, for where nothing can be emphasised.

    It is plain text and no markup: a template escapes it like any other.
    """
    said = text or ""
    read = _tokens(said)
    return said.strip() if read is None else "".join(_words(read)).strip()


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield what is read of *tokens*, each paragraph and each line on a line of its own."""
    for token in tokens:
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


def _read(text: str) -> str:
    read = _tokens(text)
    if read is None:
        return str(_plain_reader().render(text))
    return str(_reader().renderer.render(read, _reader().options, {}))


def _tokens(text: str) -> list[Token] | None:
    """Return what *text* is made of, or None where it is to be shown as it was typed."""
    if sum(text.count(sign) for sign in "[]()*_>&\\") > MOST_SIGNS:
        return None
    read = _reader().parse(text)
    return None if any(token.level >= DEEPEST - 2 for token in read) else read


def _cleaned(html: str) -> str:
    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes={"a": {"href"}, "ol": {"start"}, "*": set()},
        attribute_filter=lambda _tag, name, value: (
            value if name != "href" or _may_follow(value) else None
        ),
        url_schemes=set(SCHEMES),
        link_rel=REL,
    )


def _may_follow(address: str) -> bool:
    try:
        return urlsplit(address).scheme in SCHEMES
    except ValueError:
        return False


class _Reader(MarkdownIt):
    """A reader to whom an address that may not be followed is no link."""

    def validateLink(self, url: str) -> bool:  # noqa: N802  the library's name
        return _may_follow(url)


@cache
def _reader() -> MarkdownIt:
    options = {"html": False, "breaks": True, "maxNesting": DEEPEST}
    return _Reader("js-default", options).disable(UNREAD)


@cache
def _plain_reader() -> MarkdownIt:
    return MarkdownIt("zero", {"html": False, "breaks": True}).enable("newline")
