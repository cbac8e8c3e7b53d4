"""Another council runs a programme from one file, and nothing of the first council is in it."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.base.clock import utc_now
from foundation.base.db import Model
from foundation.base.errors import Invalid
from foundation.base.roles import Role
from foundation.base.work import work
from programme.commands.criteria import write_criterion
from programme.commands.forks import apply_kit
from programme.commands.gates import propose_decision, sign_decision
from programme.models.challenges import Challenge
from programme.models.criteria import ScoredCriterion
from programme.models.gates import GateLine
from programme.models.programmes import Programme, RetrospectiveItem
from programme.queries.snapshots import look
from programme.rules.challenges import ChallengeState
from programme.rules.criteria import Criterion
from programme.rules.decisions import DecisionDraft
from programme.rules.forks import read, written
from programme.rules.gates import Verdict
from programme.rules.lines import Line
from programme.rules.programmes import Sentiment
from programme.rules.stages import GateCode
from tests.clock import NOW
from tests.make import an_authority
from tests.programme.firms import a_firm
from tests.programme.make import Crew, a_challenge, a_crew, a_programme, release, state_of
from tests.programme.panels import clear_all
from tests.programme.runs import firms_answer

MARK = "Zanzibar"


def _first(session: Session) -> None:
    """Run a programme whose every own name has the mark."""
    council = an_authority(session, slug="first", name=f"{MARK} City")
    crew = a_crew(session, council.id)
    programme = a_programme(session, crew.manager, title=f"{MARK} trial", slug="trial")
    challenge = a_challenge(session, crew, programme, title=f"{MARK} trams", slug="trams")
    a_firm(session, council.id, name=f"{MARK} Ltd")
    with work(session, crew.manager, NOW) as unit:
        anchors = ("None", "Little", "Some", "Good", "Better", "Best")
        write_criterion(unit, challenge, Criterion("", "Fit", 10_000, anchors))
        line = unit.session.get_one(GateLine, (programme, Line.EVIDENCE_LINKED))
        line.minimum = 2
        lesson = RetrospectiveItem(
            programme_id=programme, sentiment=Sentiment.WORKED, position=1, words="Ask early."
        )
        unit.session.add(lesson)
    release(session, crew, challenge)


def test_a_fork_runs_a_challenge_to_gate_two_with_nothing_of_the_first_council_in_it(
    app: Flask, session: Session, tmp_path: Path
) -> None:
    _first(session)
    before = _marked(session)
    second = an_authority(session, slug="second", name="Second Council")
    file, run = tmp_path / "fork.json", app.test_cli_runner().invoke
    out = ["programme", "fork", "trial", "-o", str(file), "--authority", "first"]
    assert run(args=out).exit_code == 0
    assert MARK.casefold() not in file.read_text(encoding="utf-8").casefold()
    into = ["programme", "import-fork", str(file), "--authority", "second"]
    into += ["--title", "Our programme", "--summary", "We try it too."]
    done = run(args=into)
    assert done.exit_code == 0, done.output
    ours = select(Programme.id).where(Programme.authority_id == second.id)
    programme = session.scalars(ours).one()
    crew = a_crew(session, second.id)
    challenge = a_challenge(session, crew, programme)
    with work(session, crew.manager, NOW) as unit:
        assert apply_kit(unit, challenge)
    titles = select(ScoredCriterion.title).where(ScoredCriterion.challenge_id == challenge)
    assert session.scalars(titles).all() == ["Fit"]
    assert session.get_one(GateLine, (programme, Line.EVIDENCE_LINKED)).minimum == 2
    lessons = select(RetrospectiveItem.words).where(RetrospectiveItem.programme_id == programme)
    assert session.scalars(lessons).all() == ["Ask early."]
    release(session, crew, challenge)
    assert state_of(session, challenge) is ChallengeState.RELEASED
    _past_gate_two(session, crew, challenge)
    assert state_of(session, challenge) is ChallengeState.ASSESSING
    assert _marked(session) == before, "what has the mark belongs to the first council alone"
    assert run(args=into).exit_code == 1, "its name is taken"
    assert len(session.scalars(ours).all()) == 1


def test_a_file_that_was_changed_after_it_was_written_sets_nothing_up(
    app: Flask, session: Session, tmp_path: Path
) -> None:
    an_authority(session, slug="second", name="Second Council")
    lesson = {"sentiment": "worked", "words": "Ask early.", "pain": None}
    file = tmp_path / "fork.json"
    file.write_text(written({**_content(), "lessons": [lesson]}).replace("early", "late"), "utf-8")
    into = ["programme", "import-fork", str(file), "--authority", "second", "--title", "Another"]
    refused = app.test_cli_runner().invoke(args=[*into, "--summary", "We try it."])
    assert (refused.exit_code, "changed after it was written" in refused.output) == (1, True)
    assert session.scalars(select(Programme)).all() == []


def _past_gate_two(session: Session, crew: Crew, challenge: UUID) -> None:
    panel = firms_answer(session, crew, challenge)
    session.get_one(Challenge, challenge).state = ChallengeState.CLOSED_TO_APPLICATIONS
    session.commit()
    clear_all(session, panel)
    signers = (Role.ASSESSMENT_CHAIR, Role.PROCUREMENT_OFFICER)
    with work(session, crew.manager, utc_now()) as unit:
        said = DecisionDraft(Verdict.PASS, "All have declared.", "")
        propose_decision(unit, challenge, GateCode.G2, said, look)
    for role in signers:
        with work(session, crew[role], utc_now()) as unit:
            sign_decision(unit, challenge, GateCode.G2, look)


def _marked(session: Session) -> int:
    """Return how many rows, of whichever table, hold the mark of the first council."""
    rows = (
        repr(tuple(row))
        for table in Model.metadata.sorted_tables
        for row in session.execute(select(*table.columns))
    )
    return sum(MARK.casefold() in row.casefold() for row in rows)


def _content() -> dict[str, list[object]]:
    parts = ("pathways", "gates", "headings", "figures", "criteria", "questions", "lessons")
    return {part: [] for part in parts}


@pytest.mark.parametrize(
    ("part", "row"),
    [
        ("pathways", {"kind": "by_magic", "title": "", "steps": []}),
        ("gates", {"code": "G9", "question": "", "lines": [], "signatories": []}),
        ("gates", {"code": "G1", "question": "", "lines": [], "signatories": ["king"]}),
        ("gates", {"code": "G1", "question": "", "lines": [{"line": "x"}], "signatories": []}),
        ("headings", "horoscope"),
        ("figures", {"code": "KPI-99"}),
        ("criteria", {"title": "Fit", "weight": "all", "top_mark": 5, "least": 0, "anchors": []}),
        ("questions", {"kind": "riddle", "words": "", "hint": "", "choices": []}),
        ("lessons", {"sentiment": "meh", "words": "", "pain": None}),
        ("lessons", 7),
    ],
    ids=[f"{number}" for number in range(10)],
)
def test_a_file_with_something_unknown_in_it_names_the_row(part: str, row: object) -> None:
    with pytest.raises(Invalid, match=f"{part}, row 1"):
        read(written({**_content(), part: [row]}))
    assert read(written(_content())) == _content()


@pytest.mark.parametrize("text", ["", "{}", "[]", "7", '{"content": {}}', "[" * 9000], ids=range(6))
def test_what_is_no_programme_file_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        read(text)
    with pytest.raises(Invalid, match="no gates"):
        read(written({**_content(), "gates": None}))
    assert json.loads(written(_content()))["version"] == 1
