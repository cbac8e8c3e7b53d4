"""The officer's report as pages and as files: tasks, refusals, nothing lost, no names, no vote."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from uuid import UUID

import pikepdf
import pytest
from flask import Flask
from sqlalchemy.orm import Session

from consultation.commands.consultations import move_consultation
from consultation.rules.comments import Stance
from consultation.rules.consultations import ConsultationStatus
from consultation.web.report_paper import pdf
from deploy.setup.system import PANGO
from foundation.base.actor import Actor
from foundation.base.roles import Role
from foundation.base.work import work
from tests.conftest import NOW, at_most
from tests.consultation.issues import an_issue, comments_of, disposed, reported
from tests.consultation.make import a_comment
from tests.consultation.web.reading import hidden, text_of
from tests.html import ReadingClient

Browsers = Callable[..., ReadingClient]
HERE = "/desk/a-greener-high-street/report"
PUBLIC = "/consultations/a-greener-high-street/report"
NAME = "Wilhelmina Featherstonehaugh"


@pytest.fixture
def planner(client_for: Browsers, consultation: UUID) -> ReadingClient:
    assert consultation
    return client_for(Role.PLANNER)


@pytest.fixture
def shade(session: Session, actor: Actor, consultation: UUID) -> UUID:
    a_comment(
        session,
        actor,
        consultation,
        "Keep the trees.",
        topics=("light",),
        stance=Stance.OBJECT,
        display_name=NAME,
    )
    return an_issue(session, actor, consultation, *comments_of(session, actor, consultation, "A."))


def needs_pango() -> None:
    if not PANGO.present():
        pytest.skip("no Pango on this machine")


def consider(session: Session, actor: Actor, consultation: UUID) -> None:
    with work(session, actor, NOW) as unit:
        for status in (ConsultationStatus.CLOSED, ConsultationStatus.CONSIDERING):
            move_consultation(unit, consultation, status)


def test_a_planner_takes_it_from_what_is_missing_to_published(
    session: Session, actor: Actor, consultation: UUID, planner: ReadingClient, shade: UUID
) -> None:
    assert shade
    consider(session, actor, consultation)
    page = text_of(planner.get(HERE))
    for line in ("4 things are missing", "Write the summary: Light", "Issue 1 has no outcome"):
        assert line in page
    refused = planner.post(f"{HERE}/publish")
    assert refused.status_code == 409
    assert "The report is not published" in text_of(refused)
    for part in ("topic:light", "untagged", "unsorted"):
        sent = planner.post(f"{HERE}/parts/{part}", data={"text": f"On {part}.", "seen": "0"})
        assert sent.status_code == 303, text_of(sent)
    kept = planner.post(f"{HERE}/issues/1", data={"reason": "The water company is silent."})
    assert kept.status_code == 303
    assert "Nothing is missing" in text_of(planner.get(HERE))
    assert planner.get(PUBLIC).status_code == 404
    assert planner.post(f"{HERE}/publish").status_code == 303
    published = text_of(planner.get(PUBLIC))
    for words in ("On topic:light.", "Still open.", "The water company is silent."):
        assert words in published
    assert "This report is published" in text_of(planner.get(HERE))


def test_what_somebody_else_saved_is_shown_beside_what_was_typed(
    planner: ReadingClient, shade: UUID
) -> None:
    assert shade
    there = f"{HERE}/parts/untagged"
    planner.post(there, data={"text": "The first words.", "seen": "0"})
    late = planner.post(there, data={"text": "The second words.", "seen": "0"})
    assert late.status_code == 409
    page = text_of(late)
    assert "The first words." in page
    assert "The second words." in page
    seen = hidden(late, "seen")
    both = planner.post(there, data={"text": "Both words.", "seen": seen})
    assert both.status_code == 303


@pytest.mark.parametrize("text", ["", " ", "x" * 9000])
def test_words_that_cannot_be_kept_are_not_lost(
    planner: ReadingClient, shade: UUID, text: str
) -> None:
    assert shade
    answer = planner.post(f"{HERE}/parts/untagged", data={"text": text, "seen": "no number"})
    assert answer.status_code == 422
    assert text.strip() in text_of(answer)
    assert planner.get(f"{HERE}/parts/topic:no-such").status_code == 404
    assert planner.post(f"{HERE}/issues/1", data={"reason": ""}).status_code == 422
    assert planner.get(f"{HERE}/issues/77").status_code == 404


def test_it_never_reads_like_a_vote_and_names_nobody(
    session: Session, actor: Actor, consultation: UUID, planner: ReadingClient, shade: UUID
) -> None:
    disposed(session, actor, shade)
    reported(session, actor, consultation)
    with at_most(24):
        answer = planner.get(PUBLIC)
    page = text_of(answer)
    assert "This is not a vote." in page
    assert "Informal comments, by topic" in page
    assert "The corner is now three storeys." in page
    assert not re.search(r"(?i)\btotal\b|%|majority|in favour of", page.split("<main", 1)[1])
    file = planner.get(f"{HERE}/report.html")
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert "<link" not in text_of(file)
    for said in (page, text_of(file)):
        assert NAME not in said
        assert "Keep the trees." not in said


def test_nobody_without_the_right_writes_or_publishes(
    client: ReadingClient, client_for: Browsers, shade: UUID
) -> None:
    assert shade
    for role in (Role.MODERATOR, Role.APPLICANT, Role.RESIDENT):
        browser = client_for(role)
        assert browser.get(HERE).status_code == 403
        assert browser.post(f"{HERE}/publish").status_code == 403
    assert client.post(f"{HERE}/parts/reach", data={"text": "Words."}).status_code == 401


def test_the_pdf_is_tagged_and_asks_nothing_of_anybody(
    app: Flask, session: Session, planner: ReadingClient, shade: UUID
) -> None:
    needs_pango()
    assert shade
    assert planner.get(f"{HERE}/report.pdf").status_code == 404
    assert planner.post(f"{HERE}/pdf").status_code == 303
    assert "A PDF is being made" in text_of(planner.get(HERE))
    session.rollback()
    assert app.test_cli_runner().invoke(args=["jobs", "run", "--once"]).exit_code == 0
    assert "PDF of" in text_of(planner.get(HERE))
    with pikepdf.open(BytesIO(planner.get(f"{HERE}/report.pdf").data)) as paper:
        assert paper.Root.MarkInfo.Marked
        assert str(paper.Root.Lang) == "en"
        assert "Consultation report" in str(paper.docinfo.Title)
        assert paper.Root.StructTreeRoot


def test_a_page_that_asks_for_other_files_gets_none(app: Flask) -> None:
    needs_pango()
    assert app
    asks = "".join(
        f"<img alt='' src='{url}'>"
        for url in ("file:///etc/hostname", "http://127.0.0.1:9/x.png", "font:other")
    )
    made = pdf(f"<html lang='en'><title>T</title><body><h1>T</h1>{asks}</body></html>")
    with pikepdf.open(BytesIO(made)) as paper:
        assert not paper.pages[0].get_images()
