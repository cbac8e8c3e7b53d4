"""PDF documents, written anew: looked through and cleaned, never drawn.

Refused is what asks a password, does something by itself or carries another file. Source: ISO
32000-2, 7.11.4 (embedded files), 12.6.4 (actions), 14.3 (metadata).
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from foundation.base.uploads.inlaid import bare_boxes, bare_jpeg
from foundation.base.uploads.parts import Part, Unreadable, WhyUnreadable

MOST_PAGES = 200
DEEPEST = 100

ACTIVE_KEYS = {"/JS", "/JavaScript", "/EF", "/EmbeddedFiles", "/AF", "/XFA", "/RichMediaContent"}
ACTIONS = {
    *("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR"),
    *("/Rendition", "/Movie", "/Sound", "/RichMediaExecute", "/Trans3D"),
}
SHOWS = {"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"}
NOTES = ("/Metadata", "/PieceInfo", "/Thumb", "/LastModified", "/CreationDate", "/M", "/NM")
AUTHORS = ("/T", "/Contents", "/Subj")
BARE = {"/DCTDecode": bare_jpeg, "/JPXDecode": bare_boxes}


def rewritten(content: bytes) -> list[Part]:
    """Return the document without what it tells beside its pages.

    Raises:
        Unreadable: it is broken or locked, does something by itself, carries other files, or has
            more than 200 pages.
    """
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return [Part(_cleaned(pdf))]
    except pikepdf.PasswordError as locked:
        raise Unreadable(WhyUnreadable.LOCKED) from locked
    except MemoryError as hard:
        raise Unreadable(WhyUnreadable.TOO_HARD) from hard
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, LookupError) as broken:
        raise Unreadable(WhyUnreadable.BROKEN) from broken


def _cleaned(pdf: Pdf) -> bytes:
    if pdf.is_encrypted:
        raise Unreadable(WhyUnreadable.LOCKED)
    if not 0 < len(pdf.pages) <= MOST_PAGES:
        is_empty = not len(pdf.pages)
        raise Unreadable(WhyUnreadable.BROKEN if is_empty else WhyUnreadable.TOO_MANY_PAGES)
    for note in ("/Info", "/ID"):
        if note in pdf.trailer:
            del pdf.trailer[note]
    for one in (pdf.trailer, *pdf.objects):
        for held in _below(one):
            _look_at(held)
            _forget_notes(held)
            if isinstance(held, Stream):
                _bare(pdf, held)
    out = io.BytesIO()
    pdf.save(
        out,
        deterministic_id=True,
        compress_streams=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return out.getvalue()


def _below(one: object, depth: int = 0) -> Iterator[Dictionary | Stream]:
    """Yield every dictionary that stands in *one* itself, not behind a reference."""
    if depth > DEEPEST:
        raise Unreadable(WhyUnreadable.BROKEN)
    if isinstance(one, Dictionary | Stream):
        yield one
    if isinstance(one, Dictionary | Stream):
        inner = [value for _, value in one.items()]
    elif isinstance(one, Array):
        inner = list(one)
    else:
        return
    for each in inner:
        if isinstance(each, Object) and not each.is_indirect:
            yield from _below(each, depth + 1)


def _look_at(held: Dictionary | Stream) -> None:
    if not ACTIVE_KEYS.isdisjoint(held.keys()):
        raise Unreadable(WhyUnreadable.ACTIVE)
    if _name(held, "/S") in ACTIONS or (_name(held, "/Subtype") in SHOWS and "/Rect" in held):
        raise Unreadable(WhyUnreadable.ACTIVE)


def _forget_notes(held: Dictionary | Stream) -> None:
    for note in NOTES:
        if note in held and not (note == "/M" and "/Rect" not in held):
            del held[note]
    if "/Rect" in held and _name(held, "/Subtype") not in {None, "/Widget"}:
        for author in AUTHORS[:1]:
            if author in held:
                del held[author]


def _bare(pdf: Pdf, held: Stream) -> None:
    """Take the notes out of a picture, which is the last step of how a stream is packed."""
    packed = held.get("/Filter")
    steps = list(packed) if isinstance(packed, Array) else [packed] if packed is not None else []
    last = str(steps[-1]) if steps else ""
    if last not in BARE:
        return
    raw = held.read_raw_bytes()
    if steps[:-1]:
        raw = Stream(pdf, raw, Filter=Array(steps[:-1])).read_bytes()
    held.write(BARE[last](raw), filter=Name(last))


def _name(held: Dictionary | Stream, key: str) -> str | None:
    value = held.get(key)
    return str(value) if isinstance(value, Name) else None
