"""Is the service well? For load balancers and people who run it."""

from __future__ import annotations

from alembic.runtime.migration import MigrationContext
from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from foundation.base.db import db
from foundation.web.access import anyone

bp = Blueprint("health", __name__)


@bp.get("/health")
@anyone
def health() -> ResponseReturnValue:
    """Answer 200 with the kind of database and its migration, or 503 with the reason."""
    try:
        with db.engine.connect() as connection:
            connection.execute(text("SELECT 1"))
            revision = MigrationContext.configure(connection).get_current_revision()
    except SQLAlchemyError as away:
        return jsonify(status="unavailable", reason=f"database: {type(away).__name__}"), 503
    if revision is None:
        return jsonify(status="unavailable", reason="database: not migrated"), 503
    kind = "spatialite" if db.engine.dialect.name == "sqlite" else "postgis"
    return jsonify(status="ok", database=kind, migration=revision)
