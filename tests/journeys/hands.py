"""Somebody who fills in the forms of pages as they are served, without a browser."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import cast
from urllib.parse import urlsplit
from uuid import UUID

from flask import Flask
from werkzeug.test import TestResponse

from foundation.base.db import db
from foundation.base.roles import Role
from tests.conftest import sign_in_as
from tests.html import ReadingClient

HELD = ("radio", "checkbox")
Typed = str | list[str]


@dataclass(frozen=True)
class Button:
    """A button: what it says, and what it adds to what is sent."""

    words: str
    name: str
    value: str


@dataclass
class Form:
    """One form of a page: where it goes, what it holds, what can be chosen, its buttons."""

    action: str
    method: str
    held: dict[str, list[str]] = field(default_factory=dict)
    choices: dict[str, dict[str, str]] = field(default_factory=dict)
    buttons: list[Button] = field(default_factory=list)

    def filled(self, button: Button, typed: dict[str, Typed]) -> dict[str, list[str]]:
        """Return what is sent when *button* is pressed; nothing can be typed that is not there."""
        sent = {name: list(values) for name, values in self.held.items()}
        for name, given in typed.items():
            assert name in self.held, f"no field {name}: {sorted(self.held)}"
            values = given if isinstance(given, list) else [given]
            sent[name] = [self._chosen(name, value) for value in values]
        if button.name:
            sent[button.name] = [button.value]
        return sent

    def _chosen(self, name: str, value: str) -> str:
        """Return the value behind a choice, which may be given by its words."""
        choices = self.choices.get(name)
        if choices is None or value in choices:
            return value
        found = [each for each, words in choices.items() if value in words]
        assert len(found) == 1, f"{name} has no choice {value!r}: {choices}"
        return found[0]


class Sheet(HTMLParser):
    """Reads the forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.words: list[str] = []
        self.links: list[str] = []
        self._form: Form | None = None
        self._select = self._option = self._area = ""
        self._button: tuple[str, str] | None = None
        self._said: list[str] = []
        self._label = ""
        self._ids: dict[str, tuple[Form, str, str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.links.append(given.get("href", ""))
        elif tag == "form":
            self._form = Form(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self._form)
        elif tag == "label":
            self._label, self._said = given.get("for", ""), []
        elif self._form is not None:
            self._control(self._form, tag, given)

    def _control(self, form: Form, tag: str, given: dict[str, str]) -> None:
        name = given.get("name", "")
        if tag == "input" and name:
            self._input(form, name, given)
        elif tag == "textarea":
            self._area, self._said = name, []
        elif tag == "select":
            self._select = name
            form.held[name], form.choices[name] = [], {}
        elif tag == "option":
            self._option, self._said = given.get("value", ""), []
            if "selected" in given or not form.held[self._select]:
                form.held[self._select] = [self._option]
        elif tag == "button":
            self._button, self._said = (name, given.get("value", "")), []

    def _input(self, form: Form, name: str, given: dict[str, str]) -> None:
        held = form.held.setdefault(name, [])
        if given.get("type") not in HELD:
            held.append(given.get("value", ""))
            return
        value = given.get("value", "on")
        form.choices.setdefault(name, {})[value] = ""
        self._ids[given.get("id", "")] = (form, name, value)
        if "checked" in given:
            held.append(value)

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        self._said.append(data)

    def handle_endtag(self, tag: str) -> None:
        said = re.sub(r"\s+", " ", "".join(self._said)).strip()
        form = self._form
        if tag == "label" and self._label in self._ids:
            of, name, value = self._ids[self._label]
            of.choices[name][value] = said
        if form is None:
            return
        if tag == "textarea":
            form.held[self._area] = ["".join(self._said).removeprefix("\n")]
        elif tag == "option":
            form.choices[self._select][self._option] = said
        elif tag == "button" and self._button:
            form.buttons.append(Button(said, *self._button))
            self._button = None
        elif tag == "form":
            self._form = None


class Hand:
    """Somebody at a page; what they press must be there, and what they type must have a field."""

    def __init__(self, app: Flask, who: Role | UUID) -> None:
        self.client = cast(ReadingClient, app.test_client())
        self.path, self.text = "", ""
        self.forms: list[Form] = []
        self._links: list[str] = []
        self.status = 0
        if isinstance(who, Role):
            self._read(self.client.post("/demo/sign-in", data={"role": who.value}))
        else:
            sign_in_as(self.client, who, app.extensions["clock"]())

    def open(self, path: str) -> Hand:
        """Go to a page, which must be there."""
        self._read(self.client.get(path))
        assert self.status == 200, f"{path}: {self.status}: {self.text[:400]}"
        return self

    def press(self, button: str, /, **typed: Typed) -> Hand:
        """Fill in the form of the first button that is called so, press it; nothing may be wrong.

        Where none is called so, one counts that begins so.
        """
        form, pressed = self._form_of(button)
        where, data = form.action or self.path, form.filled(pressed, typed)
        if form.method == "post":
            self._read(self.client.post(where, data=data))
        else:
            self._read(self.client.get(where, query_string=data))
        wrong = re.search(r"There is a problem(.{0,300})", self.text)
        assert wrong is None, f"{where}: {self.status}: {wrong}"
        assert self.status < 400, f"{where}: {self.status}: {self.text}"
        return self

    def choices(self, words: str, name: str) -> dict[str, str]:
        """Return what can be chosen for a field, in the form of a button: value → words."""
        form = self._form_of(words)[0]
        assert name in form.choices, form
        return form.choices[name]

    def fields(self, words: str, begin: str) -> list[str]:
        """Return the fields of a button's form whose names begin so."""
        return [name for name in self._form_of(words)[0].held if name.startswith(begin)]

    def links(self, begin: str) -> list[str]:
        """Return where the links of this page lead that begin so, each once."""
        return list(dict.fromkeys(each for each in self._links if each.startswith(begin)))

    def _form_of(self, words: str) -> tuple[Form, Button]:
        every = [(form, each) for form in self.forms for each in form.buttons]
        called = [pair for pair in every if pair[1].words == words]
        found = called or [pair for pair in every if pair[1].words.startswith(words)]
        assert found, f"{self.path} has no {words!r}: {[each.words for _form, each in every]}"
        return found[0]

    def _read(self, answer: TestResponse) -> None:
        """Follow to the page that is shown, and see afterwards what others do meanwhile."""
        while 300 <= answer.status_code < 400:
            answer = self.client.get(answer.headers["Location"])
        asked = urlsplit(answer.request.path)
        self.path, self.status = asked.path, answer.status_code
        sheet = Sheet()
        sheet.feed(answer.get_data(as_text=True))
        self.forms = sheet.forms
        self._links = sheet.links
        self.text = re.sub(r"\s+", " ", " ".join(sheet.words))
        db.session.rollback()
