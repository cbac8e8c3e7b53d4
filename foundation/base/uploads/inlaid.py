"""Pictures inside a document, without what a camera notes in them; their points stay as they are.

Source: ITU-T T.81 annex B for JPEG, ISO/IEC 15444-1 annex I for the boxes of JPEG 2000.
"""

from __future__ import annotations

from collections.abc import Iterator

SOI, EOI, SOS = 0xD8, 0xD9, 0xDA
RESTARTS = range(0xD0, 0xD8)
KEPT_NOTES = {0xE0, 0xEE}
"""JFIF and Adobe segments, which say how colours are meant."""

NOTES = {*range(0xE0, 0xF0), 0xFE}
NOTE_BOXES = {b"uuid", b"xml ", b"uinf"}
BOX_HEAD = 8


def bare_jpeg(content: bytes) -> bytes:
    """Return a JPEG without its notes, and without what follows its end.

    Raises:
        ValueError: it is no JPEG.
    """
    if content[:2] != bytes((0xFF, SOI)):
        raise ValueError("no JPEG")
    kept = bytearray(content[:2])
    for marker, piece in _segments(content):
        is_thumbnail = marker == 0xE0 and piece[4:8] == b"JFXX"  # noqa: PLR2004
        if marker not in NOTES or (marker in KEPT_NOTES and not is_thumbnail):
            kept += piece
    return bytes(kept)


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each segment with its marker, a scan together with its points, up to the end."""
    at = 2
    while at + 2 <= len(content):
        if content[at] != 0xFF:  # noqa: PLR2004  begins every marker
            raise ValueError("no marker")
        marker = content[at + 1]
        if marker == EOI:
            yield marker, content[at : at + 2]
            return
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4])
        if marker == SOS:
            end = _end_of_scan(content, end)
        yield marker, content[at:end]
        at = end


def _end_of_scan(content: bytes, at: int) -> int:
    while True:
        at = content.find(0xFF, at)
        if at < 0 or at + 1 >= len(content):
            return len(content)
        if content[at + 1] and content[at + 1] not in RESTARTS:
            return at
        at += 2


def bare_boxes(content: bytes) -> bytes:
    """Return a JPEG 2000 file without its boxes of notes.

    Raises:
        ValueError: its boxes do not fit.
    """
    if content[:2] == b"\xff\x4f":
        return content  # the points alone, without any box
    kept, at = bytearray(), 0
    while at < len(content):
        size = int.from_bytes(content[at : at + 4])
        if size == 1:
            size = int.from_bytes(content[at + 8 : at + 16])
        end = at + size if size else len(content)
        if end < at + BOX_HEAD or end > len(content):
            raise ValueError("no box")
        if content[at + 4 : at + 8] not in NOTE_BOXES:
            kept += content[at:end]
        at = end
    return bytes(kept)
