"""The pilot's facts are rows, and figures are worked out of them."""

from __future__ import annotations

from collections import Counter
from datetime import date

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.consultations import Consultation
from foundation.accounts.models.people import Person
from foundation.accounts.queries.authorities import council_called
from foundation.base.actor import Actor
from programme.models.briefs import Brief, BriefItem, BriefSection, Citation
from programme.models.challenges import Challenge, ChallengeStage, ChallengeWording
from programme.models.departments import Department
from programme.models.gates import GateDecision, GateSignature
from programme.models.programmes import FundingLine, LearningEvent, RetrospectiveItem, Target
from programme.queries.ballots import ballot_of
from programme.queries.challenges import challenge_page
from programme.queries.cohorts import cohort_page, cohorts_of
from programme.queries.funnel import count, ways_of
from programme.queries.prototypes import prototypes_of
from programme.queries.tallies import result_of
from programme.queries.workshops import workshops_of
from programme.rules.ballots import Group
from programme.rules.challenges import ChallengeState
from programme.rules.cohorts import SeatState
from programme.rules.funnel import Step
from programme.rules.programmes import Origin, Pain, total_pence
from programme.rules.prototypes import PrototypeState as S
from programme.rules.stages import Dates, Stage
from programme.web.pack_evidence import evidence_files
from tests.clock import NOW
from tests.consultation.make import a_comment, a_consultation
from tests.make import an_authority
from tests.programme.make import a_crew
from tests.programme.ocds import valid_tags

COMMAND = ["programme", "seed-dips"]


def seed(app: Flask) -> str:
    result = app.test_cli_runner().invoke(args=COMMAND)
    assert result.exit_code == 0, result.output
    return result.output


def test_the_pilot_is_there_once_with_its_figures(app: Flask, session: Session) -> None:
    an_authority(session)
    assert seed(app) == "The pilot is there.\n"
    assert seed(app) == "The pilot is there already.\n"
    lines = tuple(session.scalars(select(FundingLine.amount_p)))
    assert sorted(lines) == [9_000_00, 80_000_00]
    assert total_pence(lines) == 89_000_00
    challenges = session.scalars(select(Challenge)).all()
    assert total_pence(lines) / len(challenges) == 17_800_00
    assert len(session.scalars(select(Department)).all()) == 4
    assert {target.due_on for target in session.scalars(select(Target))} == {
        date(2022, 12, 31),
        date(2023, 7, 31),
    }
    assert len(session.scalars(select(LearningEvent)).all()) == 5
    items = session.scalars(select(RetrospectiveItem)).all()
    assert Counter(item.sentiment.value for item in items) == {"worked": 6, "did_not": 5}
    assert {item.pain for item in items if item.pain} == set(Pain)


def test_no_person_is_named_and_nothing_is_said_to_be_bought(app: Flask, session: Session) -> None:
    an_authority(session)
    seed(app)
    assert session.scalars(select(Person)).all() == []
    assert {row.state for row in session.scalars(select(Challenge))} == {
        ChallengeState.BUSINESS_CASE
    }
    for slug in session.scalars(select(Challenge.slug)):
        assert valid_tags(app, slug)[0] == "planning"
    decisions = session.scalars(select(GateDecision)).all()
    assert len(decisions) == 25
    assert all(decision.is_taken_over for decision in decisions)
    assert session.scalars(select(GateSignature)).all() == []


def test_the_showcase_counts_as_178_days_late_on_an_inferred_year(
    app: Flask, session: Session
) -> None:
    an_authority(session)
    seed(app)
    rows = select(ChallengeStage).where(ChallengeStage.stage == Stage.PROTOTYPE)
    for row in session.scalars(rows):
        assert row.origin is Origin.INFERRED
        dates = Dates(row.baseline_on, row.forecast_on, row.actual_on)
        assert dates.days_late(NOW.date()) == 178


def test_the_planning_brief_has_twelve_sections_and_the_lists_of_the_sample(
    app: Flask, session: Session
) -> None:
    an_authority(session)
    seed(app)
    planning = session.scalars(
        select(Challenge).where(Challenge.slug == "town-planning-consultation")
    ).one()
    assert session.get_one(Brief, planning.id).released_version == 1
    sections = select(BriefSection).where(BriefSection.challenge_id == planning.id)
    assert all(row.is_complete for row in session.scalars(sections))
    kinds = select(BriefItem.kind).where(BriefItem.challenge_id == planning.id)
    counted = Counter(kind.value for kind in session.scalars(kinds))
    assert counted["user_outside"] == counted["user_inside"] == 9
    assert counted["prior_attempt"] == 12
    assert counted["opportunity"] == 6
    assert session.scalars(select(Citation)).all() == [], "there is no consultation to cite"
    assert len(session.scalars(select(ChallengeWording)).all()) == 5


def test_the_demonstration_s_people_hold_and_return_what_stands_still(
    app: Flask, session: Session
) -> None:
    crew = a_crew(session, an_authority(session).id)
    for person in session.scalars(select(Person)):
        person.is_demo = True
    session.commit()
    seed(app)
    stands = {row.slug: row.state for row in session.scalars(select(Challenge))}
    held = {slug for slug, state in stands.items() if state is ChallengeState.ON_HOLD}
    assert held == {"local-food-supply", "mobility-hubs"}
    signed = session.scalars(select(GateSignature)).all()
    assert len(signed) == 6
    assert crew.manager.person_id not in {row.person_id for row in signed}


def test_each_department_had_its_two_workshops_of_two_hours(app: Flask, session: Session) -> None:
    council = an_authority(session)
    seed(app)
    rows = [row for row in workshops_of(session, council.id) if row.taken_at]
    assert set(Counter(row.department for row in rows).values()) == {2}
    assert len(rows) == 8
    assert sum(row.minutes for row in rows) == 16 * 60
    assert {(row.places, row.origin) for row in rows} == {(16, Origin.INVENTED)}


def test_the_cohort_ran_from_january_to_march_and_lost_people(app: Flask, session: Session) -> None:
    council = an_authority(session)
    seed(app)
    (row,) = cohorts_of(session, council.id)
    assert (row.starts_on, row.ends_on) == (date(2023, 1, 24), date(2023, 3, 27))
    assert row.note
    assert "2023 is inferred" in row.note
    page = cohort_page(session, row, NOW)
    assert page.weeks == len(page.sessions) == 9
    assert all(each.taken_at for each in page.sessions)
    assert (page.firms[0].still, page.firms[-1].still, page.firms[-1].of) == (15, 12, 15)
    left = [seat.left_because for seat in page.seats if seat.state is SeatState.DROPPED]
    assert len(left) == 3
    assert all(left)


def test_an_unknown_council_is_named(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=[*COMMAND, "--authority", "nowhere"])
    assert result.exit_code == 1
    assert "nowhere" in result.output


def test_each_figure_of_the_firms_is_a_count_of_rows(app: Flask, session: Session) -> None:
    council = an_authority(session)
    seed(app)
    ways = ways_of(session, council.id)
    figures = {step: count(ways, step) for step in Step}
    assert figures == {
        Step.CONTACTED: 528,
        Step.OPENED: 171,
        Step.REGISTERED: 64,
        Step.STARTED: 38,
        Step.SUBMITTED: 21,
        Step.MATCHED: 15,
        Step.IDENTIFIED: 5,
        Step.PROCURED: 0,
    }
    for step, a_challenge in ((Step.MATCHED, 3), (Step.IDENTIFIED, 1)):
        split = Counter(way.challenge for way in ways if step in way.steps)
        assert set(split.values()) == {a_challenge}
    uneven = Counter(way.challenge for way in ways if Step.SUBMITTED in way.steps)
    assert max(uneven.values()) > min(uneven.values()) >= 3
    assert {way.origin for way in ways} == {Origin.INVENTED}


def test_one_challenge_has_three_prototypes_that_say_they_are_invented_and_a_vote_that_is_over(
    app: Flask, session: Session
) -> None:
    council = an_authority(session)
    actor = Actor(council.id)
    made = a_consultation(session, actor)
    session.get_one(Consultation, made).slug = "lantern-row"
    session.commit()
    a_comment(session, actor, made)
    seed(app)
    shown = prototypes_of(session, session.scalars(select(Challenge.id)))
    assert [each.state for each in shown] == [S.ACCEPTED, S.REJECTED, S.REJECTED]
    assert all("(Invented.)" in each.summary for each in shown)
    assert len({each.slot.starts_at for each in shown if each.slot}) == 3
    ballot = ballot_of(session, shown[0].challenge_id, NOW)
    assert ballot
    result = result_of(session, ballot)
    assert result
    assert result.tally.dropped == (Group.PEERS,)
    assert len(result.tally.results) == 3
    page = challenge_page(session, council.id, "town-planning-consultation")
    there = council_called(session, council.slug)
    assert page
    assert there
    files = {name: held.decode("utf-8-sig") for name, held in evidence_files(there, page).items()}
    assert "41 of 400 answered." in files["prototypes.csv"]
    assert "3800000" in files["prototype-costs.csv"]
    assert [line.split(",")[2] for line in files["evaluation-record.csv"].splitlines()] == [
        *("fate", "mainstreamed", "dropped", "again"),
    ]
