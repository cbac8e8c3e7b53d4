"""Setting a consultation up shows how much people are asked already, and what they have said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from uuid import UUID

import pytest
from shapely.geometry import MultiPolygon, Point, box
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultation.commands.places import set_area
from consultation.commands.plans import set_audiences
from consultation.models.loads import AskedElsewhere
from consultation.rules.comments import Place, PlaceWay
from consultation.rules.consultations import ConsultationStatus
from consultation.rules.load_files import COLUMNS
from consultation.rules.plans import Route
from foundation.base.actor import Actor
from foundation.base.roles import Role
from foundation.base.work import work
from geo.commands.wards import keep_wards
from geo.rules.shapes import Shape
from geo.rules.wards import WardRecord
from tests.clock import NOW
from tests.consultation.make import a_comment, a_consultation
from tests.html import ReadingClient
from tests.make import an_authority

HERE = (-1.85, 52.47)
LAND = box(-1.851, 52.469, -1.849, 52.471)
Browsers = Callable[..., ReadingClient]


@pytest.fixture
def planned(session: Session) -> tuple[Actor, str]:
    """A draft on land where an earlier consultation was, in a council with one ward."""
    actor = Actor(an_authority(session).id)
    lon, lat = HERE
    outline = MultiPolygon([box(lon - 0.01, lat - 0.01, lon + 0.01, lat + 0.01)])
    with work(session, actor, NOW) as unit:
        ward = WardRecord("E1", "Amsel Ward", outline, HERE, residents=5000)
        keep_wards(unit, [ward], source="Drawn", approximate=True)
    earlier = a_consultation(session, actor, title="The earlier one")
    _place(session, actor, earlier)
    spot = Place(PlaceWay.MAP, shape=Shape(Point(HERE)))
    a_comment(session, actor, earlier, "No seats here.", place=spot, topics=("access",))
    a_comment(session, actor, earlier, "Nowhere in particular.", topics=("access",))
    draft = a_consultation(session, actor, ConsultationStatus.DRAFT, title="The new one")
    _place(session, actor, draft)
    return actor, "the-new-one"


def _place(session: Session, actor: Actor, made: UUID) -> None:
    with work(session, actor, NOW) as unit:
        set_area(unit, made, Shape(LAND))
        set_audiences(unit, made, "People under 25", [Route.PAPER])


def _file(*rows: str) -> dict[str, object]:
    content = "\n".join([",".join(COLUMNS), *rows]).encode()
    return {"file": (BytesIO(content), "asks.csv")}


WATER = f"Severn Water,Pipes,{NOW:%Y-%m-%d},{NOW + timedelta(days=9):%Y-%m-%d},200,E1,,Mosque,"


def test_an_officer_sees_what_others_ask_and_what_to_do_instead(
    session: Session, planned: tuple[Actor, str], client_for: Browsers
) -> None:
    officer, (_, slug) = client_for(Role.CONSULTATION_OFFICER), planned
    page = f"/desk/consultations/{slug}/load"
    tried = officer.post("/reach/load/import", data={**_file(WATER), "do": "try"})
    assert "Tried: 1 new, 0 changed" in tried.text
    assert session.scalar(select(func.count()).select_from(AskedElsewhere)) == 0
    officer.post("/reach/load/import", data={**_file(WATER), "do": "import"})
    officer.post("/reach/load/import", data={**_file(WATER), "do": "import"})
    session.expire_all()
    assert session.scalar(select(func.count()).select_from(AskedElsewhere)) == 1
    for wrong in ("x", "9" * 5000):
        sent = {"minutes": wrong, "organisations": "Mosque"}
        assert officer.post(page, data=sent).status_code == 422
    officer.post(page, data={"minutes": "15", "organisations": "Mosque"})
    shown = officer.get(page).text
    assert "225 of 120" in shown, "ten of the earlier one, two hundred of the water, fifteen"
    assert "215 of 180" in shown, "the mosque is asked twice"
    assert "Also asks: Amsel Ward, People under 25." in shown
    assert "Open on" in shown
    assert "what people told you in “The earlier one”" in shown
    assert "Too much for some." in officer.get(f"/desk/consultations/{slug}").text
    told = officer.get(f"/desk/consultations/{slug}/told-before").text
    assert "No seats here." in told
    assert "Nowhere in particular." not in told


def test_the_budget_is_the_councils_and_wrong_numbers_change_nothing(
    planned: tuple[Actor, str], client_for: Browsers
) -> None:
    admin, planner = client_for(Role.AUTHORITY_ADMIN), client_for(Role.PLANNER)
    good = {"ward": "5", "group": "90", "organisation": "180"}
    assert planner.post("/reach/load/budget", data=good).status_code == 403
    for typed in ("9" * 5000, "many"):
        wrong = admin.post("/reach/load/budget", data={**good, "ward": typed})
        assert wrong.status_code == 422
        assert f'value="{typed}"' in wrong.text
    admin.post("/reach/load/budget", data=good)
    page = planner.get("/reach/load").text
    assert "10 of 5" in page
    assert "Over the budget" in page


def test_a_file_with_a_wrong_row_is_not_taken_and_says_which(
    session: Session, planned: tuple[Actor, str], client_for: Browsers
) -> None:
    officer = client_for(Role.CONSULTATION_OFFICER)
    sent = {**_file(WATER, WATER.replace("E1", "E7")), "do": "import"}
    answer = officer.post("/reach/load/import", data=sent)
    assert answer.status_code == 422
    assert "There is no ward E7 here." in answer.text
    assert officer.post("/reach/load/import", data={"do": "try"}).status_code == 422
    assert session.scalar(select(func.count()).select_from(AskedElsewhere)) == 0


def test_another_council_sees_nothing_of_it(
    session: Session, planned: tuple[Actor, str], client_for: Browsers
) -> None:
    theirs = client_for(Role.CONSULTATION_OFFICER, authority=an_authority(session, "other"))
    assert "The earlier one" not in theirs.get("/reach/load").text
    assert theirs.get("/desk/consultations/the-new-one/told-before").status_code == 404
