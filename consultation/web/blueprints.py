"""Every blueprint of this feature, for the shell to register."""

from __future__ import annotations

from consultation.web import agreements, comments, consultations, follow, home, map

BLUEPRINTS = (home.bp, consultations.bp, map.bp, comments.bp, follow.bp)

__all__ = ["BLUEPRINTS", "agreements"]
