"""The workspace says why a gate is closed, keeps what was typed, and lets the right people sign."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from foundation.base.roles import Role
from programme.models.challenges import Challenge
from programme.rules.challenges import ChallengeState
from tests.conftest import NOW
from tests.html import ReadingClient
from tests.programme.make import Crew, back, state_of
from tests.programme.web.browsers import As, as_crew

__all__ = ["as_crew"]

SLUG = "town-planning-consultation"
HERE = f"/programme/challenges/{SLUG}"
GATE = f"{HERE}/gates/g0"


def test_a_closed_gate_says_line_by_line_why(challenge: UUID, as_crew: As) -> None:
    page = as_crew(Role.PROGRAMME_MANAGER).get(HERE).get_data(as_text=True)
    assert "Gate 0: Is somebody behind it?" in page
    assert "Not met: 4 lines" in page
    assert "Name an executive sponsor, and ask them to accept." in page


def test_a_refused_decision_loses_no_word(challenge: UUID, as_crew: As) -> None:
    manager = as_crew(Role.PROGRAMME_MANAGER)
    said = {"verdict": "pass", "reason": "I am sure that it is fine."}
    answer = manager.post(f"{GATE}/decision", data=said)
    assert answer.status_code == 409
    page = answer.get_data(as_text=True)
    assert "I am sure that it is fine." in page
    assert "Not every line of this gate is met or waived. It stays closed." in page
    answer = manager.post(f"{GATE}/decision", data={"verdict": "hold", "reason": " "})
    assert answer.status_code == 422
    assert manager.post(f"{GATE}/decision", data={"reason": "Why?"}).status_code == 422


def test_the_people_named_sign_and_the_challenge_moves(
    session: Session, crew: Crew, challenge: UUID, as_crew: As
) -> None:
    back(session, crew, challenge)
    manager = as_crew(Role.PROGRAMME_MANAGER)
    assert "Not met" not in manager.get(GATE).get_data(as_text=True)
    said = {"verdict": "pass", "reason": "All is there."}
    assert manager.post(f"{GATE}/decision", data=said).status_code == 303
    for role in (Role.CHALLENGE_OWNER, Role.EXECUTIVE_SPONSOR):
        signer = as_crew(role)
        assert "Sign Gate 0" in signer.get("/programme").get_data(as_text=True)
        assert signer.post(f"{GATE}/sign").status_code == 303
    assert state_of(session, challenge) is ChallengeState.DEFINING
    assert "Decided at this gate" in manager.get(GATE).get_data(as_text=True)
    for number in range(7):
        assert manager.get(f"{HERE}/gates/g{number}").status_code == 200
    assert manager.get(f"{HERE}/gates/g7").status_code == 404


def test_who_proposed_sees_why_they_cannot_sign(
    session: Session, crew: Crew, challenge: UUID, as_crew: As
) -> None:
    back(session, crew, challenge)
    owner = as_crew(Role.CHALLENGE_OWNER)
    owner.post(f"{GATE}/decision", data={"verdict": "pass", "reason": "All is there."})
    page = owner.get(GATE).get_data(as_text=True)
    assert "You proposed this decision. Somebody else has to sign it." in page
    answer = owner.post(f"{GATE}/sign")
    assert answer.status_code == 409
    assert "You proposed this decision." in answer.get_data(as_text=True)


def test_a_waiver_is_asked_for_by_one_and_signed_by_the_sponsor(
    session: Session, crew: Crew, challenge: UUID, as_crew: As
) -> None:
    back(session, crew, challenge)
    session.get_one(Challenge, challenge).budget_state = None
    session.commit()
    manager = as_crew(Role.PROGRAMME_MANAGER)
    said = {"line": "budget_recorded", "waiver_reason": "Finance decides in May."}
    answer = manager.post(f"{GATE}/waivers", data=said)
    assert answer.status_code == 422
    assert "Finance decides in May." in answer.get_data(as_text=True)
    day = {"ends_on-day": str(NOW.day), "ends_on-month": str(NOW.month), "ends_on-year": "2026"}
    assert manager.post(f"{GATE}/waivers", data={**said, **day}).status_code == 303
    sponsor = as_crew(Role.EXECUTIVE_SPONSOR)
    page = sponsor.get(GATE).get_data(as_text=True)
    action = page.partition("/waivers/")[2].partition("/sign")[0]
    assert sponsor.post(f"{GATE}/waivers/{action}/sign").status_code == 303
    assert "Waived: see below." in sponsor.get(GATE).get_data(as_text=True)


def test_terms_are_typed_in_pounds_and_wrong_sums_named(
    session: Session, challenge: UUID, as_crew: As
) -> None:
    manager = as_crew(Role.PROGRAMME_MANAGER)
    said = {"regime": "undecided", "engagement": "undecided", "state": "indicative"}
    answer = manager.post(f"{HERE}/terms", data={**said, "highest": "a lot"})
    assert answer.status_code == 422
    assert "Enter a sum between £0 and £100,000,000." in answer.get_data(as_text=True)
    answer = manager.post(f"{HERE}/terms", data={**said, "lowest": "9", "highest": "£48,000.50"})
    assert answer.status_code == 303
    session.expire_all()
    row = session.get_one(Challenge, challenge)
    assert (row.budget_min_p, row.budget_max_p) == (900, 48_000_50)


def test_a_window_is_typed_as_days(session: Session, challenge: UUID, as_crew: As) -> None:
    manager = as_crew(Role.PROGRAMME_MANAGER)
    assert manager.post(f"{HERE}/window", data={}).status_code == 422
    days = {"opens_on": ["1", "3", "2027"], "questions_on": ["20", "3", "2027"]}
    answer = manager.post(f"{HERE}/window", data={**days, "closes_on": ["8", "4", "2027"]})
    assert answer.status_code == 303
    session.expire_all()
    closes = session.get_one(Challenge, challenge).closes_at
    assert closes is not None
    assert (closes.hour, closes.minute) == (11, 0), "12 noon in summer"


def test_a_funder_reads_the_board_and_no_workspace(challenge: UUID, client_for: object) -> None:
    funder: ReadingClient = client_for(Role.FUNDER)  # type: ignore[operator]  # the fixture
    assert funder.get("/programme").status_code == 200
    assert funder.get(HERE).status_code == 403


def test_rows_cannot_be_read_as_a_formula(
    session: Session, crew: Crew, challenge: UUID, as_crew: As
) -> None:
    row = session.get_one(Challenge, challenge)
    row.title, row.state = "=1+1", ChallengeState.DEFINING
    session.commit()
    sheet = as_crew(Role.PROGRAMME_MANAGER).get("/programme/board.csv").get_data(as_text=True)
    assert "'=1+1" in sheet


def test_a_promised_day_stays_and_a_later_one_says_why(challenge: UUID, as_crew: As) -> None:
    manager, page = as_crew(Role.PROGRAMME_MANAGER), f"{HERE}/days"

    def days(name: str, *typed: str) -> dict[str, str]:
        parts = ("day", "month", "year")
        return {f"{name}-{part}": each for part, each in zip(parts, typed, strict=True)}

    stage, promised = {"stage": "define"}, days("baseline_on", "20", "11", "2026")
    assert (
        manager.post(page, data=stage | days("baseline_on", "31", "2", "2027")).status_code == 422
    )
    assert manager.post(page, data=promised).status_code == 400
    assert manager.post(page, data=stage | promised).status_code == 303
    assert "2 days late" in manager.get(page).get_data(as_text=True)
    later = stage | days("forecast_on", "30", "11", "2026")
    assert "Say why it is expected later." in manager.post(page, data=later).get_data(as_text=True)
    moved = later | days("baseline_on", "29", "11", "2026") | {"late_because": "The owner left."}
    assert manager.post(page, data=moved).status_code == 303
    shown = as_crew(Role.EXECUTIVE_SPONSOR).get(page).get_data(as_text=True)
    assert "10 days late" in shown
    assert "The owner left." in shown
    assert "Save the days" not in shown
    assert as_crew(Role.EXECUTIVE_SPONSOR).post(page, data=moved).status_code == 403
