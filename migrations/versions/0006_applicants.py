"""Who answers for the applicant in which consultation."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "consultation_applicant",
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_consultation_applicant_consultation_id_consultation"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_consultation_applicant_person_id_person")
        ),
        sa.PrimaryKeyConstraint(
            "consultation_id", "person_id", name=op.f("pk_consultation_applicant")
        ),
    )
    op.create_index(
        op.f("ix_consultation_applicant_person_id"), "consultation_applicant", ["person_id"]
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_consultation_applicant_person_id"), table_name="consultation_applicant")
    op.drop_table("consultation_applicant")
