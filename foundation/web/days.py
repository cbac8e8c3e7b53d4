"""A day that is typed in three boxes."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _
from wtforms import DateField

FIRST_YEAR, LAST_YEAR = 2000, 2100
NO_DATE = _("Enter a day, a month and a year, for example 12 12 2026.")


class Day(DateField):  # type: ignore[misc]  # WTForms ships no types
    """A day in three boxes; none is fine."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the boxes; all of them empty means no day."""
        self.raw_data = valuelist = [*valuelist, "", "", ""][:3]
        if not any(part.strip() for part in valuelist):
            self.data = None
            return
        try:
            day, month, year = (int(part) for part in valuelist if len(part) <= 4)  # noqa: PLR2004
            self.data = date(year, month, day)
        except ValueError:
            self.data = None
            raise ValueError(str(NO_DATE)) from None
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValueError(str(NO_DATE))
