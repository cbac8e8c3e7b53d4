"""Reads the forms of a page and fills them in, each field with what it seems to ask for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

PICKED = {"radio", "checkbox"}
NOT_TYPED = {"hidden", "submit", "button", "reset", "image", "file", "number", "date", "color"}


@dataclass
class Form:
    """One form: where it goes, what it holds already, and which fields are typed into."""

    action: str
    method: str
    held: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)

    def filled(self, canaries: Mapping[str, str]) -> dict[str, str]:
        """Return the form with a canary in each field that is typed into.

        Keys of *canaries* are patterns for a field's name and type; the first that fits counts.
        """
        said = dict(self.held)
        for name, kind in self.typed.items():
            asked = f"{name} {kind}".lower()
            said[name] = next(value for key, value in canaries.items() if re.search(key, asked))
        return said


class Forms(HTMLParser):
    """Collects every form of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name, kind = given.get("name", ""), given.get("type", "text")
        if tag == "form":
            self.found.append(Form(given.get("action", ""), given.get("method", "get").lower()))
        if not self.found:
            return
        form = self.found[-1]
        if tag == "select":
            self._select = name
        elif tag == "option" and (self._select not in form.held or "selected" in given):
            form.held[self._select] = given.get("value", "")
        elif tag == "textarea" and name:
            form.typed[name] = "textarea"
        elif tag == "input" and name and kind in NOT_TYPED | PICKED:
            form.held.setdefault(name, given.get("value", ""))
        elif tag == "input" and name:
            form.typed[name] = kind


def forms_of(page: str) -> list[Form]:
    """Return the forms of *page*."""
    reader = Forms()
    reader.feed(page)
    return reader.found
