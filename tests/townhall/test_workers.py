"""A task is done once at a time in a process, and nobody waits for somebody else's."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread

import pytest

from townhall.jobs import TASKS
from townhall.workers import Alone

SOON = 10.0
"""Seconds that a thread of these tests is given."""


class Busy:
    """An act that goes on until it is let go, and counts how often it was begun."""

    def __init__(self) -> None:
        self.begun = 0
        self.has_begun, self.may_end = Event(), Event()

    def __call__(self) -> None:
        self.begun += 1
        self.has_begun.set()
        assert self.may_end.wait(SOON)


def in_thread(act: Callable[[], None]) -> Thread:
    thread = Thread(target=act)
    thread.start()
    return thread


@pytest.mark.parametrize("asked", [1, 2, 9])
def test_who_asks_meanwhile_goes_on_and_it_is_done_once_more_for_all(asked: int) -> None:
    busy = Busy()
    act = Alone(busy)
    first = in_thread(act)
    assert busy.has_begun.wait(SOON)
    for _ in range(asked):
        act()
    busy.may_end.set()
    first.join(SOON)
    assert busy.begun == 2


def test_what_fails_is_done_again_when_it_is_asked_for_again() -> None:
    done: list[int] = []

    def fails_once() -> None:
        done.append(len(done))
        if len(done) == 1:
            raise RuntimeError("the first time")

    act = Alone(fails_once)
    with pytest.raises(RuntimeError):
        act()
    act()
    assert done == [0, 1]


def test_nothing_is_done_that_nobody_asked_for_again() -> None:
    done: list[int] = []
    act = Alone(lambda: done.append(1))
    act()
    act()
    assert done == [1, 1]


def test_the_queue_is_swept_for_what_people_wait_for() -> None:
    assert [task.name for task in TASKS if task.is_swept] == ["hints", "clock", "deliver", "mail"]
