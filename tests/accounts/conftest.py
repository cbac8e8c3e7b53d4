"""What tests of accounts share: forms that are guarded, a deployment that is no demo, the post."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.base.outgoing import OutgoingMail
from tests.html import ReadingClient

LINK = re.compile(r"https?://\S+")
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


@pytest.fixture
def guarded(app: Flask) -> Iterator[None]:
    """Forms ask for the token of their browser, as they do outside the tests."""
    app.config["WTF_CSRF_ENABLED"] = True
    yield
    app.config["WTF_CSRF_ENABLED"] = False


@pytest.fixture
def no_demo(app: Flask) -> Iterator[None]:
    """The deployment is a real one: staff need a second factor."""
    settings = app.extensions["settings"]
    app.extensions["settings"] = replace(settings, demo=False)
    yield
    app.extensions["settings"] = settings


@pytest.fixture
def post(session: Session) -> Callable[[], list[OutgoingMail]]:
    """Return the mails that were queued so far, the oldest first."""

    def queued() -> list[OutgoingMail]:
        wanted = select(OutgoingMail).order_by(OutgoingMail.queued_at, OutgoingMail.id)
        return list(session.scalars(wanted))

    return queued


def link_in(mail: OutgoingMail) -> str:
    """Return the address that a mail leads to."""
    found = LINK.search(mail.text)
    assert found, mail.text
    return found.group()


def path_of(link: str) -> str:
    """Return a link without its host."""
    return "/" + link.split("/", 3)[3]


def csrf_of(browser: ReadingClient, path: str) -> str:
    """Return the token in the first form of a page."""
    found = TOKEN.search(browser.get(path).text)
    assert found, f"{path} has no form"
    return found.group(1)
