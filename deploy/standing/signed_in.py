"""Somebody of the demo who is signed in, in a browser without a window."""

from __future__ import annotations

import re
from http.cookiejar import CookieJar
from types import TracebackType
from typing import Self
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
PATIENCE = 20.0


class SignedIn:
    """The demo's person of one role."""

    def __init__(self, url: str, role: str) -> None:
        self._url = url
        self._jar = CookieJar()
        self._browser = build_opener(HTTPCookieProcessor(self._jar))
        self._send("/demo", "/demo/sign-in", role=role)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._jar.clear()

    def cookie(self) -> str:
        """Return what the browser would send with each request."""
        return "; ".join(f"{each.name}={each.value}" for each in self._jar)

    def sign_out(self) -> None:
        """End the sign-in."""
        self._send("/account", "/sign-out")

    def _send(self, page: str, form: str, **fields: str) -> None:
        with self._browser.open(f"{self._url}{page}", timeout=PATIENCE) as shown:
            found = TOKEN.search(shown.read().decode())
        given = {**fields, "csrf_token": found[1] if found else ""}
        with self._browser.open(
            f"{self._url}{form}", urlencode(given).encode(), timeout=PATIENCE
        ) as answer:
            answer.read()
