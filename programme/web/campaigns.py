"""Campaigns: what is planned, and the firms that each has reached."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Invalid, NotFound
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now, secret
from foundation.web.words import translated
from programme.commands.campaigns import begin_campaign, note_contacts, note_opened
from programme.queries.campaigns import campaigns_of
from programme.queries.challenges import challenge_pages
from programme.queries.programmes import programmes_of
from programme.rules.access import Can
from programme.rules.campaigns import CHOICES, CampaignDraft, Channel, contacts_in
from programme.web.asked import asked_challenge, chosen
from programme.web.days import typed_day

bp = Blueprint("campaigns", __name__, url_prefix="/programme/campaigns")


@bp.get("")
@allow(Can.CAMPAIGN_WRITE)
def every() -> ResponseReturnValue:
    """Show the campaigns, and the forms for a new one and for whom one reached."""
    return _page({})


@bp.post("")
@allow(Can.CAMPAIGN_WRITE)
def begin() -> ResponseReturnValue:
    """Write a campaign down."""
    form = request.form
    programmes = programmes_of(db.session(), current_council().id)
    draft = CampaignDraft(
        form.get("title", ""),
        chosen(Channel, "channel"),
        form.get("run_by", ""),
        typed_day("starts_on"),
        typed_day("ends_on"),
        form.get("note", ""),
    )
    try:
        if not programmes:
            wrong = _("Set a programme up first. Ask the programme manager.")
            raise Invalid(wrong, fields={"title": wrong})
        with work(db.session(), actor(), now()) as unit:
            begin_campaign(unit, programmes[0].id, draft)
    except Invalid as wrong:
        return _page(wrong.fields), wrong.status
    flash(_("The campaign is written down. Now note whom it reaches."))
    return redirect(url_for(".every"), 303)


@bp.post("/<uuid:campaign_id>/contacts")
@allow(Can.CAMPAIGN_WRITE)
def note(campaign_id: UUID) -> ResponseReturnValue:
    """Note firms that were told, or that opened what they were sent."""
    if all(each.id != campaign_id for each in campaigns_of(db.session(), current_council().id)):
        raise NotFound("There is no such campaign.")
    slug = request.form.get("challenge", "")
    challenge = asked_challenge(slug) if slug else None
    try:
        contacts = contacts_in(request.form.get("contacts", ""))
        with work(db.session(), actor(), now()) as unit:
            if request.form.get("act") == "opened":
                noted = note_opened(unit, campaign_id, contacts, secret())
            else:
                about = challenge.id if challenge else None
                noted = note_contacts(unit, campaign_id, contacts, secret(), challenge_id=about)
    except Invalid as wrong:
        return _page(wrong.fields, campaign_id), wrong.status
    flash(ngettext("%(num)s firm noted.", "%(num)s firms noted.", noted))
    return redirect(url_for(".every"), 303)


def _page(problems: Mapping[str, str], noted_in: UUID | None = None) -> str:
    council = current_council().id
    return render_template(
        "programme/funnel/campaigns.html",
        campaigns=campaigns_of(db.session(), council),
        challenges=challenge_pages(db.session(), council),
        channels=CHOICES,
        noted_in=noted_in,
        typed=request.form,
        problems={name: translated(said) for name, said in problems.items()},
    )
