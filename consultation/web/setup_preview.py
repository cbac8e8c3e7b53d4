"""Look at a consultation as residents will, in each language; check what could keep some out."""

from __future__ import annotations

from dataclasses import replace

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, lazy_gettext

from consultation.rules.access import Can
from consultation.rules.accessible import MUST_GO, Barrier, Hung, barriers
from consultation.rules.consultations import ConsultationStatus
from consultation.web.setup import bp, staff_page
from consultation.web.told import page_parts
from foundation.base.decisions import YES
from foundation.base.errors import NotFound
from foundation.base.languages import LANGUAGES
from foundation.web.access import allow

BARRIERS = {
    Barrier.PICTURE_UNDESCRIBED: lazy_gettext("This picture has no description."),
    Barrier.ALT_IS_FILE_NAME: lazy_gettext(
        "The description is a file name. Say what is to be seen."
    ),
    Barrier.LINK_SAYS_NOTHING: lazy_gettext("This title does not say what is in the document."),
    Barrier.HARD_TO_READ: lazy_gettext("The summary needs a reading age above 11:"),
    Barrier.ALL_CAPITALS: lazy_gettext("Words in capitals are hard to read:"),
    Barrier.PAPER_ONLY: lazy_gettext(
        "All documents are PDF. Put what matters most into the summary, too."
    ),
    Barrier.NO_EASY_READ: lazy_gettext("There is no easy-read text."),
}


@bp.get("/<slug>/preview")
@allow(Can.CONSULTATION_SIGN_OFF)
def preview(slug: str) -> ResponseReturnValue:
    """Show the page in a phone, in each language."""
    page = staff_page(slug)
    return render_template(
        "consultation/setup/preview.html", consultation=page, languages_of=LANGUAGES.values()
    )


@bp.get("/<slug>/preview/<code>")
@allow(Can.CONSULTATION_SIGN_OFF)
def preview_page(slug: str, code: str) -> ResponseReturnValue:
    """Show the page as if it were open."""
    if code not in LANGUAGES:
        raise NotFound("We do not have this language.")
    page = staff_page(slug)
    shown = replace(page, status=ConsultationStatus.OPEN, may_comment=YES, is_over=False)
    with force_locale(code):
        return render_template("consultation/consultations/page.html", **page_parts(shown))


@bp.get("/<slug>/accessibility")
@allow(Can.CONSULTATION_WRITE)
def accessibility(slug: str) -> ResponseReturnValue:
    """Show what could keep some people out."""
    page = staff_page(slug)
    found = barriers(
        page.title,
        page.summary,
        [Hung(each.title, each.url, each.alt) for each in page.documents],
        has_easy_read=page.has_easy_read,
    )
    return render_template(
        "consultation/setup/accessibility.html",
        consultation=page,
        found=[(BARRIERS[each.barrier], each.where, each.barrier in MUST_GO) for each in found],
        must_go=any(each.barrier in MUST_GO for each in found),
    )
