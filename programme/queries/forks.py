"""How a programme works, without anything of who ran it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.models.challenges import Challenge
from programme.models.criteria import ScoredCriterion
from programme.models.evaluations import Finding
from programme.models.gates import Gate, GateLine, GateSignatory
from programme.models.pathways import Pathway, PathwayStep
from programme.models.programmes import RetrospectiveItem
from programme.queries.programmes import ProgrammeRow
from programme.rules.evaluations import lesson_of
from programme.rules.forks import standing_parts
from programme.rules.submissions import form_owner
from questions.queries.forms import latest_version

Json = dict[str, Any]


def fork_of(session: Session, authority_id: UUID, programme: ProgrammeRow) -> Json:
    """Return a council's own programme as another council can run it.

    Criteria and questions are those of its first challenge that has some.
    """
    of = programme.id
    asked = select(Challenge.id).where(
        Challenge.programme_id == of, Challenge.authority_id == authority_id
    )
    ids = list(session.scalars(asked.order_by(Challenge.made_at, Challenge.slug)))
    return {
        **standing_parts(),
        "pathways": _pathways(session, of),
        "gates": _gates(session, of),
        "criteria": next(filter(None, (_criteria(session, each) for each in ids)), []),
        "questions": next(
            filter(None, (_questions(session, authority_id, each) for each in ids)), []
        ),
        "lessons": [*_lessons(session, of), *_findings(session, of)],
    }


def _pathways(session: Session, of: UUID) -> list[Json]:
    asked = select(Pathway).where(Pathway.programme_id == of).order_by(Pathway.kind)
    made = []
    for row in session.scalars(asked):
        steps = select(PathwayStep).where(PathwayStep.pathway_id == row.id)
        made.append(
            {
                "kind": row.kind.value,
                "title": row.title,
                "steps": [
                    {
                        "title": step.title,
                        "meaning": step.meaning,
                        "stage": step.stage.value,
                        "gate": step.gate.value if step.gate else None,
                        "artefact": step.artefact,
                    }
                    for step in session.scalars(steps.order_by(PathwayStep.position))
                ],
            }
        )
    return made


def _gates(session: Session, of: UUID) -> list[Json]:
    gates = select(Gate).where(Gate.programme_id == of).order_by(Gate.code)
    lines = select(GateLine).where(GateLine.programme_id == of).order_by(GateLine.position)
    roles = select(GateSignatory).where(GateSignatory.programme_id == of)
    all_lines = session.scalars(lines).all()
    signs = session.scalars(roles.order_by(GateSignatory.role)).all()
    return [
        {
            "code": gate.code.value,
            "question": gate.question,
            "lines": [
                {
                    "line": each.line.value,
                    "minimum": each.minimum,
                    "is_waivable": each.is_waivable,
                }
                for each in all_lines
                if each.code is gate.code
            ],
            "signatories": [each.role.value for each in signs if each.code is gate.code],
        }
        for gate in session.scalars(gates)
    ]


def _criteria(session: Session, challenge_id: UUID) -> list[Json]:
    asked = select(ScoredCriterion).where(ScoredCriterion.challenge_id == challenge_id)
    return [
        {
            "title": row.title,
            "weight": row.weight,
            "top_mark": row.top_mark,
            "least": row.least,
            "anchors": list(row.anchors),
        }
        for row in session.scalars(asked.order_by(ScoredCriterion.position))
    ]


def _questions(session: Session, authority_id: UUID, challenge_id: UUID) -> list[Json]:
    found = latest_version(session, authority_id, form_owner(challenge_id))
    return [
        {
            "kind": each.kind.value,
            "words": each.words,
            "hint": each.hint,
            "is_required": each.is_required,
            "choices": [{"code": one.code, "words": one.words} for one in each.choices],
        }
        for each in (found.form.asks if found else ())
    ]


def _lessons(session: Session, of: UUID) -> list[Json]:
    asked = select(RetrospectiveItem).where(RetrospectiveItem.programme_id == of)
    order = (RetrospectiveItem.sentiment, RetrospectiveItem.position)
    return [
        {
            "sentiment": row.sentiment.value,
            "words": row.words,
            "pain": row.pain.value if row.pain else None,
        }
        for row in session.scalars(asked.order_by(*order))
    ]


def _findings(session: Session, of: UUID) -> list[Json]:
    """Return what stands in the evaluation record as lessons, without who does what from when."""
    asked = select(Finding).where(Finding.programme_id == of, Finding.withdrawn_at.is_(None))
    return [
        {
            "sentiment": lesson_of(row.fate).value,
            "words": " ".join(filter(None, (row.showed, row.kept))),
            "pain": row.pain.value if row.pain else None,
        }
        for row in session.scalars(asked.order_by(Finding.noted_at, Finding.id))
    ]
