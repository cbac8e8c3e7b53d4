"""Mails leave once at least, whatever fails in between, and to one address each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path
from smtplib import SMTPRecipientsRefused
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.base.actor import HOUSE
from foundation.base.errors import Invalid
from foundation.base.mail import Folder, Mail, Memory, Smtp, is_address, message, transport
from foundation.base.outgoing import AGAIN_AFTER, KEPT_FOR, OutgoingMail, drop_old, post, send_due
from foundation.base.work import work
from tests.conftest import NOW
from tests.make import an_actor

MAIL = Mail("mo@example.org", "What came of it", "Somebody has answered.")


def queue(session: Session, *reasons: str) -> None:
    with work(session, an_actor(uuid4()), NOW) as unit:
        for reason in reasons:
            post(unit, MAIL, reason)


@dataclass
class Broken:
    """Fails some times, then works; it may fail after the mail has left."""

    fails: int
    after: bool = False
    how: Exception = field(default_factory=lambda: OSError("the server hung up"))
    ids: list[str] = field(default_factory=list)

    def send(self, mail: Mail, message_id: str) -> None:
        self.fails -= 1
        if self.fails >= 0 and not self.after:
            raise self.how
        self.ids.append(message_id)
        if self.fails >= 0:
            raise OSError("the server hung up after DATA")


@pytest.mark.parametrize(
    "text",
    [
        *("", "mo", "@example.org", "mo@", "mo@example", "mo@@example.org", "mo@exa mple.org"),
        *("a@b.org, c@d.org", "a@b.org\nBcc: c@d.org", "<mo@example.org>", "Mo <mo@example.org>"),
        *("mo@example.org\x00", "mo@example.org ", "m\u00f6@example.org", "a" * 250 + "@b.org"),
    ],
)
def test_what_is_no_single_address_is_refused(text: str) -> None:
    assert not is_address(text)
    with pytest.raises(Invalid):
        Mail(text, "subject", "text")


def test_an_address_that_takes_long_to_read_is_refused_at_once() -> None:
    assert not is_address("a@" + "a." * 25_000)


@pytest.mark.parametrize("subject", ["one\ntwo", "one\r\nBcc: eve@example.org"])
def test_a_subject_is_one_line(subject: str) -> None:
    with pytest.raises(Invalid):
        Mail("mo@example.org", subject, "text")


def test_a_mail_has_one_recipient_and_what_readers_need() -> None:
    mail = Mail("mo@example.org", "Jawaab: جواب", "Text", "<p>Text</p>")
    letter = message_from_bytes(
        message(mail, "<1@heard-back.invalid>", "no-reply@example.org").as_bytes(),
        policy=policy.default,
    )
    assert letter.get_all("To") == ["mo@example.org"]
    assert letter["Subject"] == "Jawaab: جواب"
    assert letter["Message-ID"] == "<1@heard-back.invalid>"
    assert [part.get_content_type() for part in letter.iter_parts()] == ["text/plain", "text/html"]


def test_mails_leave_in_the_order_they_were_queued_and_only_once(session: Session) -> None:
    queue(session, "one", "two")
    post_office = Memory()
    assert send_due(session, post_office, NOW) == 2
    assert send_due(session, post_office, NOW + timedelta(days=1)) == 0
    assert len({message_id for _, message_id in post_office.sent}) == 2


def test_the_same_reason_is_written_of_once(session: Session) -> None:
    queue(session, "one", "one")
    queue(session, "one")
    assert send_due(session, Memory(), NOW) == 1


def test_a_mail_is_lost_with_the_work_that_failed(session: Session) -> None:
    with pytest.raises(RuntimeError), work(session, HOUSE, NOW) as unit:
        post(unit, MAIL, "one")
        raise RuntimeError
    assert session.scalars(select(OutgoingMail)).all() == []


def test_a_mail_that_is_refused_waits_longer_each_time_and_holds_up_no_other(
    session: Session,
) -> None:
    queue(session, "one", "two")
    server = Broken(fails=1, how=SMTPRecipientsRefused({}))
    assert send_due(session, server, NOW) == 1
    assert send_due(session, server, NOW + timedelta(minutes=1)) == 0
    assert send_due(session, server, NOW + timedelta(minutes=2)) == 1


def test_a_server_that_is_away_is_asked_once_a_round(session: Session) -> None:
    queue(session, "one", "two")
    server = Broken(fails=2)
    assert send_due(session, server, NOW) == 0
    assert server.fails == 1
    assert send_due(session, server, NOW) == 0
    assert send_due(session, server, NOW + timedelta(minutes=2)) == 2


def test_however_long_a_server_was_away_its_mails_leave_when_it_is_back(session: Session) -> None:
    queue(session, "one")
    server = Broken(fails=50, how=ConnectionRefusedError())
    for minute in range(50):
        assert send_due(session, server, NOW + timedelta(minutes=minute)) == 0
    assert send_due(session, server, NOW + timedelta(minutes=49) + AGAIN_AFTER) == 1


@pytest.mark.parametrize("fails", [1, 3, 8])
def test_a_mail_is_sent_again_under_the_same_id_when_nobody_knows_whether_it_left(
    session: Session, fails: int
) -> None:
    queue(session, "one")
    server = Broken(fails=fails, after=True)
    at = NOW
    while session.scalars(select(OutgoingMail.sent_at)).one() is None:
        session.rollback()
        send_due(session, server, at)
        at += timedelta(hours=7)
    assert len(server.ids) == fails + 1
    assert len(set(server.ids)) == 1


def test_mails_are_forgotten_after_thirty_days(session: Session) -> None:
    queue(session, "one")
    drop_old(session, NOW + KEPT_FOR)
    assert len(session.scalars(select(OutgoingMail)).all()) == 1
    session.rollback()
    drop_old(session, NOW + KEPT_FOR + timedelta(seconds=1))
    assert session.scalars(select(OutgoingMail)).all() == []


def test_without_a_server_mails_lie_in_a_folder(tmp_path: Path) -> None:
    post_office = transport(None, tmp_path)
    assert isinstance(post_office, Folder)
    for _ in range(2):
        post_office.send(MAIL, "<1@heard-back.invalid>")
    (letter,) = (tmp_path / "mail").iterdir()
    assert letter.name == "1.eml"
    assert b"Somebody has answered." in letter.read_bytes()


def test_an_address_of_a_server_is_read_whole(tmp_path: Path) -> None:
    url = "smtps://us%40er:p%2Fw@mail.example.org?from=hello@example.org"
    expected = Smtp("mail.example.org", 465, "hello@example.org", "us@er", "p/w", is_tls=True)
    assert transport(url, tmp_path) == expected
    assert isinstance(transport("memory:", tmp_path), Memory)


@pytest.mark.parametrize(
    "url", ["http://mail.example.org?from=a@b.org", "smtp://mail.example.org", "smtp:?from=a@b.org"]
)
def test_an_address_of_a_server_that_says_too_little_is_refused(url: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="MAIL_URL"):
        transport(url, tmp_path)
