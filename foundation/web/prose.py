"""What people write, as HTML: the one place in which text becomes markup.

Markdown without HTML, pictures, headings or code, then cleaned once more by a second reader that
knows nothing of Markdown.
"""

from __future__ import annotations

from functools import cache

import nh3
from flask import Flask
from markdown_it import MarkdownIt
from markupsafe import Markup

from foundation.base.prose import SCHEMES, may_follow, plain, reader, tokens

TAGS = frozenset({"a", "blockquote", "br", "em", "li", "ol", "p", "strong", "ul"})
REL = "nofollow noopener ugc"


def init(app: Flask) -> None:
    """Give templates the filters ``prose`` and ``plain``."""
    app.jinja_env.filters["prose"] = prose
    app.jinja_env.filters["plain"] = plain


def prose(text: str | None) -> Markup:
    """Return *text* as paragraphs, lists, emphasis and links that nobody vouches for."""
    return Markup(_cleaned(_read(text or "")))  # noqa: S704  cleaned in the line itself


def _read(text: str) -> str:
    read = tokens(text)
    if read is None:
        return str(_plain_reader().render(text))
    return str(reader().renderer.render(read, reader().options, {}))


def _cleaned(html: str) -> str:
    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes={"a": {"href"}, "ol": {"start"}, "*": set()},
        attribute_filter=lambda _tag, name, value: (
            value if name != "href" or may_follow(value) else None
        ),
        url_schemes=set(SCHEMES),
        link_rel=REL,
    )


@cache
def _plain_reader() -> MarkdownIt:
    return MarkdownIt("zero", {"html": False, "breaks": True}).enable("newline")
