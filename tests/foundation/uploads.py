"""Files as people hand them in, with hidden notes that must not come through."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image, PngImagePlugin

CANARY = "Hidden-Note-4711"


def a_picture(
    kind: str = "JPEG", size: tuple[int, int] = (64, 48), mode: str = "RGB", **how: Any
) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 0 if mode in {"1", "P", "I;16"} else None).save(out, kind, **how)
    return out.getvalue()


def a_head_that_says(width: int, height: int) -> bytes:
    """The beginning of a PNG that would be as large as it says."""
    head = b"IHDR" + width.to_bytes(4) + height.to_bytes(4) + b"\x08\x02\0\0\0"
    crc = zlib.crc32(head).to_bytes(4)
    return b"\x89PNG\r\n\x1a\n\0\0\0\r" + head + crc + b"\0\0\0\1IDAT\0\0\0\0\0"


def a_marked_picture(kind: str) -> bytes:
    """A picture whose every hidden place says where it was taken, and by whom."""
    exif = Image.Exif()
    exif[0x010F] = CANARY  # maker
    exif[0x013B] = CANARY  # author
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 28.0, 11.0), 29: CANARY})  # place
    how: dict[str, Any] = {"exif": exif.tobytes()}
    text = PngImagePlugin.PngInfo()
    if kind == "PNG":
        text.add_text("Comment", CANARY)
        text.add_itxt("XML:com.adobe.xmp", f"<x>{CANARY}</x>")
        how["pnginfo"] = text
    else:
        how["xmp"] = f"<x>{CANARY}</x>".encode()
        how["icc_profile"] = CANARY.encode() * 20
    if kind == "JPEG":
        how["comment"] = CANARY
    return a_picture(kind, **how) + CANARY.encode()


def a_pdf(change: Callable[[Pdf], None] | None = None, pages: int = 1, **how: Any) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=(200, 200))
        if change:
            change(pdf)
        pdf.save(out, **how)
    return out.getvalue()


def a_marked_pdf() -> bytes:
    """A document with notes at every place where a program leaves them, and one picture."""

    def mark(pdf: Pdf) -> None:
        pdf.docinfo["/Author"] = CANARY
        note = pdf.make_stream(CANARY.encode())
        page = pdf.pages[0]
        page.obj["/Metadata"] = note
        page.obj["/PieceInfo"] = Dictionary(Maker=Dictionary(Private=String(CANARY)))
        page.obj["/Annots"] = Array([_annotation(pdf)])
        pdf.Root["/Metadata"] = note
        pdf.trailer["/ID"] = Array([String(CANARY), String(CANARY)])
        drawing = pdf.make_stream(a_marked_picture("JPEG"))
        drawing["/Type"], drawing["/Subtype"] = Name("/XObject"), Name("/Image")
        drawing["/Width"], drawing["/Height"] = 64, 48
        drawing["/ColorSpace"], drawing["/BitsPerComponent"] = Name("/DeviceRGB"), 8
        drawing["/Filter"] = Name("/DCTDecode")
        page.obj["/Resources"] = Dictionary(XObject=Dictionary(Im0=drawing))
        page.contents_add(b"q 64 0 0 48 10 10 cm /Im0 Do Q")

    return a_pdf(mark, compress_streams=False) + f"\n% {CANARY}\n".encode()


def _annotation(pdf: Pdf) -> pikepdf.Object:
    return pdf.make_indirect(
        Dictionary(
            Type=Name("/Annot"),
            Subtype=Name("/Text"),
            Rect=Array([1, 1, 9, 9]),
            T=String(CANARY),
            Contents=String("A note that everybody may read"),
            M=String("D:20261101"),
        )
    )


def acts(**action: Any) -> bytes:
    """A document that does something as soon as it is opened."""

    def change(pdf: Pdf) -> None:
        pdf.Root["/OpenAction"] = Dictionary(**action)

    return a_pdf(change)


def carries_a_file() -> bytes:
    def change(pdf: Pdf) -> None:
        pdf.attachments["run.exe"] = b"MZ"

    return a_pdf(change)


def acts_below_a_page() -> bytes:
    """A document whose page has a button that runs a script."""

    def change(pdf: Pdf) -> None:
        act = Dictionary(S=Name("/JavaScript"), JS=String("app.alert(1)"))
        button = Dictionary(Subtype=Name("/Link"), Rect=Array([0, 0, 9, 9]), A=act)
        pdf.pages[0].obj["/Annots"] = Array([button])

    return a_pdf(change)
