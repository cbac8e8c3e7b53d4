"""HTML of our own as a tagged PDF (PDF/UA-1), without asking anything of any network or disk.

WeasyPrint needs Pango from the operating system, so it is loaded where a paper is made and nowhere
else: a machine without it serves every page, and says that it can make no PDF.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from PIL import ImageFile

from foundation.base.errors import Unavailable

logging.getLogger("fontTools").setLevel(logging.WARNING)
logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
"""Both tell of each step and of each rule that paper does not know."""

FONT = "font:"
"""How a style sheet names a font that was given: ``src: url(font:NAME)``."""

MOST_FONTS = 16


def pdf_of(html: str, css: str, fonts: Mapping[str, Path]) -> bytes:
    """Return *html*, a whole page with a title and a language, as a tagged PDF.

    Args:
        html: of our own making; text of people in it is escaped.
        css: of our own making.
        fonts: name → WOFF2 file; what else the page asks for is refused.

    Raises:
        Unavailable: this machine has no Pango.
    """
    try:
        from weasyprint import CSS, HTML  # noqa: PLC0415  needs what not every machine has
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
    except OSError as missing:
        raise Unavailable("This machine cannot make PDF files: Pango is missing.") from missing
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint lets everybody take broken ones
    given, known = _closed(fonts), FontConfiguration()
    style = CSS(string=css, url_fetcher=given, font_config=known)
    page = HTML(string=html, base_url="about:blank", url_fetcher=given)
    made: bytes = page.write_pdf(stylesheets=[style], font_config=known, pdf_variant="pdf/ua-1")
    return made


def _closed(fonts: Mapping[str, Path]):  # type: ignore[no-untyped-def]  # noqa: ANN202  an untyped library's class
    """Return a fetcher that knows these fonts, and no other address."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415

    class Closed(URLFetcher):  # type: ignore[misc]  # the library ships no types
        def fetch(self, url: str, _headers: object = None) -> URLFetcherResponse:
            """Return a font that was given.

            Raises:
                ValueError: anything else was asked for.
            """
            name = url.removeprefix(FONT)
            if not url.startswith(FONT) or name not in fonts:
                raise ValueError("nothing is fetched")
            font = _unpacked(fonts[name], fonts[name].stat().st_mtime_ns)
            return URLFetcherResponse(url, font, {"Content-Type": "font/ttf"})

    return Closed()


@lru_cache(maxsize=MOST_FONTS)
def _unpacked(font: Path, _changed: int) -> bytes:
    """Return a font without its compression; to undo it took most of the time of a short paper."""
    from fontTools.ttLib import woff2  # noqa: PLC0415  slow to load

    out = io.BytesIO()
    woff2.decompress(io.BytesIO(font.read_bytes()), out)
    return out.getvalue()
