"""What changed from one version of a text to the next, word by word."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from enum import StrEnum


class Change(StrEnum):
    """What became of a run of words."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Run:
    """Words that share one fate."""

    change: Change
    words: str


def differences(before: str, after: str) -> list[Run]:
    """Return *after* with what is new in it and what is gone, in reading order."""
    old, new = (re.findall(r"\S+\s*", text) for text in (before, after))
    runs: list[Run] = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(Run(Change.SAME, "".join(new[j1:j2])))
            continue
        if i2 > i1:
            runs.append(Run(Change.GONE, "".join(old[i1:i2])))
        if j2 > j1:
            runs.append(Run(Change.NEW, "".join(new[j1:j2])))
    return runs
