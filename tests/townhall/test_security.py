"""What stands around every request."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask, request
from sqlalchemy.orm import Session

from foundation.base.roles import Role
from tests import make
from tests.clock import StandingClock
from tests.conftest import opened, settings_for
from tests.html import ReadingClient
from townhall.live import is_own_origin
from townhall.security import content_policy


def test_every_answer_carries_the_strict_headers(client: ReadingClient) -> None:
    headers = client.get("/health").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"
    assert "Strict-Transport-Security" not in headers


@pytest.fixture(scope="module")
def secure_app(tmp_path_factory: pytest.TempPathFactory, clock: StandingClock) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("secure")
    settings = settings_for("spatialite", folder, public_url="https://say.example.gov.uk")
    with opened(settings, clock) as app:
        yield app


def test_over_https_the_cookie_is_bound_to_the_host_and_browsers_stay_on_https(
    secure_app: Flask,
) -> None:
    assert secure_app.config["SESSION_COOKIE_NAME"] == "__Host-session"
    assert secure_app.config["SESSION_COOKIE_SECURE"]
    headers = secure_app.test_client().get("/health").headers
    assert "max-age=31536000" in headers["Strict-Transport-Security"]


@pytest.mark.parametrize(
    ("proxies", "address", "scheme"), [(0, "127.0.0.1", "http"), (1, "192.0.2.7", "https")]
)
def test_only_as_many_proxies_are_believed_as_there_are_and_never_for_the_host(
    proxies: int, address: str, scheme: str, tmp_path: Path, clock: StandingClock
) -> None:
    settings = settings_for("spatialite", tmp_path, trusted_proxies=proxies)
    said = {
        "X-Forwarded-For": "198.51.100.1, 192.0.2.7",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "evil.example",
    }
    with opened(settings, clock) as app:
        app.before_request_funcs.clear()
        app.add_url_rule("/seen", view_func=lambda: [request.remote_addr, request.host_url])
        assert app.test_client().get("/seen", headers=said).json == [
            address,
            f"{scheme}://localhost/",
        ]


def test_the_host_of_map_tiles_is_the_only_other_host(tmp_path: Path) -> None:
    settings = settings_for(
        "spatialite",
        tmp_path,
        basemap_tile_url="https://{s}.tiles.example/{z}/{x}/{y}.png",
        basemap_attribution="Example",
    )
    assert "img-src 'self' data: blob: https://a.tiles.example;" in content_policy(settings)


@pytest.mark.parametrize(
    ("site", "status"), [("cross-site", 403), ("same-site", 403), ("same-origin", 404), (None, 404)]
)
def test_a_form_from_another_site_is_refused(
    app: Flask, client: ReadingClient, site: str | None, status: int
) -> None:
    headers = {"Sec-Fetch-Site": site} if site else {}
    assert client.post("/nowhere", headers=headers).status_code == status


@pytest.mark.parametrize(
    ("origin", "forwarded", "own"),
    [
        ("http://say.example", None, True),
        (None, None, True),
        ("http://evil.example", None, False),
        ("null", None, False),
        ("http://say.example.evil.example", None, False),
        ("http://evil.example", "evil.example", False),
    ],
)
def test_a_socket_opens_only_to_pages_of_its_own_host(
    origin: str | None, forwarded: str | None, own: bool
) -> None:
    environ = {"HTTP_HOST": "say.example"}
    if forwarded:
        environ["HTTP_X_FORWARDED_HOST"] = forwarded
    assert is_own_origin(origin, environ) is own


@pytest.mark.parametrize("path", ["/api/v1/openapi.json", "/health", "/house-rules"])
def test_only_a_refusal_says_when_to_try_again(
    session: Session, client: ReadingClient, path: str
) -> None:
    make.an_authority(session)
    headers = client.get(path).headers
    assert "Retry-After" not in headers
    assert "X-RateLimit-Remaining" in headers


def test_a_program_is_answered_alike_whatever_cookie_it_sends(
    session: Session, client_for: Callable[..., ReadingClient]
) -> None:
    make.an_authority(session)
    answer = client_for(Role.PLANNER).get("/api/v1/consultations")
    assert answer.status_code == 200
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert "Set-Cookie" not in answer.headers
