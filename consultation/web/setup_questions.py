"""The questions of a consultation: build them, try them, fix them."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from consultation.commands.takes import set_takes
from consultation.queries.consultations import ConsultationPage
from consultation.rules.access import Can
from consultation.rules.easy_read import Advice, EasyReadLine, advice_on, is_picture
from consultation.rules.takes import Takes, form_owner
from consultation.web.filters import one_of
from consultation.web.map import bounds_of
from consultation.web.setup import bp, staff_page
from foundation.base.db import db
from foundation.base.errors import Conflict, Malformed
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.words import translated
from geo.web.basemaps import basemap
from questions.queries.forms import latest_version
from questions.rules.kinds import Kind
from questions.web.build import Builder, show_all
from questions.web.hang import ENDPOINTS, hang

TAKES = {
    Takes.DIALOGUE: lazy_gettext("Comment, and read what others say"),
    Takes.QUESTIONS: lazy_gettext("Answer our questions"),
    Takes.BOTH: lazy_gettext("Comment, and answer our questions"),
}

KINDS = tuple(kind for kind in Kind if kind is not Kind.FILE)
"""Files have a page of their own where somebody gives their view."""


@bp.get("/<slug>/questions")
@allow(Can.CONSULTATION_WRITE)
def questions(slug: str) -> ResponseReturnValue:
    """Show every question, and what people can do here."""
    page = staff_page(slug)
    builder = _builder(page)
    if latest_version(db.session(), actor().authority_id, builder.owner) is None:
        return render_template("consultation/setup/takes.html", **builder.more)
    return show_all(builder)


@bp.post("/<slug>/takes")
@allow(Can.CONSULTATION_WRITE)
def change_takes(slug: str) -> ResponseReturnValue:
    """Set what people can do here."""
    page = staff_page(slug)
    takes = one_of(Takes, request.form.get("takes"))
    if takes is None:
        raise Malformed("Choose what people can do here.")
    try:
        with work(db.session(), actor(), now()) as unit:
            set_takes(unit, page.id, takes)
    except Conflict as refused:
        more = {**_builder(page).more, "problem": translated(refused.sentence)}
        return render_template("consultation/setup/takes.html", **more), refused.status
    flash(_("Saved."))
    return redirect(url_for(".questions", slug=slug), 303)


def _builder_of(slug: str) -> Builder:
    return _builder(staff_page(slug))


def _builder(page: ConsultationPage) -> Builder:
    pictures = [(each.url, each.title) for each in page.documents if is_picture(each.url)]
    site = url_for("map.site", slug=page.slug) if page.area_geojson else None
    return Builder(
        owner=form_owner(page.id),
        url=partial(_url, page.slug),
        template="consultation/setup/questions.html",
        kinds=KINDS,
        advise=_advise,
        pictures=pictures,
        where={
            "basemap": basemap(),
            "bounds": bounds_of(page.area_geojson),
            "site_url": site,
        },
        more={
            "consultation": page,
            "title": page.title,
            "status": page.status,
            "takes": page.takes,
            "all_takes": [(each, TAKES[each]) for each in Takes],
        },
    )


def _url(slug: str, action: str, code: str | None = None, anchor: str | None = None) -> str:
    more: dict[str, Any] = {"code": code} if code else {}
    return url_for(f"setup.{ENDPOINTS[action]}", slug=slug, _anchor=anchor, **more)


def _advise(words: str) -> list[str]:
    """Say what could be easier: long sentences once, hard words together."""
    advised = advice_on([EasyReadLine(words)])
    hard = [each.word for each in advised if each.word]
    said = [
        _("This could be shorter: ask one thing.")
        for each in advised[:1]
        if each.advice is not Advice.HARD_WORD
    ]
    return [
        *said,
        *([_("Are there easier words for %(words)s?", words=", ".join(hard))] if hard else []),
    ]


hang(bp, "/<slug>/questions", _builder_of, Can.CONSULTATION_WRITE, Can.CONSULTATION_SIGN_OFF)
