"""Give your view: one question a page, kept on the server between the pages."""

from __future__ import annotations

from consultation.web.giving import (
    check,
    coach,
    comment,
    details,
    help,
    photos,
    place,
    start,
    topics,
    view,
)
from consultation.web.giving.walk import bp

__all__ = [
    "bp",
    "check",
    "coach",
    "comment",
    "details",
    "help",
    "photos",
    "place",
    "start",
    "topics",
    "view",
]
