"""The figures that were noted for all processes together, in the names of Prometheus.

What is not known is left out: an instant of something that does not wait has no line.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from townhall.watching.notes import BACKUP, CHAIN, FOLDER, SEEN, last, read

Given = Iterable[tuple[tuple[str, ...], float | None]]


class Noted(Collector):
    """Reads the notes of one instance folder at each visit."""

    def __init__(self, instance: Path) -> None:
        self._instance = instance

    def collect(self) -> Iterator[Metric]:
        """Yield every figure that is known."""
        folder = self._instance / FOLDER
        yield from self._of_the_machine()
        yield from _of_upkeep(folder)
        if seen := read(folder, SEEN):
            yield from _of_what_was_seen(seen)

    def _of_the_machine(self) -> Iterator[Metric]:
        disk = shutil.disk_usage(self._instance)
        yield _gauge("disk_free_bytes", "Room left for the instance folder.", disk.free)
        yield _gauge("disk_bytes", "Size of the disk that it is on.", disk.total)


def _of_upkeep(folder: Path) -> Iterator[Metric]:
    if backup := last(folder, BACKUP):
        said = "When the last backup was written."
        yield _gauge("backup_timestamp_seconds", said, backup.at.timestamp())
    if chain := last(folder, CHAIN):
        said = "When the chains over the event log were last checked."
        yield _gauge("chain_check_timestamp_seconds", said, chain.at.timestamp())
        yield _gauge("chain_broken", "Whether that check found a change.", not chain.well)


def _of_what_was_seen(seen: Mapping[str, Any]) -> Iterator[Metric]:
    yield _gauge("seen_timestamp_seconds", "When the databases were last looked at.", seen["at"])
    yield _gauge("database_up", "Whether they answered then.", seen["database"])
    stores = seen.get("stores", {})
    yield _family(
        "store_info",
        "Kind of database and migration of each store.",
        ("store", "kind", "migration"),
        (((name, of["kind"], str(of["migration"])), 1) for name, of in stores.items()),
    )
    yield _each("store_behind", "Whether a store lacks a migration of this code.", stores, "behind")
    yield from _waiting("outbox", "events for a reader", "reader", seen.get("outbox", {}))
    yield from _waiting("messages", "mails or texts", "kind", seen.get("messages", {}))
    yield from _of_desks(seen.get("desks", {}))


def _waiting(name: str, what: str, label: str, of: Mapping[str, Any]) -> Iterator[Metric]:
    yield _each(f"{name}_waiting", f"How many {what} wait.", of, "number", label)
    yield _each(f"{name}_failing", f"How many {what} have failed before.", of, "failing", label)
    since = f"Since when the oldest {what} wait."
    yield _each(f"{name}_oldest_timestamp_seconds", since, of, "since", label)


def _of_desks(desks: Mapping[str, Any]) -> Iterator[Metric]:
    for name, said, key in (
        ("replies_overdue", "Comments whose reply is late; stops above a thousand.", "overdue"),
        ("replies_overdue_timestamp_seconds", "For when the first was promised.", "oldest_due"),
        ("comments_held", "Comments that wait for a moderator.", "held"),
        ("comments_held_oldest_timestamp_seconds", "When the first was posted.", "held_since"),
        ("consultations_open", "Consultations that are open.", "open"),
        ("next_close_timestamp_seconds", "When the next of them closes.", "next_close"),
    ):
        yield _each(name, said, desks, key, "authority")


def _each(name: str, said: str, of: Mapping[str, Any], key: str, label: str = "store") -> Metric:
    return _family(name, said, (label,), (((each,), values[key]) for each, values in of.items()))


def _gauge(name: str, said: str, value: float) -> Metric:
    return _family(name, said, (), [((), value)])


def _family(name: str, said: str, labels: tuple[str, ...], given: Given) -> Metric:
    family = GaugeMetricFamily(f"heard_back_{name}", said, labels=labels)
    for names, value in given:
        if value is not None:
            family.add_metric(names, float(value))
    return family
