"""A consultation can be passed on, and looks well where it arrives."""

from __future__ import annotations

import io
from collections.abc import Callable
from uuid import UUID

import pytest
from PIL import Image
from shapely.geometry import box
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.commands.consultations import change_consultation
from consultation.commands.places import set_area
from consultation.rules.consultations import ConsultationStatus
from foundation.accounts.models.authorities import Authority
from foundation.base.actor import Actor
from foundation.base.roles import Role
from foundation.base.work import work
from geo.rules.shapes import Shape
from tests.conftest import NOW
from tests.consultation.make import a_consultation, a_draft
from tests.html import ReadingClient
from tests.make import an_authority

HERE = "/consultations/a-greener-high-street"
Browsers = Callable[..., ReadingClient]


def listed(session: Session, *hosts: str, url: str | None = None) -> None:
    council = session.scalars(select(Authority)).one()
    council.embed_hosts, council.public_url = "\n".join(hosts) or None, url
    session.commit()


def test_a_link_tells_title_words_and_picture_by_whole_addresses(
    session: Session, client: ReadingClient, consultation: UUID
) -> None:
    listed(session, url="https://say.example.gov.uk/")
    page = client.get(HERE).text
    at = f"https://say.example.gov.uk{HERE}"
    assert f'property="og:url" content="{at}"' in page
    assert f'property="og:image" content="{at}/card.png?v=' in page
    assert 'property="og:title" content="A greener high street"' in page
    assert 'name="twitter:card" content="summary_large_image"' in page


def test_what_people_typed_cannot_leave_its_tag(
    session: Session, client: ReadingClient, actor: Actor
) -> None:
    a_consultation(session, actor, title='"><script>x</script>', summary='“Say” "it" <b>')
    slug = client.get("/api/v1/consultations").get_json()["consultations"][0]["slug"]
    page = client.get(f"/consultations/{slug}").text
    assert "<script>x" not in page
    assert "&#34;it&#34; &lt;b&gt;" in page


def test_the_picture_is_of_the_size_that_services_ask_for(
    session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    plain = client.get(f"{HERE}/card.png")
    assert (plain.status_code, plain.mimetype) == (200, "image/png")
    assert Image.open(io.BytesIO(plain.data)).size == (1200, 630)
    assert (
        client.get(f"{HERE}/card.png", headers={"If-None-Match": plain.headers["ETag"]}).status_code
        == 304
    )
    with work(session, actor, NOW) as unit:
        set_area(unit, consultation, Shape(box(-1.85, 52.47, -1.84, 52.48)))
    outlined = client.get(f"{HERE}/card.png")
    assert outlined.headers["ETag"] != plain.headers["ETag"]
    assert outlined.data != plain.data


@pytest.mark.parametrize("title", ["W" * 200, "a " * 99 + "b", "高街", "حديقة أكثر خضرة"])
def test_a_picture_is_made_of_any_title(
    session: Session, client: ReadingClient, actor: Actor, consultation: UUID, title: str
) -> None:
    with work(session, actor, NOW) as unit:
        change_consultation(unit, "a-greener-high-street", a_draft(title=title), "Plainer")
    assert client.get(f"{HERE}/card.png").status_code == 200


def test_the_qr_code_comes_for_screens_and_for_print(
    client: ReadingClient, consultation: UUID
) -> None:
    assert client.get(f"{HERE}/qr.png").data.startswith(b"\x89PNG")
    assert b"<svg" in client.get(f"{HERE}/qr.svg").data
    assert client.get(f"{HERE}/qr.exe").status_code == 404


@pytest.mark.parametrize(
    ("hosts", "allowed"),
    [
        ((), "frame-ancestors 'none'"),
        (("news.example.org",), "frame-ancestors news.example.org"),
        (("a.example", "b.example"), "frame-ancestors a.example b.example"),
    ],
)
def test_only_the_websites_on_the_list_may_show_the_card(
    session: Session,
    client: ReadingClient,
    consultation: UUID,
    hosts: tuple[str, ...],
    allowed: str,
) -> None:
    listed(session, *hosts)
    card = client.get(f"{HERE}/embed")
    assert card.headers["Content-Security-Policy"].endswith(allowed)
    assert "Set-Cookie" not in card.headers
    assert "<form" not in card.text
    assert "<script" not in card.text
    assert card.text.count("<a ") == card.text.count('target="_top"')
    again = client.get(f"{HERE}/embed", headers={"If-None-Match": card.headers["ETag"]})
    assert again.status_code == 304
    assert again.headers["Content-Security-Policy"].endswith(allowed)


@pytest.mark.parametrize("way", ["embed", "share", "card.png", "qr.svg"])
def test_nothing_is_passed_on_before_it_is_published(
    session: Session, client: ReadingClient, actor: Actor, way: str
) -> None:
    a_consultation(session, actor, ConsultationStatus.DRAFT)
    assert client.get(f"{HERE}/{way}").status_code == 404


def test_officers_and_nobody_else_get_the_lines_for_other_websites(
    client: ReadingClient, client_for: Browsers, consultation: UUID
) -> None:
    assert "<iframe" not in client.get(f"{HERE}/share").get_data(as_text=True).replace("&lt;", "<")
    shown = client_for(Role.CONSULTATION_OFFICER).get(f"{HERE}/share").text
    assert "&lt;iframe src=" in shown
    assert f"{HERE}/embed" in shown


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", None),
        (" News.Example.org \n\nb.example\nnews.example.org", "news.example.org\nb.example"),
        ("https://a.example", False),
        ("*.example.org", False),
        ("a.example; script-src *", False),
        ("a.example 'self'", False),
        ("localhost", False),
        ("\n".join(f"a{n}.example" for n in range(21)), False),
    ],
)
def test_a_list_holds_names_of_websites_and_nothing_else(
    session: Session, client_for: Browsers, typed: str, kept: str | bool | None
) -> None:
    an_authority(session)
    given = {
        "name": "Council",
        "brand_colour": "#1d3c6e",
        "accent_colour": "#00ff00",
        "working_days": ["1"],
        "comment_days": "20",
        "question_days": "10",
        "idea_days": "20",
        "publishing": "neither",
        "moderating": "before",
        "embed_hosts": typed,
    }
    answer = client_for(Role.AUTHORITY_ADMIN).post("/desk/settings", data=given)
    session.expire_all()
    assert answer.status_code == (422 if kept is False else 302)
    if kept is not False:
        assert session.scalars(select(Authority)).one().embed_hosts == kept
    else:
        assert typed.split("\n", maxsplit=1)[0] in answer.text.replace("&#39;", "'")
