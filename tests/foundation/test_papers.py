"""Papers: what making one must leave as it was."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from foundation.base.errors import Invalid
from foundation.base.images import picture
from foundation.base.papers import pdf_of


def test_a_cut_off_picture_is_refused_after_a_paper_was_made_too() -> None:
    whole = io.BytesIO()
    Image.new("RGB", (300, 100)).save(whole, "PNG")
    assert pdf_of("<!doctype html><html lang=en><title>A paper</title>", "", {}).startswith(b"%PDF")
    with pytest.raises(Invalid, match="PNG, JPEG or WebP"):
        picture(whole.getvalue()[:60], largest=(100, 100))
