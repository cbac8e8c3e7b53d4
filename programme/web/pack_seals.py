"""Seal a handover pack, fetch what was sealed, and say what procurement makes of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.words import say
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from programme.commands.pack_seals import answer_pack, seal_pack
from programme.queries.pack_seals import sealed_archive
from programme.queries.snapshots import look
from programme.rules.access import Can
from programme.rules.pack_seals import SealState, digest_of
from programme.web.asked import asked_challenge, chosen
from programme.web.packs import pack_shown
from programme.web.packs_made import pack_files

bp = Blueprint("pack_seals", __name__, url_prefix="/programme/challenges/<slug>/handover")

ANSWERS = frozenset({SealState.ACCEPTED, SealState.RETURNED})


@bp.post("/seal")
@allow(Can.PACK_WRITE)
def seal(slug: str) -> ResponseReturnValue:
    """Seal the pack as it is now."""
    found = asked_challenge(slug)
    files, _pack = pack_files(current_council(), found, on_paper=True)
    try:
        with work(db.session(), actor(), now()) as unit:
            seal_pack(unit, found.id, zipped(files, slug), digest_of(files), look)
    except Conflict as shut:
        return pack_shown(found, {"seal": shut.sentence}), shut.status
    flash(_("Sealed. Nothing in it changes any more."))
    return redirect(url_for("packs.page", slug=slug), 303)


@bp.post("/answer")
@allow(Can.PACK_ACCEPT)
def answer(slug: str) -> ResponseReturnValue:
    """Accept the sealed pack, or return it with reasons."""
    found, after = asked_challenge(slug), chosen(SealState, "answer")
    try:
        if after not in ANSWERS:
            wrong = say("Choose one of these.")
            raise Invalid(wrong, fields={"answer": wrong})
        with work(db.session(), actor(), now()) as unit:
            answer_pack(unit, found.id, after, request.form.get("reasons", ""))
    except Invalid as wrong_words:
        near = {"words": "reasons"}
        fields = {near.get(name, name): said for name, said in wrong_words.fields.items()}
        return pack_shown(found, fields), wrong_words.status
    except Conflict as shut:
        return pack_shown(found, {"answer": shut.sentence}), shut.status
    flash(_("Saved."))
    return redirect(url_for("packs.page", slug=slug), 303)


@bp.get("/sealed-<int:number>.zip")
@allow(Can.CHALLENGE_READ)
def sealed(slug: str, number: int) -> ResponseReturnValue:
    """Give a pack as it was sealed."""
    held = sealed_archive(db.session(), asked_challenge(slug).id, number)
    if held is None:
        raise NotFound("No pack of this challenge is sealed.")
    return sent_zip(held, f"{slug}-{number}.zip")


def zipped(files: Mapping[str, bytes], folder: str) -> bytes:
    """Return files as a ZIP archive with one folder in it."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(f"{folder}/{name}", content)
    return held.getvalue()


def sent_zip(held: bytes, name: str) -> Response:
    """Return an archive that a browser keeps under *name*."""
    sent = Response(held, mimetype="application/zip")
    sent.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return sent
