"""What a piece of evidence says, in words: its kind, and each of its numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from consultation.evidence import Count, EvidenceKind, Figure
from foundation.web.words import number

KINDS = {
    EvidenceKind.THREAD: lazy_gettext("A resident's thread"),
    EvidenceKind.ISSUE: lazy_gettext("An issue that many raise"),
    EvidenceKind.FIGURE: lazy_gettext("A figure"),
    EvidenceKind.AREA: lazy_gettext("An area on the map"),
}

FIGURES = {
    Figure.COMMENTS: lazy_gettext("comments in all"),
    Figure.REPLIES: lazy_gettext("replies in all"),
    Figure.QUESTIONS: lazy_gettext("questions in all"),
    Figure.ANSWERED: lazy_gettext("comments that were answered"),
    Figure.FORMAL: lazy_gettext("formal comments"),
}


COUNTS: dict[Count, Callable[[int, str], Any]] = {
    Count.AGREED: lambda n, shown: ngettext(
        "%(shown)s person agrees", "%(shown)s people agree", n, shown=shown
    ),
    Count.REPLIES: lambda n, shown: ngettext(
        "%(shown)s reply", "%(shown)s replies", n, shown=shown
    ),
    Count.ANSWERED: lambda n, _shown: _("answered") if n else _("not answered yet"),
    Count.POINTS: lambda n, shown: ngettext("%(shown)s point", "%(shown)s points", n, shown=shown),
    Count.PEOPLE: lambda n, shown: ngettext(
        "from %(shown)s person", "from %(shown)s people", n, shown=shown
    ),
}


def value_words(kind: EvidenceKind, key: str, values: dict[str, int | None] | None) -> str:
    """Return the numbers of a piece of evidence as a sentence."""
    if values is None:
        return str(_("It can no longer be read there."))
    return ", ".join(_one(kind, key, Count(name), value) for name, value in values.items())


def _one(kind: EvidenceKind, key: str, count: Count, value: int | None) -> str:
    if value is None:
        return str(_("too few to be shown"))
    shown = number(value)
    if count in COUNTS:
        return str(COUNTS[count](value, shown))
    what = FIGURES[Figure(key)] if kind is EvidenceKind.FIGURE else _("comments there")
    return f"{shown} {what}"
