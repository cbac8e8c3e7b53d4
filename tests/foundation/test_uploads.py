"""Files are made anew: pictures drawn, documents rewritten, and nothing hidden comes through."""

from __future__ import annotations

import io
import time
import zlib
from contextlib import suppress

import pikepdf
import pytest
from pikepdf import Array, Name
from PIL import Image

from foundation.base.uploads import apart
from foundation.base.uploads.apart import made_anew
from foundation.base.uploads.inlaid import bare_boxes, bare_jpeg
from foundation.base.uploads.parts import Unreadable, WhyUnreadable
from foundation.base.uploads.pdfs import rewritten
from foundation.base.uploads.pictures import redrawn
from tests.foundation.uploads import (
    CANARY,
    a_head_that_says,
    a_marked_pdf,
    a_marked_picture,
    a_pdf,
    a_picture,
    acts,
    acts_below_a_page,
    carries_a_file,
)

NOTES = (CANARY.encode(), b"Exif", b"http://ns.adobe.com/xap", b"ICC_PROFILE", b"Photoshop")


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_that_a_camera_hides_comes_through(kind: str) -> None:
    given = a_marked_picture(kind)
    assert CANARY.encode() in given
    for part in redrawn(given):
        assert not [note for note in NOTES if note in part.content]
        assert not opened(part.content).getexif()
        assert opened(part.content).format == "JPEG"


def test_the_thumbnail_of_a_camera_does_not_come_through() -> None:
    exif = Image.Exif()
    exif.get_ifd(1)[513] = 8
    inner = a_picture(size=(8, 8), comment=CANARY)
    given = a_picture(exif=exif.tobytes() + inner)
    assert given.count(b"\xff\xd8\xff") == 2
    assert all(part.content.count(b"\xff\xd8\xff") == 1 for part in redrawn(given))


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "LA", "CMYK", "L", "I;16", "P", "1"])
def test_pictures_of_every_kind_are_drawn(mode: str) -> None:
    given = a_picture("JPEG" if mode == "CMYK" else "PNG", mode=mode)
    whole, small = redrawn(given)
    assert (whole.width, whole.height) == (small.width, small.height) == (64, 48)
    assert opened(whole.content).mode == "RGB"


def test_sixteen_bits_a_point_keep_their_brightness() -> None:
    grey = Image.frombytes("I;16", (40, 20), b"\x00\x80" * 800)
    out = io.BytesIO()
    grey.save(out, "PNG")
    assert opened(redrawn(out.getvalue())[0].content).getpixel((3, 3)) == (128, 128, 128)


def test_what_lets_light_through_is_drawn_on_white() -> None:
    assert opened(redrawn(a_picture("PNG", mode="RGBA"))[0].content).getpixel((3, 3)) == (
        255,
        255,
        255,
    )


def test_a_picture_stands_upright_and_is_made_small_for_phones() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    whole, small = redrawn(a_picture(size=(3000, 1000), exif=exif.tobytes()))
    assert whole.height == 2000
    assert small.height == 480
    assert whole.width is not None
    assert whole.width < whole.height


def test_only_the_first_frame_is_drawn() -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "green")]
    out = io.BytesIO()
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])
    red, green, _blue = opened(redrawn(out.getvalue())[0].content).getpixel((4, 4))  # type: ignore[misc]
    assert red > 200 > green


@pytest.mark.parametrize(
    ("given", "fits"),
    [
        (a_picture("PNG", (8000, 5000), "1"), True),
        (a_picture("PNG", (8000, 5001), "1"), False),
        (a_head_that_says(60_000, 60_000), False),
    ],
    ids=["at the limit", "above it", "far above it"],
)
def test_forty_million_pixels_are_drawn_and_no_more(given: bytes, *, fits: bool) -> None:
    if fits:
        assert made_anew("picture", given)[0].width == 2000
        return
    with pytest.raises(Unreadable) as refused:
        made_anew("picture", given)
    assert refused.value.reason is WhyUnreadable.TOO_MANY_PIXELS


def test_the_largest_photo_is_drawn_within_a_request() -> None:
    noise = Image.effect_noise((1000, 625), 20).convert("RGB").resize((8000, 5000))
    out = io.BytesIO()
    noise.save(out, "JPEG", quality=80)
    began = time.monotonic()
    made_anew("picture", out.getvalue())
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "given",
    [
        b"",
        b"no picture",
        b"GIF89a" + bytes(60),
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        a_picture()[:300],
        b"\x89PNG\r\n\x1a\n" + bytes(99),
        b"\xff\xd8\xff" + b"<script>alert(1)</script>",
    ],
)
def test_what_is_no_picture_is_refused(given: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        made_anew("picture", given)
    assert refused.value.reason is WhyUnreadable.BROKEN


def test_nothing_that_a_program_notes_in_a_document_comes_through() -> None:
    given = a_marked_pdf()
    assert given.count(CANARY.encode()) > 8
    (part,) = rewritten(given)
    with pikepdf.open(io.BytesIO(part.content)) as pdf:
        out = io.BytesIO()
        pdf.save(
            out,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
        drawing = pdf.pages[0].Resources.XObject.Im0
        assert opened(drawing.read_raw_bytes()).size == (64, 48)
        assert str(pdf.pages[0].Annots[0].Contents) == "A note that everybody may read"
        assert b"/Im0 Do" in out.getvalue()
    for plain in (part.content, out.getvalue()):
        assert not [note for note in NOTES if note in plain]
    for note in (b"/Info", b"/Metadata", b"/PieceInfo", b"D:2026"):
        assert note not in out.getvalue()


def test_a_picture_that_is_packed_twice_in_a_document_loses_its_notes_too() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        drawing = pdf.make_stream(a_marked_picture("JPEG").hex().encode() + b">")
        drawing["/Filter"] = Array([Name("/ASCIIHexDecode"), Name("/DCTDecode")])
        pdf.Root["/Drawing"] = drawing

    (part,) = rewritten(a_pdf(change))
    with pikepdf.open(io.BytesIO(part.content)) as pdf:
        assert CANARY.encode() not in pdf.Root.Drawing.read_raw_bytes()
        assert opened(pdf.Root.Drawing.read_raw_bytes()).size == (64, 48)


REFUSED = {
    "a script": (acts(S=Name("/JavaScript"), JS="app.alert(1)"), WhyUnreadable.ACTIVE),
    "a program": (acts(S=Name("/Launch"), F="calc.exe"), WhyUnreadable.ACTIVE),
    "a form that sends": (acts(S=Name("/SubmitForm"), F="https://x.example"), WhyUnreadable.ACTIVE),
    "a script below a page": (acts_below_a_page(), WhyUnreadable.ACTIVE),
    "another file": (carries_a_file(), WhyUnreadable.ACTIVE),
    "a password": (
        a_pdf(encryption=pikepdf.Encryption(owner="a", user="b")),
        WhyUnreadable.LOCKED,
    ),
    "a lock that opens": (
        a_pdf(encryption=pikepdf.Encryption(owner="a", user="")),
        WhyUnreadable.LOCKED,
    ),
    "201 pages": (a_pdf(pages=201), WhyUnreadable.TOO_MANY_PAGES),
    "no page": (a_pdf(pages=0), WhyUnreadable.BROKEN),
    "nothing": (b"%PDF-1.7\n", WhyUnreadable.BROKEN),
    "a web page": (b"%PDF-<script>alert(1)</script>", WhyUnreadable.BROKEN),
}


@pytest.mark.parametrize(("given", "reason"), REFUSED.values(), ids=REFUSED)
def test_a_document_that_does_more_than_be_read_is_refused(
    given: bytes, reason: WhyUnreadable
) -> None:
    with pytest.raises(Unreadable) as refused:
        made_anew("document", given)
    assert refused.value.reason is reason


def test_two_hundred_pages_are_taken() -> None:
    (part,) = made_anew("document", a_pdf(pages=200))
    with pikepdf.open(io.BytesIO(part.content)) as pdf:
        assert len(pdf.pages) == 200


def test_a_document_that_unpacks_to_more_than_the_memory_is_refused() -> None:
    packing = zlib.compressobj(1)
    bomb = b"".join(packing.compress(bytes(1_000_000)) for _ in range(1_200)) + packing.flush()

    def change(pdf: pikepdf.Pdf) -> None:
        drawing = pdf.make_stream(b"")
        drawing.write(bomb, filter=Array([Name("/FlateDecode"), Name("/DCTDecode")]))
        pdf.Root["/Drawing"] = drawing

    given = a_pdf(change)
    assert len(given) < 10_000_000
    with pytest.raises(Unreadable):
        made_anew("document", given)


def test_what_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "SECONDS", 0.001)
    with pytest.raises(Unreadable) as refused:
        made_anew("picture", a_picture())
    assert refused.value.reason is WhyUnreadable.TOO_HARD


@pytest.mark.parametrize("cut", [3, 20, 200, 600])
def test_a_jpeg_that_is_cut_off_ends_there(cut: int) -> None:
    with suppress(ValueError):
        assert len(bare_jpeg(a_marked_picture("JPEG")[:cut])) <= cut


def test_notes_between_the_boxes_of_a_picture_are_left_out() -> None:
    box = (12).to_bytes(4) + b"jp2cPICS"
    note = (20).to_bytes(4) + b"xml " + b"<x>secret</x"[:12]
    assert bare_boxes(box + note) == box
    with pytest.raises(ValueError, match="no box"):
        bare_boxes((99).to_bytes(4) + b"jp2c")
