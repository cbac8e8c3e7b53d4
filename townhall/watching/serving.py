"""Serves the figures on a port of their own, which no proxy leads to.

One process that does everything serves them itself. Where several processes share the work, each
writes into a shared folder, and ``flask metrics serve`` is the one that reads them all.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterable
from pathlib import Path
from threading import Event, Thread

from flask import Flask
from prometheus_client import REGISTRY, CollectorRegistry, start_http_server
from prometheus_client.core import Metric
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector

from townhall.config import Settings
from townhall.watching.families import Noted

log = logging.getLogger(__name__)

AGAIN_AFTER = 5.0
"""Seconds until a port is tried again that a process on its way out still has."""


class Shared(Collector):
    """What all processes have written into *folder*; who has died holds nothing any more."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._all: Collector = MultiProcessCollector(None, str(folder))  # type: ignore[no-untyped-call]

    def collect(self) -> Iterable[Metric]:
        """Yield every figure, added up."""
        for process in self._processes():
            if not _is_alive(process):
                mark_process_dead(process, str(self._folder))  # type: ignore[no-untyped-call]
        return self._all.collect()

    def _processes(self) -> set[int]:
        live = self._folder.glob("gauge_live*_*.db")
        return {int(each.stem.rpartition("_")[2]) for each in live}


def registry_of(settings: Settings) -> CollectorRegistry:
    """Return everything that is to be shown."""
    registry = CollectorRegistry()
    folder = settings.metrics_folder
    registry.register(Shared(folder) if folder else _Own())
    registry.register(Noted(settings.instance_path))
    return registry


class _Own(Collector):
    """What this one process has counted."""

    def collect(self) -> Iterable[Metric]:
        """Yield every figure."""
        return REGISTRY.collect()


def serve_beside(app: Flask, settings: Settings) -> None:
    """Serve the figures in a thread of this process, where a port was set."""
    if settings.metrics_port:
        Thread(
            target=serve, args=(settings, settings.metrics_port), name="metrics", daemon=True
        ).start()


def serve(settings: Settings, port: int) -> None:
    """Serve the figures at *port* until the process ends."""
    while True:
        try:
            start_http_server(port, settings.metrics_host, registry_of(settings))
        except OSError as taken:
            log.warning("metrics cannot be served yet: %s", os.strerror(taken.errno or 0))
            time.sleep(AGAIN_AFTER)
        else:
            Event().wait()


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
