"""Every blueprint of this feature, for the shell to register."""

from __future__ import annotations

from consultation.web import (
    agreements,
    changes,
    comments,
    consultations,
    feedback,
    follow,
    home,
    map,
    near,
)

BLUEPRINTS = (
    home.bp,
    consultations.bp,
    map.bp,
    comments.bp,
    follow.bp,
    near.bp,
    changes.bp,
    feedback.bp,
)

__all__ = ["BLUEPRINTS", "agreements"]
