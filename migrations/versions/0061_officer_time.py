"""How long officers looked at screens, by consultation and day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None


def upgrade() -> None:
    part = sa.Enum(
        "desk", "entry", name="part_known", native_enum=False, create_constraint=True, length=40
    )
    op.create_table(
        "officer_time",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("about_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("part", part, nullable=False),
        sa.Column("screens", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_officer_time_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint(
            "authority_id", "about_id", "day", "part", name=op.f("pk_officer_time")
        ),
    )


def downgrade() -> None:
    op.drop_table("officer_time")
