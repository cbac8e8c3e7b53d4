"""How sums are kept: whole pence, up to a hundred million pounds."""

from __future__ import annotations

from sqlalchemy import BigInteger, Integer

Pence = BigInteger().with_variant(Integer(), "sqlite")
"""Wider than PostgreSQL's plain integer, which ends at 21 million pounds."""
