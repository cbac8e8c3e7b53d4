"""What a council decides for itself: its name, looks, contact and policies."""

from __future__ import annotations

from uuid import UUID

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    redirect,
    render_template,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.accounts.commands.authorities import Changed, change_logo, change_settings
from foundation.accounts.queries.authorities import Council
from foundation.accounts.queries.files import file_of
from foundation.accounts.rules.access import Can
from foundation.accounts.rules.authorities import Moderating, Publishing
from foundation.accounts.web.here import current_council
from foundation.accounts.web.settings_forms import LogoForm, SettingsForm
from foundation.base.db import db
from foundation.base.errors import Invalid, NotFound, TooLarge
from foundation.base.files import keep_file
from foundation.base.images import picture
from foundation.base.work import work
from foundation.base.working_days import known_until
from foundation.web.access import allow, anyone
from foundation.web.caching import FOR_EVER
from foundation.web.current import actor, now

bp = Blueprint("settings", __name__)

LARGEST_LOGO = 1_000_000
LOGO_FITS = (600, 200)


@bp.route("/desk/settings", methods=["GET", "POST"])
@allow(Can.SETTINGS_WRITE)
def page() -> ResponseReturnValue:
    """Show and change the settings."""
    form = SettingsForm(data=_shown(current_council()))
    problems: dict[str, str] = {}
    if form.validate_on_submit():
        try:
            with work(db.session(), actor(), now()) as unit:
                change_settings(unit, _changed(form))
        except Invalid as refused:
            problems = refused.fields
        else:
            flash(_("The settings are saved."))
            return redirect(url_for(".page"))
    return _render(form, LogoForm(), problems)


@bp.post("/desk/settings/logo")
@allow(Can.SETTINGS_WRITE)
def logo_in() -> ResponseReturnValue:
    """Take a logo, made anew."""
    form = LogoForm()
    if not form.validate_on_submit():
        return _render(SettingsForm(data=_shown(current_council())), form, {})
    try:
        content = _logo(form)
    except Invalid as refused:
        return _render(SettingsForm(data=_shown(current_council())), form, {"logo": str(refused)})
    with work(db.session(), actor(), now()) as unit:
        store = current_app.extensions["files"]
        file_id = keep_file(unit, store, name="logo.png", media_type="image/png", content=content)
        change_logo(unit, file_id)
    flash(_("The logo is saved."))
    return redirect(url_for(".page"))


@bp.post("/desk/settings/logo/remove")
@allow(Can.SETTINGS_WRITE)
def logo_out() -> ResponseReturnValue:
    """Show no logo any more."""
    with work(db.session(), actor(), now()) as unit:
        change_logo(unit, None)
    flash(_("The logo is removed."))
    return redirect(url_for(".page"))


@bp.get("/logo/<uuid:file_id>")
@anyone
def logo(file_id: UUID) -> Response:
    """Serve the council's logo; another logo has another address."""
    council = current_council()
    kept = file_of(db.session(), council.id, file_id)
    if kept is None or council.logo_file_id != file_id:
        raise NotFound("This council has no such logo.")
    with current_app.extensions["files"].open(kept.digest) as content:
        answer = Response(content.read(), mimetype=kept.media_type)
    answer.headers["Cache-Control"] = FOR_EVER
    return answer


def _render(form: SettingsForm, logo: LogoForm, problems: dict[str, str]) -> ResponseReturnValue:
    shown = render_template(
        "accounts/settings/page.html",
        form=form,
        logo=logo,
        problems=problems,
        holidays_until=known_until(),
    )
    return shown, Invalid.status if form.errors or logo.errors or problems else 200


def _logo(form: LogoForm) -> bytes:
    content: bytes = form.logo.data.read(LARGEST_LOGO + 1)
    if len(content) > LARGEST_LOGO:
        raise TooLarge("A logo has at most 1 MB.")
    return picture(content, largest=LOGO_FITS)


def _shown(council: Council) -> dict[str, object]:
    return {
        "name": council.name,
        "brand_colour": council.brand_colour,
        "accent_colour": council.accent_colour,
        "contact_email": council.contact_email or "",
        "contact_phone": council.contact_phone or "",
        "contact_address": council.contact_address or "",
        "working_days": [str(day) for day in sorted(council.working_days)],
        "comment_days": council.comment_days,
        "question_days": council.question_days,
        "idea_days": council.idea_days,
        "publishing": council.publishing.value,
        "moderating": council.moderating.value,
        "files_first": council.files_first,
        "embed_hosts": "\n".join(council.embed_hosts),
        "second_look": council.second_look,
        "late_comments": "yes" if council.late_comments else "no",
    }


def _changed(form: SettingsForm) -> Changed:
    return Changed(
        name=form.name.data,
        brand_colour=form.brand_colour.data.lower(),
        accent_colour=form.accent_colour.data.lower(),
        contact_email=form.contact_email.data.lower() or None,
        contact_phone=form.contact_phone.data or None,
        contact_address=form.contact_address.data or None,
        working_days=frozenset(int(day) for day in form.working_days.data),
        comment_days=form.comment_days.data,
        question_days=form.question_days.data,
        idea_days=form.idea_days.data,
        publishing=Publishing(form.publishing.data),
        moderating=Moderating(form.moderating.data),
        files_first=form.files_first.data,
        embed_hosts=form.embed_hosts.data or "",
        second_look=bool(form.second_look.data),
        late_comments=form.late_comments.data == "yes",
    )
