"""Archives of formal comments for the council's own document store."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    states = sa.Enum(
        *("waiting", "made", "failed"),
        name="paperstate_known",
        native_enum=False,
        create_constraint=True,
        length=40,
    )
    op.create_table(
        "representation_archive",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("state", states, nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "state <> 'made' OR file_id IS NOT NULL",
            name=op.f("ck_representation_archive_made_has_file"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"],
            ["authority.id"],
            name=op.f("fk_representation_archive_authority_id_authority"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_representation_archive_consultation_id_consultation"),
        ),
        sa.ForeignKeyConstraint(
            ["file_id"],
            ["stored_file.id"],
            name=op.f("fk_representation_archive_file_id_stored_file"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_representation_archive")),
    )
    op.create_index(
        "ix_representation_archive_latest",
        "representation_archive",
        ["consultation_id", "asked_at"],
    )
    op.create_index(
        "ix_representation_archive_state", "representation_archive", ["state", "asked_at"]
    )


def downgrade() -> None:
    op.drop_table("representation_archive")
