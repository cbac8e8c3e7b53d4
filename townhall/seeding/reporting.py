"""The reports of the demo's finished consultations, in the words of their invented officers."""

from __future__ import annotations

from sqlalchemy.orm import Session

from consultation.commands.report import write_part
from consultation.commands.report_gate import readiness
from consultation.queries.consultations import consultation_id
from consultation.rules.report import REACH, UNSORTED, topic_of_part
from foundation.base.work import Work

PLAIN = (
    "What people said is set out with each comment and its answer. Each was read, and each has "
    "been answered on its own."
)
APART = (
    "So few people commented that each of them was answered on their own rather than with others."
)

SUMMARIES: dict[str, dict[str, str]] = {
    "taller-buildings-guide": {
        "design": "People want the rule on front doors to stay. One thinks that the guide "
        "stretches the word mid-rise; we have put a number to it.",
        "light": "One asks for numbers instead of the word adequate. Rule 12 has them now.",
        "access": "One asks whether the rules on lifts hold for conversions. They do, from five "
        "homes up.",
        "use": "A builder warns that each rule costs money that tenants pay in the end. Annex C "
        "now gives the costs of each rule.",
        "other": "People ask for a guide that neighbours can use without a consultant, and for "
        "benches. There is a summary of four pages, and benches are in rule 15.",
        REACH: "Comments came from the web alone. The guide was also shown at two meetings of "
        "ward forums; what was said there is not counted here.",
    },
    "bell-yard-evenings": {
        "use": "People welcome somewhere to eat after eight.",
        "noise": "Who lives above the yard hears music until late. It ends at nine on Sundays now.",
        "access": "A clear line between the stalls is asked for. Two metres are painted on the "
        "ground.",
        "traffic": "One asks where the vans park. They use the depot yard from 4pm.",
        "other": "Stall holders ask for water and power. Eight posts are going in.",
    },
    "corner-house": {
        "traffic": "One objects to two more flats without parking. The station is at 300 metres "
        "and the plan has room for four bicycles.",
        "noise": "One asks that bins do not stand below a bedroom window. Condition 4 moves them.",
        "use": "One prefers two homes to a shuttered shop.",
        "design": "One asks whether the old shop sign stays. Condition 6 keeps it.",
    },
}
"""Slug of a consultation → topic, or another part of its report → what the officer wrote."""


def write_report(unit: Work, session: Session, slug: str) -> None:
    """Write all that the report of a consultation needs before it can be published."""
    found = consultation_id(session, unit.actor.authority_id, slug)
    assert found is not None  # noqa: S101  the demo has made it
    ready, words = readiness(session, found), SUMMARIES.get(slug, {})
    for part in ready.needed:
        topic = topic_of_part(part) or part
        write_part(unit, slug, part, words.get(topic, PLAIN), seen=0)
    if REACH in words:
        write_part(unit, slug, REACH, words[REACH], seen=0)
    if ready.unsorted:
        write_part(unit, slug, UNSORTED, APART, seen=0)
