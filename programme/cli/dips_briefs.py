"""The briefs of the pilot in words of our own; what its record does not hold is waived so."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from consultation import evidence
from consultation.evidence import EvidenceKind
from foundation.base.work import Work
from programme.commands.assumptions import assume, note_finding
from programme.commands.brief_comments import comment_on
from programme.commands.brief_lists import set_items, set_measures
from programme.commands.briefs import complete_section, waive_section, write_section
from programme.commands.challenges import link_consultation
from programme.commands.citations import cite
from programme.models.briefs import BriefSection
from programme.rules.assumptions import AssumptionDraft, AssumptionState, Perspective
from programme.rules.brief_lists import ItemDraft, MeasureDraft
from programme.rules.briefs import ItemKind
from programme.rules.sections import Section

PLANNING = Path(__file__).parent / "dips_planning_brief.toml"
NOT_HELD = "The pilot's record does not hold this section."
LINKED_TO = "lantern-row"
"""The demonstration's planning application."""


def write_brief(unit: Work, challenge_id: UUID, line: Mapping[str, Any]) -> None:
    """Write what is known of a brief; the planning challenge has all twelve sections."""
    said: dict[str, Any] = {}
    if line.get("cites"):
        said = tomllib.loads(PLANNING.read_text(encoding="utf-8"))
        _cite(unit, challenge_id)
        _lists(unit, challenge_id, said)
    texts = {
        "question": line["question"],
        "summary": line["summary"],
        "why": line.get("why", ""),
        **said.get("sections", {}),
    }
    for section in Section:
        text = texts.get(section.value, "").strip()
        if not text:
            waive_section(unit, challenge_id, section, NOT_HELD)
            continue
        known = unit.session.get(BriefSection, (challenge_id, section))
        seen = known.revision if known else 0
        write_section(unit, challenge_id, section, text, seen_revision=seen)
        complete_section(unit, challenge_id, section, done=True)
    if said:
        _assume(unit, challenge_id, said)
        comment_on(unit, challenge_id, Section.FITS_WITH, said["open_comment"])


def _lists(unit: Work, challenge_id: UUID, said: Mapping[str, Any]) -> None:
    for kind, rows in said["items"].items():
        items = [ItemDraft(words, *rest) for words, *rest in rows]
        set_items(unit, challenge_id, ItemKind(kind), items)
    set_measures(unit, challenge_id, [MeasureDraft(*row) for row in said["measures"]])


def _assume(unit: Work, challenge_id: UUID, said: Mapping[str, Any]) -> None:
    """Write down what is taken for granted; the record says that there was such a log, not what."""
    for words, perspective, state, how in said["assumptions"]:
        draft = AssumptionDraft(words, Perspective(perspective))
        made = assume(unit, challenge_id, draft)
        if state:
            note_finding(unit, challenge_id, made, AssumptionState(state), how)


def _cite(unit: Work, challenge_id: UUID) -> None:
    """Tie the planning challenge to the demonstration's consultation, if that is there."""
    council = unit.actor.authority_id
    if evidence.consultation_id(unit.session, council, LINKED_TO) is None:
        return
    link_consultation(unit, challenge_id, LINKED_TO)
    threads = evidence.most_agreed(unit.session, council, LINKED_TO, 1)
    issues = evidence.citable(unit.session, council, LINKED_TO)
    wanted = [
        *(
            (EvidenceKind.THREAD, ref, "What one resident says, many others think.")
            for ref, _ in threads
        ),
        *((EvidenceKind.ISSUE, number, "Many say the same.") for number, _ in issues[:1]),
        (EvidenceKind.FIGURE, "comments", "Those who answer are few."),
    ]
    for kind, key, claim in wanted:
        cite(unit, challenge_id, Section.WHY, slug=LINKED_TO, kind=kind, key=key, claim=claim)
