"""What is typed into any form, address or header is found in no line of log and in no figure.

Source: ASVS 5.0, rows 14.2.1 and 16.2.5.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from urllib.parse import quote

import pytest
from flask import Flask
from prometheus_client import generate_latest
from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from foundation.base.outgoing import OutgoingMail
from foundation.base.roles import Role
from foundation.web.limits import limiter
from tests.databases import KINDS
from tests.html import ReadingClient
from tests.townhall.crawl import is_for, unlike
from tests.townhall.forms import forms_of
from tests.townhall.towns import Town, a_town, addresses
from townhall.jobs import run_once
from townhall.watching.records import FORMATS, write_to
from townhall.watching.shapes import shape_of

CANARIES = {
    "mail": "kanarie.one@vogel.example",
    "phone|mobile": "07700 900461",
    "postcode": "B12 8QZ",
    "password": "Kanarienpasswort9",
    "url|link|site": "https://kanari.example/lied",
    "code": "KNRV-CDFG-HJKM",
    "address|line": "17 Kanarienweg",
    "name": "Karla Kanari",
    "why|reason": "weil der Kanari singt",
    "title|headline": "Lied des Kanari",
    "place|where": "hinter dem Kanarikäfig",
    "": "Kanarienvogel, Diabetes, 14 March",
}
"""Pattern of what a field asks for → what is typed into it."""

SECRET = ("password", "code")
LINE_ENDS = "\r\n2026 ERROR "


@pytest.fixture
def lines(app: Flask) -> Iterator[StringIO]:
    """All that is logged, in both formats."""
    said = StringIO()
    handlers = [logging.StreamHandler(said) for _ in FORMATS]
    for handler, log_format in zip(handlers, FORMATS, strict=True):
        write_to(handler, log_format)
    with noting(said):
        yield said
    for handler in handlers:
        logging.getLogger().removeHandler(handler)


@contextmanager
def noting(said: StringIO) -> Iterator[None]:
    """Note the shape of every statement, as if all of them were slow."""

    def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.write(f"{shape_of(statement)}\n")

    event.listen(Engine, "after_cursor_execute", note)
    yield
    event.remove(Engine, "after_cursor_execute", note)


@pytest.fixture
def town(session: Session) -> Town:
    return a_town(session, "alpha", "Amsel")


@pytest.mark.parametrize("migrated", KINDS[:1], indirect=True, scope="session")
def test_twelve_canaries_through_every_form_are_in_no_log_figure_or_subject(
    app: Flask,
    client: ReadingClient,
    client_for: Callable[..., ReadingClient],
    session: Session,
    town: Town,
    lines: StringIO,
) -> None:
    typed: set[str] = set()
    led: list[str] = []
    tried: set[tuple[str, ...]] = set()
    seen: set[str] = set()
    client.at = town.at
    for role in unlike(app):
        browser = client_for(role, authority=town.council) if role else client
        for address in unseen(app, town, role, seen):
            limiter.reset()
            page = browser.get(address, buffered=True)
            for form in forms_of(page.data.decode() if page.mimetype == "text/html" else ""):
                kind = (form.method, *sorted(form.typed))
                if not form.typed or kind in tried:
                    continue
                tried.add(kind)
                said = form.filled(CANARIES)
                typed |= set(said.values())
                given = {"data" if form.method == "post" else "query_string": said}
                answer = browser.open(form.action or address, method=form.method.upper(), **given)
                led.append(answer.headers.get("Location", ""))
                assert answer.status_code < 500, (address, form)
    run_once(app)
    assert len(tried) > 20
    assert set(CANARIES.values()) <= typed
    logged = lines.getvalue() + generate_latest().decode()
    subjects = "".join(session.scalars(select(OutgoingMail.subject)))
    assert [each for each in CANARIES.values() if each in logged] == []
    assert [each for each in CANARIES.values() if each in subjects] == []
    secrets = [CANARIES[each] for each in SECRET]
    assert [each for each in secrets if each in "".join(led) or quote(each) in "".join(led)] == []


def unseen(app: Flask, town: Town, role: Role | None, seen: set[str]) -> Iterator[str]:
    """Yield one address of each route that *role* may open and that is not among *seen*."""
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.rule not in seen and is_for(app, role, rule):
            seen.add(rule.rule)
            yield next(addresses(rule, town.names))


def test_no_address_header_or_body_of_a_program_is_logged(
    client: ReadingClient, town: Town, lines: StringIO
) -> None:
    client.at = town.at
    canary = CANARIES[""]
    headers = dict.fromkeys(("User-Agent", "Referer", "X-Forwarded-For", "X-Request-Id"), canary)
    headers["Authorization"] = f"Bearer {canary}"
    for address in (f"/{canary}", f"/consultations/{canary}", f"/consultations?text={canary}"):
        client.get(address, headers=headers)
    client.open("/consultations", method="KANARI")
    client.post("/api/v1/follow", json={"tracking_code": canary})
    client.post("/api/v1/consultations/shared/comments", data=f"{{{canary}", headers=headers)
    for forged in (f"/{canary}{LINE_ENDS}", f"/consultations?text={canary}{LINE_ENDS}"):
        client.get(quote(forged, safe="/?="))
    logged = lines.getvalue()
    assert "townhall.requests" in logged
    for hidden in ("Kanari", "KANARI", "2026 ERROR", canary, quote(canary)):
        assert hidden not in logged
