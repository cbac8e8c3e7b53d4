"""Read the invented texts; ``texts/lantern-row.txt`` says how they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from consultation.rules.comments import Channel, Kind, Stance

HEADER = re.compile(
    r"(?P<stance>[SCNO-]) (?P<kind>[cqi]) (?P<topics>\S+) (?P<spot>\S+) (?P<channel>[wdpfelm]) "
    r"(?P<language>[a-z-]+) ?(?P<name>.*)"
)
STANCES = {
    "S": Stance.SUPPORT,
    "C": Stance.SUPPORT_WITH_CHANGES,
    "N": Stance.NEUTRAL,
    "O": Stance.OBJECT,
    "-": None,
}
KINDS = {"c": Kind.COMMENT, "q": Kind.QUESTION, "i": Kind.IDEA}
CHANNELS = {
    "w": Channel.WEB,
    "d": Channel.SESSION,
    "p": Channel.PAPER,
    "f": Channel.PHONE,
    "e": Channel.EMAIL,
    "l": Channel.LETTER,
    "m": Channel.SOCIAL,
}


class Act(StrEnum):
    """What a line below a comment is."""

    REPLY = ">"
    REPLY_TO_REPLY = ">>"
    ANSWER = "="
    CLOSING_ANSWER = "=!"
    APPLICANT = "@"
    CONSIDER = "~"
    HIDE = "!"


@dataclass(frozen=True, slots=True)
class Below:
    """One line below a comment.

    Args:
        who: the display name of a reply, or the role of an answer.
    """

    act: Act
    text: str
    who: str | None = None
    language: str = "und"
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """One invented comment and all that follows from it."""

    text: str
    stance: Stance | None
    kind: Kind
    topics: tuple[str, ...]
    spot: str
    channel: Channel
    language: str
    name: str | None
    is_late: bool = False
    below: list[Below] = field(default_factory=list)


def read_texts(path: Path) -> list[Said]:
    """Return every comment of one file, in its order.

    Raises:
        ValueError: a line is not written as it should be; its number is named.
    """
    said: list[Said] = []
    for number, line in _lines(path):
        head, bar, text = line.partition(" | ")
        first = head.split(" ", 1)[0]
        try:
            if first in {act.value for act in Act}:
                said[-1].below.append(_below(Act(first), head[len(first) :].strip(), text))
            elif bar and (found := HEADER.fullmatch(head)):
                said.append(_said(found, text))
            else:
                raise ValueError("it has no head")
        except (ValueError, IndexError) as wrong:
            raise ValueError(f"{path.name}, line {number}: {wrong}") from wrong
    return said


def _lines(path: Path) -> Iterable[tuple[int, str]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            yield number, line


def _said(found: re.Match[str], text: str) -> Said:
    topics = found["topics"]
    return Said(
        text=text.replace("\\n", "\n"),
        stance=STANCES[found["stance"]],
        kind=KINDS[found["kind"]],
        topics=() if topics == "-" else tuple(topics.split(",")),
        spot=found["spot"],
        channel=CHANNELS[found["channel"]],
        language=found["language"],
        name=found["name"] or None,
    )


def _below(act: Act, head: str, text: str) -> Below:
    if act in {Act.REPLY, Act.REPLY_TO_REPLY}:
        language, _, name = head.partition(" ")
        return Below(act, text, who=name or None, language=language)
    role, _, note = head.partition(";")
    return Below(act, text, who=role.strip() or None, note=note.strip() or None)
