"""Figures on pages, in files and on paper: each opens its rows, and no row names a person."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from uuid import UUID

import pikepdf
import pytest
from flask import Flask
from sqlalchemy.orm import Session

from foundation.base.clock import london_day
from foundation.base.roles import Role
from programme.models.programmes import FundingLine
from programme.rules.programmes import FundingKind
from tests.clock import NOW
from tests.consultation.web.reading import text_of
from tests.consultation.web.test_report import needs_pango
from tests.html import ReadingClient
from tests.make import an_authority
from tests.papers import words_of
from tests.programme.make import Crew
from tests.programme.web.browsers import As, as_crew

__all__ = ["as_crew"]

HERE = "/programme/figures"
ClientFor = Callable[..., ReadingClient]


@pytest.fixture
def funder(app: Flask, session: Session, client_for: ClientFor) -> ReadingClient:
    an_authority(session)
    assert app.test_cli_runner().invoke(args=["programme", "seed-dips"]).exit_code == 0
    return client_for(Role.FUNDER)


def test_a_funder_reads_every_figure_and_opens_the_rows_behind_it(funder: ReadingClient) -> None:
    page = text_of(funder.get(HERE))
    for words in ("21 of 528", "£89,000", "£17,800", "£4,238", "0 of 5", "No baseline", "No rows"):
        assert words in page, words
    assert "What others claim" in page
    assert "February 2022" in page
    rows = text_of(funder.get(f"{HERE}/KPI-4?table=submitted"))
    assert "Rows 1 to 21 of 21" in rows
    assert "(invented)" not in rows, "no firm is named"
    assert "Rows 501 to 528 of 528" in text_of(funder.get(f"{HERE}/KPI-4?table=contacted&from=500"))
    sheet = funder.get(f"{HERE}/KPI-12/funding.csv").get_data(as_text=True)
    assert sheet.splitlines()[1:] == [
        "West Midlands Innovation Programme,grant,8000000",
        "BETTER,leveraged,900000",
    ]
    lines = funder.get(f"{HERE}/rows.csv").get_data(as_text=True).splitlines()
    assert "KPI-8,gates,1,stage,invite" in lines
    assert text_of(funder.get(f"{HERE}?as_of=2022-12-04")).count("21 of 528") == 0
    needs_pango()
    answer = funder.get(f"{HERE}/figures-2023-03-31.pdf")
    assert answer.mimetype == "application/pdf"
    assert "21 of 528" in words_of(answer.data)
    with pikepdf.open(BytesIO(answer.data)) as paper:
        assert paper.Root.MarkInfo.Marked
        assert paper.Root.Lang == "en"
        assert str(paper.docinfo["/Title"]) == "Figures of the programme"


WRONG = {
    "?as_of=yesterday": 422,
    "?as_of=2999-01-01": 422,
    "?programme=another": 404,
    "/KPI-15": 404,
    "/KPI-4?table=another": 404,
    "/KPI-4?as_of=x": 422,
    "/KPI-4/another.csv": 404,
    "/figures-2999-01-01.pdf": 422,
}


def test_what_is_not_there_is_refused_with_words(
    session: Session, crew: Crew, programme: UUID, as_crew: As
) -> None:
    manager = as_crew(Role.PROGRAMME_MANAGER)
    assert {path: manager.get(HERE + path).status_code for path in WRONG} == WRONG
    page = text_of(manager.get(f"{HERE}?as_of=yesterday"))
    assert "Enter a day that has been" in page
    assert "No rows" in page


def test_a_council_without_a_programme_is_told_so(session: Session, client_for: ClientFor) -> None:
    an_authority(session)
    funder = client_for(Role.FUNDER)
    assert "There is no programme yet." in text_of(funder.get(HERE))
    assert funder.get(f"{HERE}/rows.csv").status_code == 404
    assert client_for(Role.SME_MEMBER).get(HERE).status_code == 403


def test_figures_are_kept_signed_by_another_and_returned_to_each_funder(
    session: Session, crew: Crew, programme: UUID, as_crew: As
) -> None:
    finance, sponsor = as_crew(Role.FINANCE_OFFICER), as_crew(Role.EXECUTIVE_SPONSOR)
    manager, day = as_crew(Role.PROGRAMME_MANAGER), london_day(NOW).isoformat()
    session.add(
        FundingLine(
            programme_id=programme,
            position=1,
            source="A fund",
            kind=FundingKind.GRANT,
            amount_p=100,
        )
    )
    session.commit()
    assert finance.get(f"{HERE}/kept/{day}").status_code == 404
    assert sponsor.post(f"{HERE}/kept", data={"as_of": day}).status_code == 403
    assert finance.post(f"{HERE}/kept", data={"as_of": "2999-01-01"}).status_code == 422
    assert finance.post(f"{HERE}/kept", data={"as_of": day}).status_code == 303
    own = finance.post(f"{HERE}/kept/{day}/sign")
    assert (own.status_code, "Somebody else" in own.text) == (409, True)
    assert manager.post(f"{HERE}/kept/{day}/sign").status_code == 403
    assert manager.post(f"{HERE}/kept", data={"as_of": day}).status_code == 303
    session.add(
        FundingLine(
            programme_id=programme,
            position=2,
            source="B fund",
            kind=FundingKind.GRANT,
            amount_p=300,
        )
    )
    session.commit()
    late = finance.post(f"{HERE}/kept/{day}/sign")
    assert (late.status_code, "Rows have changed" in late.text) == (409, True)
    assert manager.post(f"{HERE}/kept", data={"as_of": day}).status_code == 303
    assert finance.post(f"{HERE}/kept/{day}/sign").status_code == 303
    assert finance.post(f"{HERE}/kept/{day}/sign").status_code == 409
    page = finance.get(f"{HERE}/kept/{day}").text
    assert "Signed by" in page
    assert "Return for B fund (PDF)" in page
    assert finance.get(f"{HERE}/kept/{day}/return-3.pdf").status_code == 404
    needs_pango()
    said = words_of(finance.get(f"{HERE}/kept/{day}/return-2.pdf").data)
    assert "B fund" in said
    assert "75%" in said
    assert "No baseline" in said
