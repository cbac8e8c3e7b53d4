"""What hangs on a section of a brief: its lists, measures and evidence."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from consultation.evidence import EvidenceKind
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from programme.commands.brief_lists import set_items, set_measures
from programme.commands.citations import cite, drop_citation, keep_new_value
from programme.rules.access import Can
from programme.rules.brief_lists import MOST_ROWS, ItemDraft, MeasureDraft
from programme.rules.briefs import ITEMS_IN, ItemKind
from programme.rules.sections import Section
from programme.web.asked import asked_challenge
from programme.web.briefs import asked_section, bp, editor, saved

CHOOSE = "Choose what is cited."


@bp.post("/<section>/lists")
@allow(Can.BRIEF_WRITE)
def lists(slug: str, section: str) -> ResponseReturnValue:
    """Keep the lists of a section, or the measures."""
    found, part = asked_challenge(slug), asked_section(section)
    try:
        with work(db.session(), actor(), now()) as unit:
            if part is Section.MEASURES:
                set_measures(unit, found.id, _measures())
            for kind in ITEMS_IN.get(part, ()):
                set_items(unit, found.id, kind, _items(kind))
    except (Invalid, Conflict) as wrong:
        return editor(found, part, dict(wrong.fields) or {"rows": wrong.sentence}), wrong.status
    return saved(slug, part)


@bp.post("/<section>/citations")
@allow(Can.BRIEF_WRITE)
def add_citation(slug: str, section: str) -> ResponseReturnValue:
    """Cite a thread, an issue, a figure or an area of the linked consultation."""
    found, part = asked_challenge(slug), asked_section(section)
    kind, _colon, key = request.form.get("cited", "").partition(":")
    try:
        if kind not in set(EvidenceKind) or not key:
            raise Invalid(CHOOSE, fields={"key": CHOOSE})
        with work(db.session(), actor(), now()) as unit:
            cite(
                unit,
                found.id,
                part,
                slug=request.form.get("consultation", ""),
                kind=EvidenceKind(kind),
                key=key,
                claim=request.form.get("claim", ""),
            )
    except (Invalid, Conflict) as wrong:
        return editor(found, part, dict(wrong.fields) or {"key": wrong.sentence}), wrong.status
    return saved(slug, part)


@bp.post("/<section>/citations/<int:number>")
@allow(Can.BRIEF_WRITE)
def change_citation(slug: str, section: str, number: int) -> ResponseReturnValue:
    """Keep the new value of a citation, or cite it no more."""
    found, part = asked_challenge(slug), asked_section(section)
    try:
        with work(db.session(), actor(), now()) as unit:
            if request.form.get("do") == "drop":
                drop_citation(unit, found.id, number)
            else:
                keep_new_value(unit, found.id, number)
    except (Invalid, Conflict) as wrong:
        return editor(found, part, dict(wrong.fields) or {"key": wrong.sentence}), wrong.status
    return saved(slug, part)


def _items(kind: ItemKind) -> list[ItemDraft]:
    return [
        ItemDraft(*(_field(f"{kind.value}-{name}-{row}") for name in ("words", "note", "url")))
        for row in range(MOST_ROWS + 1)
    ]


def _measures() -> list[MeasureDraft]:
    names = ("name", "unit", "baseline", "target", "source")
    return [
        MeasureDraft(*(_field(f"measure-{name}-{row}") for name in names))
        for row in range(MOST_ROWS + 1)
    ]


def _field(name: str) -> str:
    return request.form.get(name, "")
