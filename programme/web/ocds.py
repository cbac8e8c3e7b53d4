"""Open contracting data: the public feed, and the page that says whether it is valid."""

from __future__ import annotations

from flask import Blueprint, jsonify, render_template, url_for
from flask.typing import ResponseReturnValue

from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import NotFound
from foundation.web.access import allow, anyone
from programme.queries.ocds import public_ids
from programme.rules.access import Can
from programme.rules.challenges import is_public
from programme.rules.ocds.releases import Json
from programme.rules.ocds.validating import PLACEHOLDER, faults_between, faults_of
from programme.web.asked import asked_challenge
from programme.web.ocds_made import package_made, prefix, record_made, releases_made

bp = Blueprint("ocds", __name__, url_prefix="/programme/challenges/<slug>/open-data")
feed = Blueprint("ocds_feed", __name__, url_prefix="/api/v1/ocds")


@bp.get("")
@allow(Can.CHALLENGE_READ)
def page(slug: str) -> ResponseReturnValue:
    """Show the releases of a challenge, and what is wrong with them."""
    found = asked_challenge(slug)
    releases = releases_made(current_council(), found.id)
    path = url_for("ocds_feed.releases", slug=slug)
    package = package_made(current_council(), releases, path)
    return render_template(
        "programme/ocds/page.html",
        challenge=found,
        releases=releases,
        faults=(*faults_of(package), *faults_between(releases)),
        is_placeholder=prefix() in {"", PLACEHOLDER},
        is_public=is_public(found.at),
    )


@feed.get("/releases.json")
@anyone
def every() -> ResponseReturnValue:
    """Give the releases of every public challenge in one package."""
    council = current_council()
    ids = public_ids(db.session(), council.id)
    releases = [each for found in ids for each in releases_made(council, found)]
    return jsonify(package_made(council, releases, url_for(".every")))


@feed.get("/<slug>/releases.json")
@anyone
def releases(slug: str) -> ResponseReturnValue:
    """Give the releases of one public challenge."""
    found = _public_releases(slug)
    return jsonify(package_made(current_council(), found, url_for(".releases", slug=slug)))


@feed.get("/<slug>/record.json")
@anyone
def record(slug: str) -> ResponseReturnValue:
    """Give the record of one public challenge, with its compiled release."""
    found = _public_releases(slug)
    return jsonify(record_made(current_council(), found, url_for(".record", slug=slug)))


def _public_releases(slug: str) -> list[Json]:
    found = asked_challenge(slug)
    made = releases_made(current_council(), found.id) if is_public(found.at) else []
    if not made:
        raise NotFound("There is no such challenge.")
    return made
