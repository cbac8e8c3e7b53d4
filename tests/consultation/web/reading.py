"""What tests look for in a page."""

from __future__ import annotations

import html
import re

from werkzeug.test import TestResponse

CODE = re.compile(r"\b[CDFGHJKMNPQRTVWX34679]{4}(?:-[CDFGHJKMNPQRTVWX34679]{4}){2}\b")
REF = re.compile(r"/comments/([CDFGHJKMNPQRTVWX34679]{4}-[CDFGHJKMNPQRTVWX34679]{4})")


def text_of(answer: TestResponse) -> str:
    """The page as written, with its entities read."""
    return html.unescape(answer.get_data(as_text=True))


def hidden(answer: TestResponse, name: str) -> str:
    """The value of a hidden field."""
    page = answer.get_data(as_text=True)
    field = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
    assert field, f"no field {name}"
    value = re.search(r'value="([^"]*)"', field[0])
    return html.unescape(value[1]) if value else ""


def code_on(answer: TestResponse) -> str:
    """The tracking code on a page."""
    found = CODE.search(text_of(answer))
    assert found, "no tracking code"
    return found[0]


def words_of(response: TestResponse) -> str:
    """Return what a page says, without its tags, in one line."""
    return " ".join(re.sub(r"<[^>]*>", " ", text_of(response)).split())
