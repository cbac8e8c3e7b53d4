"""Files that are not what they say, and names that lead elsewhere: refused, or made harmless."""

from __future__ import annotations

import io
import time
from urllib.parse import quote

import pytest
from PIL import Image
from sqlalchemy.orm import Session

from foundation.base.uploads.parts import Unreadable
from foundation.base.uploads.pictures import redrawn
from tests.consultation.web.giving import GIVE
from tests.consultation.web.test_attachments import PHOTOS, add, files, send
from tests.foundation.uploads import a_head_that_says, a_pdf, a_picture
from tests.html import ReadingClient

pytestmark = pytest.mark.usefixtures("consultation")

EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTI" + "VIRUS-TEST-FILE!$H+H*"
"""What every virus scanner calls a virus; cut in two, so that none calls this file one."""

OTHERWISE = {
    "SVG": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "HTML": b"<!DOCTYPE html><script>alert(1)</script>",
    "a program": b"MZ\x90\0" + bytes(200),
    "a zip, docx or xlsx": b"PK\x03\x04" + bytes(200),
    "FITS": b"SIMPLE  =                    T" + bytes(200),
    "Photoshop": b"8BPS\0\x01" + bytes(200),
    "TIFF": b"II*\0" + bytes(200),
    "EPS": b"%!PS-Adobe-3.0 EPSF-3.0\n" + bytes(200),
    "ICNS": b"icns" + bytes(200),
    "GIF": b"GIF89a" + bytes(200),
    "EICAR": EICAR.encode(),
}


@pytest.mark.parametrize("content", OTHERWISE.values(), ids=OTHERWISE)
def test_what_is_only_called_a_photo_is_refused_and_not_kept(
    client: ReadingClient, session: Session, content: bytes
) -> None:
    client.post(GIVE)
    answer = add(client, content, name="holiday.jpg")
    assert answer.status_code == 422
    assert "Choose a photo (JPEG, PNG or WebP) or a PDF." in answer.text
    assert files(session) == []


@pytest.mark.parametrize(
    "tail",
    [b"<html><script>alert(1)</script></html>", b"PK\x03\x04zip", EICAR.encode()],
    ids=["HTML", "zip", "EICAR"],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_hangs_on_a_picture_is_cut_off(kind: str, tail: bytes) -> None:
    for part in redrawn(a_picture(kind) + tail):
        assert tail not in part.content


NAMES = [
    "../../../etc/passwd.jpg",
    "..\\..\\boot.ini.jpg",
    "CON.jpg",
    "photo.jpg.exe",
    "photo%00.html",
    "photo\x00.html",
    "a" * 300 + ".jpg",
    "\u202egpj.exe",
    "<img src=x onerror=alert(1)>.jpg",
    'x"; filename=evil.html',
    "a\r\nX-Evil: 1.jpg",
]


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_no_name_of_a_file_is_kept_or_comes_back(
    client: ReadingClient, session: Session, name: str
) -> None:
    client.post(GIVE)
    added = add(client, a_picture(), name=name)
    if added.status_code == 422:
        assert files(session) == []
        return
    assert added.status_code == 303
    assert send(client, session)
    (kept,) = files(session)
    answer = client.get(f"/attachments/{kept.id}")
    neutral = f"inline; filename=picture-{kept.id.hex[:8]}.jpg"
    assert answer.headers["Content-Disposition"] == neutral
    assert (answer.mimetype, answer.headers.get("X-Evil")) == ("image/jpeg", None)
    for page in (client.get(PHOTOS).text, client.get(f"{GIVE}/sent").text):
        assert name not in page
        assert quote(name) not in page


def test_a_document_under_another_name_is_still_a_document(
    client: ReadingClient, session: Session
) -> None:
    client.post(GIVE)
    assert add(client, a_pdf(), name="photo.jpg").status_code == 303
    send(client, session)
    (kept,) = files(session)
    served = client.get(f"/attachments/{kept.id}")
    assert served.headers["Content-Disposition"].startswith("attachment;")
    assert served.mimetype == "application/pdf"


def test_a_picture_that_says_it_is_huge_is_refused_before_it_is_drawn() -> None:
    given = a_head_that_says(50_000, 50_000)
    began = time.monotonic()
    with pytest.raises(Unreadable):
        redrawn(given)
    assert time.monotonic() - began < 0.1


def test_of_ten_thousand_frames_one_is_drawn() -> None:
    out = io.BytesIO()
    frames = [Image.new("RGB", (64, 48), colour) for colour in ("red", "green")]
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:], lossless=True)
    film = out.getvalue()
    last = film[film.rindex(b"ANMF") :]
    film += last * 10_000
    film = film[:4] + (len(film) - 8).to_bytes(4, "little") + film[8:]
    began = time.monotonic()
    whole, _small = redrawn(film)
    assert time.monotonic() - began < 1
    red, green, _blue = Image.open(io.BytesIO(whole.content)).getpixel((4, 4))  # type: ignore[misc]
    assert red > 200 > green
