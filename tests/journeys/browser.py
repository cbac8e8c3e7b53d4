"""A browser that watches itself: other hosts, console errors, accessibility, width."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import axe_playwright_python
from playwright.sync_api import Browser, Page, Playwright, Request, ViewportSize

PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
SIZES = {"phone": PHONE, "desktop": DESKTOP}

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
AXE = next(Path(axe_playwright_python.__file__).parent.glob("**/axe.min.js")).read_text()
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
SETTLED = """Promise.all(document.getAnimations()
    .filter(moving => Number.isFinite(moving.effect.getComputedTiming().endTime))
    .map(moving => moving.finished.catch(() => null))).then(() => true)"""
"""What fades in is judged when it has come: half faded, no colour has its contrast."""
STARTED = """() => [...document.querySelectorAll("[data-behaviour]")].every(({dataset}) =>
    "started" in dataset || ["comment_map", "place_picker"].includes(dataset.behaviour))"""
"""Who clicks as fast as a program may click before anything hears it; maps begin when seen."""
NOT_OURS = ("net::ERR_ABORTED",)
ICON = "/favicon.ico"
"""What a browser asks for by itself where a page that is made for a frame is opened alone."""


def chromium() -> str | None:
    """Return where Debian's or another Chromium is, or None."""
    return next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )


def launched(playwright: Playwright) -> Browser:
    """Start a headless browser."""
    return playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))


class Visit:
    """One person's browser at one window size."""

    def __init__(self, page: Page, url: str, *, has_scripts: bool = True) -> None:
        self.page = page
        self.url = url
        self.wrong: list[str] = []
        self._switch = None if has_scripts else page.context.new_cdp_session(page)
        page.on("request", self._only_home)
        page.on("console", self._no_errors)
        page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))

    def go(self, path: str) -> Page:
        """Open a page of the service, and wait until what is on it works."""
        self.page.goto(self.url + path, wait_until="load")
        if self._switch is None:
            self.page.wait_for_function(STARTED)
        return self.page

    def check(self) -> None:
        """Fail on a barrier, sideways scroll, another host or a console error so far."""
        barriers = self.barriers()
        assert not barriers, f"{self.page.url}: {barriers}"
        wide = self.too_wide()
        assert wide <= 0, f"{self.page.url} is {wide} px wider than the screen"
        assert not self.wrong, f"{self.page.url}: {self.wrong}"

    def too_wide(self) -> int:
        """Return by how many pixels the page is wider than the screen."""
        root = "document.documentElement"
        return int(self.page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))

    def barriers(self) -> list[str]:
        """Return what axe-core finds; it is injected past the page's own content policy.

        A page that a click has opened may not be whole yet, or not have its styles.
        """
        self.page.wait_for_load_state("load")
        with self._scripts():
            self.page.evaluate(SETTLED)
            session = self.page.context.new_cdp_session(self.page)
            if not self.page.evaluate("'axe' in window"):
                session.send("Runtime.evaluate", {"expression": AXE})
            ask = f"axe.run({{runOnly: {list(RULES)}}}).then(r => JSON.stringify(r.violations))"
            answer = session.send(
                "Runtime.evaluate", {"expression": ask, "awaitPromise": True, "returnByValue": True}
            )
            session.detach()
        return [_said(barrier) for barrier in _json(answer)]

    @contextmanager
    def _scripts(self) -> Iterator[None]:
        """Let axe run on a page that was opened without scripts; the page's own stay away.

        The switch only hears a change, and letting go of it would leave scripts on.
        """
        if self._switch is None:
            yield
            return
        for is_off in (True, False):
            self._switch.send("Emulation.setScriptExecutionDisabled", {"value": is_off})
        yield
        self._switch.send("Emulation.setScriptExecutionDisabled", {"value": True})

    def _only_home(self, request: Request) -> None:
        asked = urlsplit(request.url)
        if asked.scheme in {"http", "https", "ws", "wss"} and not self.url.endswith(asked.netloc):
            self.wrong.append(f"another host: {request.url}")

    def _no_errors(self, message: Any) -> None:
        asked = urlsplit(message.location.get("url", "")).path
        is_ours = asked != ICON and not any(known in message.text for known in NOT_OURS)
        if message.type == "error" and is_ours:
            self.wrong.append(f"console: {message.text}")


@contextmanager
def visiting(browser: Browser, url: str, size: str = "desktop", **more: Any) -> Iterator[Visit]:
    """Open a fresh browser, with nobody signed in."""
    context = browser.new_context(viewport=SIZES[size], base_url=url, **more)
    try:
        has_scripts = more.get("java_script_enabled", True)
        yield Visit(context.new_page(), url, has_scripts=has_scripts)
    finally:
        context.close()


def _json(answer: dict[str, Any]) -> list[dict[str, Any]]:

    found: list[dict[str, Any]] = json.loads(answer["result"]["value"])
    return found


def _said(barrier: dict[str, Any]) -> str:
    where = "; ".join(node["target"][0] for node in barrier["nodes"][:3])
    return f"{barrier['id']} ({barrier['impact']}): {barrier['help']} at {where}"
