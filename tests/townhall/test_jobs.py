"""What wakes the readers, and what happens when it cannot."""

from __future__ import annotations

from pathlib import Path

from huey import RedisHuey

from foundation.base.db import db
from tests.conftest import settings_for
from townhall.app import create_app
from townhall.jobs import init

WOKEN = {
    "live": "hints",
    "seal": "deliver",
    "follow": "deliver",
    "mail": "mail",
    "papers": "papers",
    "imports": "imports",
    "a reader that is new": "deliver",
}


def test_a_queue_that_is_away_fails_nothing_that_was_committed(tmp_path: Path) -> None:
    settings = settings_for("spatialite", tmp_path)
    app = create_app(settings)
    away = settings_for("spatialite", tmp_path, redis_url="redis://127.0.0.1:1/0")
    init(app, away)
    assert isinstance(app.extensions["huey"], RedisHuey)
    with app.app_context():
        db.session().info["wake"]({"seal", "mail"})


def test_what_a_commit_wakes_is_queued_for_each(tmp_path: Path) -> None:
    app = create_app(settings_for("spatialite", tmp_path))
    huey = app.extensions["huey"]
    with app.app_context():
        wake = db.session().info["wake"]
        wake({"mail"})
        assert [task.name for task in huey.pending()] == ["mail"]
        wake({"seal", "live"})
        assert [task.name for task in huey.pending()] == ["mail", "hints", "deliver"]


def test_each_reader_wakes_one_task(tmp_path: Path) -> None:
    app = create_app(settings_for("spatialite", tmp_path))
    huey = app.extensions["huey"]
    for number, (reader, woken) in enumerate(WOKEN.items(), start=1):
        with app.app_context():
            db.session().info["wake"]({reader})
        assert [task.name for task in huey.pending()][number - 1 :] == [woken]
