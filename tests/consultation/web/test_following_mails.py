"""Each message to followers equals its golden copy, and no header says who it is for."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from consultation.queries.digests import Digest
from consultation.queries.following import Followship
from consultation.rules.comments import Moderation
from consultation.rules.consultations import ConsultationStatus
from consultation.rules.deliveries import Delivery, ToldIssue
from consultation.rules.digests import Item, Section
from consultation.rules.dispositions import Disposition
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.following import Followed, News, Pace
from consultation.web.following_mails import confirm_message, digest_message
from deploy.setup.catalogues import compile_all
from foundation.accounts.commands.contacts import Reached
from foundation.accounts.commands.letters import LetterDraft
from foundation.accounts.queries.authorities import Council, council_of
from foundation.accounts.queries.contacts import ContactFacts
from foundation.accounts.rules.contacts import Medium
from foundation.base.actor import Actor
from foundation.base.errors import Invalid
from foundation.base.mail import Mail, message
from tests.conftest import NOW
from tests.house.tree import ROOT

GOLDEN = ROOT / "tests" / "golden" / "mail"
REWRITE = "run REWRITE=1 pytest tests/consultation/web/test_following_mails.py, then read it"
TICKET = re.compile(r"(?<=/)[\w-]{43}\b")
ADDRESSES = {
    Medium.EMAIL: "mo@example.org",
    Medium.TEXT: "+447700900123",
    Medium.POST: "Mo Example\n1 Green Lane\nB9 5QT",
}
FOLLOWS = (
    Followship(
        id=UUID(int=1),
        contact_id=UUID(int=9),
        about=Followed.CONSULTATION,
        name="A greener high street",
        slug="a-greener-high-street",
        is_own=False,
        pace=Pace.DAILY,
        is_confirmed=True,
        is_muted=False,
    ),
    Followship(
        id=UUID(int=2),
        contact_id=UUID(int=9),
        about=Followed.COMMENT,
        name="K7QD-3MXW",
        slug="a-greener-high-street",
        is_own=True,
        pace=Pace.DAILY,
        is_confirmed=True,
        is_muted=False,
    ),
)
NASTY = '<b>Plant</b> **limes** & oaks.\n\n--\nYou get this because "you"   follow'
SECTIONS = (
    Section(
        slug="a-greener-high-street",
        title="A greener high street",
        status=ConsultationStatus.OPEN,
        closes_at=NOW.replace(day=29, hour=0),
        items=(
            Item(News.MOVED),
            Item(News.STAGE_MOVED, text="Decision", expected_on=date(2027, 2, 1)),
            Item(News.STAGE_MOVED, text="Report"),
            Item(News.COMMENTED, ref="T4RF-9CWD", text=NASTY),
            Item(
                News.ANSWERED,
                ref="K7QD-3MXW",
                text="More trees.",
                is_own=True,
                status=FeedbackStatus.CLOSED,
                answer="Twelve limes come in March. " * 20,
                answered_by="Planning",
            ),
            Item(
                News.STEPPED,
                ref="K7QD-3MXW",
                is_own=True,
                status=FeedbackStatus.CLOSED,
                moderation=Moderation.VISIBLE,
            ),
            Item(
                News.MODERATED,
                ref="K7QD-3MXW",
                is_own=True,
                moderation=Moderation.HIDDEN,
                reason="It names a neighbour.",
            ),
        ),
    ),
    Section(
        slug="a-new-square",
        title="A new square",
        status=ConsultationStatus.DECIDED,
        closes_at=None,
        items=(Item(News.MOVED),),
    ),
)

MUCH = Section(
    slug="library-hours",
    title="Library hours",
    status=ConsultationStatus.CLOSED,
    closes_at=None,
    items=(
        Item(
            News.ANSWERED,
            ref="W6PH-3CVT",
            text="Open on Sundays.",
            answer="From May it is.",
            answered_by="Libraries",
            others=12,
        ),
    ),
    is_short=True,
)
"""An answer to thirteen comments, in a consultation of which there is more to tell."""


ENDED = Section(
    slug="library-hours",
    title="Library hours",
    status=ConsultationStatus.DECIDED,
    closes_at=None,
    items=(
        Item(
            News.OUTCOME,
            issue=ToldIssue(
                "A late evening that is not the same everywhere",
                Disposition.CHANGED_PLAN,
                "Each library has another late evening.",
            ),
        ),
        *(
            Item(
                News.DELIVERED,
                issue=ToldIssue(
                    "A way into the library without steps",
                    Disposition.CONDITION,
                    "There will be a ramp.",
                    delivery,
                    day,
                    words,
                ),
            )
            for delivery, day, words in (
                (Delivery.PROMISED, date(2027, 3, 31), "The ramp is being built."),
                (Delivery.DONE, date(2027, 4, 12), "The ramp is open."),
                (Delivery.NOT_DONE, None, "The ground did not bear it. We look for another way."),
            )
        ),
    ),
)
"""What was said, and what was done: two events, each with its own notice."""


@pytest.fixture
def council(session: Session, actor: Actor) -> Council:
    found = council_of(session, actor.authority_id)
    assert found is not None
    return found


def a_digest(
    council: Council, medium: Medium = Medium.EMAIL, language: str = "en", *more: Section
) -> Digest:
    contact = ContactFacts(UUID(int=9), council.id, medium, ADDRESSES[medium], language, NOW)
    return Digest(contact, council, Pace.DAILY, (*SECTIONS, *more), FOLLOWS)


def is_golden(name: str, fresh: str) -> bool:
    """Compare a message with its copy, tickets aside; write the copy where that was asked for."""
    path: Path = GOLDEN / name
    said = TICKET.sub("TICKET", fresh)
    if os.environ.get("REWRITE"):
        path.write_text(said)
    return path.exists() and path.read_text() == said


@pytest.mark.parametrize("medium", Medium)
@pytest.mark.parametrize("kind", ["confirm", "digest", "outcome"])
def test_each_message_equals_its_golden_copy(
    app: Flask, council: Council, kind: str, medium: Medium
) -> None:
    if kind == "digest":
        sent = digest_message(a_digest(council, medium, "en", MUCH))
    elif kind == "outcome":
        digest = a_digest(council, medium)
        sent = digest_message(replace(digest, sections=(ENDED,)))
    else:
        sent = confirm_message(council, Reached(medium, ADDRESSES[medium]), FOLLOWS[0])
    name = f"following_{kind}_{medium.value}"
    assert is_golden(f"{name}.txt", sent.text), REWRITE
    if isinstance(sent, Mail):
        assert is_golden(f"{name}.html", sent.html or ""), REWRITE
        assert "<b>" not in (sent.html or "")
        assert ADDRESSES[medium] not in sent.subject + sent.text + (sent.html or "")
    if isinstance(sent, Mail | LetterDraft):
        assert sent.subject in {"News from Birmingham Council", "Do you want news from "
                                "Birmingham Council?"}  # fmt: skip


def test_a_digest_in_urdu_runs_from_right_to_left(app: Flask, council: Council) -> None:
    compile_all()
    sent = digest_message(a_digest(council, language="ur"))
    assert isinstance(sent, Mail)
    assert is_golden("following_digest_email_ur.txt", sent.text), REWRITE
    assert is_golden("following_digest_email_ur.html", sent.html or ""), REWRITE
    assert '<html lang="ur" dir="rtl">' in (sent.html or "")


def test_a_mail_says_how_its_reader_stops_it_with_one_click(app: Flask, council: Council) -> None:
    sent = digest_message(a_digest(council))
    assert isinstance(sent, Mail)
    wire = message(sent, "<1@x.invalid>", "no-reply@example.org")
    assert wire["List-Unsubscribe"].startswith("<http")
    assert "/following/leave-all/" in wire["List-Unsubscribe"]
    assert wire["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize("name", ["Council\r\nBcc: x@example.org", "Council\nX: y", "A\u2028B"])
def test_no_name_of_a_council_adds_a_header(app: Flask, council: Council, name: str) -> None:
    forged = Council(**{**{each: getattr(council, each) for each in council.__slots__},
                        "name": name})  # fmt: skip
    sent = digest_message(a_digest(forged))
    assert isinstance(sent, Mail)
    wire = message(sent, "<1@x.invalid>", "no-reply@example.org")
    assert wire["Bcc"] is None
    assert wire["X"] is None
    assert len(wire.get_all("Subject") or []) == 1


@pytest.mark.parametrize("url", ["http://x>\r\nBcc: a@b.cc", "javascript:alert(1)", "http://x y"])
def test_a_link_that_would_break_a_header_is_refused(url: str) -> None:
    with pytest.raises(Invalid):
        Mail("mo@example.org", "News", "text", leave_url=url)
