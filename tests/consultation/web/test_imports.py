"""Responses of other tools become comments, once, and everybody can see where they came from."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from consultation.commands.privacy import Mine, Whose, erase
from consultation.jobs.imports import take_import
from consultation.models.comments import Comment
from consultation.models.consultations import Consultation
from consultation.models.imports import ImportedRow, ResponseImport
from consultation.queries.exports import exported_comments
from consultation.queries.imports import waiting_imports
from consultation.queries.report_figures import report_figures
from consultation.rules.comments import Channel, Moderation
from consultation.rules.consultations import ConsultationStatus
from consultation.rules.imports import AT_ONCE
from foundation.accounts.rules.authorities import Moderating
from foundation.base.actor import Actor
from foundation.base.files import StoredFile
from foundation.base.roles import Role
from foundation.base.work import work
from tests.clock import NOW
from tests.conftest import StandingClock
from tests.consultation.imported import SAMPLES, sample
from tests.consultation.web.reading import text_of
from tests.geo.data import open_data
from tests.html import ReadingClient
from townhall.jobs import keep_time, take_imports

SLUG = "a-greener-high-street"
HERE = f"/desk/consultations/{SLUG}/import"
POLIS = ("consultation", "polis_london_youth_policing", "comments.csv")


@pytest.fixture
def officer(client_for: Callable[..., ReadingClient], consultation: UUID) -> ReadingClient:
    return client_for(Role.CONSULTATION_OFFICER)


def hands_in(browser: ReadingClient, content: bytes, name: str = "responses.csv") -> str:
    """Hand a file in and return the address of its columns."""
    answer = browser.post(HERE, data={"file": (io.BytesIO(content), name)})
    assert answer.status_code == 303, text_of(answer)
    return answer.location or ""


def chosen_on(page: str) -> dict[str, str]:
    """Return what is chosen in each field of the page of columns."""
    found = {}
    for select_ in page.split("<select")[1:]:
        name = select_.split('name="')[1].split('"')[0]
        found[name] = select_.split('" selected')[0].rsplit('value="', 1)[1]
    return found


def imports(app: Flask, browser: ReadingClient, content: bytes, **more: str) -> str:
    """Take a file in with the guesses of the page; return the page about it."""
    at = hands_in(browser, content)
    chosen = chosen_on(browser.get(at).get_data(as_text=True))
    tried = browser.post(at, data={**chosen, **more})
    assert tried.status_code == 303, text_of(tried)
    assert browser.post(f"{at}/start").status_code == 303
    assert take_imports(app) == {"imports": 1}
    return at


def test_the_samples_of_four_tools_load_twice_without_doubles(
    app: Flask, session: Session, officer: ReadingClient, consultation: UUID
) -> None:
    for turn in ("first", "second"):
        for name in SAMPLES:
            page = text_of(officer.get(imports(app, officer, sample(name))))
            assert ("was here already" in page or "were here already" in page) == (turn == "second")
    figures = report_figures(session, consultation)
    assert figures.channels == {Channel.IMPORT: 12}
    assert {each.channel for each in exported_comments(session, consultation)} == {"import"}
    texts = session.scalars(select(Comment.text)).all()
    assert texts.count("I agree") == 2
    assert not [text for text in texts if "35 to 44" in text or "Woman" in text]
    whence = session.scalars(
        select(Comment.ref).where(Comment.text.startswith("More of them"))
    ).one()
    shown = text_of(officer.get(f"/desk/comments/{whence}"))
    assert "Google Forms" in shown
    assert "row 2" in shown


def test_a_file_is_tried_refused_rows_are_listed_and_nothing_is_written_before(
    app: Flask, session: Session, officer: ReadingClient, clock: StandingClock
) -> None:
    rows = [f"{at},{'' if at in {3, 5} else '=Comment ' + str(at)}" for at in range(120)]
    at = hands_in(officer, ("id,comment\n" + "\n".join(rows)).encode())
    chosen = chosen_on(officer.get(at).get_data(as_text=True))
    assert officer.post(at, data=chosen).status_code == 303
    page = text_of(officer.get(at))
    assert "118 responses can be taken in" in page
    assert "2 rows are refused." in page
    assert session.scalar(select(func.count()).select_from(Comment)) == 0
    listed = officer.get(f"{at}/refused.csv").get_data(as_text=True).removeprefix("\ufeff")
    assert [row["Row"] for row in csv.DictReader(io.StringIO(listed))] == ["5", "7"]
    officer.post(f"{at}/start")
    assert "0 of 118 rows done" in text_of(officer.get(at))
    (waiting,) = waiting_imports(session)
    with pytest.raises(KeyboardInterrupt):
        take_import(session, app.extensions["files"], secret_of(app), waiting, clock, cut_short)
    assert f"{AT_ONCE} of 118 rows done" in text_of(officer.get(at))
    take_imports(app)
    page = text_of(officer.get(at))
    assert "118 responses are taken in" in page
    row = session.scalars(select(ResponseImport)).one()
    assert (row.added, row.known, row.done, len(row.refused)) == (118, 0, 118, 2)
    assert officer.post(f"{at}/file").get_data().startswith(b"id,comment\n0,=Comment 0")


def cut_short(_rows: int) -> None:
    raise KeyboardInterrupt


def secret_of(app: Flask) -> bytes:
    return str(app.secret_key).encode()


def test_where_a_moderator_looks_first_they_look_at_imports_too(
    app: Flask, session: Session, officer: ReadingClient, consultation: UUID
) -> None:
    session.execute(update(Consultation).values(moderating=Moderating.BEFORE))
    session.commit()
    imports(app, officer, sample("google-forms"))
    assert set(session.scalars(select(Comment.moderation))) == {Moderation.HELD}


def test_after_the_last_day_what_was_given_in_time_is_taken_and_is_not_late(
    app: Flask, session: Session, officer: ReadingClient, consultation: UUID
) -> None:
    session.execute(
        update(Consultation).values(
            status=ConsultationStatus.CLOSED, closes_at=NOW - timedelta(days=2)
        )
    )
    session.commit()
    days = [(NOW - timedelta(days=ago)).date() for ago in (3, 1)]
    rows = f"date,comment\n{days[0]},In time.\n{days[1]},No.\n,Without a day.\n"
    page = text_of(officer.get(imports(app, officer, rows.encode())))
    assert "2 responses are taken in" in page
    assert "This consultation has closed." in page
    assert set(session.scalars(select(Comment.is_late))) == {False}


def test_who_was_erased_stays_erased_and_the_file_with_their_words_goes(
    app: Flask, session: Session, officer: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    imports(app, officer, sample("google-forms"))
    comment_id = session.scalars(select(Comment.id).where(Comment.text.startswith("Put one"))).one()
    with work(session, actor, NOW) as unit:
        erase(unit, Whose(None, None, False, (Mine(comment_id, (), False, None),)))
    assert session.scalar(select(func.count()).select_from(StoredFile)) == 0
    page = text_of(officer.get(imports(app, officer, sample("google-forms"))))
    assert "0 responses are taken in" in page
    assert not session.scalars(select(Comment.id).where(Comment.text.startswith("Put one"))).all()


def test_a_file_that_nobody_imports_is_dropped_after_a_week(
    app: Flask, session: Session, officer: ReadingClient, clock: StandingClock
) -> None:
    at = hands_in(officer, sample("any"))
    assert "so we read it as Windows writes" in text_of(officer.get(at))
    clock.shows = NOW + timedelta(days=8)
    keep_time(app)
    assert session.scalar(select(func.count()).select_from(StoredFile)) == 0
    assert session.scalars(select(ResponseImport.file_id)).all() == [None]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "This file is empty."),
        (b"PK\x03\x04broken", "This file is broken or locked."),
        (b"only,names\n", "There are no responses in this file"),
    ],
)
def test_a_file_that_cannot_be_read_is_not_kept(
    session: Session, officer: ReadingClient, content: bytes, said: str
) -> None:
    answer = officer.post(HERE, data={"file": (io.BytesIO(content), "x.csv")})
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert officer.post(HERE, data={}).status_code == 422
    assert session.scalar(select(func.count()).select_from(StoredFile)) == 0


def test_a_polis_set_loads_as_comments(app: Flask, session: Session, consultation: UUID) -> None:
    path = open_data(*POLIS)
    run = app.test_cli_runner()
    command = ["consultation", "import-responses", str(path), "--consultation", SLUG]
    tried = run.invoke(args=[*command, "--dry-run"])
    assert (tried.exit_code, "39 would be new" in tried.output) == (0, True), tried.output
    for said in ("39 new, 0 here already", "0 new, 39 here already"):
        done = run.invoke(args=command)
        assert (done.exit_code, said in done.output) == (0, True), done.output
    assert report_figures(session, consultation).channels == {Channel.IMPORT: 39}
    assert session.scalar(select(func.count()).select_from(ImportedRow)) == 39
