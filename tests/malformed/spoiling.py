"""Requests of which something is wrong, for every route there is."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from flask import Flask
from werkzeug.routing import Rule

from foundation.base.roles import Role
from tests.malformed import bodies, corpus, drawn
from tests.malformed.forms import Fields, Known
from tests.townhall.towns import Names

VARIABLE = re.compile(r"<(?:[^:<>]+:)?(\w+)>")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
LEAVE_ALONE = {"/sign-out", "/account/sign-out-everywhere"}
"""Routes that would only end the sign-in of who asks."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it goes over the wire, and as whom."""

    rule: str
    role: Role | None
    method: str
    target: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""

    def __str__(self) -> str:
        return f"{self.role} {self.method} {self.target[:300]} {self.headers} {self.body[:400]!r}"


@dataclass
class Spoiler:
    """Thinks of requests: mostly as an honest one would be, with one or a few things wrong."""

    app: Flask
    names: Names
    known: Known
    number: int
    drawn_values: int = 400
    csrf: str | None = None
    chance: random.Random = field(init=False)
    rules: list[tuple[str, Rule]] = field(init=False)
    words: Sequence[str] = field(init=False)
    values: Sequence[object] = field(init=False)
    files: Sequence[tuple[str, str, bytes]] = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.number)  # noqa: S311  no secret
        self.rules = [
            (method, rule)
            for rule in self.app.url_map.iter_rules()
            if rule.rule not in LEAVE_ALONE
            for method in METHODS
            if method in (rule.methods or ())
        ]
        self.words = drawn.drawn(drawn.WORDS, self.drawn_values, self.number)
        self.values = drawn.drawn(drawn.VALUES, self.drawn_values, self.number)
        self.files = corpus.files()

    def requests(self, count: int) -> Iterator[Asked]:
        """Yield *count* requests; each route has its turn before one has its second.

        Pages are asked for first: they say what the forms on them send. What programs are for has
        a third of all turns, as anybody may send it anything.
        """
        open_to_programs = [each for each in self.rules if each[1].rule.startswith("/api/")]
        while count > 0:
            turn = self.rules + self.chance.choices(open_to_programs, k=len(self.rules) // 2)
            turn = self.chance.sample(turn, min(count, len(turn)))
            turn.sort(key=lambda each: each[0] != "GET")
            yield from (self.one(*each) for each in turn)
            count -= len(turn)

    def one(self, method: str, rule: Rule) -> Asked:
        """Return one request for *rule*."""
        role = self._role(rule)
        headers = list(self._headers())
        body = b""
        if method != "GET":
            kind, body = self._body(rule)
            headers = [("Content-Type", kind), *headers] if kind else headers
        target = self._path(rule) + self._query(method, rule)
        return Asked(rule.rule, role, method, target, tuple(headers), body)

    def word(self) -> str:
        """Return some text that may be wrong in any way, or right."""
        source = self.chance.choices(
            (corpus.WORDS, corpus.NUMBERS, corpus.DAYS, corpus.PLACES, corpus.PLAIN, self.words),
            (4, 3, 3, 1, 3, 4),
        )[0]
        return self.chance.choice(source)

    def _role(self, rule: Rule) -> Role | None:
        wanted = getattr(self.app.view_functions[rule.endpoint], "access", "anyone")
        policy = self.app.extensions["policy"]
        may: list[Role | None] = [role for role in Role if wanted in policy[role]]
        if wanted == "anyone":
            may = [None, Role.CONSULTATION_OFFICER]
        asks: Role | None = self.chance.choice([None, *Role] if self._now_and_then(0.05) else may)
        return asks

    def _path(self, rule: Rule) -> str:
        def part(found: re.Match[str]) -> str:
            honest = self.names.get(found[1])
            word = self.word()[:2_000] if self._now_and_then(0.15) or not honest else None
            return _quoted(self.chance.choice(honest) if honest and word is None else word or "x")

        return VARIABLE.sub(part, rule.rule)

    def _query(self, method: str, rule: Rule) -> str:
        known = self.known.fields("GET", rule.rule) if method == "GET" else {}
        if not known and not self._now_and_then(0.3):
            return ""
        pairs = self._filled(known)
        if self._now_and_then(0.2):
            pairs.append((self.word()[:40], self.word()))
        if not known:
            pairs += [(self.chance.choice(QUERIES), self.word()) for _ in range(2)]
        asked = "&".join(f"{_quoted(name)}={_quoted(value[:3_000])}" for name, value in pairs)
        return f"?{asked[:7_000]}"

    def _body(self, rule: Rule) -> tuple[str, bytes]:
        if self._now_and_then(0.04):
            return bodies.garbage(self.chance)
        if rule.rule.startswith("/api/"):
            return bodies.spoiled_json(self.chance, self.values, self.word)
        fields = self.known.fields("POST", rule.rule)
        pairs = self._filled(fields)
        if not fields or self._now_and_then(0.1):
            pairs += [(self.chance.choice(FIELDS), self.word()) for _ in range(3)]
        if self.csrf and not self._now_and_then(0.01):
            pairs.append(("csrf_token", self.csrf))
        names = self.known.files.get(rule.rule) or set()
        if names:
            given = [(name, *self.chance.choice(self.files)) for name in sorted(names)]
            return bodies.multipart(self.chance, pairs, given)
        return bodies.form(pairs)

    def _filled(self, fields: Fields) -> list[tuple[str, str]]:
        """Fill in *fields*, some of them as nobody would, leave some out and say some twice."""
        how_wrong = self.chance.choice((0.0, 0.1, 0.1, 0.3, 1.0))
        pairs = []
        for name, offered in sorted(fields.items()):
            honest = self.chance.choice(sorted(offered) or corpus.PLAIN)
            wrong = self._now_and_then(how_wrong)
            if wrong and self._now_and_then(0.15):
                continue
            pairs.append((name, self.word() if wrong else honest))
            if wrong and self._now_and_then(0.1):
                pairs.append((name, self.word()))
        return pairs

    def _headers(self) -> Iterator[tuple[str, str]]:
        if self._now_and_then(0.1):
            yield self.chance.choice(corpus.HEADERS)

    def _now_and_then(self, share: float) -> bool:
        return self.chance.random() < share


QUERIES = (
    *("after", "before", "page", "limit", "sort", "show", "part", "next", "from", "to", "by", "c"),
    *("postcode", "ward", "kind", "as_of", "text", "words", "status", "topic", "stance", "bbox"),
    *("since", "section", "quarter", "programme", "place", "of", "draft", "table", "step", "code"),
    *("zoom", "lat", "lon", "view", "challenge", "consultation", "version", "change", "outcomes"),
)
FIELDS = (
    *("act", "text", "name", "title", "seen", "version", "role", "email", "day", "date", "reason"),
    *("kind", "status", "topic", "place", "postcode", "code", "to", "after", "next", "id", "why"),
)


def _quoted(text: str) -> str:
    return quote(text, safe="", errors="surrogatepass")
