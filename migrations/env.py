"""Migrate the main store: identity and voice."""

from __future__ import annotations

from alembic import context
from flask import current_app

from foundation.base.db import db
from townhall.migrations import migrate

migrate(context, db.engine, db.metadatas[None], current_app.extensions["migrate"].configure_args)
