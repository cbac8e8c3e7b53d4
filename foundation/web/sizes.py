"""How much one request may bring; a page that takes files says so itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from flask import current_app, request

P = ParamSpec("P")
R = TypeVar("R")

LARGEST_BODY = 1024 * 1024
LARGEST_UPLOAD = 25_000_000
"""So much is read of a form with a file, so that one that is too large is refused in words."""


def takes_up_to(most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let a view be sent more than the few words of other pages."""

    def mark(view: Callable[P, R]) -> Callable[P, R]:
        view.__dict__["largest_body"] = most
        return view

    return mark


def allow_for_files() -> None:
    """Set how much of this request is read, before anybody reads it."""
    view = current_app.view_functions.get(request.endpoint or "")
    request.max_content_length = getattr(view, "largest_body", LARGEST_BODY)
