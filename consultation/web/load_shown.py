"""Loads, overlaps and suggestions in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask import url_for
from flask_babel import gettext, lazy_gettext
from flask_babel import lazy_gettext as _

from consultation.queries.loads import asks_of, budget_of
from consultation.rules.loads import Ask, Load, Subject, Whom
from consultation.rules.overlaps import Instead, Overlap, Suggestion, Weighed, weigh
from foundation.accounts.web.here import current_council
from foundation.base.clock import london_day
from foundation.base.db import db
from foundation.web.current import now
from foundation.web.words import full_date
from geo.queries.wards import wards_of

WHOM = {
    Whom.WARD: _("Wards"),
    Whom.GROUP: _("Groups"),
    Whom.ORGANISATION: _("Community organisations"),
}

NOT_US = lazy_gettext("another organiser")


def ward_names() -> dict[str, str]:
    """Return the names of this council's wards by code."""
    return {ward.code: ward.name for ward in wards_of(db.session(), current_council().id)}


def weighed(slug: str) -> Weighed | None:
    """Return what a consultation of this council adds; None where it was withdrawn."""
    council, today = current_council(), london_day(now())
    asks = asks_of(db.session(), council.id, today=today)
    own = next((ask for ask in asks if ask.slug == slug), None)
    if own is None:
        return None
    others = [ask for ask in asks if ask.slug != slug]
    return weigh(own, others, budget_of(db.session(), council.id))


def summary(weighing: Weighed | None) -> dict[str, Any] | None:
    """Return what the list of tasks says of a load: the heaviest one, and how many it meets."""
    if weighing is None or not weighing.loads:
        return None
    heaviest = max(weighing.loads, key=lambda load: load.minutes / load.budget)
    return {
        "name": subject_name(heaviest.subject, ward_names()),
        "minutes": heaviest.minutes,
        "budget": heaviest.budget,
        "is_over": heaviest.is_over,
        "overlaps": len(weighing.overlaps),
    }


def load_tables(found: Iterable[Load], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return a table for each kind of subject that has rows."""
    rows: dict[Whom, list[Load]] = {}
    for load in found:
        rows.setdefault(load.subject.whom, []).append(load)
    return [
        {
            "title": WHOM[whom],
            "key": whom.value,
            "rows": [_row(load, names) for load in rows[whom]],
        }
        for whom in Whom
        if whom in rows
    ]


def shown_ask(ask: Ask) -> dict[str, Any]:
    """Return one consultation as a line of the ledger."""
    return {
        "title": ask.title,
        "organiser": ask.organiser,
        "first": ask.first,
        "last": ask.last,
        "weeks": ask.weeks,
        "minutes": ask.minutes,
        "url": url_for("setup.overview", slug=ask.slug) if ask.slug else ask.url,
    }


def shown_overlap(overlap: Overlap, names: Mapping[str, str]) -> dict[str, Any]:
    """Return another consultation at the same time, and whom both ask."""
    shared = [subject_name(subject, names) for subject in overlap.shared]
    return {**shown_ask(overlap.ask), "shared": shared}


def shown_suggestion(suggestion: Suggestion) -> dict[str, Any]:
    """Return what can be done instead: words, and where to."""
    ask = suggestion.ask
    if suggestion.instead is Instead.MOVE or ask is None:
        day = full_date(suggestion.first) if suggestion.first else ""
        return {
            "words": gettext(
                "Open on %(day)s instead. Nothing else asks the same people then.", day=day
            ),
            "url": None,
        }
    if suggestion.instead is Instead.MERGE:
        words = gettext("Ask together with “%(title)s”, which is not public yet.", title=ask.title)
        return {"words": words, "url": shown_ask(ask)["url"]}
    words = gettext(
        "Read first what people told you in “%(title)s”: %(num)s comments.",
        title=ask.title,
        num=ask.comments,
    )
    return {"words": words, "url": url_for("consultations.page", slug=ask.slug)}


def subject_name(subject: Subject, names: Mapping[str, str]) -> str:
    """Return a ward, group or organisation in words."""
    return names.get(subject.name, subject.name) if subject.whom is Whom.WARD else subject.name


def _row(load: Load, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "name": subject_name(load.subject, names),
        "minutes": load.minutes,
        "budget": load.budget,
        "part": min(1.0, load.minutes / load.budget),
        "weeks": load.weeks,
        "is_over": load.is_over,
        "asks": [ask.title for ask in load.asks],
    }
