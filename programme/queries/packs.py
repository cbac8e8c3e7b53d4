"""The handover pack of a challenge: how each item stands, and what gate 6 asks of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from programme.models.briefs import Brief
from programme.models.challenges import Challenge
from programme.models.feedback import FirmFeedback
from programme.models.packs import PackCheck, PackItem
from programme.models.prototypes import Prototype
from programme.models.rounds import AssessmentRound
from programme.models.submissions import Submission
from programme.queries.brief_facts import brief_facts
from programme.queries.cases import case_page
from programme.queries.contracts import contract_page
from programme.queries.notices import notices_page
from programme.queries.ocds import process_of
from programme.queries.routes import RoutePage, route_page
from programme.rules.notices import NEEDED
from programme.rules.ocds.releases import releases_of
from programme.rules.ocds.validating import faults_of_releases
from programme.rules.packs import Item, ItemState, states_of
from programme.rules.prototypes import CHECKED
from programme.rules.rounds import RoundState
from programme.rules.routes import is_above_threshold
from programme.rules.snapshots import Pack
from programme.rules.steps import Step

ANYWHERE = "https://example.org"
"""Data is checked without being published, so any address will do."""


@dataclass(frozen=True, slots=True)
class PackPage:
    """A pack with the state of each item, and what people said of some."""

    states: dict[Item, ItemState]
    words: dict[Item, str]
    is_light: bool
    conflicts_assessed: bool
    data_errors: int
    chain_holds: bool
    head: str
    checked_at: datetime | None

    @property
    def facts(self) -> Pack:
        """Return what the gate asks of it."""
        needed = [each for each in self.states.values() if each is not ItemState.NOT_NEEDED]
        return Pack(
            items=len(needed),
            ready=sum(each is not ItemState.MISSING for each in needed),
            conflicts_assessed=self.conflicts_assessed,
            fairness_stated=Item.FAIRNESS in self.words,
            data_errors=self.data_errors,
            chain_holds=self.chain_holds,
        )


def pack_page(session: Session, challenge_id: UUID, now: datetime) -> PackPage:
    """Return the pack of a challenge that the caller has asked for by its own authority."""
    asked = select(PackItem.item, PackItem.words).where(PackItem.challenge_id == challenge_id)
    words = {row.item: row.words for row in session.execute(asked)}
    check = session.get(PackCheck, challenge_id)
    chosen = route_page(session, challenge_id, now)
    process = process_of(session, challenge_id, home=ANYWHERE, prefix="", now=now)
    releases = releases_of(process)
    errors = len(faults_of_releases(releases))
    assessed = chosen is not None and Step.CONFLICTS in chosen.way.done
    made = _made(session, challenge_id, chosen)
    if _are_drafted(session, challenge_id, now):
        made.add(Item.NOTICES)
    made |= _planned(session, challenge_id)
    if releases and not errors:
        made.add(Item.OPEN_DATA)
    is_light = not _is_above(chosen)
    return PackPage(
        states_of(made, words, is_light=is_light),
        words,
        is_light,
        assessed,
        errors,
        check is not None and check.chain_holds,
        check.head if check else "",
        check.checked_at if check else None,
    )


def pack_facts(session: Session, challenge_id: UUID, now: datetime) -> Pack | None:
    """Return what gate 6 asks of a pack, or None where nobody has begun one."""
    begun = select(
        select(PackItem.item).where(PackItem.challenge_id == challenge_id).exists(),
        select(PackCheck.head).where(PackCheck.challenge_id == challenge_id).exists(),
    )
    if not any(session.execute(begun).one()):
        return None
    return pack_page(session, challenge_id, now).facts


def _is_above(chosen: RoutePage | None) -> bool:
    if chosen is None or chosen.chosen.value_p is None:
        return False
    return is_above_threshold(chosen.chosen.value_p, chosen.chosen.begun_on or chosen.today)


def _are_drafted(session: Session, challenge_id: UUID, now: datetime) -> bool:
    page = notices_page(session, challenge_id, now)
    needed = NEEDED[page.route] if page.route else frozenset()
    return bool(needed) and all(page.rows.get(code) for code in needed)


def _planned(session: Session, challenge_id: UUID) -> set[Item]:
    page = contract_page(session, challenge_id)
    planned = {Item.PHASES: page.phases, Item.MEASURES: page.measures}
    return {item for item, rows in planned.items() if rows}


def _made(session: Session, challenge_id: UUID, chosen: RoutePage | None) -> set[Item]:
    """Return the items that can be made from what is recorded."""
    brief = session.get(Brief, challenge_id)
    case = case_page(session, challenge_id).facts
    frozen_at = session.get_one(Challenge, challenge_id).criteria_frozen_at
    is_proved = Prototype.state.in_(CHECKED)
    settled = (
        AssessmentRound.challenge_id == challenge_id,
        AssessmentRound.state.in_({RoundState.AGREED, RoundState.RELEASED}),
    )
    told = (
        FirmFeedback.released_at.is_not(None),
        FirmFeedback.submission_id.in_(
            select(Submission.id).where(Submission.challenge_id == challenge_id)
        ),
    )
    has = {
        Item.BRIEF: brief is not None and brief.released_version is not None,
        Item.EVIDENCE: bool(brief_facts(session, challenge_id).citations),
        Item.CASE: case.written == case.parts,
        Item.CONFLICTS: chosen is not None and Step.CONFLICTS in chosen.way.done,
        Item.EVALUATION_MODEL: frozen_at is not None,
        Item.ROUTE: chosen is not None,
        Item.PROTOTYPE: _has(session, Prototype.challenge_id == challenge_id, is_proved),
        Item.EVALUATION_REPORT: _has(session, *settled),
        Item.FEEDBACK: _has(session, *told),
    }
    return {item for item, is_there in has.items() if is_there}


def _has(session: Session, *which: ColumnElement[bool]) -> bool:
    return bool(session.scalar(select(exists().where(*which))))
