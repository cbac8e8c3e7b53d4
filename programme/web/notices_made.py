"""A notice as a file: plain text to be put into a form, or data."""

from __future__ import annotations

from typing import Any

from programme.queries.challenges import ChallengePage
from programme.queries.notices import NoticeRow
from programme.rules.notice_parts import HEADINGS
from programme.rules.notices import ABOUT_NOTICE

MISSING = "(missing)"


def notice_text(found: ChallengePage, row: NoticeRow) -> str:
    """Return a notice as plain text."""
    about = ABOUT_NOTICE[row.code]
    lines = [f"{row.code.value.upper()} {about.title}, number {row.number}: {row.state.value}"]
    if not about.is_checked:
        lines.append("The number of this notice is from memory: procurement has to check it.")
    if row.reference:
        lines.append(f"Published under {row.reference} on {row.published_on}.")
    lines += [f"\n{HEADINGS[part]}\n{words or MISSING}" for part, words in row.said]
    if row.words:
        lines.append(f"\nFurther words\n{row.words}")
    lines.append(f"\nDrafted from the record of {found.slug}. It is no legal advice.\n")
    return "\n".join(lines)


def notice_said(found: ChallengePage, row: NoticeRow) -> dict[str, Any]:
    """Return a notice as data."""
    about = ABOUT_NOTICE[row.code]
    return {
        "challenge": found.slug,
        "noticeType": row.code.value.upper(),
        "title": str(about.title),
        "number_is_checked": about.is_checked,
        "number": row.number,
        "state": row.state.value,
        "drafted_at": row.drafted_at.isoformat(),
        "reference": row.reference,
        "published_on": row.published_on.isoformat() if row.published_on else None,
        "parts": {part.value: words for part, words in row.said},
        "words": row.words,
    }
