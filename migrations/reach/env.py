"""Migrate the reach store, which has its own engine and its own history."""

from __future__ import annotations

from alembic import context
from flask import current_app
from sqlalchemy import MetaData

from foundation.base.db import REACH, db
from townhall.migrations import migrate

migrate(
    context,
    db.engines[REACH],
    db.metadatas.get(REACH, MetaData()),
    current_app.extensions["migrate"].configure_args,
)
