"""Bytes lie under their digest, and pictures are made anew."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.base.errors import Invalid
from foundation.base.files import FolderStore, StoredFile, keep_file
from foundation.base.images import picture
from foundation.base.work import work
from tests.conftest import NOW
from tests.make import an_actor, an_authority


def test_what_is_put_is_opened_again_and_dropped(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    digest = store.put(b"a map")
    assert digest == store.put(b"a map") == hashlib.sha256(b"a map").hexdigest()
    with store.open(digest) as content:
        assert content.read() == b"a map"
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1
    store.drop(digest)
    store.drop(digest)
    with pytest.raises(FileNotFoundError):
        store.open(digest)


def test_a_row_remembers_what_a_file_is(session: Session, tmp_path: Path) -> None:
    council = an_authority(session)
    with work(session, an_actor(council.id), NOW) as unit:
        file_id = keep_file(
            unit, FolderStore(tmp_path), name="plan.pdf", media_type="text/plain", content=b"plan"
        )
    row = session.scalars(select(StoredFile)).one()
    assert (row.id, row.authority_id, row.size) == (file_id, council.id, 4)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "CMYK", "L", "I;16", "P", "1"])
def test_pictures_of_every_kind_come_out_alike(mode: str) -> None:
    out = io.BytesIO()
    kind = "JPEG" if mode == "CMYK" else "PNG"
    Image.new(mode, (40, 20)).save(out, kind)
    made = Image.open(io.BytesIO(picture(out.getvalue(), largest=(20, 20))))
    assert (made.format, made.mode, made.size) == ("PNG", "RGBA", (20, 10))


def test_only_the_first_frame_is_kept() -> None:
    out = io.BytesIO()
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "green", "blue")]
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])
    made = Image.open(io.BytesIO(picture(out.getvalue(), largest=(8, 8))))
    assert getattr(made, "n_frames", 1) == 1


def test_a_picture_that_would_fill_the_memory_is_refused_at_once() -> None:
    out = io.BytesIO()
    Image.new("1", (50_000, 50_000)).save(out, "PNG")
    with pytest.raises(Invalid, match="40 million"):
        picture(out.getvalue(), largest=(8, 8))
