"""What the forms of the pages send, as read from the pages themselves."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urljoin, urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

Fields = dict[str, set[str]]
"""Name of a field → values that the page itself offers for it."""


@dataclass
class Known:
    """Fields that each rule is sent, by method; files apart."""

    app: Flask
    sent: dict[tuple[str, str], Fields] = field(default_factory=dict)
    files: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def learn(self, page: str, at: str) -> None:
        """Read every form and every link with a question in *page*, which stands at *at*."""
        for form in _Forms(page).found:
            self._note(form.method, urljoin(at, form.action or at), form.fields, form.files)

    def fields(self, method: str, rule: str) -> Fields:
        """Return what is known to be sent to *rule*."""
        return self.sent.get((method, rule), {})

    def _note(self, method: str, address: str, fields: Fields, files: set[str]) -> None:
        parts = urlsplit(address)
        urls = self.app.url_map.bind("localhost")
        try:
            rule, _ = urls.match(parts.path, method=method, return_rule=True)
        except (HTTPException, RequestRedirect):
            return
        known = self.sent.setdefault((method, rule.rule), defaultdict(set))
        for name, values in fields.items():
            known[name] |= values
        for name, value in parse_qsl(parts.query):
            known[name].add(value)
        self.files[rule.rule] |= files


@dataclass
class _Form:
    method: str
    action: str
    fields: Fields = field(default_factory=lambda: defaultdict(set))
    files: set[str] = field(default_factory=set)


class _Forms(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[_Form] = []
        self._open: _Form | None = None
        self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            method = given.get("method", "get").upper()
            self._open = _Form(method, given.get("action", ""))
            self.found.append(self._open)
        elif tag == "a" and "?" in given.get("href", ""):
            self.found.append(_Form("GET", given["href"]))
        elif self._open is not None:
            self._field(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None

    def _field(self, tag: str, given: dict[str, str]) -> None:
        assert self._open is not None
        name = given.get("name", "")
        if tag == "input" and given.get("type") == "file":
            self._open.files.add(name)
        elif tag == "select":
            self._select = name
        elif tag == "option":
            self._open.fields[self._select].add(given.get("value", ""))
        elif tag in {"input", "button", "textarea"} and name and name != "csrf_token":
            self._open.fields[name] |= {given["value"]} if given.get("value") else set()
