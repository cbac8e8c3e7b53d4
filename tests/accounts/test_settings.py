"""A council's own looks and policies."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.accounts.models.authorities import Authority
from foundation.accounts.rules.authorities import Moderating, Publishing
from foundation.accounts.rules.colours import contrast
from foundation.base.eventlog import LoggedEvent
from foundation.base.roles import Role
from tests.html import ReadingClient
from tests.make import an_authority

Browsers = Callable[..., ReadingClient]

LEGAL: dict[str, object] = {
    "name": "New Name Council",
    "brand_colour": "#1D3C6E",
    "accent_colour": "#00ff00",
    "contact_email": "Hello@council.example.org",
    "contact_phone": "0121 000 0000",
    "contact_address": "The Council House",
    "working_days": ["1", "2", "4"],
    "comment_days": "15",
    "question_days": "5",
    "idea_days": "60",
    "publishing": "neither",
    "moderating": "before",
    "late_comments": "yes",
}


def picture(kind: str = "PNG", size: tuple[int, int] = (300, 100), **more: object) -> io.BytesIO:
    """Return a picture as a file."""
    out = io.BytesIO()
    Image.new("RGB", size, "#336699").save(out, kind, **more)
    out.seek(0)
    return out


def test_settings_are_saved_and_logged(session: Session, client_for: Browsers) -> None:
    an_authority(session)
    browser = client_for(Role.AUTHORITY_ADMIN)
    assert browser.post("/desk/settings", data=LEGAL).status_code == 302
    session.expire_all()
    kept = session.scalars(select(Authority)).one()
    assert (kept.name, kept.brand_colour) == ("New Name Council", "#1d3c6e")
    assert (kept.working_days, kept.contact_email) == ("124", "hello@council.example.org")
    assert (kept.comment_days, kept.question_days, kept.idea_days) == (15, 5, 60)
    assert (kept.publishing, kept.moderating) == (Publishing.NEITHER, Moderating.BEFORE)
    assert session.scalars(select(LoggedEvent.kind)).all() == ["accounts.settings.changed"]
    assert "#1d3c6e" in browser.get("/theme.css").text


@pytest.mark.parametrize(
    ("field", "wrong", "said"),
    [
        ("name", "", "Enter the council"),
        ("brand_colour", "#ffff00", "White text could not be read"),
        ("brand_colour", "red", "six digits"),
        ("brand_colour", "red;}*{x", "Field cannot be longer"),
        ("accent_colour", "", "six digits"),
        ("contact_email", "nobody", "Enter an email address"),
        ("working_days", [], "at least one day"),
        ("working_days", ["8"], "not a valid choice"),
        ("question_days", "0", "from 1 to 60"),
        ("comment_days", "61", "from 1 to 60"),
        ("idea_days", "soon", "Not a valid integer"),
        ("publishing", "everything", "Not a valid choice"),
        ("moderating", "", "Not a valid choice"),
    ],
)
def test_what_cannot_be_is_refused_with_words_and_nothing_is_lost(
    session: Session, client_for: Browsers, field: str, wrong: object, said: str
) -> None:
    an_authority(session)
    browser = client_for(Role.AUTHORITY_ADMIN)
    answer = browser.post("/desk/settings", data={**LEGAL, field: wrong})
    assert answer.status_code == 422
    assert said in answer.text
    assert "The Council House" in answer.text
    session.expire_all()
    assert session.scalars(select(Authority.name)).one() == "Birmingham Council"


def test_fields_that_the_page_does_not_have_change_nothing(
    session: Session, client_for: Browsers
) -> None:
    council = an_authority(session)
    more = {"slug": "eve", "host": "evil.example", "public_url": "https://evil.example"}
    more |= {"id": "1", "authority_id": "2", "is_demo": "1", "logo_file_id": str(council.id)}
    browser = client_for(Role.AUTHORITY_ADMIN)
    assert browser.post("/desk/settings", data={**LEGAL, **more}).status_code == 302
    session.expire_all()
    kept = session.get_one(Authority, council.id)
    assert (kept.slug, kept.host, kept.public_url) == ("birmingham", None, None)
    assert (kept.is_demo, kept.logo_file_id) == (False, None)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_logo_is_made_anew_and_may_be_kept_for_ever(
    session: Session, client_for: Browsers, kind: str
) -> None:
    an_authority(session)
    browser = client_for(Role.AUTHORITY_ADMIN)
    files = {"logo": (picture(kind, (1200, 400)), f"logo.{kind}")}
    assert browser.post("/desk/settings/logo", data=files).status_code == 302
    file_id = session.scalars(select(Authority.logo_file_id)).one()
    served = browser.get(f"/logo/{file_id}")
    assert (served.mimetype, served.headers["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert "immutable" in served.headers["Cache-Control"]
    assert Image.open(io.BytesIO(served.data)).size == (600, 200)
    assert f"/logo/{file_id}" in browser.get("/desk/settings").text
    assert browser.post("/desk/settings/logo/remove").status_code == 302
    assert browser.get(f"/logo/{file_id}").status_code == 404


def test_a_logo_loses_what_a_camera_hid_in_it(session: Session, client_for: Browsers) -> None:
    an_authority(session)
    browser = client_for(Role.AUTHORITY_ADMIN)
    hidden = Image.Exif()
    hidden[0x010E] = "taken at the canary's home"
    files = {"logo": (picture("JPEG", exif=hidden), "logo.jpg")}
    browser.post("/desk/settings/logo", data=files)
    file_id = session.scalars(select(Authority.logo_file_id)).one()
    assert b"canary" not in browser.get(f"/logo/{file_id}").data


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", 422),
        (b"MZ\x90\x00", 422),
        (b"", 422),
        (b"x" * 1_000_001, 413),
        (picture().getvalue()[:60], 422),
        (picture("TIFF").getvalue(), 422),
        (picture("PNG", (9000, 9000)).getvalue(), 422),
    ],
    ids=["svg", "program", "nothing", "too big", "cut off", "tiff", "bomb"],
)
def test_what_is_no_logo_is_refused(
    session: Session, client_for: Browsers, content: bytes, status: int
) -> None:
    an_authority(session)
    head = b'--x\r\nContent-Disposition: form-data; name="logo"; filename="logo.png"\r\n\r\n'
    answer = client_for(Role.AUTHORITY_ADMIN).post(
        "/desk/settings/logo",
        data=head + content + b"\r\n--x--\r\n",
        content_type="multipart/form-data; boundary=x",
    )
    assert answer.status_code == status
    assert session.scalars(select(Authority.logo_file_id)).one() is None


def test_the_logo_of_one_council_is_not_served_by_another(
    session: Session, client_for: Browsers
) -> None:
    an_authority(session)
    leeds = an_authority(session, "leeds")
    files = {"logo": (picture(), "logo.png")}
    client_for(Role.AUTHORITY_ADMIN, authority=leeds).post("/desk/settings/logo", data=files)
    session.expire_all()
    file_id = session.get_one(Authority, leeds.id).logo_file_id
    assert client_for(Role.AUTHORITY_ADMIN).get(f"/logo/{file_id}").status_code == 404


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AUTHORITY_ADMIN])
def test_only_administrators_change_settings(
    session: Session, client_for: Browsers, role: Role
) -> None:
    an_authority(session)
    assert client_for(role).post("/desk/settings", data=LEGAL).status_code == 403


@pytest.mark.parametrize(
    ("colour", "expected"), [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54)]
)
def test_contrast_is_what_the_guidelines_say(colour: str, expected: float) -> None:
    assert contrast(colour, "#ffffff") == pytest.approx(expected, abs=0.01)
