"""Tokens of browsers, links and programs: long enough, for one purpose, and not for ever."""

from __future__ import annotations

import base64
from datetime import timedelta
from itertools import permutations

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from foundation.accounts.commands.links import make_link, use_link
from foundation.accounts.commands.sign_in import start_sign_in
from foundation.accounts.commands.tokens import make_token
from foundation.accounts.models.people import OneTimeLink, SignIn
from foundation.accounts.models.tokens import ApiToken
from foundation.accounts.queries.tokens import bearer_of
from foundation.accounts.rules.links import Purpose
from foundation.accounts.rules.tokens import digest_of, new_token
from foundation.base.actor import Actor
from foundation.base.errors import NotFound
from foundation.base.roles import Role
from foundation.base.work import work
from tests.conftest import NOW
from tests.make import a_person, an_authority


def test_a_token_is_256_random_bits_and_only_its_digest_is_kept(session: Session) -> None:
    council = an_authority(session).id
    person = a_person(session, council, Role.PLANNER)
    with work(session, Actor(council), NOW) as unit:
        tokens = {
            SignIn: start_sign_in(unit, person.id),
            OneTimeLink: make_link(unit, person.email, Purpose.RESET, person.id),
            ApiToken: make_token(unit, person.email),
        }
    for model, token in tokens.items():
        assert len(base64.urlsafe_b64decode(f"{token}=")) * 8 == 256
        (row,) = session.scalars(select(model)).all()
        kept = [str(value) for value in inspect(row).dict.values()]
        assert digest_of(token) in kept
        assert not any(token in value for value in kept)
    assert len({new_token() for _ in range(10_000)}) == 10_000


@pytest.mark.parametrize(("made_for", "used_for"), list(permutations(Purpose, 2)))
def test_a_link_of_one_purpose_opens_no_other_door(
    session: Session, made_for: Purpose, used_for: Purpose
) -> None:
    council = an_authority(session).id
    person = a_person(session, council)
    with work(session, Actor(council), NOW) as unit:
        token = make_link(unit, person.email, made_for, person.id)
    with pytest.raises(NotFound), work(session, Actor(council), NOW) as unit:
        use_link(unit, token, used_for)
    with work(session, Actor(council), NOW) as unit:
        assert use_link(unit, token, made_for).person_id == person.id


def test_a_key_of_a_program_ends_after_a_year(session: Session) -> None:
    council = an_authority(session).id
    email = a_person(session, council, Role.PLANNER).email
    with work(session, Actor(council), NOW) as unit:
        token = make_token(unit, email)
    year = timedelta(days=365)
    assert bearer_of(session, council, token, NOW + year - timedelta(seconds=1))
    assert bearer_of(session, council, token, NOW + year) is None
