"""One text message, and the ways it can leave: a gateway of the council's, or a folder."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from foundation.base.errors import Invalid
from foundation.base.words import say

NUMBER = re.compile(r"\+[1-9]\d{7,14}")
"""Source: ITU-T E.164, at most 15 digits with the country's code."""


@dataclass(frozen=True, slots=True)
class TextMessage:
    """What one phone is sent.

    Raises:
        Invalid: the number is not written with its country's code and digits alone.
    """

    to: str
    text: str

    def __post_init__(self) -> None:
        if NUMBER.fullmatch(self.to) is None:
            raise Invalid(fields={"phone": say("Enter a mobile number such as 07700 900123.")})


class Gateway(Protocol):
    """Takes one text message off our hands, or raises; the id is the same at every try."""

    def send_text(self, message: TextMessage, message_id: str) -> None:
        """Hand *message* over."""


@dataclass
class TextMemory:
    """Keeps text messages in a list, for tests."""

    sent: list[tuple[TextMessage, str]] = field(default_factory=list)

    def send_text(self, message: TextMessage, message_id: str) -> None:
        """Append *message*."""
        self.sent.append((message, message_id))


@dataclass(frozen=True, slots=True)
class TextFolder:
    """Writes each message into a file of its own, for a deployment without a gateway."""

    path: Path

    def send_text(self, message: TextMessage, message_id: str) -> None:
        """Write *message*, named for its id: a second try writes no second file."""
        self.path.mkdir(parents=True, exist_ok=True)
        name = message_id.strip("<>").partition("@")[0]
        (self.path / f"{name}.txt").write_text(f"To: {message.to}\n\n{message.text}\n")
