"""Set a programme up as a file of another council says, and give its challenges what it holds."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, select

from foundation.base.roles import Role
from foundation.base.work import Work
from programme.commands.criteria import write_criterion
from programme.commands.own import own_challenge
from programme.commands.programmes import ProgrammeDraft, make_programme
from programme.models.forks import ProgrammeKit
from programme.models.gates import Gate, GateLine, GateSignatory
from programme.models.pathways import Pathway, PathwayStep
from programme.models.programmes import RetrospectiveItem
from programme.rules.challenges import PathwayKind
from programme.rules.criteria import Criterion
from programme.rules.forks import digest_of, read
from programme.rules.lines import Line
from programme.rules.programmes import Pain, Sentiment
from programme.rules.stages import GateCode, Stage
from programme.rules.submissions import form_owner
from questions.commands.forms import make_form
from questions.commands.questions import add_question
from questions.rules.forms import Choice, Question
from questions.rules.kinds import Kind

Json = dict[str, Any]


def import_fork(work: Work, text: str, draft: ProgrammeDraft) -> UUID:
    """Set up a programme from the file of another council; return its id.

    Raises:
        Invalid: the file is none, was changed, or holds what cannot be; or the draft is wrong.
        Conflict: another programme has its name.
    """
    content = read(text)
    made = make_programme(work, draft)
    for gate in content["gates"]:
        _set_gate(work, made, gate)
    for pathway in content["pathways"]:
        _set_pathway(work, made, pathway)
    lessons = dict.fromkeys(Sentiment, 0)
    for lesson in content["lessons"]:
        sentiment = Sentiment(lesson["sentiment"])
        lessons[sentiment] += 1
        work.session.add(
            RetrospectiveItem(
                id=uuid4(),
                programme_id=made,
                sentiment=sentiment,
                position=lessons[sentiment],
                words=lesson["words"],
                pain=Pain(lesson["pain"]) if lesson["pain"] else None,
            )
        )
    work.session.add(
        ProgrammeKit(
            programme_id=made,
            content=content,
            digest=digest_of(content),
            imported_at=work.now,
        )
    )
    work.session.flush()
    return made


def apply_kit(work: Work, challenge_id: UUID) -> bool:
    """Give a new challenge the criteria and questions of its programme's file; False without one.

    Raises:
        NotFound: no such challenge.
    """
    challenge = own_challenge(work, challenge_id)
    kit = work.session.get(ProgrammeKit, challenge.programme_id)
    if kit is None:
        return False
    for row in kit.content["criteria"]:
        write_criterion(
            work,
            challenge.id,
            Criterion(
                "",
                row["title"],
                row["weight"],
                tuple(row["anchors"]),
                row["top_mark"],
                row["least"],
            ),
        )
    owner = form_owner(challenge.id)
    if kit.content["questions"]:
        make_form(work, owner)
    for row in kit.content["questions"]:
        choices = tuple(Choice(each["code"], each["words"]) for each in row["choices"])
        add_question(
            work,
            owner,
            "s1",
            Question(
                "",
                Kind(row["kind"]),
                row["words"],
                row["hint"],
                bool(row["is_required"]),
                choices=choices,
            ),
        )
    return True


def _set_gate(work: Work, programme_id: UUID, said: Json) -> None:
    code = GateCode(said["code"])
    work.session.get_one(Gate, (programme_id, code)).question = said["question"]
    for table in (GateLine, GateSignatory):
        of = (table.programme_id == programme_id) & (table.code == code)
        work.session.execute(delete(table).where(of))
    work.session.add_all(
        GateLine(
            programme_id=programme_id,
            line=Line(line["line"]),
            code=code,
            position=position,
            minimum=line["minimum"],
            is_waivable=line["is_waivable"],
        )
        for position, line in enumerate(said["lines"], 1)
    )
    work.session.add_all(
        GateSignatory(programme_id=programme_id, code=code, role=Role(role))
        for role in said["signatories"]
    )
    work.session.flush()


def _set_pathway(work: Work, programme_id: UUID, said: Json) -> None:
    kind = PathwayKind(said["kind"])
    asked = select(Pathway).where(Pathway.programme_id == programme_id, Pathway.kind == kind)
    found = work.session.scalars(asked).one()
    found.title = said["title"]
    work.session.execute(delete(PathwayStep).where(PathwayStep.pathway_id == found.id))
    work.session.add_all(
        PathwayStep(
            id=uuid4(),
            pathway_id=found.id,
            position=position,
            title=step["title"],
            meaning=step["meaning"],
            stage=Stage(step["stage"]),
            gate=GateCode(step["gate"]) if step["gate"] else None,
            artefact=step["artefact"],
        )
        for position, step in enumerate(said["steps"], 1)
    )
    work.session.flush()
