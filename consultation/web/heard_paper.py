"""Who was heard on paper: every figure as a table, and the extract on equality."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import render_template
from flask_babel import force_locale

from consultation.queries.consultations import ConsultationPage
from consultation.queries.reach.asked import asked_traits
from consultation.queries.reach.heard import Heard, HeardTable, heard_in
from consultation.queries.reach.pulse import feelings
from consultation.rules.reach.equality import ASKED_BY, BESIDE
from consultation.rules.reach.next_steps import next_conversations
from consultation.rules.reach.traits import Trait
from consultation.web.activity_shown import shown_activity
from consultation.web.heard_labels import CHARACTERISTICS, TRAITS, WAYS
from consultation.web.heard_shown import group_name, shown_feelings, shown_heard
from consultation.web.heard_wards import shown_wards
from foundation.base.clock import london_day
from foundation.base.db import db
from foundation.web.current import now


@dataclass(frozen=True, slots=True)
class Finding:
    """What is known of one characteristic.

    *reason* is why it was asked, None where it was not; *under* and *few* are names of groups.
    """

    name: str
    reason: str | None
    is_withheld: bool
    is_compared: bool
    under: tuple[str, ...]
    few: tuple[str, ...]


def document(found: ConsultationPage, council_id: UUID, council_name: str) -> str:
    """Return all figures as a page that needs no other file; it is in English."""
    with force_locale("en"):
        heard = heard_in(db.session(), council_id, found.id)
        return render_template(
            "consultation/heard/document.html",
            consultation=found,
            council_name=council_name,
            **shown_heard(heard),
            wards=shown_wards(heard, council_id),
            **equality(council_id, found.id),
            activity=shown_activity(db.session(), found.id, london_day(now())),
            feelings=shown_feelings(feelings(db.session(), council_id, found.id)),
        )


def equality(council_id: UUID, consultation_id: UUID) -> dict[str, Any]:
    """Return what is known of each protected characteristic, of other groups, and what is next."""
    heard = heard_in(db.session(), council_id, consultation_id)
    reasons = asked_traits(db.session(), consultation_id)
    compared = [(each.trait, each.compared) for each in heard.tables if each.compared]
    return {
        "findings": [
            _finding(str(CHARACTERISTICS[which]), traits, heard, reasons)
            for which, traits in ASKED_BY.items()
        ],
        "beside": [_finding(str(TRAITS[each]), (each,), heard, reasons) for each in BESIDE],
        "next_steps": [
            (group_name(task.trait, task.group, heard), task.group.needed, str(WAYS[task.way]))
            for task in next_conversations(compared)
        ],
        "has_figures": bool(heard.tables),
        "figures_on": london_day(heard.released_at) if heard.released_at else None,
    }


def _finding(
    name: str, traits: Iterable[Trait], heard: Heard, reasons: Mapping[Trait, str]
) -> Finding:
    asked = [trait for trait in traits if trait in reasons]
    tables = [table for table in map(heard.table, asked) if table is not None]
    return Finding(
        name=name,
        reason=" ".join(dict.fromkeys(reasons[trait] for trait in asked)) or None,
        is_withheld=any(table.withheld for table in tables),
        is_compared=any(table.compared and table.compared.compared for table in tables),
        under=tuple(name for table in tables for name in _under(table, heard)),
        few=tuple(name for table in tables for name in _few(table, heard)),
    )


def _under(table: HeardTable, heard: Heard) -> list[str]:
    groups = table.compared.under_heard if table.compared else ()
    return [group_name(table.trait, group, heard) for group in groups]


def _few(table: HeardTable, heard: Heard) -> list[str]:
    groups = table.compared.groups if table.compared else ()
    return [
        group_name(table.trait, group, heard)
        for group in groups
        if group.figure is None and (group.residents or table.trait is not Trait.WARD)
    ]
