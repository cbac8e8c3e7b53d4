"""Let a link of the chain keep the digest of its content apart."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0075"
down_revision = "0074"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("event_seal", sa.Column("content", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("event_seal", "content")
