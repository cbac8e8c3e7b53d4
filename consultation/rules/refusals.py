"""Turn a decision into the sentence that says why not: the house's own way, by its name here."""

from __future__ import annotations

from foundation.base.refusals import agree

__all__ = ["agree"]
