"""Who was heard: for everybody, and for officers with what to do about it.

All of it comes from released figures, so that both pages may say the same.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from consultation.queries.consultations import staff_cards
from consultation.queries.loop import loop_figures
from consultation.queries.reach.asked import asking
from consultation.queries.reach.heard import Heard, heard_in
from consultation.queries.reach.pulse import feelings
from consultation.rules.access import Can
from consultation.rules.loop import LoopCount
from consultation.rules.reach.next_steps import next_conversations
from consultation.web.activity_shown import shown_activity
from consultation.web.cards import last_day
from consultation.web.consultations import public_consultation
from consultation.web.heard_labels import TRAITS, WAYS
from consultation.web.heard_shown import group_name, shown_feelings, shown_heard
from consultation.web.heard_wards import among, shown_wards, ward_figures, ward_words
from consultation.web.loop_words import ALL
from consultation.web.setup import staff_page
from foundation.accounts.web.here import current_council
from foundation.base.clock import london_day
from foundation.base.db import db
from foundation.base.spreadsheets import csv_text
from foundation.web.access import allow, anyone
from foundation.web.current import now
from geo.queries.wards import ward_outlines
from geo.web.maps import ward_map_page

bp = Blueprint("heard", __name__)

COLUMNS = ("question", "answer", "people", "share_heard", "share_of_residents")


@bp.get("/consultations/<slug>/who-we-heard")
@anyone
def public(slug: str) -> ResponseReturnValue:
    """Show everybody who was heard and who was not."""
    named = public_consultation(slug)
    heard = heard_in(db.session(), current_council().id, named.id)
    return render_template(
        "consultation/heard/public.html", consultation=named, **dashboard(heard, named.id)
    )


@bp.get("/reach")
@allow(Can.REACH_MAP_READ)
def every() -> ResponseReturnValue:
    """List the consultations that ask people about themselves, and those that could."""
    asks = {each.slug for each in asking(db.session(), current_council().id)}
    cards = staff_cards(db.session(), current_council().id, now())
    return render_template(
        "consultation/heard/list.html",
        asking=[card for card in cards if card.slug in asks],
        others=[card for card in cards if card.slug not in asks],
    )


@bp.get("/reach/<slug>")
@allow(Can.REACH_MAP_READ)
def page(slug: str) -> ResponseReturnValue:
    """Show officers the same figures, and whom to find next."""
    found = staff_page(slug)
    heard = heard_in(db.session(), current_council().id, found.id)
    compared = [(each.trait, each.compared) for each in heard.tables if each.compared]
    return render_template(
        "consultation/heard/page.html",
        consultation=found,
        tasks=[
            {
                "people": task.people,
                "group": group_name(task.trait, task.group, heard),
                "trait": TRAITS[task.trait],
                "needed": task.group.needed,
                "way": WAYS[task.way],
            }
            for task in next_conversations(compared)
        ],
        loop=_whole_loop(found.id),
        by=last_day(found.closes_at) if not found.is_over else None,
        under_heard=sum(len(each.under_heard) for _, each in compared),
        groups=sum(len(each.compared) for _, each in compared),
        **dashboard(heard, found.id),
    )


@bp.get("/reach/<slug>/map")
@allow(Can.REACH_MAP_READ)
def wards(slug: str) -> Response:
    """Answer with the map of people heard alone, for a frame."""
    found = staff_page(slug)
    heard = heard_in(db.session(), current_council().id, found.id)
    figures = ward_figures(heard)
    outlines = ward_outlines(db.session(), current_council().id)
    return ward_map_page(among(outlines, figures), figures, ward_words(found.title))


@bp.get("/reach/<slug>/figures.csv")
@allow(Can.REACH_MAP_READ)
def figures(slug: str) -> Response:
    """Answer with the released figures and nothing else, the same bytes until the next release."""
    found = staff_page(slug)
    heard = heard_in(db.session(), current_council().id, found.id)
    rows = (
        {
            "question": table.trait.value,
            "answer": group.name,
            "people": "too few" if group.figure is None else str(group.figure),
            "share_heard": "" if group.heard is None else f"{group.heard:.2f}",
            "share_of_residents": "" if group.residents is None else f"{group.residents:.2f}",
        }
        for table in heard.tables
        for group in (table.compared.groups if table.compared else ())
    )
    answer = Response(csv_text(COLUMNS, rows), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{found.slug}-heard.csv"'
    return answer


def _whole_loop(consultation_id: UUID) -> LoopCount | None:
    figures = loop_figures(db.session(), consultation_id)
    return figures.slices.get(ALL) if figures else None


def dashboard(heard: Heard, consultation_id: UUID) -> dict[str, Any]:
    """Return what everybody may see of a consultation, officers and the public alike."""
    council_id = current_council().id
    return {
        **shown_heard(heard),
        "wards": shown_wards(heard, council_id),
        "activity": shown_activity(db.session(), consultation_id, london_day(now())),
        "feelings": shown_feelings(feelings(db.session(), council_id, consultation_id)),
    }
