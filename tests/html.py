"""A test client that reads every page it fetches."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from flask import g, has_app_context
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

ONCE = ("title", "h1", "main")


class Outline(HTMLParser):
    """Collects what a page must have exactly once, and what it must not have at all."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        named = dict(attrs)
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.inline += [name for name in named if name == "style" or name.startswith("on")]
        is_data = named.get("type") in {"application/json", "application/ld+json"}
        if tag == "style" or (tag == "script" and "src" not in named and not is_data):
            self.inline.append(tag)


class ReadingClient(FlaskClient):
    """Fails a test whose page lacks one title, h1 or main, repeats an id or has inline code.

    ``at`` is the address of the council that it asks.
    """

    at = "http://localhost"

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        if args and isinstance(args[0], str):
            kwargs.setdefault("base_url", self.at)
        # The tests hold one app context, which would carry a request's memory into the next.
        for name in list(g) if has_app_context() else []:
            g.pop(name)
        response = super().open(*args, **kwargs)
        is_page = response.mimetype == "text/html" and not 300 <= response.status_code < 400
        is_file = response.headers.get("Content-Disposition", "").startswith("attachment")
        if is_page and not is_file and "'nonce-" not in self._policy(response):
            page = Outline()
            page.feed(response.get_data(as_text=True))
            if "html" in page.tags:
                for tag in ONCE:
                    assert page.tags.count(tag) == 1, f"{page.tags.count(tag)} <{tag}>"
            assert len(page.ids) == len(set(page.ids)), "an id is used twice"
            assert not page.inline, f"inline code: {page.inline}"
        return response

    @staticmethod
    def _policy(response: TestResponse) -> str:
        return response.headers.get("Content-Security-Policy", "")
