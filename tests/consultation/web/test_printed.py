"""Papers to take part with: made beside, whole, and typed back in as they were answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from shapely.geometry import box
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.commands.places import set_area
from consultation.commands.reach.asked import choose_traits
from consultation.commands.sheets import keep_sheet
from consultation.models.activity import ActivityChange
from consultation.models.comments import Comment
from consultation.queries.sheets import sheet_of
from consultation.rules.activity import Measure
from consultation.rules.comments import Channel
from consultation.rules.reach.traits import Trait
from foundation.base.actor import Actor
from foundation.base.roles import Role
from foundation.base.work import work
from geo.rules.shapes import Shape
from geo.rules.sheets import square_at
from tests.clock import NOW
from tests.consultation.sessions import a_session
from tests.consultation.web.reading import hidden
from tests.html import ReadingClient
from tests.papers import set_in, words_of
from townhall.jobs import make_papers

Browsers = Callable[..., ReadingClient]
PAPERS = "/desk/consultations/a-greener-high-street/papers"
GIVE = "/consultations/a-greener-high-street/give-your-view"
LAND = box(-1.851, 52.469, -1.849, 52.471)


@pytest.fixture
def with_area(session: Session, actor: Actor, consultation: UUID) -> UUID:
    with work(session, actor, NOW) as unit:
        set_area(unit, consultation, Shape(LAND))
        choose_traits(unit, consultation, {Trait.AGE: "To see who is missing."})
        a_session(unit, consultation, title="Drop-in at the library")
    return consultation


def test_every_paper_is_made_and_says_what_it_must(
    app: Flask, client_for: Browsers, with_area: UUID
) -> None:
    officer = client_for(Role.CONSULTATION_OFFICER)
    said: dict[str, tuple[str, ...]] = {
        "map_a3": ("Write the letter and the number", "Shaded: what it is about."),
        "form": ("What do you think of the plan?", "Square on the printed map", "16 to 24"),
        "poster": ("A greener high street", "Drop-in at the library"),
        "letter": ("Dear neighbour",),
        "session": ("Drop-in at the library", "Central Library"),
    }
    given: dict[str, Any] = {"session": "1"}
    for paper in said:
        assert officer.post(f"{PAPERS}/{paper}", data=given).status_code == 303
        assert officer.get(f"{PAPERS}/{paper}.pdf?session=1").status_code == 404
    assert make_papers(app)["papers"] == len(said)
    for paper, words in said.items():
        text = words_of(officer.get(f"{PAPERS}/{paper}.pdf?session=1").data)
        for each in words:
            assert each in text, paper
    assert "by=newsletter" in officer.get(PAPERS).text
    for wrong in ("report", "nothing"):
        assert officer.post(f"{PAPERS}/{wrong}").status_code == 404
    for number in ("2", "", "9" * 40):
        assert officer.post(f"{PAPERS}/session", data={"session": number}).status_code == 404


@pytest.mark.parametrize(
    ("language", "paper", "letters"),
    [("ur", "form", "Noto-Nastaliq-Urdu"), ("bn", "letter", "Noto-Sans-Bengali")],
)
def test_a_paper_speaks_the_language_that_was_chosen_in_letters_of_its_own(
    app: Flask, client_for: Browsers, with_area: UUID, language: str, paper: str, letters: str
) -> None:
    officer = client_for(Role.CONSULTATION_OFFICER)
    assert officer.post(f"{PAPERS}/{paper}", data={"language": "xx"}).status_code == 404
    officer.post(f"{PAPERS}/{paper}", data={"language": language})
    assert make_papers(app)["papers"] == 1
    assert officer.get(f"{PAPERS}/{paper}.pdf").status_code == 404, "nobody asked for English"
    answer = officer.get(f"{PAPERS}/{paper}.pdf?language={language}")
    assert f"-{paper}-{language}.pdf" in answer.headers["Content-Disposition"]
    spoken, fonts = set_in(answer.data)
    assert spoken == language
    assert any(letters in font for font in fonts), fonts
    assert "A greener high street" in words_of(answer.data), "the council's own words stay"


def test_a_square_of_the_printed_map_becomes_a_place_with_its_doubt(
    session: Session, actor: Actor, client_for: Browsers, with_area: UUID
) -> None:
    officer = client_for(Role.CONSULTATION_OFFICER)
    form = "/desk/a-greener-high-street/entries/new/paper"
    said = {"text": "A bench here.", "view": "comment", "form_key": "k", "square": "k 7"}
    assert officer.post(form, data=said).status_code == 422
    area = Shape(LAND).as_geojson()
    with work(session, actor, NOW) as unit:
        keep_sheet(unit, with_area, area)
        keep_sheet(unit, with_area, None)
    sheet = sheet_of(session, with_area)
    assert sheet
    square = square_at(sheet, "K7")
    assert officer.post(form, data={**said, "square": "I7"}).status_code == 422
    assert officer.post(form, data=said).status_code == 303
    comment = session.scalars(select(Comment).where(Comment.channel == Channel.PAPER)).one()
    assert (comment.lon, comment.lat) == pytest.approx((square.lon, square.lat))
    said_of_it = f"Square K7 of the printed map, to within {square.within_metres} m"
    assert comment.place_words == said_of_it


@pytest.mark.parametrize(("by", "counted"), [("poster", ["poster"]), ("nobody", [])])
def test_what_brought_somebody_is_counted_when_they_begin(
    session: Session, client: ReadingClient, consultation: UUID, by: str, counted: list[str]
) -> None:
    page = client.get(f"{GIVE}?by={by}")
    assert ('name="by"' in page.text) is bool(counted)
    sent = {"by": hidden(page, "by")} if counted else {"by": by}
    assert client.post(GIVE, data=sent).status_code == 303
    cells = select(ActivityChange.cell).where(ActivityChange.measure == Measure.CARRIER)
    assert session.scalars(cells).all() == counted
