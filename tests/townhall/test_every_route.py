"""What holds for every route there is, also for those that are added tomorrow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from foundation.base.db import db
from foundation.base.roles import Role
from foundation.web.limits import limiter
from tests.clock import StandingClock
from tests.consultation.web.giving import checked
from tests.databases import KINDS
from tests.html import ReadingClient
from tests.townhall.crawl import may, right, unlike
from tests.townhall.stored import rows_of_every_table, writing
from tests.townhall.towns import COMMON, Names, Town, a_town, addresses

METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}
UNSAFE = METHODS - {"GET"}
REFUSED = {401, 403}

NOBODYS: Names = {
    **COMMON,
    "slug": ("nowhere",),
    "ref": ("CDFG-HJKM",),
    "token": ("no-such-token",),
    "document": (f"{uuid4().hex}.pdf",),
    "person_id": (str(uuid4()),),
    "sign_in_id": (str(uuid4()),),
    "file_id": (str(uuid4()),),
    "attachment_id": (str(uuid4()),),
    "import_id": (str(uuid4()),),
    "class_id": (str(uuid4()),),
    "referral_id": (str(uuid4()),),
    "team_id": (str(uuid4()),),
    "waiver_id": (str(uuid4()),),
    "campaign_id": (str(uuid4()),),
    "assumption_id": (str(uuid4()),),
    "comment_id": (str(uuid4()),),
    "question_id": (str(uuid4()),),
    "firm_id": (str(uuid4()),),
    "submission_id": (str(uuid4()),),
    "submission_file_id": (str(uuid4()),),
    "cohort_id": (str(uuid4()),),
    "seat_id": (str(uuid4()),),
    "prototype_id": (str(uuid4()),),
    "claim_file_id": (str(uuid4()),),
    "session_id": (str(uuid4()),),
    "telling_id": (str(uuid4()),),
    "workshop_id": (str(uuid4()),),
    "assignment_id": (str(uuid4()),),
    "guest_id": (str(uuid4()),),
    "practice_id": (str(uuid4()),),
    "action_id": (str(uuid4()),),
    "match_id": (str(uuid4()),),
    "reroute_id": (str(uuid4()),),
    "feedback_id": (str(uuid4()),),
    "kpi_reading_id": (str(uuid4()),),
    "finding_id": (str(uuid4()),),
}
"""Names of things that no council has: who may ask hears that they are not there."""

NOT_FOR_NOTHING = {
    "/sign-in/code": "only after a right password",
    "/sign-in/second-step": "only after a right password",
    "/challenges/<slug>/chain/<int:number>": "only once a theme has a line",
    "/programme/challenges/<slug>/chain/<int:number>": "only once a theme has a line",
    "/programme/challenges/<slug>/notices/<notice>.json": "only once it is drafted",
    "/programme/challenges/<slug>/notices/<notice>.txt": "only once it is drafted",
    "/api/v1/ocds/<slug>/record.json": "only once a gate is passed",
    "/api/v1/ocds/<slug>/releases.json": "only once a gate is passed",
    "/consultations/<slug>/report": "only once a report is out",
    "/desk/<slug>/entries/<ref>/slip": "only for who entered it",
    "/desk/<slug>/report/report.pdf": "only once somebody asked for it",
    "/desk/consultations/<slug>/papers/<paper>.pdf": "only once somebody asked for it",
    "/reach/<slug>/equality/heard.pdf": "only once somebody asked for it",
    **{
        f"{where}/{what}": "only where questions are built"
        for where in ("/desk/consultations/<slug>/questions", "/programme/challenges/<slug>/form")
        for what in ("<code>", "<code>/remove", "new", "sections/<code>", "try")
    },
    "/firm/feedback/<uuid:feedback_id>": "only for who writes for the firm",
    "/firm/re-routing/<uuid:reroute_id>": "only for who writes for the firm",
    "/firm/offers/<uuid:match_id>": "only for who writes for the firm",
    "/firm/prototypes/<uuid:seat_id>": "only for who writes for the firm",
    "/firm/prototypes/<uuid:seat_id>/files/<uuid:claim_file_id>": (
        "only for who writes for the firm"
    ),
    "/firm/submissions/<uuid:submission_id>": "only for who writes for the firm",
    "/firm/submissions/<uuid:submission_id>/<name>": "only for who writes for the firm",
    "/firm/submissions/<uuid:submission_id>/files/<uuid:submission_file_id>": (
        "only for who writes for the firm"
    ),
    "/programme/assessing/<uuid:assignment_id>/files/<uuid:submission_file_id>": (
        "only for its assessors, once the blind shows it"
    ),
    "/programme/submissions/<uuid:submission_id>": "only once it was sent",
    "/programme/submissions/<uuid:submission_id>/files/<uuid:submission_file_id>": (
        "only once it was sent"
    ),
    "/programme/challenges/<slug>/handover/sealed-<int:number>.zip": "only once one is sealed",
    "/programme/figures/kept/<day>": "only once figures are kept",
    "/programme/figures/kept/<day>/return-<int:number>.pdf": "only once figures are kept",
    "/programme/figures/figures-<day>.pdf": "made on paper, for a day that has been",
    "/basemap.pmtiles": "only where a city's own file is set",
}
"""Pages that need more than a right to be shown, and what."""

BY_TICKET = ("/following/", "/sessions/place/")
"""Beginnings of pages that only a link in a message opens."""

ONE_CLICK = {"/following/leave/<token>", "/following/leave-all/<token>"}
"""What a mail program may post for its reader, who has no form of ours (RFC 8058)."""

HELD_TO_OWN = {
    (Role.ASSESSOR, "/programme/assessing/<uuid:assignment_id>"),
    (Role.APPLICANT, "/desk/comments/<ref>"),
    (Role.RESPONDER, "/desk/referrals/<uuid:referral_id>"),
}
"""Pages on which somebody finds only what is their own, which is nothing here."""

ANSWERS = {
    "view": {"view": "comment"},
    "about": {"about": "whole"},
    "topics": {},
    "comment": {"text": "Just a comment."},
    "photos": {"act": "go"},
    "details": {},
}
"""Question of giving a view → an answer to it."""

Browsers = Callable[..., ReadingClient]
AsRole = Callable[[Role | None], ReadingClient]


@pytest.fixture
def town(session: Session) -> Town:
    return a_town(session, "alpha", "Amsel")


@pytest.fixture
def as_role(client: ReadingClient, client_for: Browsers, town: Town) -> AsRole:
    """Return the browser of a visitor, or of somebody with one role."""

    def browser(role: Role | None) -> ReadingClient:
        limiter.reset()
        client.at = town.at
        return client_for(role, authority=town.council) if role else client

    return browser


def rules(app: Flask, *methods: str) -> Iterator[Rule]:
    for rule in app.url_map.iter_rules():
        if (rule.methods or set()) & set(methods):
            yield rule


@pytest.mark.parametrize("migrated", KINDS[-1:], indirect=True, scope="session")
def test_every_page_is_shown_to_those_who_have_the_right_and_to_nobody_else(
    app: Flask, town: Town, as_role: AsRole
) -> None:
    shown: set[str] = set()
    for role in unlike(app):
        browser = as_role(role)
        for rule in rules(app, "GET"):
            if rule.rule in shown and may(app, role, rule):
                continue
            address = next(addresses(rule, town.names))
            answer = browser.get(address, buffered=True)
            said = f"{role} {address} {answer.status_code}"
            if not may(app, role, rule):
                assert answer.status_code == (403 if role else 401), said
            elif (role, rule.rule) in HELD_TO_OWN:
                assert answer.status_code == 404, said
                continue
            elif rule.rule not in NOT_FOR_NOTHING and not rule.rule.startswith(BY_TICKET):
                assert answer.status_code < 400, said
            if may(app, role, rule):
                shown.add(rule.rule)


@pytest.mark.parametrize("migrated", KINDS[:1], indirect=True, scope="session")
def test_every_change_is_open_to_those_who_have_the_right_and_to_nobody_else(
    app: Flask, town: Town, as_role: AsRole
) -> None:
    for role in unlike(app):
        browser = as_role(role)
        for rule in rules(app, *UNSAFE):
            if right(app, rule) == "anyone":
                continue
            if may(app, role, rule):
                browser = as_role(role)
            for method in sorted(rule.methods & UNSAFE if rule.methods else ()):
                answer = browser.open(next(addresses(rule, NOBODYS)), method=method)
                said = f"{role} {method} {rule.rule} {answer.status_code}"
                if may(app, role, rule):
                    assert answer.status_code not in REFUSED, said
                    assert answer.status_code < 500, said
                else:
                    assert answer.status_code == (403 if role else 401), said


@pytest.mark.parametrize("migrated", KINDS[-1:], indirect=True, scope="session")
def test_who_is_refused_changes_nothing(app: Flask, town: Town, as_role: AsRole) -> None:
    for role in (None, Role.RESIDENT, Role.AUDITOR):
        browser = as_role(role)
        before = rows_of_every_table(db.engines)
        for rule in rules(app, "POST"):
            if not may(app, role, rule):
                for address in addresses(rule, town.names):
                    browser.post(address, data={"text": "Let me in.", "role": "authority_admin"})
        assert rows_of_every_table(db.engines) == before, role


def test_looking_changes_nothing(app: Flask, town: Town, as_role: AsRole) -> None:
    for role in (None, Role.PLANNER, Role.CONSULTATION_OFFICER, Role.AUTHORITY_ADMIN):
        browser = as_role(role)
        before = rows_of_every_table(db.engines)
        with writing() as written:
            for rule in rules(app, "GET"):
                for address in addresses(rule, town.names):
                    browser.get(address, buffered=True)
                    assert not written, f"{role} GET {address}: {written}"
        assert rows_of_every_table(db.engines) == before, role


def test_no_change_is_made_without_the_token_of_the_form(
    app: Flask, town: Town, as_role: AsRole, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    for role in (None, Role.AUTHORITY_ADMIN, Role.PLANNER):
        browser = as_role(role)
        before = rows_of_every_table(db.engines)
        for rule in rules(app, *UNSAFE):
            if rule.rule.startswith("/api/") or rule.rule in ONE_CLICK:
                continue
            for method in sorted(rule.methods & UNSAFE if rule.methods else ()):
                answer = browser.open(next(addresses(rule, town.names)), method=method)
                assert answer.status_code == 400, f"{role} {method} {rule.rule}"
        assert rows_of_every_table(db.engines) == before, role


def test_the_token_of_another_browser_is_no_token(
    app: Flask, town: Town, as_role: AsRole, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    one, other = as_role(Role.PLANNER), as_role(Role.AUTHORITY_ADMIN)
    page = one.get("/account").get_data(as_text=True)
    token = page.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]
    assert token
    assert other.get("/account").status_code == 200
    given = {"csrf_token": token, "name": "Somebody Else"}
    assert other.post("/account", data=given).status_code == 400
    assert one.post("/account", data=given).status_code == 302


def test_a_form_that_another_site_sends_is_refused(app: Flask, town: Town, as_role: AsRole) -> None:
    browser = as_role(Role.AUTHORITY_ADMIN)
    for rule in rules(app, *UNSAFE):
        for site in ("cross-site", "same-site"):
            address = next(addresses(rule, town.names))
            answer = browser.post(address, headers={"Sec-Fetch-Site": site})
            assert answer.status_code == 403, f"{site} {rule.rule}"


@pytest.mark.parametrize("migrated", KINDS[:1], indirect=True, scope="session")
def test_a_method_that_a_route_does_not_know_is_refused(
    app: Flask, town: Town, as_role: AsRole
) -> None:
    browser = as_role(Role.AUTHORITY_ADMIN)
    known: dict[str, set[str]] = {}
    others = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        known.setdefault(rule.rule, set()).update(rule.methods or ())
    for rule in app.url_map.iter_rules():
        address = next(addresses(rule, town.names))
        for method in sorted((METHODS | {"BREW"}) - known[rule.rule]):
            if others.test(address, method):
                continue
            answer = browser.open(address, method=method)
            assert answer.status_code == 405, f"{method} {rule.rule}"
            assert answer.headers["Allow"], f"{method} {rule.rule}"


def test_what_a_form_does_not_offer_is_not_taken(
    clock: StandingClock, town: Town, as_role: AsRole
) -> None:
    smuggled = {
        "__proto__": "1",
        "is_admin": "1",
        "role": "authority_admin",
        "authority_id": str(uuid4()),
        "status": "closed",
        "speaker": "officer",
        "moderation": "visible",
        "is_demo": "1",
        "session_version": "9",
        "id": "1",
    }
    browser = as_role(Role.RESIDENT)
    clock.forward(timedelta(seconds=1))
    before = rows_of_every_table(db.engines)
    browser.post("/account", data={"name": "", "team": "", **smuggled})
    give = f"/consultations/{town.names['slug'][0]}/give-your-view"
    for step, data in ANSWERS.items():
        browser.post(f"{give}/{step}", data={**data, **smuggled})
    browser.post(f"{give}/check", data={**checked(browser.get(f"{give}/check")), **smuggled})
    after = rows_of_every_table(db.engines)
    changed = {table for table, rows in after.items() if before[table] != rows}
    assert changed <= {
        *(
            f"main {name}"
            for name in ("comment", "comment_words", "voice", "receipt", "consultation_tally")
        ),
        *("main activity_change", "main comment_words", "main logged_event", "main pending"),
    }
    comments = f"/api/v1/consultations/{town.names['slug'][0]}/comments"
    newest = browser.get(comments).get_json()["features"][0]["properties"]
    assert (newest["text"], newest["status"]) == ("Just a comment.", "received")
    assert newest["speaker"] == "public"
