"""What every form shares: the token that proves it is ours, and blanks that do not count."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.csrf import CSRFProtect

csrf = CSRFProtect()


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """A form with the token of this browser."""


def trimmed(text: str | None) -> str:
    """Return what was typed without the blanks around it."""
    return (text or "").strip()


Filters = Sequence[Callable[[Any], Any]]

TRIMMED: Filters = (trimmed,)
