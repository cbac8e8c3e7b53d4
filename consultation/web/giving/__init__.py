"""Give your view: one question a page, kept on the server between the pages."""

from __future__ import annotations

from consultation.web.giving import (
    answered,
    answers,
    check,
    coach,
    comment,
    details,
    help,
    lane,
    photos,
    place,
    questions,
    start,
    take_out,
    topics,
    view,
)
from consultation.web.giving.walk import bp

__all__ = [
    "answered",
    "answers",
    "bp",
    "check",
    "coach",
    "comment",
    "details",
    "help",
    "lane",
    "photos",
    "place",
    "questions",
    "start",
    "take_out",
    "topics",
    "view",
]
