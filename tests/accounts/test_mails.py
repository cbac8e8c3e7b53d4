"""Every mail reads as agreed: the golden copies stand beside the templates."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from foundation.accounts.queries.authorities import Council, council_called
from foundation.accounts.rules.links import Purpose
from foundation.accounts.web import mails
from foundation.base.mail import Mail
from tests.house.tree import ROOT
from tests.make import an_authority

TO = "mo@example.org"
GOLDEN = ROOT / "templates" / "mail" / "golden"
MAILS: dict[str, Callable[[Council], Mail]] = {
    "sign_in": lambda council: mails.link_mail(council, TO, Purpose.SIGN_IN, "TOKEN", "/near"),
    "invitation": lambda council: mails.link_mail(council, TO, Purpose.INVITATION, "TOKEN"),
    "reset": lambda council: mails.link_mail(council, TO, Purpose.RESET, "TOKEN"),
    "staff_sign_in": lambda council: mails.staff_mail(council, TO),
    "welcome": lambda council: mails.welcome_mail(council, TO),
    "no_account": lambda council: mails.no_account_mail(council, TO),
    "locked": lambda council: mails.locked_mail(council, TO),
}


@pytest.mark.parametrize("name", MAILS)
def test_a_mail_reads_as_agreed(app: Flask, session: Session, name: str) -> None:
    an_authority(session, name="O'Neill & Sons Council", public_url="https://say.example.org")
    council = council_called(session, "birmingham")
    assert council is not None
    with app.test_request_context():
        mail = MAILS[name](council)
    said = f"To: {mail.to}\nSubject: {mail.subject}\n\n{mail.text}\n"
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("REWRITE"):
        golden.write_text(said)
    assert golden.read_text() == said, "run with REWRITE=1, then read the difference"


def test_every_mail_has_its_golden_copy() -> None:
    copies = {path.stem for path in GOLDEN.iterdir()}
    assert copies >= set(MAILS)
