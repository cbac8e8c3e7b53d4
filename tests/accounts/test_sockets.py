"""An open socket ends with the sign-in that opened it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from foundation.accounts.commands.people import remove_person
from foundation.accounts.commands.proofs import clear_proofs, set_password, set_second_factor
from foundation.accounts.commands.roles import ask_role, take_role
from foundation.accounts.commands.sign_in import end_all
from foundation.base.actor import Actor
from foundation.base.roles import Role
from foundation.base.work import Work, work
from tests.conftest import NOW, sign_in_as
from tests.html import ReadingClient
from tests.make import a_person, an_authority
from tests.townhall.test_live import Open, open_socket
from townhall.jobs import run_once

__all__ = ["open_socket"]

Browsers = Callable[..., ReadingClient]


@pytest.mark.parametrize("path", ["/sign-out", "/account/sign-out-everywhere"])
def test_signing_out_closes_the_sockets_of_a_person_and_of_nobody_else(
    app: Flask, session: Session, client_for: Browsers, open_socket: Open, path: str
) -> None:
    an_authority(session)
    ada, eve = client_for(Role.PLANNER), client_for(Role.PLANNER)
    of_ada, of_eve = open_socket(ada), open_socket(eve)
    ada.post(path)
    run_once(app)
    assert not of_ada.is_connected()
    assert of_eve.is_connected()


Changes = Callable[[Work, UUID], object]


@pytest.mark.parametrize(
    "change",
    [
        remove_person,
        end_all,
        clear_proofs,
        lambda unit, person: set_password(unit, person, "another hash"),
        lambda unit, person: set_second_factor(unit, person, "another secret", 1),
        lambda unit, person: ask_role(unit, person, Role.COMMUNITY_ORGANISATION),
    ],
    ids=["removal", "signing out", "reset", "a new password", "a new app", "a role more"],
)
def test_taking_all_from_a_person_closes_their_sockets(
    app: Flask, session: Session, client: ReadingClient, open_socket: Open, change: Changes
) -> None:
    council = an_authority(session).id
    person = a_person(session, council, Role.PLANNER)
    sign_in_as(client, person.id)
    socket = open_socket(client)
    with work(session, Actor(council), NOW) as unit:
        change(unit, person.id)
    run_once(app)
    assert not socket.is_connected()


def test_losing_a_role_closes_the_sockets_of_a_person(
    app: Flask, session: Session, client: ReadingClient, open_socket: Open
) -> None:
    council = an_authority(session).id
    person = a_person(session, council, Role.PLANNER)
    sign_in_as(client, person.id)
    socket = open_socket(client)
    with work(session, Actor(council), NOW) as unit:
        take_role(unit, person.id, Role.PLANNER)
    run_once(app)
    assert not socket.is_connected()
