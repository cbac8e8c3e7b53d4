"""Every figure that one process counts by itself, in the names of Prometheus.

Labels are routes, tasks and stores: never an id, never anything about a person; ``job`` is a label
of Prometheus' own. Where several processes serve, each writes into the folder
``PROMETHEUS_MULTIPROC_DIR``, and one reads them all. What is read from the databases is in
``families.py``.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prometheus_client import Counter, Gauge, Histogram
from sqlalchemy import Engine, QueuePool, event

from townhall.watching.errands import Errand, begin

if shared := os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
    Path(shared).mkdir(parents=True, exist_ok=True)

UNDER = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
JOB_UNDER = (0.1, 0.5, 1, 5, 10, 30, 60, 300)

REQUESTS = Counter("heard_back_requests", "Requests answered.", ["route", "method", "status"])
SECONDS = Histogram(
    "heard_back_request_seconds", "Time to answer.", ["route", "method"], buckets=UNDER
)
STATEMENTS = Histogram(
    "heard_back_request_statements",
    "Database statements of one request.",
    buckets=(0, 1, 2, 5, 10, 20, 50, 100),
)
SLOW = Counter("heard_back_slow_statements", "Statements over SLOW_QUERY_MS.", ["store"])
AWAY = Counter("heard_back_database_refusals", "Requests answered 503 for want of a database.")
IN_USE = Gauge(
    "heard_back_connections_in_use",
    "Database connections that somebody holds now.",
    ["store"],
    multiprocess_mode="livesum",
)
MOST = Gauge(
    "heard_back_connections_most",
    "Database connections that all processes may hold together.",
    ["store"],
    multiprocess_mode="livesum",
)
SOCKETS = Gauge("heard_back_sockets", "Sockets open now.", multiprocess_mode="livesum")
JOBS = Counter("heard_back_jobs", "Jobs run to their end, or failed.", ["task", "outcome"])
JOB_SECONDS = Histogram("heard_back_job_seconds", "Time of one job.", ["task"], buckets=JOB_UNDER)
JOB_ENDED = Gauge(
    "heard_back_job_ended_timestamp_seconds",
    "When a job last came to its end.",
    ["task"],
    multiprocess_mode="max",
)

COUNTED = (
    *(REQUESTS, SECONDS, STATEMENTS, SLOW, AWAY, IN_USE, MOST, SOCKETS),
    *(JOBS, JOB_SECONDS, JOB_ENDED),
)


def count_request(errand: Errand, method: str, status: int, took: float) -> None:
    """Count one answer; *took* in seconds. Its status is counted by class, such as ``2xx``."""
    REQUESTS.labels(errand.name, method, f"{status // 100}xx").inc()
    SECONDS.labels(errand.name, method).observe(took)
    STATEMENTS.observe(errand.statements)


def watch_pool(engine: Engine, store: str) -> None:
    """Follow how many connections of *engine* are held, of how many there may be."""

    def count(leaving: int = 0) -> None:
        if isinstance(engine.pool, QueuePool):
            IN_USE.labels(store).set(engine.pool.checkedout() - leaving)

    if isinstance(engine.pool, QueuePool):
        MOST.labels(store).set(engine.pool.size() + max(engine.pool._max_overflow, 0))
    event.listen(engine, "checkout", lambda *_: count())
    event.listen(engine, "checkin", lambda *_: count(leaving=1))


@contextmanager
def counted_job(name: str) -> Iterator[None]:
    """Count and time one job, and its statements as its own."""
    begin(name)
    started, outcome = time.perf_counter(), "failed"
    try:
        yield
        outcome = "done"
    finally:
        JOBS.labels(name, outcome).inc()
        JOB_SECONDS.labels(name).observe(time.perf_counter() - started)
        JOB_ENDED.labels(name).set_to_current_time()
