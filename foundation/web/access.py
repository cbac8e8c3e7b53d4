"""Say at every view who may enter; the app refuses to start where a view is silent."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import Flask

from foundation.base.errors import NotAllowed, SignInNeeded
from foundation.web.current import actor

P = ParamSpec("P")
R = TypeVar("R")


def allow(right: StrEnum) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let in only actors who hold *right*.

    Raises (at the request):
        SignInNeeded: nobody is signed in.
        NotAllowed: the person who is signed in lacks the right.
    """

    def guard(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            require(right)
            return view(*args, **kwargs)

        guarded.__dict__["access"] = str(right)
        return guarded

    return guard


def anyone(view: Callable[P, R]) -> Callable[P, R]:
    """Say out loud that a view is open to the whole world."""
    view.__dict__["access"] = "anyone"
    return view


def require(right: StrEnum) -> None:
    """Refuse the current actor unless they hold *right*."""
    if actor().may(right):
        return
    if actor().person_id is None:
        raise SignInNeeded("Sign in to see this page.")
    raise NotAllowed("Your account is not allowed to do this.")


def refuse_silent_views(app: Flask) -> None:
    """Stop the start of an app in which a view does not say who may enter."""
    silent = sorted(
        name
        for name, view in app.view_functions.items()
        if name != "static" and not hasattr(view, "access")
    )
    if silent:
        raise RuntimeError(f"views without an access rule: {', '.join(silent)}")


def register(app: Flask) -> list[str]:
    """Return the access register: one line ``METHODS rule right`` a route, sorted."""
    return sorted(
        f"{'/'.join(sorted((rule.methods or set()) - {'HEAD', 'OPTIONS'}))} {rule.rule} "
        f"{getattr(app.view_functions[rule.endpoint], 'access', 'static')}"
        for rule in app.url_map.iter_rules()
    )
