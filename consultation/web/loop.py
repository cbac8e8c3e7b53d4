"""How a council answers in one consultation: in a sentence, and as a page with its tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from consultation.queries.consultations import ConsultationPage
from consultation.queries.loop import loop_figures
from consultation.rules.loop import LoopCount, Part, Slice
from consultation.rules.wards import FEWEST
from consultation.web.consultations import public_page
from consultation.web.fresh import seen
from consultation.web.loop_words import ALL, QUESTIONS, loop_sentences
from consultation.web.rows import topic_words
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.web.access import anyone
from foundation.web.caching import fresh_while
from geo.queries.wards import wards_of

bp = Blueprint("loop", __name__, url_prefix="/consultations")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: a topic or a ward, and how its comments fared."""

    name: str
    count: LoopCount


@bp.get("/<slug>/how-we-answer")
@anyone
def page(slug: str) -> ResponseReturnValue:
    """Show how many have heard, how soon, by topic and by ward."""
    found = public_page(slug)

    def made() -> str:
        figures = loop_figures(db.session(), found.id)
        slices = figures.slices if figures else {}
        return render_template(
            "consultation/loop/page.html",
            consultation=found,
            counted_on=figures.counted_on if figures else None,
            whole=slices.get(ALL),
            sentences=loop_sentences(figures),
            questions=slices.get(QUESTIONS),
            topics=_topics(found, slices),
            wards=_wards(slices),
            fewest=FEWEST,
        )

    return fresh_while(*seen(found.tally.version, found), make=made)


def _topics(found: ConsultationPage, slices: Mapping[Slice, LoopCount]) -> list[Line]:
    own = dict(found.topics)
    return [
        Line(str(topic_words(which, own)), count)
        for (part, which), count in slices.items()
        if part is Part.TOPIC
    ]


def _wards(slices: Mapping[Slice, LoopCount]) -> list[Line]:
    names = {ward.code: ward.name for ward in wards_of(db.session(), current_council().id)}
    return [
        Line(names.get(which, which), count)
        for (part, which), count in slices.items()
        if part is Part.WARD
    ]
