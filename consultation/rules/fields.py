"""Read one member of somebody else's document, and name its path when it is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NoReturn
from urllib.parse import urlsplit

from foundation.base.clock import london_day
from foundation.base.errors import Invalid

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
LONGEST = 500
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def refuse(path: str, reason: str) -> NoReturn:
    """Say what is wrong with the member at *path*."""
    raise Invalid(f"{path}: {reason}", fields={path: reason})


@dataclass(frozen=True, slots=True)
class Member:
    """A value inside a document; an absent one is None and knows where it would have been."""

    value: object
    path: str = ""

    def at(self, *names: str) -> Member:
        """Return the member that *names* lead to, one object after the other."""
        here = self
        for name in names:
            inside = here.value.get(name) if isinstance(here.value, Mapping) else None
            here = Member(inside, f"{here.path}.{name}" if here.path else name)
        return here

    def items(self) -> Iterator[Member]:
        """Yield each member of a list; nothing where there is none."""
        if self.value is None:
            return
        if not isinstance(self.value, list):
            refuse(self.path, "a list is needed here")
        for number, member in enumerate(self.value):
            yield Member(member, f"{self.path}[{number}]")

    def text(self, longest: int = LONGEST) -> str | None:
        """Return the text without controls and spaces around it, None if nothing is left."""
        if self.value is None:
            return None
        if not isinstance(self.value, str):
            refuse(self.path, "text is needed here")
        clean = CONTROLS.sub("", self.value).strip()
        if len(clean) > longest:
            refuse(self.path, f"this is {len(clean)} characters long; at most {longest} fit")
        return clean or None

    def needed(self, longest: int = LONGEST) -> str:
        """Return the text, which has to be there."""
        return self.text(longest) or refuse(self.path, "this is missing")

    def flag(self) -> bool:
        """Return whether it is true; false where it is absent."""
        if not isinstance(self.value, bool | None):
            refuse(self.path, "true or false is needed here")
        return bool(self.value)

    def instant(self) -> datetime | None:
        """Return a moment written as RFC 3339 says, as in 2026-11-22T10:00:00Z."""
        words = self.text()
        if words is None:
            return None
        try:
            read = datetime.fromisoformat(words)
        except ValueError:
            refuse(self.path, f'"{words[:40]}" is not a date and time such as 2026-11-22T10:00:00Z')
        return read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)

    def day(self) -> date | None:
        """Return a day; of a moment, the one that London calendars show."""
        words = self.text()
        if words is None:
            return None
        if not DAY.fullmatch(words):
            moment = self.instant()
            return london_day(moment) if moment else None
        try:
            return date.fromisoformat(words)
        except ValueError:
            refuse(self.path, f'"{words}" is not a day in the calendar')

    def link(self) -> str | None:
        """Return the address of a page or file on the web."""
        words = self.text(2_000)
        if words is None:
            return None
        try:
            parts = urlsplit(words)
        except ValueError:
            refuse(self.path, "this is not a web address")
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            refuse(self.path, "this is not a web address that starts with https://")
        return words
