"""What submissions are scored on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "criterion",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("top_mark", sa.Integer(), nullable=False),
        sa.Column("least", sa.Integer(), nullable=False),
        sa.Column("anchors", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "weight > 0 AND weight <= 10000", name=op.f("ck_criterion_weight_is_a_share")
        ),
        sa.CheckConstraint(
            "least >= 0 AND least <= top_mark", name=op.f("ck_criterion_least_on_scale")
        ),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["challenge.id"], name=op.f("fk_criterion_challenge_id_challenge")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criterion")),
        sa.UniqueConstraint("challenge_id", "code", name=op.f("uq_criterion_challenge_id_code")),
    )


def downgrade() -> None:
    op.drop_table("criterion")
