"""Which passwords we take, and how one is kept.

Source: OWASP ASVS 5.0 section 6.2 (length, no rules of composition, no common passwords); OWASP
password storage cheat sheet (argon2id with 19 MiB, two passes).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from enum import StrEnum

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from foundation.base.decisions import YES, Decision

SHORTEST = 8
LONGEST = 256
LONGEST_PATTERN = 4
FEW = 5
"""Characters that people hang on to a word: a year and a sign."""

COMMON = frozenset(
    [
        "password",
        "passwort",
        "passw0rd",
        "welcome",
        "letmein",
        "qwerty",
        "qwertz",
        "azerty",
        "admin",
        "administrator",
        "login",
        "secret",
        "changeme",
        "default",
        "test",
        "guest",
        "master",
        "monkey",
        "dragon",
        "football",
        "liverpool",
        "arsenal",
        "chelsea",
        "villa",
        "sunshine",
        "princess",
        "iloveyou",
        "superman",
        "batman",
        "pokemon",
        "charlie",
        "michael",
        "jordan",
        "ashley",
        "summer",
        "winter",
        "spring",
        "autumn",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "friday",
        "london",
        "birmingham",
        "manchester",
        "england",
        "council",
        "planner",
        "planning",
        "heardback",
        "trustno",
        "hello",
        "computer",
        "internet",
        "whatever",
    ]
)
"""Words that common passwords are made of; digits and signs around them do not save one."""

ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
LOOKS_LIKE = str.maketrans("013457@$!", "oleastasi")

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
NOBODYS = _hasher.hash("nobody has this password")
"""Checked where there is no account, so that its absence costs the same time."""


class WhyWeak(StrEnum):
    """What is wrong with a password."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    COMMON = "common"
    PERSONAL = "personal"
    REPEATED = "repeated"
    SEQUENCE = "sequence"


def may_protect(password: str, about: Iterable[str]) -> Decision:
    """Decide whether *password* is good enough.

    Args:
        password: as typed.
        about: words that are known of the person and the council: address, names.
    """
    if len(password) < SHORTEST:
        return Decision(WhyWeak.TOO_SHORT)
    if len(password) > LONGEST:
        return Decision(WhyWeak.TOO_LONG)
    plain = password.casefold()
    checks = {
        WhyWeak.REPEATED: _is_repeated(plain),
        WhyWeak.SEQUENCE: _is_sequence(plain),
        WhyWeak.COMMON: _is_built_on(plain, COMMON),
        WhyWeak.PERSONAL: _is_built_on(plain, _parts(about)),
    }
    return next((Decision(why) for why, is_so in checks.items() if is_so), YES)


def hashed(password: str) -> str:
    """Return what is stored of *password*."""
    return _hasher.hash(_normal(password))


def matches(stored: str | None, password: str) -> bool:
    """Tell whether *password* is the one that was stored; takes as long where none was.

    A password that is longer than any that we take is refused without the work of hashing it.
    """
    if len(password) > LONGEST:
        return False
    try:
        _hasher.verify(stored or NOBODYS, _normal(password))
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def _normal(password: str) -> bytes:
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")


def _is_repeated(plain: str) -> bool:
    """Tell whether *plain* is a few characters over and over."""
    few = range(1, min(LONGEST_PATTERN, len(plain) // 2) + 1)
    return any((plain[:size] * len(plain))[: len(plain)] == plain for size in few)


def _is_sequence(plain: str) -> bool:
    """Tell whether most of *plain* runs along a row of the keyboard or the alphabet."""
    pairs = {row[at : at + 2] for row in ROWS for at in range(len(row) - 1)}
    pairs |= {pair[::-1] for pair in pairs}
    steps = sum(plain[at : at + 2] in pairs for at in range(len(plain) - 1))
    return steps >= (len(plain) - 1) * 0.75


def _is_built_on(plain: str, words: frozenset[str]) -> bool:
    """Tell whether all but a few characters of *plain* are one of *words*."""
    spoken = plain.translate(LOOKS_LIKE)
    return any(
        len(plain) - len(word) <= max(FEW, len(word) // 2)
        for word in words
        if word in plain or word in spoken
    )


def _parts(about: Iterable[str]) -> frozenset[str]:
    """Return the words of *about* that are long enough to give a password away."""
    split = (text.casefold().replace("@", " ").replace(".", " ").split() for text in about)
    return frozenset(word for words in split for word in words if len(word) >= 4)  # noqa: PLR2004  shorter words occur by chance
