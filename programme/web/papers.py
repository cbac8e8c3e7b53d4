"""Pages of this feature on paper."""

from __future__ import annotations

from pathlib import Path

from flask import Response, current_app

from foundation.base.db import db
from foundation.base.papers import pdf_of
from foundation.base.work import let_go

STYLES = ("report.css", "report_paper.css")
FONTS = {"source-sans": "vendor/fonts/source-sans-3-latin-wght-normal.woff2"}


def pdf(html: str) -> bytes:
    """Return *html*, a whole page of ours, as a tagged PDF with our own fonts.

    To print takes seconds: what was read is let go, so that no connection idles meanwhile.

    Raises:
        Unavailable: this machine has no Pango.
    """
    let_go(db.session())
    static = Path(str(current_app.static_folder))
    css = "\n".join((static / "css" / name).read_text(encoding="utf-8") for name in STYLES)
    return pdf_of(html, css, {name: static / path for name, path in FONTS.items()})


def sent_pdf(html: str, name: str) -> Response:
    """Return *html* as a PDF that a browser keeps under *name*."""
    answer = Response(pdf(html), mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
