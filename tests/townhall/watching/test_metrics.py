"""What Prometheus is told: figures by route, job and store, and nothing about anybody."""

from __future__ import annotations

import re
import time
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from shutil import rmtree
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from flask import Flask
from prometheus_client import REGISTRY, generate_latest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy.orm import Session

from tests import make
from tests.clock import NOW, StandingClock
from tests.conftest import opened, settings_for
from tests.databases import KINDS
from tests.html import ReadingClient
from tests.journeys.server import deployment, free_port, program
from tests.townhall.towns import a_town
from townhall.config import Settings
from townhall.jobs import run_once
from townhall.watching.gathering import look
from townhall.watching.metrics import COUNTED
from townhall.watching.notes import BACKUP, FOLDER, SEEN, folder_of, note, write
from townhall.watching.serving import registry_of

WITHIN = re.compile("[a-z_]+|[2-5]xx")
"""What a label may say that is no route: a word of ours, or a class of answers."""

Shown = dict[tuple[str, frozenset[str]], float]


def shown(text: str) -> Shown:
    """Return (name, values of its labels) → figure."""
    return {
        (sample.name, frozenset(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def shown_by(app: Flask) -> Shown:
    settings: Settings = app.extensions["settings"]
    return shown(generate_latest(registry_of(settings)).decode())


def test_requests_are_counted_by_route_method_and_class_of_answer(
    app: Flask, client: ReadingClient, session: Session
) -> None:
    make.an_authority(session)
    answered = ("heard_back_requests_total", frozenset({"/consultations/<slug>", "GET", "4xx"}))
    before = shown_by(app).get(answered, 0)
    for slug in ("amsel", "drossel"):
        client.get(f"/consultations/{slug}")
    client.open("/consultations/amsel", method="AMSEL")
    assert shown_by(app)[answered] == before + 2


@pytest.mark.parametrize("migrated", KINDS[:1], indirect=True, scope="session")
def test_no_label_holds_anything_but_routes_and_words_of_ours(
    app: Flask, client: ReadingClient, session: Session
) -> None:
    town = a_town(session, "alpha", "Amsel")
    client.at = town.at
    for address in ("/consultations?text=Amsel", "/comments/CDFG-HJKM", "/amsel", "/%0aamsel"):
        client.get(address)
    run_once(app)
    rules = {rule.rule for rule in app.url_map.iter_rules()}
    for metric in COUNTED:
        for family in metric.collect():
            for sample in family.samples:
                labels = {n: v for n, v in sample.labels.items() if n not in {"le", "method"}}
                odd = {v for v in labels.values() if v not in rules and not WITHIN.fullmatch(v)}
                assert not odd, sample


def test_the_public_port_has_no_metrics(client: ReadingClient, session: Session) -> None:
    make.an_authority(session)
    assert client.get("/metrics").status_code == 404


def test_what_waits_is_seen_by_reader_and_by_council(app: Flask, session: Session) -> None:
    a_town(session, "alpha", "Amsel")
    look(app)
    before = shown_by(app)
    assert before["heard_back_database_up", frozenset()] == 1
    assert before["heard_back_seen_timestamp_seconds", frozenset()] == NOW.timestamp()
    assert before["heard_back_store_behind", frozenset({"main"})] == 0
    assert before["heard_back_store_behind", frozenset({"reach"})] == 0
    assert before["heard_back_outbox_waiting", frozenset({"seal"})] > 10
    assert ("heard_back_outbox_oldest_timestamp_seconds", frozenset({"seal"})) in before
    assert before["heard_back_comments_held", frozenset({"alpha"})] >= 1
    assert before["heard_back_replies_overdue", frozenset({"alpha"})] == 0
    assert before["heard_back_consultations_open", frozenset({"alpha"})] >= 1
    run_once(app)
    look(app)
    after = shown_by(app)
    assert ("heard_back_outbox_waiting", frozenset({"seal"})) not in after
    assert after["heard_back_messages_waiting", frozenset({"mail"})] == 0
    assert ("heard_back_messages_oldest_timestamp_seconds", frozenset({"mail"})) not in after


def test_a_late_reply_is_seen_with_the_day_for_which_it_was_promised(
    app: Flask, session: Session, clock: StandingClock
) -> None:
    a_town(session, "alpha", "Amsel")
    clock.shows = NOW + timedelta(days=90)
    look(app)
    seen = shown_by(app)
    assert seen["heard_back_replies_overdue", frozenset({"alpha"})] >= 1
    promised = seen["heard_back_replies_overdue_timestamp_seconds", frozenset({"alpha"})]
    assert NOW.timestamp() < promised < clock.shows.timestamp()


def test_while_the_database_is_away_the_figures_of_before_are_kept(tmp_path: Path) -> None:
    nowhere = f"sqlite:///{tmp_path}/gone/main.db"
    settings = settings_for("spatialite", tmp_path, database_url=nowhere)
    waits = {"mail": {"number": 7, "since": 1.0, "failing": 2}}
    write(tmp_path / FOLDER, SEEN, {"at": 2.0, "database": 1, "messages": waits})
    with opened(settings, StandingClock()) as app, app.app_context():
        look(app)
        seen = shown_by(app)
    assert seen["heard_back_database_up", frozenset()] == 0
    assert seen["heard_back_seen_timestamp_seconds", frozenset()] == NOW.timestamp()
    assert seen["heard_back_messages_waiting", frozenset({"mail"})] == 7


def test_a_backup_and_a_check_of_the_chain_are_noted(app: Flask) -> None:
    rmtree(folder_of(app), ignore_errors=True)  # of tests before
    assert ("heard_back_backup_timestamp_seconds", frozenset()) not in shown_by(app)
    note(app, BACKUP)
    assert app.test_cli_runner().invoke(args=["audit", "verify"]).exit_code == 0
    seen = shown_by(app)
    assert seen["heard_back_backup_timestamp_seconds", frozenset()] == NOW.timestamp()
    assert seen["heard_back_chain_check_timestamp_seconds", frozenset()] == NOW.timestamp()
    assert seen["heard_back_chain_broken", frozenset()] == 0


def test_every_figure_has_a_name_and_says_what_it_is() -> None:
    for family in REGISTRY.collect():
        if family.name.startswith("heard_back_"):
            assert family.documentation.endswith("."), family.name


@pytest.mark.parametrize("kind", KINDS[-1:])
def test_figures_of_all_processes_are_served_on_a_port_of_their_own(
    kind: str, tmp_path: Path
) -> None:
    """Two processes answer where Redis is there, else one; that stores are empty is no matter."""
    service, at = deployment(kind, tmp_path), free_port()
    service.env["METRICS_PORT"] = str(at)
    workers = 2 if "REDIS_URL" in service.env else 1
    web = [
        *("gunicorn", "--workers", str(workers), "--bind", urlsplit(service.url).netloc),
        *("--no-control-socket", "townhall.wsgi:app"),
    ]
    with ExitStack() as running:
        if workers > 1:
            service.env["PROMETHEUS_MULTIPROC_DIR"] = str(tmp_path / "figures")
            figures = ("flask", "metrics", "serve")
            running.enter_context(program(service, tmp_path / "figures.log", *figures))
        running.enter_context(program(service, tmp_path / "web.log", *web))
        answered = {ask(f"{service.url}/health")[0] for _ in range(8)}
        status, text = ask(f"http://127.0.0.1:{at}/metrics")
    seen = shown(text)
    assert (answered, status) == ({503}, 200)
    assert seen["heard_back_requests_total", frozenset({"/health", "GET", "5xx"})] >= 8
    assert seen["heard_back_connections_most", frozenset({"main"})] >= workers * 5


def ask(url: str) -> tuple[int, str]:
    """Return status and body, once somebody answers."""
    for _ in range(600):
        try:
            with urlopen(url, timeout=10) as answer:  # noqa: S310  our own address
                return answer.status, answer.read().decode()
        except HTTPError as refused:
            return refused.code, ""
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"nobody answers at {url}")
