"""Stages and documents: forms that are a table, one row after another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from werkzeug.datastructures import MultiDict

from consultation.queries.consultations import DocumentRow, StageRow
from consultation.rules.drafts import DocumentDraft
from foundation.base.errors import Invalid

MOST_ROWS = 20
EMPTY_ROWS = 2
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True, slots=True)
class StageLine:
    """One row of the stages table as typed; the days are texts such as ``2026-12-12``."""

    name: str = ""
    expected_on: str = ""
    done_on: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One row of the documents table as typed."""

    title: str = ""
    url: str = ""
    kind: str = ""
    alt: str = ""


def stage_lines(rows: Sequence[StageRow]) -> list[StageLine]:
    """Return what the table holds for stages that are there, and room for more."""
    there = [
        StageLine(
            row.name,
            row.expected_on.isoformat() if row.expected_on else "",
            row.done_on.isoformat() if row.done_on else "",
        )
        for row in rows
    ]
    return [*there, *[StageLine()] * EMPTY_ROWS]


def typed_stages(form: MultiDict[str, str]) -> list[StageLine]:
    """Return the rows of the stages table that was sent; what has no name is left out."""
    columns = [form.getlist(name) for name in ("name", "expected_on", "done_on", "reason")]
    rows = zip_longest(*columns, fillvalue="")  # a draft asks for no reasons
    lines = [StageLine(*(cell.strip() for cell in row)) for row in rows]
    return [line for line in lines[:MOST_ROWS] if line.name]


def document_lines(rows: Sequence[DocumentRow]) -> list[DocumentLine]:
    """Return what the table holds for documents that are there, and room for more."""
    there = [DocumentLine(row.title, row.url, row.kind or "", row.alt or "") for row in rows]
    return [*there, *[DocumentLine()] * EMPTY_ROWS]


def typed_documents(form: MultiDict[str, str]) -> list[DocumentLine]:
    """Return the rows of the documents table that was sent; empty ones are left out."""
    columns = [form.getlist(name) for name in ("title", "url", "kind", "alt")]
    rows = zip_longest(*columns, fillvalue="")
    lines = [DocumentLine(*(cell.strip() for cell in row)) for row in rows]
    return [line for line in lines[:MOST_ROWS] if line.title or line.url]


def drafted(lines: Sequence[DocumentLine]) -> list[DocumentDraft]:
    """Return the documents that rows describe."""
    return [
        DocumentDraft(line.title, line.url, line.kind or None, line.alt or None) for line in lines
    ]


def read_day(typed: str, stage: str) -> date | None:
    """Return a day; nothing typed means none.

    Raises:
        Invalid: it is no day.
    """
    if not typed:
        return None
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        day = date.min
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        said = f"{stage}: enter the day as year-month-day, for example 2026-12-12."
        raise Invalid(said, fields={"stages": said})
    return day
