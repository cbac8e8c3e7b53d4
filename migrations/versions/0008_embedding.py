"""Which other websites may show a council's card."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("authority", sa.Column("embed_hosts", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("authority", "embed_hosts")
