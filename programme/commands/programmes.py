"""Set up a programme: its gates and pathways become rows of its own, made from the template."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from foundation.base.errors import Conflict
from foundation.base.guards import guarded_by
from foundation.base.words import say
from foundation.base.work import Work
from foundation.base.written import cleaned, code_from, in_one_line
from programme.models.gates import Gate, GateLine, GateSignatory
from programme.models.pathways import Pathway, PathwayStep
from programme.models.programmes import Programme
from programme.models.workshops import DesignPhase
from programme.rules.challenges import PathwayKind
from programme.rules.drafts import (
    LONGEST_SUMMARY,
    LONGEST_TITLE,
    missing_or_long,
    refuse,
)
from programme.rules.gates import QUESTIONS, SIGNATORIES
from programme.rules.lines import LINES
from programme.rules.pathways import TEMPLATES
from programme.rules.programmes import ProgrammeMade
from programme.rules.stages import GateCode
from programme.rules.workshops import PHASES

TAKEN = say("There is a programme with this name already.")

SLUG_KEYS = ("uq_programme_authority_id_slug", "programme.slug")


@dataclass(frozen=True, slots=True)
class ProgrammeDraft:
    """What a programme says of itself."""

    title: str
    summary: str
    starts_on: date | None = None
    ends_on: date | None = None
    successor: str | None = None
    slug: str | None = None


def make_programme(work: Work, draft: ProgrammeDraft) -> UUID:
    """Set up a programme with the gates and both pathways of the template; return its id.

    Raises:
        Invalid: it has no title or summary, or ends before it starts.
        Conflict: another programme has its name.
    """
    title, summary = in_one_line(draft.title), cleaned(draft.summary)
    ends_early = draft.starts_on and draft.ends_on and draft.ends_on < draft.starts_on
    refuse(
        {
            "title": missing_or_long(title, LONGEST_TITLE),
            "summary": missing_or_long(summary, LONGEST_SUMMARY),
            "ends_on": say("It has to end after it starts.") if ends_early else None,
        }
    )
    made = Programme(
        id=uuid4(),
        authority_id=work.actor.authority_id,
        slug=draft.slug or code_from(title) or "programme",
        title=title,
        summary=summary,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        successor=draft.successor,
        made_at=work.now,
    )
    with guarded_by(
        {"uq_programme_authority_id_slug": Conflict(TAKEN), "programme.slug": Conflict(TAKEN)}
    ):
        work.session.add(made)
        work.session.flush()
    for code in GateCode:
        _add_gate(work, made.id, code)
    for kind in TEMPLATES:
        _add_pathway(work, made.id, kind)
    work.session.add_all(
        DesignPhase(id=uuid4(), programme_id=made.id, position=position, title=title)
        for position, title in enumerate(PHASES, 1)
    )
    work.session.flush()
    work.record(ProgrammeMade(made.id))
    return made.id


def _add_gate(work: Work, programme_id: UUID, code: GateCode) -> None:
    work.session.add(Gate(programme_id=programme_id, code=code, question=str(QUESTIONS[code])))
    work.session.flush()
    work.session.add_all(
        GateLine(
            programme_id=programme_id,
            line=rule.line,
            code=code,
            position=position,
            minimum=rule.minimum,
            is_waivable=rule.is_waivable,
        )
        for position, rule in enumerate(LINES[code], 1)
    )
    work.session.add_all(
        GateSignatory(programme_id=programme_id, code=code, role=role) for role in SIGNATORIES[code]
    )


def _add_pathway(work: Work, programme_id: UUID, kind: PathwayKind) -> None:
    template = TEMPLATES[kind]
    pathway = Pathway(id=uuid4(), programme_id=programme_id, kind=kind, title=template.title)
    work.session.add(pathway)
    work.session.flush()
    work.session.add_all(
        PathwayStep(
            pathway_id=pathway.id,
            position=position,
            title=step.title,
            meaning=step.meaning,
            stage=step.stage,
            gate=step.gate,
            artefact=step.artefact,
        )
        for position, step in enumerate(template.steps, 1)
    )
