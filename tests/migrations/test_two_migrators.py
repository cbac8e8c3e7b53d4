"""Two processes that migrate the same store at once, as two machines do that start together."""

from __future__ import annotations

import os
import time
import warnings
from threading import Thread

import pytest
from flask import Flask
from flask_migrate import upgrade

from foundation.base.db import db
from tests.migrations.test_migrations import MAIN, bare, differences
from townhall.migrating import one_at_a_time

__all__ = ["bare"]


def test_of_two_migrators_one_waits_and_the_schema_is_right_once(bare: Flask) -> None:
    both = [in_another_process(bare) for _ in range(2)]
    assert [os.waitpid(child, 0)[1] for child in both] == [0, 0]
    assert differences(None) == []


def in_another_process(app: Flask) -> int:
    """Begin to migrate in a fork; return its process id."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the fork starts no thread itself
        child = os.fork()
    if child == 0:
        try:
            upgrade(str(MAIN))
        except BaseException:
            os._exit(1)
        os._exit(0)
    return child


def test_who_has_to_wait_says_so_and_gets_a_turn(
    bare: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    def take_a_turn() -> None:
        with second_store.connect() as second, one_at_a_time(second):
            pass

    second_store = db.engine
    waiting = Thread(target=take_a_turn)
    with db.engine.connect() as first, one_at_a_time(first):
        waiting.start()
        until = time.monotonic() + 30
        while "Waiting for it to end" not in caplog.text and time.monotonic() < until:
            time.sleep(0.01)
        assert "Another process migrates this store" in caplog.text
        assert waiting.is_alive()
    waiting.join(timeout=30)
    assert not waiting.is_alive()
