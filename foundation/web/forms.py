"""What every form shares: the token that proves it is ours, and blanks that do not count."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.csrf import CSRFProtect

from foundation.web.words import translated

csrf = CSRFProtect()


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """A form with the token of this browser."""


def trimmed(text: str | None) -> str:
    """Return what was typed without the blanks around it."""
    return (text or "").strip()


Filters = Sequence[Callable[[Any], Any]]

TRIMMED: Filters = (trimmed,)


def refused(form: FlaskForm, fields: Mapping[str, str]) -> dict[str, str]:
    """Say what is wrong at each field of *form*; return what belongs to none of them."""
    left = {}
    for name, sentence in fields.items():
        if name in form:
            form[name].errors = [*form[name].errors, translated(sentence)]
        else:
            left[name] = translated(sentence)
    return left
