"""Files in the words of a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from flask_babel import format_decimal
from flask_babel import gettext as _

from consultation.queries.attachments import AttachmentRow
from consultation.rules.attachments import AttachmentKind, AttachmentState, WhyRefused

SMALL = 160
"""Longest side in a list, in CSS pixels; the file has three times as many for sharp screens."""

MEGABYTE = 1_000_000
KILOBYTE = 1000


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file of components/attachments.html."""

    id: UUID
    is_picture: bool
    url: str
    small_url: str | None
    alt: str
    is_described: bool
    size: str
    width: int | None
    height: int | None
    state: AttachmentState
    refused_for: WhyRefused | None
    is_looked_at: bool = False


def shown_files(rows: Iterable[AttachmentRow]) -> tuple[ShownFile, ...]:
    """Return *rows* for a page."""
    return tuple(_shown(row) for row in rows)


def size_words(count: int) -> str:
    """Return a size such as "1.2 MB" or "340 KB"."""
    if count >= MEGABYTE:
        return str(_("%(size)s MB", size=format_decimal(round(count / MEGABYTE, 1))))
    return str(_("%(size)s KB", size=format_decimal(max(1, round(count / KILOBYTE)))))


def _shown(row: AttachmentRow) -> ShownFile:
    is_picture = row.kind is AttachmentKind.PICTURE
    width, height = _fitted(row.width, row.height)
    return ShownFile(
        id=row.id,
        is_picture=is_picture,
        url=url_for("attachments.whole", attachment_id=row.id),
        small_url=url_for("attachments.small", attachment_id=row.id) if is_picture else None,
        alt=row.alt or _undescribed(is_picture=is_picture),
        is_described=bool(row.alt),
        size=size_words(row.bytes),
        width=width,
        height=height,
        state=row.state,
        refused_for=row.refused_for,
        is_looked_at=row.is_looked_at,
    )


def _undescribed(*, is_picture: bool) -> str:
    if is_picture:
        return str(_("A picture that its author has not described"))
    return str(_("A document that its author has not described"))


def _fitted(width: int | None, height: int | None) -> tuple[int | None, int | None]:
    if not width or not height:
        return None, None
    scale = min(1.0, SMALL / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))
