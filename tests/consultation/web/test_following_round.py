"""Once round, through the real pages: said, followed in eight ways, answered, told once each."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from shapely.geometry import box
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.following import Notice, Subscription
from foundation.accounts.models.contacts import Letter
from foundation.base.actor import Actor
from foundation.base.outbox import backlog
from foundation.base.outgoing import OutgoingMail
from foundation.base.roles import Role
from tests.clock import StandingClock
from tests.conftest import NOW
from tests.consultation.following import mails, ways
from tests.consultation.ground import a_postcode, wards_of
from tests.consultation.web.giving import BORDESLEY, PAGE, give
from tests.consultation.web.reading import REF, code_on, hidden, text_of
from tests.house.tree import ROOT
from tests.html import ReadingClient

GOLDEN = ROOT / "tests" / "golden" / "mail" / "round"
REWRITE = "run REWRITE=1 pytest tests/consultation/web/test_following_round.py, then read it"
EIGHT = NOW.replace(hour=8) + timedelta(days=1)
AROUND = (
    '{"type":"Polygon","coordinates":'
    "[[[-1.85,52.47],[-1.84,52.47],[-1.84,52.48],[-1.85,52.48],[-1.85,52.47]]]}"
)
SPOT = '{"type":"Point","coordinates":[-1.8442,52.4776]}'
ANSWER = "Twelve limes come in March."
LETTERS = "Mo Example\n1 Green Lane\nBirmingham\nB9 5QT"
FOLLOW = f"{PAGE}/follow"
TICKET = re.compile(r"(?<=/)[\w-]{43}\b")

WISHES: dict[str, tuple[str, dict[str, str]]] = {
    "street": (FOLLOW, {"email": "street@example.org"}),
    "own": ("/follow/tell-me", {"email": "own@example.org"}),
    "phone": ("/follow/tell-me", {"medium": "text", "phone": "07700 900123"}),
    "letter": (FOLLOW, {"medium": "post", "lines": LETTERS}),
    "ward": ("/follow/area", {"email": "ward@example.org", "way": "ward", "ward": "Green_End"}),
    "drawn": ("/follow/area", {"email": "drawn@example.org", "way": "map", "place": AROUND}),
    "spot": (
        "/follow/area",
        {"email": "spot@example.org", "way": "map", "place": SPOT, "metres": "200"},
    ),
    "postcode": (
        "/follow/area",
        {"email": "postcode@example.org", "way": "postcode", "postcode": "B9 5QT"},
    ),
}
"""Who → the page on which they ask, and what they fill in."""


def run(app: Flask) -> None:
    """Do all that is due as an operator does."""
    done = app.test_cli_runner().invoke(args=["jobs", "run", "--once"])
    assert done.exit_code == 0, done.output


def unsent(session: Session) -> list[OutgoingMail]:
    session.rollback()
    return list(session.scalars(select(OutgoingMail).where(OutgoingMail.sent_at.is_(None))))


@pytest.fixture
def code(
    client: ReadingClient, session: Session, actor: Actor, consultation: UUID
) -> tuple[str, str]:
    """Say something at a place; return its reference and its code."""
    wards_of(session, actor, Green_End=box(-1.86, 52.46, -1.83, 52.49))
    a_postcode(session, "B9 5QT", (BORDESLEY[0], BORDESLEY[1]))
    sent = client.get(give(client, place_way="map", place=SPOT).location)
    found = REF.search(text_of(sent))
    assert found
    return found[1], code_on(sent)


def test_an_answer_reaches_everybody_who_follows_once_in_words_that_are_kept(
    app: Flask,
    session: Session,
    client_for: Callable[..., ReadingClient],
    clock: StandingClock,
    code: tuple[str, str],
) -> None:
    ref, secret = code
    author = app.test_client()
    assert author.post("/follow", data={"code": secret}).status_code == 303
    for path, typed in WISHES.values():
        assert author.post(path, data=typed).location == "/following/asked", typed
    run(app)
    assert unsent(session) == []
    everybody_says_yes(app, session, client_for)
    clock.forward(timedelta(minutes=10))

    planner = client_for(Role.PLANNER)
    desk = f"/desk/comments/{ref}"
    typed = {"text": ANSWER, "status": "answered", "note": "", "team": "Planning"}
    typed |= {"source": "Case file", "do": "send"}
    typed["seen"] = hidden(planner.get(desk), "seen")
    assert planner.post(desk, data=typed).status_code == 303
    assert ANSWER in text_of(author.get("/follow"))

    run(app)
    assert digests(session) == {}, "a digest waits for its morning"
    clock.shows = EIGHT
    before = files(app)
    run(app)
    assert backlog(session) == {}
    assert unsent(session) == []
    everybody_was_told_once(session)
    for file in files(app) - before:
        assert_golden(file, ref)

    clock.forward(timedelta(days=8))
    run(app)
    everybody_was_told_once(session)
    assert session.scalars(select(Notice.id).where(Notice.told_at.is_(None))).all() == []


def everybody_was_told_once(session: Session) -> None:
    """Find one digest each, with the answer once; a text says only where it is."""
    (letter,) = news_letters(session)
    told = {**digests(session), "letter": letter.text}
    assert sorted(told) == sorted(WISHES)
    assert {who: text.count(ANSWER) for who, text in told.items()} == {
        who: int(who != "phone") for who in WISHES
    }


def everybody_says_yes(
    app: Flask, session: Session, client_for: Callable[..., ReadingClient]
) -> None:
    """Press the button in each message; the household tells an officer."""
    for asked in mails(session):
        (way,) = ways(asked)
        assert app.test_client().post(way).status_code == 303
    session.rollback()
    left = select(Subscription.id).where(Subscription.confirmed_at.is_(None))
    waiting = session.scalars(left).all()
    officer = client_for(Role.CONSULTATION_OFFICER)
    letter = session.scalars(select(Letter.id)).one()
    assert officer.post("/desk/letters/printed", data={"letter": str(letter)}).status_code == 303
    for which in waiting:
        assert officer.post("/desk/letters/said-yes", data={"which": str(which)}).status_code == 303


def digests(session: Session) -> dict[str, str]:
    """Return who → the one digest that they were sent."""
    sent = {}
    for mail in mails(session):
        if mail.reason.startswith("digest"):
            who = "phone" if mail.recipient.startswith("+") else mail.recipient.partition("@")[0]
            assert who not in sent, f"{who} was sent two"
            sent[who] = mail.text
    return sent


def news_letters(session: Session) -> list[Letter]:
    session.rollback()
    return [each for each in session.scalars(select(Letter)) if ANSWER in each.text]


def files(app: Flask) -> set[Path]:
    """Return what has left for mailboxes and phones so far."""
    left = (app.extensions[name].path.glob("*.*") for name in ("mail", "texts"))
    return {file for folder in left for file in folder}


def assert_golden(file: Path, ref: str) -> None:
    """Compare what has left with its copy; write the copy where that was asked for."""
    said = as_kept(file).replace(ref, "REF-REF")
    to = re.search(r"^To: (\S+)$", said, re.MULTILINE)
    assert to
    who = "phone" if to[1].startswith("+") else to[1].partition("@")[0]
    path = GOLDEN / f"{who}.txt"
    said = TICKET.sub("TICKET", said)
    if os.environ.get("REWRITE"):
        path.write_text(said)
    assert path.exists(), REWRITE
    assert path.read_text() == said, REWRITE


def as_kept(file: Path) -> str:
    """Return a mail with the headers that its reader's program acts on, and both its bodies."""
    if file.suffix == ".txt":
        return file.read_text()
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert isinstance(mail, EmailMessage)
    shown = ("To", "Subject", "List-Unsubscribe", "List-Unsubscribe-Post", "Auto-Submitted")
    head = [f"{name}: {mail[name]}" for name in shown]
    bodies = [part.get_content() for part in mail.walk() if not part.is_multipart()]
    return "\n".join([*head, "", "\n".join(bodies)])
