"""Let a reading be taken back with a reason."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0076"
down_revision = "0075"
branch_labels = None
depends_on = None

COLUMNS = (
    ("withdrawn_by_id", sa.Uuid()),
    ("withdrawn_at", sa.DateTime(timezone=True)),
    ("withdrawn_because", sa.String()),
)


def upgrade() -> None:
    for name, kind in COLUMNS:
        op.add_column("kpi_reading", sa.Column(name, kind, nullable=True))


def downgrade() -> None:
    for name, _kind in reversed(COLUMNS):
        op.drop_column("kpi_reading", name)
