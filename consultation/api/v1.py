"""Gathers the routes of ``/api/v1``."""

from __future__ import annotations

from consultation.api import comments, consultations, follow, openapi
from consultation.api.blueprint import bp

__all__ = ["bp", "comments", "consultations", "follow", "openapi"]
