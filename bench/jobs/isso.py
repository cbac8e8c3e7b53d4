"""Isso, a comment server that people put under their pages: with as many workers as ours."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from html import unescape
from itertools import count
from pathlib import Path
from urllib.request import urlopen

from bench.load import request
from bench.peers import python_peer
from bench.processes import free_port, listens, running

SETTINGS = """[general]
dbpath = {database}
host = http://127.0.0.1:{port}/
[guard]
enabled = false
[server]
listen = http://127.0.0.1:{port}/
"""
PAGE = "/posts/"
CONVERSATION = "/conversation/"


@dataclass(frozen=True, slots=True)
class Isso:
    """A running Isso and the file in which it keeps comments."""

    port: int
    database: Path

    def posts(self, say: Callable[[], str]) -> Iterator[bytes]:
        """Yield requests that say something new each time."""
        for _ in count():
            yield self.post(PAGE, say())

    def post(self, page: str, words: str, parent: int | None = None) -> bytes:
        """Return a request that says *words* under *page*, or under another comment."""
        said = {"text": words, "title": "A page", "author": "Ann Example", "parent": parent}
        headers = {"Content_Type": "application/json", "Origin": f"http://127.0.0.1:{self.port}"}
        return request("POST", f"/new?uri={page}", self.port, json.dumps(said).encode(), **headers)

    def texts(self, page: str) -> list[str]:
        """Return what is said under *page*, without the markup around it."""
        found: list[str] = []
        address = f"http://127.0.0.1:{self.port}/?uri={page}"
        with urlopen(address) as answer:
            _collect(json.load(answer), found)
        return found

    def forget(self) -> None:
        """Delete what was posted, and nothing of the conversation."""
        with closing(sqlite3.connect(self.database, timeout=30)) as store, store:
            store.execute(
                "DELETE FROM comments WHERE tid IN (SELECT id FROM threads WHERE uri = ?)", (PAGE,)
            )


@contextmanager
def isso(folder: Path, workers: int) -> Iterator[Isso]:
    """Serve a new Isso by gunicorn, as its manual says, with threads where ours has them."""
    port = free_port()
    database, settings = folder / "isso.db", folder / "isso.cfg"
    settings.write_text(SETTINGS.format(database=database, port=port))
    command = [str(python_peer("isso")), "-m", "gunicorn", "--workers", str(workers)]
    command += ["--worker-class", "gthread", "--threads", "16", "--no-control-socket"]
    command += ["--log-level", "warning", "--bind", f"127.0.0.1:{port}", "isso.run"]
    given = {"ISSO_SETTINGS": str(settings)}
    with running(command, listens(port), folder / "isso.log", given):
        yield Isso(port, database)


def _collect(said: dict[str, object], found: list[str]) -> None:
    replies = said.get("replies")
    for each in replies if isinstance(replies, list) else []:
        text = unescape(str(each["text"])).removeprefix("<p>").removesuffix("</p>")
        found.append(text.strip())
        _collect(each, found)
