"""How many years a council keeps classes of rows, where it has chosen."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0083"
down_revision = "0082"
branch_labels = None
depends_on = None

CLASSES = ("about_people", "informal", "register", "answers")


def upgrade() -> None:
    op.create_table(
        "retention_choice",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column(
            "class",
            sa.Enum(
                *CLASSES,
                name="retentionclass_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("years", sa.Integer(), nullable=False),
        sa.CheckConstraint("years > 0", name=op.f("ck_retention_choice_some_years")),
        sa.ForeignKeyConstraint(
            ["authority_id"],
            ["authority.id"],
            name=op.f("fk_retention_choice_authority_id_authority"),
        ),
        sa.PrimaryKeyConstraint("authority_id", "class", name=op.f("pk_retention_choice")),
    )


def downgrade() -> None:
    op.drop_table("retention_choice")
