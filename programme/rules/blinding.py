"""What assessors do not see until they have scored, and where free text gives it away.

Source: programme-field.md §1 and §4.3: names, places and links are hidden while people score, and
nobody who scores quality sees a price.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from typing import ClassVar
from uuid import UUID

from foundation.base.decisions import YES, Decision
from foundation.base.events import Event
from foundation.base.words import say
from programme.rules.rounds import AFTER_SCORING, RoundState
from questions.rules.kinds import Kind
from questions.rules.values import Spot, Value, Words

SHORT = 3
"""Names of so few letters are found only as they are written: "IT" is not "it"."""

_TELLING = frozenset({Kind.BUDGET, Kind.FILE, Kind.PLACE})
_WORD = re.compile(r"[^\W_]+")
_LINK = re.compile(r"https?://\S+|www\.\S+|[^\s@]+@[^\s@]+\.[^\s@]+", re.IGNORECASE)
_LEGAL_FORM = re.compile(r"[\s,]+(ltd|limited|llp|plc|cic|inc|gmbh)\.?\s*$", re.IGNORECASE)
_HOST = re.compile(r"^(?:https?://)?(?:www\.)?([^/:?#]+)", re.IGNORECASE)


class Hidden(StrEnum):
    """What kind of thing is hidden."""

    FIRM = "firm"
    PERSON = "person"
    PLACE = "place"
    NUMBER = "number"
    LINK = "link"


class Shown(StrEnum):
    """From when on an answer of the form is shown to assessors."""

    AT_ONCE = "at_once"
    AFTER_SCORING = "after_scoring"
    AFTER_RELEASE = "after_release"


class RevealKind(StrEnum):
    """How somebody came to know who it is."""

    RECOGNISED = "recognised"
    LOOKED = "looked"


class WhyNot(StrEnum):
    """Why an answer is not shown."""

    BLIND = "blind"
    UNTIL_RELEASE = "until_release"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.BLIND: say("Shown only after all scores are locked."),
    WhyNot.UNTIL_RELEASE: say("Shown only after the outcome is released."),
}


@dataclass(frozen=True, slots=True)
class ProfileChanged(Event):
    """What is hidden from assessors was changed."""

    kind: ClassVar[str] = "programme.blinding.changed"
    challenge_id: UUID


@dataclass(frozen=True, slots=True)
class BlindRevealed(Event):
    """Somebody came to know whose a blind submission is."""

    kind: ClassVar[str] = "programme.blinding.revealed"
    submission_id: UUID
    how: RevealKind


@dataclass(frozen=True, slots=True)
class Secret:
    """A value of a blind field."""

    kind: Hidden
    value: str


@dataclass(frozen=True, slots=True)
class Leak:
    """Where a text gives a secret away: characters from *start* up to, not including, *end*."""

    kind: Hidden
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text; where *hidden* is set, a page says so in the place of the words."""

    text: str
    hidden: Hidden | None = None


def texts_in(value: Value) -> tuple[str, ...]:
    """Return what an answer says in words; nothing where it was picked or drawn."""
    match value:
        case Words(text):
            return (text,)
        case Spot(_way, _drawn, postcode, words):
            return tuple(said for said in (postcode, words) if said)
        case _:
            return ()


def usually_shown(kind: Kind) -> Shown:
    """Return from when on answers to a kind of question are shown where nobody says otherwise.

    A price would sway marks for quality, and nobody can take names out of a drawing or a file.
    """
    return Shown.AFTER_SCORING if kind in _TELLING else Shown.AT_ONCE


def may_see(shown: Shown, round_state: RoundState) -> Decision:
    """Decide whether assessors see an answer now."""
    if shown is Shown.AT_ONCE or round_state is RoundState.RELEASED:
        return YES
    if shown is Shown.AFTER_RELEASE:
        return Decision(WhyNot.UNTIL_RELEASE)
    return YES if round_state in AFTER_SCORING else Decision(WhyNot.BLIND)


def leaks_in(text: str, secrets: Iterable[Secret]) -> tuple[Leak, ...]:
    """Return where *text* gives a secret away, in order and without overlaps.

    Capitals, accents, spaces and punctuation between words make no difference, and a firm is found
    without its legal form too. Every link and e-mail address counts, whoever it belongs to.
    """
    words = list(_WORD.finditer(text))
    plain = [_plain(word.group()) for word in words]
    found = [Leak(Hidden.LINK, *link.span()) for link in _LINK.finditer(text)]
    for secret in secrets:
        for value in _ways_to_write(secret):
            found += [
                Leak(secret.kind, words[first].start(), words[last].end())
                for first, last in _runs(plain, value)
                if len(value) > SHORT or _is_exactly(words[first : last + 1], secret)
            ]
    return _without_overlaps(found)


def parts_of(text: str, leaks: Iterable[Leak]) -> tuple[Part, ...]:
    """Return *text* in pieces, with what leaks taken out."""
    parts: list[Part] = []
    at = 0
    for leak in leaks:
        parts += [Part(text[at : leak.start]), Part("", leak.kind)]
        at = leak.end
    return tuple(part for part in (*parts, Part(text[at:])) if part.text or part.hidden)


def _ways_to_write(secret: Secret) -> set[str]:
    value = secret.value.strip()
    ways = {value}
    if secret.kind is Hidden.FIRM:
        ways.add(_LEGAL_FORM.sub("", value))
    if secret.kind is Hidden.LINK and (host := _HOST.match(value)):
        ways.add(host.group(1))
    if secret.kind is Hidden.PERSON and " " in value:
        ways.add(value.split()[-1])
    return {plain for way in ways if (plain := _plain("".join(_WORD.findall(way))))}


def _runs(words: list[str], value: str) -> Iterable[tuple[int, int]]:
    """First and last word of every run that says *value* when written together."""
    for first, word in enumerate(words):
        if not value.startswith(word):
            continue
        run = accumulate(words[first : first + len(value)])
        for last, said in enumerate(run, start=first):
            if said == value:
                yield first, last
            if not value.startswith(said):
                break


def _is_exactly(words: list[re.Match[str]], secret: Secret) -> bool:
    return "".join(word.group() for word in words) in secret.value


def _without_overlaps(found: Iterable[Leak]) -> tuple[Leak, ...]:
    kept: list[Leak] = []
    for leak in sorted(found, key=lambda each: (each.start, -each.end, each.kind)):
        if not kept or leak.start >= kept[-1].end:
            kept.append(leak)
        elif leak.end > kept[-1].end:
            kept[-1] = Leak(kept[-1].kind, kept[-1].start, leak.end)
    return tuple(kept)


def _plain(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
