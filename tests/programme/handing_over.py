"""From an approved case to a contract: what procurement and finance do, as time goes on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from foundation.base.actor import Actor
from foundation.base.clock import london_day, utc_now
from foundation.base.outbox import drain
from foundation.base.roles import Role
from foundation.base.work import work
from programme.commands.awards import award_contract
from programme.commands.cases import add_benefit, add_option, prefer_option, settle_case, write_case
from programme.commands.contracts import promise, sign_contract
from programme.commands.packs import check_chain, explain_item
from programme.commands.routes import choose_route, date_step
from programme.queries.packs import pack_page
from programme.rules.awards import AwardDraft
from programme.rules.cases import BenefitDraft, CasePart, OptionDraft
from programme.rules.contracts import ContractDraft, MeasureDraft
from programme.rules.packs import SAID, ItemState
from programme.rules.routes import Route, RouteDraft
from programme.rules.step_days import Clock
from programme.rules.steps import Step
from tests.programme.make import Crew

WORTH = 158_000_00
AGO = {Step.TENDER: 70, Step.TENDERS_IN: 35}


def case_is_made(session: Session, crew: Crew, challenge_id: UUID, measure: str) -> None:
    """Write the five cases, compare with doing nothing, and name who approves."""
    with work(session, crew.manager, utc_now()) as unit:
        for part in CasePart:
            write_case(unit, challenge_id, part, "Because residents asked.", seen_number=0)
        nothing = OptionDraft("Do nothing", "None.", 0, 0, is_nothing=True)
        add_option(unit, challenge_id, nothing)
        add_option(unit, challenge_id, OptionDraft("Compete", "More hear.", 38_000_00, 24_000_00))
        prefer_option(unit, challenge_id, 2)
        add_benefit(unit, challenge_id, BenefitDraft("More are heard", measure))
        settle_case(
            unit,
            challenge_id,
            approver_id=crew.id(Role.EXECUTIVE_SPONSOR),
            funding_line_id=None,
            residents=1_144_900,
        )


def pack_is_filled(session: Session, crew: Crew, challenge_id: UUID) -> None:
    """Choose a route, assess conflicts, say what nothing else says, and check the chain."""
    officer = crew[Role.PROCUREMENT_OFFICER]
    draft = RouteDraft(Route.FLEXIBLE, "It grows.", value_p=WORTH)
    _do(session, officer, choose_route, challenge_id, draft)
    for step in (Step.ENGAGEMENT, Step.CONFLICTS):
        _done(session, officer, challenge_id, step)
    drain(session, {}, utc_now())
    states = pack_page(session, challenge_id, utc_now()).states
    missing = {item for item, state in states.items() if state is ItemState.MISSING}
    for item in missing | SAID:
        _do(session, officer, explain_item, challenge_id, item, "Everybody was told the same.")
    _do(session, officer, check_chain, challenge_id)


def contract_is_signed(session: Session, crew: Crew, challenge_id: UUID) -> None:
    """Tender, award and sign, each step on a lawful day."""
    officer, today = crew[Role.PROCUREMENT_OFFICER], london_day(utc_now())
    for step in AGO:
        _done(session, officer, challenge_id, step)
    told = today - timedelta(days=30)
    award = AwardDraft("Invented Ltd", "01234567", None, WORTH, "GBP", told, told)
    _do(session, officer, award_contract, challenge_id, award)
    _do(session, officer, promise, challenge_id, MeasureDraft("Answers in 5 days", "9 of 10"))
    signed = ContractDraft(
        today - timedelta(days=10),
        today - timedelta(days=9),
        today + timedelta(days=700),
        WORTH,
        "GBP",
        "Digital team",
    )
    _do(session, officer, sign_contract, challenge_id, signed)


def _done(session: Session, officer: Actor, challenge_id: UUID, step: Step) -> None:
    day = london_day(utc_now()) - timedelta(days=AGO.get(step, 71))
    _do(session, officer, date_step, challenge_id, step, Clock.DONE, day)


def _do(session: Session, actor: Actor, command: Callable[..., Any], *given: object) -> None:
    with work(session, actor, utc_now()) as unit:
        command(unit, *given)
