"""Which texts say nearly the same, without comparing every one with every other.

MinHash over runs of three words: the share of equal numbers in two sketches estimates how much
the texts have in common. Texts that agree in one of the bands are looked at more closely.

Source: Broder, "On the resemblance and containment of documents" (1997).
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

NUMBERS, BANDS = 64, 16
ALIKE = 0.7
"""Share of equal numbers from which two texts are shown as one; a letter with a changed greeting
and one added sentence has about 0.8, two people on the same subject below 0.2."""

RUN = 3
CELL_DEGREES = 0.004
"""Side of the squares by which places are compared: about 300 by 450 metres in England."""

_PRIME = (1 << 61) - 1
_WORD = re.compile(r"[^\W_]+")
_random = random.Random(20_170)  # noqa: S311  no secret: the same numbers on every machine
_TURNS = tuple((_random.randrange(1, _PRIME), _random.randrange(_PRIME)) for _ in range(NUMBERS))


@dataclass(frozen=True, slots=True)
class Look:
    """What is kept of a text to find its like; *digest* is the same for equal words."""

    digest: str
    numbers: tuple[int, ...]

    @property
    def bands(self) -> tuple[str, ...]:
        """One key a band; texts that share one may be alike."""
        size = NUMBERS // BANDS
        return tuple(
            f"{band}:{_digest(repr(self.numbers[band * size : (band + 1) * size]))}"
            for band in range(BANDS)
        )


def sketch(text: str) -> Look:
    """Return the sketch of *text*; capitals, punctuation and line ends do not count."""
    words = _WORD.findall(text.casefold())
    runs = {" ".join(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1))}
    hashed = [int(_digest(run), 16) % _PRIME for run in runs]
    numbers = (min((a * each + b) % _PRIME for each in hashed) for a, b in _TURNS)
    return Look(_digest(" ".join(words)), tuple(numbers))


def alike(one: Sequence[int], other: Sequence[int]) -> float:
    """Return about how much two texts have in common, 0 to 1."""
    return sum(a == b for a, b in zip(one, other, strict=True)) / NUMBERS


def cell(lon: float | None, lat: float | None) -> str | None:
    """Return the square in which a place lies, or None where there is no place."""
    if lon is None or lat is None:
        return None
    return f"{int(lon // CELL_DEGREES)}:{int(lat // CELL_DEGREES)}"


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=8).hexdigest()
