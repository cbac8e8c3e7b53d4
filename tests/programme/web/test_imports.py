"""Challenges of other programmes come in from a file: tried first, odd rows named, none dropped."""

from __future__ import annotations

import io
import json
from datetime import datetime
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.base.clock import LONDON
from foundation.base.errors import Invalid
from foundation.base.roles import Role
from programme.models.challenges import Challenge
from programme.rules.challenge_files import read_challenges
from tests.geo.data import open_data
from tests.programme.web.browsers import As, as_crew

__all__ = ["as_crew"]

HERE = "/programme/challenges/import"
FEED = {
    "version": "1",
    "_challenge": [
        {
            "challenge-title": "Clean water",
            "tagline": "Find what is in it.",
            "description": "<p>Small creatures &amp; streams.</p><p>Two lines.</p>",
            "submission-start": "2020/03/19 12 p.m.",
            "submission-end": "2021/12/03 11:59 PM",
        },
        {"challenge-title": "Ships", "tagline": "x" * 340, "submission-start": "2021/08/31"},
        {"challenge-title": "Late", "tagline": "T", "submission-start": "2021/10/14 11:00 AM ET"},
        {"tagline": "No title at all"},
        "not a row",
    ],
}


def rows_of(session: Session) -> int:
    return session.scalars(select(func.count()).select_from(Challenge)).one()


def test_every_row_is_read_and_what_is_odd_is_said() -> None:
    rows = read_challenges(json.dumps(FEED).encode())
    assert [row.number for row in rows] == [1, 2, 3, 4, 5]
    clean, ships, late, nameless, broken = rows
    assert clean.notes == ()
    assert clean.opens_at == datetime(2020, 3, 19, 12, tzinfo=LONDON)
    assert clean.draft
    assert clean.draft.summary == "Small creatures & streams.\nTwo lines."
    assert ships.draft
    assert len(ships.draft.question) == 300
    assert "x" * 340 in ships.draft.summary, "what is cut is kept in the summary"
    assert any("no time" in note for note in ships.notes)
    assert any("11:00 AM ET" in note for note in late.notes)
    assert nameless.draft is None
    assert broken.draft is None


def test_a_table_is_read_too() -> None:
    sheet = (
        "title,question,summary,opens,closes\nBins,How full?,Full.,2027-01-01,2027-02-01 12:00\n"
    )
    (row,) = read_challenges(("\ufeff" + sheet).encode())
    assert row.draft
    assert row.title == "Bins"
    assert row.closes_at == datetime(2027, 2, 1, 12, tzinfo=LONDON)


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"{", b"[]", b'{"a": 1}', b"[" * 100_000, b"x" * 5_000_001]
)
def test_what_cannot_be_read_is_refused(content: bytes) -> None:
    with pytest.raises(Invalid):
        read_challenges(content)


def test_the_29_open_challenges_are_all_taken_and_the_odd_ones_named() -> None:
    feed = open_data("challenges", "challenge_gov_feed-open.json")
    rows = read_challenges(feed.read_bytes())
    assert len(rows) == 29
    assert all(row.draft for row in rows)
    odd = {row.number: row for row in rows if row.notes}
    assert len(odd) == 17
    assert any("11:00 AM ET" in note for note in odd[28].notes)
    assert odd[28].opens_at is None
    assert any("no time" in note for note in odd[17].notes)


def test_a_try_writes_nothing_and_an_import_adds_each_once(
    session: Session, programme: UUID, as_crew: As
) -> None:
    manager = as_crew(Role.PROGRAMME_MANAGER)

    def send(act: str) -> str:
        file = (io.BytesIO(json.dumps(FEED).encode()), "feed.json")
        return manager.post(HERE, data={"file": file, "do": act}).get_data(as_text=True)

    tried = send("try")
    assert "Tried: 3 challenges would be taken in" in tried
    assert "It has no title. It is not taken." in tried
    assert rows_of(session) == 0
    assert "3 challenges are taken in" in send("import")
    session.rollback()
    assert rows_of(session) == 3
    again = send("import")
    assert "0 challenges are taken in" in again
    assert "It is here already" in again


def test_no_file_is_said(programme: UUID, as_crew: As) -> None:
    answer = as_crew(Role.PROGRAMME_MANAGER).post(HERE, data={"do": "try"})
    assert answer.status_code == 422
    assert "Choose a CSV or JSON file." in answer.get_data(as_text=True)
