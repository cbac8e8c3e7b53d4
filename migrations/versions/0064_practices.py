"""Good practices of other cities, and what was taken from each."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0064"
down_revision = "0063"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "programme_practice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("claim", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["programme_learning_event.id"],
            name=op.f("fk_programme_practice_event_id_programme_learning_event"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_programme_practice_programme_id_programme"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_practice")),
        sa.UniqueConstraint(
            "programme_id", "position", name=op.f("uq_programme_practice_programme_id_position")
        ),
    )
    op.create_table(
        "practice_taking",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column(
            "into",
            sa.Enum(
                "phases",
                "workshops",
                "assumptions",
                "brief",
                "gates",
                "cohort",
                "not_yet",
                name="takeninto_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenge.id"],
            name=op.f("fk_practice_taking_challenge_id_challenge"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"],
            ["programme_practice.id"],
            name=op.f("fk_practice_taking_practice_id_programme_practice"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_taking")),
        sa.UniqueConstraint(
            "practice_id", "position", name=op.f("uq_practice_taking_practice_id_position")
        ),
    )


def downgrade() -> None:
    op.drop_table("practice_taking")
    op.drop_table("programme_practice")
