"""What consultations said before they were corrected in sight of everybody."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "correction",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_correction_consultation_id_consultation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
        sa.UniqueConstraint(
            "consultation_id", "number", name=op.f("uq_correction_consultation_id_number")
        ),
    )
    fields = sa.Enum(
        *("title", "question", "summary", "place_name", "team", "decides", "closes_at"),
        name="field_known",
        native_enum=False,
        create_constraint=True,
        length=40,
    )
    op.create_table(
        "corrected_field",
        sa.Column("correction_id", sa.Uuid(), nullable=False),
        sa.Column("field", fields, nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["correction_id"],
            ["correction.id"],
            name=op.f("fk_corrected_field_correction_id_correction"),
        ),
        sa.PrimaryKeyConstraint("correction_id", "field", name=op.f("pk_corrected_field")),
    )


def downgrade() -> None:
    op.drop_table("corrected_field")
    op.drop_table("correction")
