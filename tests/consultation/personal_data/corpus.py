"""Read the corpus: comments with the details that they are known to hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from consultation.rules.personal_data import Find, PersonalDatum

FOLDER = Path(__file__).parent
DETAIL = re.compile(r"\{(\w+)\|((?:[^{}]|\{[^{}]*\})*)\}")
SHORT = {
    "ni": PersonalDatum.NATIONAL_INSURANCE,
    "nhs": PersonalDatum.NHS_NUMBER,
    "card": PersonalDatum.BANK_CARD,
    "birth": PersonalDatum.BIRTH_DATE,
}


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment as its author wrote it, and what it holds."""

    text: str
    holds: tuple[Find, ...]


def comments(part: str) -> list[Comment]:
    """Return the comments of one file of the corpus."""
    lines = (FOLDER / f"{part}.txt").read_text(encoding="utf-8").splitlines()
    return [_read(line.replace("\\n", "\n")) for line in lines]


def _read(line: str) -> Comment:
    text, holds, after = "", [], 0
    for match in DETAIL.finditer(line):
        text += line[after : match.start()]
        kind = SHORT.get(match[1]) or PersonalDatum(match[1])
        holds.append(Find(len(text), len(text) + len(match[2]), kind, match[2]))
        text += match[2]
        after = match.end()
    return Comment(text + line[after:], tuple(holds))
