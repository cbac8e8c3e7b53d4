"""How giving a view goes: rows that are appended, and more that is counted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0068"
down_revision = "0067"
branch_labels = None
depends_on = None

BEFORE = ("day", "channel", "mark", "depth", "new", "back", "moved")
MORE = ("step", "begun", "sent", "minutes", "error")


def upgrade() -> None:
    op.create_table(
        "activity_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column(
            "measure",
            sa.Enum(
                *(*BEFORE, *MORE),
                name="measure_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("cell", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_activity_change_consultation_id_consultation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_change")),
    )
    _let_measures_be(*BEFORE, *MORE)


def downgrade() -> None:
    known = ", ".join(f"'{value}'" for value in MORE)
    op.execute(f"DELETE FROM activity_count WHERE measure IN ({known})")  # noqa: S608  ours
    _let_measures_be(*BEFORE)
    op.drop_table("activity_change")


def _let_measures_be(*values: str) -> None:
    known = ", ".join(f"'{value}'" for value in values)
    with op.batch_alter_table("activity_count") as counts:
        counts.drop_constraint(op.f("ck_activity_count_measure_known"), type_="check")
        counts.create_check_constraint(
            op.f("ck_activity_count_measure_known"), f"measure IN ({known})"
        )
