"""The lists of a brief: groups of users, blockers, data sets, measures of success."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid4

from sqlalchemy import delete

from foundation.base.refusals import agree
from foundation.base.work import Work
from programme.commands.briefs import note_edit, own_brief, own_section
from programme.models.briefs import BriefItem, SuccessMeasure
from programme.rules.brief_lists import (
    ItemDraft,
    MeasureDraft,
    checked_items,
    checked_measures,
)
from programme.rules.briefs import ITEMS_IN, REFUSALS, ItemKind, may_write
from programme.rules.sections import Section

SECTION_OF: dict[ItemKind, Section] = {
    kind: section for section, kinds in ITEMS_IN.items() for kind in kinds
}


def set_items(work: Work, challenge_id: UUID, kind: ItemKind, items: Sequence[ItemDraft]) -> None:
    """Let a list of the brief have exactly *items*, in this order.

    Raises:
        NotFound: no such challenge.
        Invalid: a row has no words, or there are far too many.
        Conflict: the brief is in review or released.
    """
    challenge, brief = own_brief(work, challenge_id)
    agree(may_write(brief.state), REFUSALS)
    kept = checked_items(items)
    work.session.execute(
        delete(BriefItem).where(BriefItem.challenge_id == challenge.id, BriefItem.kind == kind)
    )
    work.session.add_all(
        BriefItem(
            id=uuid4(),
            challenge_id=challenge.id,
            kind=kind,
            position=position,
            words=item.words,
            note=item.note or None,
            url=item.url or None,
        )
        for position, item in enumerate(kept, 1)
    )
    _touch(work, challenge_id, SECTION_OF[kind])


def set_measures(work: Work, challenge_id: UUID, measures: Sequence[MeasureDraft]) -> None:
    """Let a challenge have exactly *measures*; one that keeps its name keeps its id.

    Raises:
        NotFound: no such challenge.
        Invalid: one has no name or unit, or two have the same name.
        Conflict: the brief is in review or released.
    """
    challenge, brief = own_brief(work, challenge_id)
    agree(may_write(brief.state), REFUSALS)
    kept = checked_measures(measures)
    known = {
        row.name: row
        for row in work.session.query(SuccessMeasure).filter_by(challenge_id=challenge.id)
    }
    for place, row in enumerate(known.values(), 1):
        row.position = -place  # out of the way of the unique key
    for name, row in known.items():
        if name not in {measure.name for measure in kept}:
            work.session.delete(row)
    work.session.flush()
    for position, measure in enumerate(kept, 1):
        row = known.get(measure.name) or SuccessMeasure(
            id=uuid4(), challenge_id=challenge.id, name=measure.name
        )
        row.position, row.unit = position, measure.unit
        row.baseline, row.target = measure.baseline or None, measure.target or None
        row.source = measure.source or None
        work.session.add(row)
    _touch(work, challenge_id, Section.MEASURES)


def _touch(work: Work, challenge_id: UUID, section: Section) -> None:
    challenge, brief = own_brief(work, challenge_id)
    row = own_section(work, challenge.id, section)
    row.revision += 1
    row.changed_at = work.now
    note_edit(work, brief, section, row.text, row.revision)
