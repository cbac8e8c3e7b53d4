"""The register has the thirteen columns that were asked for, and a name only once it is public."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from foundation.base.clock import london_day
from programme.models.awards import Award, FirmsNamed
from programme.models.challenges import Challenge
from programme.models.contracts import Contract, UseCheck
from programme.models.matches import ChallengeMatch
from programme.rules.challenges import ChallengeState
from programme.rules.contracts import ContractState, Use
from programme.rules.matches import TAKEN_UP, MatchState
from programme.rules.register import COLUMNS, OF_MATCH, Reached, reached
from tests.clock import NOW
from tests.html import ReadingClient
from tests.make import an_authority
from tests.programme.firms import a_firm, open_to_firms, sent
from tests.programme.make import Crew, a_challenge, a_crew, a_programme

TODAY = london_day(NOW)


def test_every_match_that_was_taken_up_has_a_stage_and_a_contract_goes_further() -> None:
    assert set(OF_MATCH) == TAKEN_UP
    for state in TAKEN_UP:
        assert reached(state, is_awarded=False, is_signed=False) is OF_MATCH[state]
        assert reached(state, is_awarded=True, is_signed=False) is Reached.AWARDED
        assert reached(state, is_awarded=True, is_signed=True) is Reached.SIGNED
    assert reached(None, is_awarded=True, is_signed=False) is Reached.AWARDED


def _matched(session: Session, crew: Crew, **more: str) -> tuple[Challenge, ChallengeMatch]:
    challenge = a_challenge(session, crew, a_programme(session, crew.manager), **more)
    open_to_firms(session, crew.manager, challenge)
    firm = a_firm(session, crew.manager.authority_id, "=Danger Ltd")
    match = ChallengeMatch(
        id=uuid4(),
        authority_id=crew.manager.authority_id,
        challenge_id=challenge,
        submission_id=sent(session, challenge, firm),
        position=1,
        state=MatchState.IDENTIFIED,
        proposed_at=NOW,
    )
    session.add(match)
    row = session.get_one(Challenge, challenge)
    row.state = ChallengeState.SHOWCASED
    session.commit()
    return row, match


def _table(client: ReadingClient) -> list[dict[str, str]]:
    text = client.get("/challenges/register.csv").get_data(as_text=True).removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("is_named", [False, True])
def test_a_firm_is_named_once_its_name_is_public(
    session: Session, client: ReadingClient, is_named: bool
) -> None:
    crew = a_crew(session, an_authority(session).id)
    challenge, _match = _matched(session, crew)
    if is_named:
        session.add(FirmsNamed(challenge_id=challenge.id, named_at=NOW))
        session.commit()
    (row,) = _table(client)
    assert tuple(row) == COLUMNS
    assert len(COLUMNS) == 13
    assert row["organisation"] == ("'=Danger Ltd" if is_named else "Name not public yet")
    assert row["stage_reached"] == "Shown, and chosen to go on"
    assert row["further_agreements"] == ""
    page = client.get("/challenges/register").get_data(as_text=True)
    assert ("=Danger Ltd" in page) is is_named


def test_a_contract_and_its_use_stand_beside_the_firm_that_won_from_outside(
    session: Session, client: ReadingClient
) -> None:
    crew = a_crew(session, an_authority(session).id)
    challenge, _match = _matched(session, crew)
    award = Award(
        id=uuid4(),
        challenge_id=challenge.id,
        number=1,
        supplier="Another Ltd",
        company_number="01234567",
        value_p=48_000_00,
        currency="GBP",
        awarded_on=TODAY,
        made_at=NOW,
        named_at=NOW,
    )
    session.add(award)
    session.flush()
    contract = Contract(
        id=uuid4(),
        challenge_id=challenge.id,
        award_id=award.id,
        state=ContractState.ACTIVE,
        signed_on=TODAY,
        starts_on=TODAY,
        ends_on=TODAY + timedelta(days=700),
        value_p=48_000_00,
        currency="GBP",
        manager="Team",
    )
    session.add(contract)
    session.flush()
    session.add(
        UseCheck(
            contract_id=contract.id,
            position=1,
            used_on=TODAY,
            use=Use.PARTLY,
            words="",
            noted_at=NOW,
        )
    )
    session.commit()
    first, second = _table(client)
    assert (first["organisation"], first["further_agreements"]) == ("Name not public yet", "")
    assert second["organisation"] == "Another Ltd"
    assert (second["further_agreements_value"], second["in_use_now"]) == ("£48,000", "Partly")
    assert second["stage_reached"] == "Has a contract"
