"""What a caller may ask for in an address, and how pages follow each other."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from flask import request, url_for

from foundation.base.errors import Malformed
from foundation.web.bodies import number_asked

E = TypeVar("E", bound=StrEnum)

PAGE = 20
LARGEST_PAGE = 100


def choice(asked: dict[str, str], name: str, values: type[E]) -> E | None:
    """Return the enum value that *asked* names, None where it names none.

    Raises:
        Malformed: it is none of them.
    """
    if name not in asked:
        return None
    try:
        return values(asked[name])
    except ValueError as wrong:
        known = f"{name} is one of {', '.join(values)}."
        raise Malformed(known, fields={name: known}) from wrong


def page_size(asked: dict[str, str]) -> int:
    """Return how many rows a page is to have."""
    return number_asked(asked.get("limit"), "limit", default=PAGE, most=LARGEST_PAGE)


def next_url(cursor: str | None) -> str | None:
    """Return the address of the page behind *cursor*, which asks for the same."""
    if cursor is None or request.endpoint is None:
        return None
    same = request.args.to_dict() | {"after": cursor}
    return url_for(request.endpoint, _external=True, **(request.view_args or {}), **same)
