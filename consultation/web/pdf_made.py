"""HTML of ours as a tagged PDF, in our own style sheets and fonts."""

from __future__ import annotations

from pathlib import Path

from flask import current_app

from foundation.base.papers import pdf_of

FONTS = {
    "source-sans": "vendor/fonts/source-sans-3-latin-wght-normal.woff2",
    "nastaliq": "vendor/fonts/urdu/noto-nastaliq-urdu-arabic-wght-normal.woff2",
    "bengali": "vendor/fonts/bengali/noto-sans-bengali-bengali-wght-normal.woff2",
}
"""Paper is set in letters of our own: no server need have those of any language."""


def pdf(html: str, *styles: str) -> bytes:
    """Return *html* as a tagged PDF in the style sheets of these names."""
    static = Path(str(current_app.static_folder))
    css = "\n".join((static / "css" / name).read_text(encoding="utf-8") for name in styles)
    return pdf_of(html, css, {name: static / path for name, path in FONTS.items()})
