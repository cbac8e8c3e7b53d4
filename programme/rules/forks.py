"""A programme as one file that another council takes over and runs, with a checksum.

It holds how the programme works (pathways, gates, headings, questions, criteria, figures, lessons)
and nothing of who ran it: no person, department, firm, challenge, sum or day.

Source: programme-field.md §6, idea 10.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from foundation.base.errors import Invalid
from foundation.base.roles import Role
from foundation.base.words import say
from programme.rules.challenges import PathwayKind
from programme.rules.kpis.codes import ABOUT, Kpi
from programme.rules.lines import Line
from programme.rules.programmes import Pain, Sentiment
from programme.rules.sections import Section
from programme.rules.stages import GateCode, Stage
from questions.rules.kinds import Kind

FORMAT = "heard-back-programme"
VERSION = 1
LARGEST = 1_000_000
"""Characters of a file."""

PARTS = ("pathways", "gates", "headings", "figures", "criteria", "questions", "lessons")

NOT_READ = say("This is no programme file. Ask for the file as it was written.")
TAMPERED = say("The file was changed after it was written. Ask for it again.")

Json = dict[str, Any]


def standing_parts() -> Json:
    """Return the parts that every programme here has alike: headings of briefs, and figures."""
    return {
        "headings": [section.value for section in Section],
        "figures": [
            {"code": kpi.value, "title": str(about.title), "formula": str(about.formula)}
            for kpi, about in ((kpi, ABOUT[kpi]) for kpi in Kpi)
        ],
    }


def written(content: Json) -> str:
    """Return a fork as a file."""
    said = {"format": FORMAT, "version": VERSION, "sha256": digest_of(content), "content": content}
    return json.dumps(said, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def read(text: str) -> Json:
    """Return what a file holds, once its checksum holds and every value is one that we know.

    Raises:
        Invalid: it is no such file, was changed, or holds what cannot be.
    """
    if len(text) > LARGEST:
        raise Invalid(NOT_READ)
    try:
        said = json.loads(text)
        content = said["content"]
        is_ours = (said["format"], said["version"]) == (FORMAT, VERSION)
        digest = said["sha256"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Invalid(NOT_READ) from None
    if not is_ours or not isinstance(content, dict):
        raise Invalid(NOT_READ)
    if digest_of(content) != digest:
        raise Invalid(TAMPERED)
    _check(content)
    return content


def digest_of(content: Json) -> str:
    """Return the checksum of a fork: of its content, however its file is laid out."""
    said = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(said.encode()).hexdigest()


def _check(content: Json) -> None:
    for part in PARTS:
        rows = content.get(part)
        if not isinstance(rows, list):
            raise Invalid(say("The file has no {part}.", part=part))
        for number, row in enumerate(rows, 1):
            try:
                _CHECKS[part](row)
            except (ValueError, KeyError, TypeError, AttributeError):
                wrong = say(
                    "{part}, row {number}: that is nothing we know.", part=part, number=number
                )
                raise Invalid(wrong) from None


def _texts(row: Mapping[str, Any], *names: str) -> None:
    for name in names:
        if not isinstance(row[name], str):
            raise TypeError(name)


def _pathway(row: Json) -> None:
    PathwayKind(row["kind"])
    _texts(row, "title")
    for step in row["steps"]:
        Stage(step["stage"])
        _texts(step, "title", "meaning", "artefact")
        if step["gate"] is not None:
            GateCode(step["gate"])


def _gate(row: Json) -> None:
    GateCode(row["code"])
    _texts(row, "question")
    for line in row["lines"]:
        Line(line["line"])
        if not isinstance(line["is_waivable"], bool) or not isinstance(line["minimum"], int | None):
            raise TypeError("line")
    for role in row["signatories"]:
        Role(role)


def _criterion(row: Json) -> None:
    _texts(row, "title")
    if not all(isinstance(row[name], int) for name in ("weight", "top_mark", "least")):
        raise TypeError("criterion")
    if not all(isinstance(anchor, str) for anchor in row["anchors"]):
        raise TypeError("anchors")


def _question(row: Json) -> None:
    Kind(row["kind"])
    _texts(row, "words", "hint")
    for choice in row["choices"]:
        _texts(choice, "code", "words")


def _lesson(row: Json) -> None:
    _texts(row, "words")
    is_trouble = Sentiment(row["sentiment"]) is Sentiment.DID_NOT
    if is_trouble is not (row["pain"] is not None):
        raise ValueError("pain")
    if row["pain"] is not None:
        Pain(row["pain"])


_CHECKS: dict[str, Callable[[Any], object]] = {
    "pathways": _pathway,
    "gates": _gate,
    "headings": Section,
    "figures": lambda row: Kpi(row["code"]),
    "criteria": _criterion,
    "questions": _question,
    "lessons": _lesson,
}
