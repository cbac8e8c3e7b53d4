"""How the queue is worked: each task once at a time, and none of them waits for another."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import Enum
from threading import Event, Lock, Thread
from time import sleep

from flask import Flask
from huey import Huey, crontab
from huey.consumer import Consumer

from foundation.base.db import db
from foundation.base.row_security import require_all
from townhall.turns import turn
from townhall.watching.metrics import counted_job

log = logging.getLogger(__name__)

Act = Callable[[Flask], dict[str, int]]
Wake = Callable[[set[str]], None]
"""Takes the readers that have something to do since a commit."""

MINUTELY = crontab(minute="*")

LONGEST_NAP = 0.5
"""Seconds after which a sleeping worker looks for work again; who signs out is out by then."""

SWEPT_EVERY = 15.0
"""Seconds after which work is looked for without being told of: a queue that was away has woken
nobody."""

WORKERS = 4
"""Threads of one process. Each task has one of them at most, and those that take long are papers
and imports, so that one is left for what people wait for."""


class Turns(Enum):
    """Who goes first where several processes have the same task."""

    SHARED = "all at once, each with a part of it or for itself"
    WAITS = "one after the other"
    SKIPS = "one; the others have nothing to do"


@dataclass(frozen=True, slots=True)
class Task:
    """Something that is done beside the requests.

    Args:
        hears: the readers that wake it; None for all that no other task hears.
        at: when the clock wakes it too.
        is_swept: whether it is done every few seconds, even if the queue is away.
    """

    name: str
    act: Act
    turns: Turns
    hears: frozenset[str] | None = frozenset()
    at: Callable[..., bool] | None = None
    is_swept: bool = False


class Alone:
    """An act that this process does once at a time.

    Who asks for it meanwhile does not wait: it is done once more, for all who asked.
    """

    def __init__(self, act: Callable[[], None]) -> None:
        self._act = act
        self._under_way = Lock()
        self._is_asked = Event()

    def __call__(self) -> None:
        """Do it now, or leave it to the thread that is at it."""
        self._is_asked.set()
        while self._is_asked.is_set() and self._under_way.acquire(blocking=False):
            try:
                self._is_asked.clear()
                self._act()
            finally:
                self._under_way.release()


def register(app: Flask, tasks: Sequence[Task]) -> Wake:
    """Give *tasks* to the queue of *app*; return what wakes those that have something to do."""
    huey: Huey = app.extensions["huey"]
    acts = {task.name: Alone(_in_turn(app, task)) for task in tasks}
    app.extensions["sweeps"] = [acts[task.name] for task in tasks if task.is_swept]
    calls = {}
    for task in tasks:
        given = (
            huey.periodic_task(task.at, name=task.name) if task.at else huey.task(name=task.name)
        )
        calls[task.name] = given(acts[task.name].__call__)
    named = frozenset().union(*(task.hears or () for task in tasks))

    def wake(readers: set[str]) -> None:
        for task in tasks:
            if readers - named if task.hears is None else readers & task.hears:
                calls[task.name]()

    return wake


def _in_turn(app: Flask, task: Task) -> Callable[[], None]:
    """Return what does *task*, in its turn among the processes of this deployment."""

    def run() -> None:
        with app.app_context(), counted_job(task.act.__name__):
            if task.turns is Turns.SHARED:
                task.act(app)
                return
            with turn(db.engine, task.act.__name__, waits=task.turns is Turns.WAITS) as has_turn:
                if has_turn:
                    require_all(db.session())
                    task.act(app)

    return run


def consume_beside(app: Flask) -> None:
    """Work the queue in threads of this process, as the embedded deployment does."""
    _sweep_beside(app)
    Thread(target=_consumer(app, _QuietConsumer).run, name="jobs", daemon=True).start()


def work_queue(app: Flask) -> None:
    """Work the queue until stopped, as a deployment with several processes does."""
    _sweep_beside(app)
    _consumer(app, Consumer).run()


def _consumer(app: Flask, kind: type[Consumer]) -> Consumer:
    return kind(app.extensions["huey"], workers=WORKERS, max_delay=LONGEST_NAP)


def _sweep_beside(app: Flask) -> None:
    """Let a thread of this process look for what nobody was woken for, whatever else is away."""
    acts: Collection[Callable[[], None]] = app.extensions["sweeps"]

    def sweep() -> None:
        while True:
            sleep(SWEPT_EVERY)
            for act in acts:
                try:
                    act()
                except Exception as away:
                    log.warning("swept in vain: %s", type(away).__name__)

    Thread(target=sweep, name="sweeps", daemon=True).start()


class _QuietConsumer(Consumer):  # type: ignore[misc]  # huey ships no types
    """A consumer beside a web server, which keeps its own signal handlers."""

    def _set_signal_handlers(self) -> None:
        pass
