"""The public register: each firm that came into a challenge which anybody may read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.models.awards import Award, FirmsNamed
from programme.models.contracts import Contract, UseCheck
from programme.models.firms import Firm
from programme.models.matches import ChallengeMatch
from programme.models.prototypes import Prototype
from programme.models.routes import ChosenRoute
from programme.models.submissions import Submission
from programme.queries.chain import SHOWN
from programme.queries.challenges import ChallengePage
from programme.queries.public import public_challenges
from programme.rules.contracts import Use
from programme.rules.matches import TAKEN_UP, MatchState
from programme.rules.register import Agreement, RegisterRow, reached
from programme.rules.routes import Route


@dataclass(frozen=True, slots=True)
class _Known:
    """What is recorded of some challenges, by id of the challenge."""

    named: frozenset[UUID]
    awards: dict[UUID, Award]
    contracts: dict[UUID, Contract]
    research: frozenset[UUID]
    solutions: dict[tuple[UUID, UUID], str]
    uses: dict[UUID, Use]


def register_of(session: Session, authority_id: UUID) -> tuple[RegisterRow, ...]:
    """Return the register of a council, the latest challenges first, in nine statements."""
    pages = public_challenges(session, authority_id)
    ids = [page.id for page in pages]
    known = _known(session, ids)
    matched = _matched(session, ids)
    return tuple(row for page in pages for row in _rows(page, matched.get(page.id, []), known))


def _rows(
    page: ChallengePage, matched: list[tuple[Firm, MatchState]], known: _Known
) -> list[RegisterRow]:
    award = known.awards.get(page.id)
    rows = [
        _row(page, known, firm, state, award if award and award.firm_id == firm.id else None)
        for firm, state in matched
    ]
    is_outside = award is not None and award.firm_id not in {firm.id for firm, _state in matched}
    return [*rows, _row(page, known, None, None, award)] if is_outside else rows


def _row(
    page: ChallengePage,
    known: _Known,
    firm: Firm | None,
    state: MatchState | None,
    award: Award | None,
) -> RegisterRow:
    contract = known.contracts.get(page.id) if award else None
    is_named = (firm is not None and page.id in known.named) or bool(award and award.named_at)
    name = firm.name if firm else award.supplier if award else ""
    number = firm.company_number if firm else award.company_number if award else ""
    solution = known.solutions.get((page.id, firm.id), "") if firm else ""
    return RegisterRow(
        organisation=name if is_named else None,
        registration_number=number if is_named else "",
        address=firm.website if firm and is_named else "",
        round=page.programme_title,
        sponsor=page.department or "",
        question=page.question,
        slug=page.slug,
        solution=solution if is_named else "",
        reached=reached(state, is_awarded=award is not None, is_signed=contract is not None),
        agreement=Agreement(
            contract.signed_on, contract.value_p, contract.currency, page.id in known.research
        )
        if contract
        else None,
        use=known.uses.get(contract.id) if contract else None,
    )


def _matched(session: Session, ids: Collection[UUID]) -> dict[UUID, list[tuple[Firm, MatchState]]]:
    asked = (
        select(ChallengeMatch.challenge_id, ChallengeMatch.state, Firm)
        .join(Submission, Submission.id == ChallengeMatch.submission_id)
        .join(Firm, Firm.id == Submission.firm_id)
        .where(ChallengeMatch.challenge_id.in_(ids), ChallengeMatch.state.in_(TAKEN_UP))
        .order_by(ChallengeMatch.position, Firm.name)
    )
    found: dict[UUID, list[tuple[Firm, MatchState]]] = {}
    for challenge_id, state, firm in session.execute(asked):
        found.setdefault(challenge_id, []).append((firm, state))
    return found


def _known(session: Session, ids: Collection[UUID]) -> _Known:
    def rows(asked: Any) -> Any:  # noqa: ANN401  statements of many kinds
        return session.execute(asked).all()

    contracts = {
        row.challenge_id: row
        for row in session.scalars(select(Contract).where(Contract.challenge_id.in_(ids)))
    }
    signed = [row.id for row in contracts.values()]
    uses = select(UseCheck.contract_id, UseCheck.use).where(UseCheck.contract_id.in_(signed))
    standing = select(Award).where(Award.challenge_id.in_(ids), Award.cancelled_at.is_(None))
    shown = select(Prototype.challenge_id, Prototype.firm_id, Prototype.title).where(
        Prototype.challenge_id.in_(ids), Prototype.state.in_(SHOWN)
    )
    routes = select(ChosenRoute.challenge_id).where(
        ChosenRoute.challenge_id.in_(ids), ChosenRoute.route == Route.RD_EXEMPT
    )
    named = select(FirmsNamed.challenge_id).where(FirmsNamed.challenge_id.in_(ids))
    return _Known(
        frozenset(session.scalars(named)),
        {row.challenge_id: row for row in session.scalars(standing)},
        contracts,
        frozenset(session.scalars(routes)),
        {(row.challenge_id, row.firm_id): row.title for row in rows(shown)},
        {row.contract_id: row.use for row in rows(uses.order_by(UseCheck.position))},
    )
