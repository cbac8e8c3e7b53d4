"""What a consultation said before it was corrected, in words."""

from __future__ import annotations

from datetime import date, datetime

from flask_babel import lazy_gettext as _

from consultation.queries.consultations import ConsultationPage
from consultation.queries.corrections import corrections_of
from consultation.rules.corrections import Field
from foundation.base.clock import LONDON, london_day
from foundation.base.db import db

FIELDS = {
    Field.TITLE: _("Title"),
    Field.QUESTION: _("Question"),
    Field.SUMMARY: _("What it is about"),
    Field.PLACE_NAME: _("Place"),
    Field.TEAM: _("Team that answers"),
    Field.DECIDES: _("Who decides"),
    Field.CLOSES_AT: _("Closes at"),
}

Shown = tuple[date, str, list[tuple[str, str, str]]]
"""Day, reason, and each field with what it said before and after."""


def shown_corrections(page: ConsultationPage) -> list[Shown]:
    """Return the corrections, the latest first; no statement where there are none."""
    if not page.has_corrections:
        return []
    return [
        (
            london_day(row.made_at),
            row.reason,
            [
                (
                    str(FIELDS[each.field]),
                    _said(each.field, each.before),
                    _said(each.field, each.after),
                )
                for each in row.changes
            ],
        )
        for row in corrections_of(db.session(), page.id)
    ]


def _said(field: Field, text: str) -> str:
    if field is not Field.CLOSES_AT or not text:
        return text
    return f"{datetime.fromisoformat(text).astimezone(LONDON):%d/%m/%Y %H:%M:%S}"
