"""People who give their view by forms and press the button again until it is through."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPException
from urllib.parse import urlencode, urlsplit

from tests.torture.posting import PATIENCE, PAUSE, Client

REFERENCE = re.compile(r"(?<![-\w])[0-9A-Z]{4}-[0-9A-Z]{4}(?![-\w])")
"""Four and four; the code that stands beside it has four more."""
ANSWERS = {
    "view": "comment",
    "about": "whole",
    "coached": "1",
    "name": "Ann Example",
    "address": "1 Invented Row",
    "postcode": "B9 5QT",
}
GO_ON = "go"
MOST_PAGES = 20
OK = 200


class FirstForm(HTMLParser):
    """Collects what the form of a page sends of itself, what it asks for, and its buttons."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.hidden: dict[str, str] = {}
        self.asked: set[str] = set()
        self.pressed: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "input" and given.get("type") == "hidden":
            self.hidden.setdefault(given.get("name", ""), given.get("value", ""))
        elif tag in {"input", "textarea"}:
            self.asked.add(given.get("name", ""))
        elif tag == "button" and given.get("name") == "act":
            self.pressed.add(given.get("value", ""))


@dataclass
class Person(Client):
    """One browser without scripts, whose user does not give up."""

    cookies: dict[str, str] = field(default_factory=dict)

    def get_through(self, text: str) -> None:
        """Answer every question and send, as somebody whom nobody knows yet."""
        self.cookies.clear()
        at = self.path
        for _ in range(MOST_PAGES):
            page = self._answered("GET", at)
            if at.endswith("/sent"):
                found = REFERENCE.search(page)
                self.acknowledged[text] = found.group() if found else "no reference"
                return
            form = FirstForm(page)
            answers = {**ANSWERS, "text": text}
            given = {name: answers[name] for name in form.asked if name in answers}
            given |= {"act": GO_ON} if GO_ON in form.pressed else {}
            at = self._answered("POST", at, {**form.hidden, **given})
            if self.wrong:
                return
        self.wrong.append(f"never came to the end of {text!r}")

    def _answered(self, method: str, path: str, fields: dict[str, str] | None = None) -> str:
        """Ask until there is an answer; return the page, or after a POST where it leads."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and not self.wrong:
            status, answer, leads_to = self._try(method, path, fields)
            if method == "GET" and status == OK:
                return answer
            if leads_to:
                return urlsplit(leads_to).path
            if status:
                self.wrong.append(f"{method} {path} {status} {answer[:200]!r}")
                return ""
            time.sleep(PAUSE)
        self.wrong.append(f"no answer within {PATIENCE:.0f} s to {method} {path}")
        return ""

    def _try(self, method: str, path: str, fields: dict[str, str] | None) -> tuple[int, str, str]:
        """Send once; (0, "", "") where the server was not there, went away or asks for patience."""
        connection = self.connection()
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, urlencode(fields or {}), headers)
            answer = connection.getresponse()
            page = answer.read().decode()
        except (HTTPException, OSError):
            self.silent += 1
            return 0, "", ""
        finally:
            connection.close()
        if self.has_to_wait(answer):
            return 0, "", ""
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, page, answer.headers.get("Location", "")
