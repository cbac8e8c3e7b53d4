"""Papers that people take part with, the squares of printed maps, and what brought people here."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0081"
down_revision = "0080"
branch_labels = None
depends_on = None

PAPERS = ("report", "heard")
MORE_PAPERS = ("form", "map_a3", "map_a1", "poster", "session", "letter")
MEASURES = (
    *("day", "channel", "mark", "depth", "new", "back", "moved"),
    *("step", "begun", "sent", "minutes", "error"),
)
COUNTED = ("activity_count", "activity_change")


def upgrade() -> None:
    op.create_table(
        "map_sheet",
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("west", sa.Double(), nullable=False),
        sa.Column("north", sa.Double(), nullable=False),
        sa.Column("metres", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("metres > 0", name=op.f("ck_map_sheet_metres_positive")),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_map_sheet_consultation_id_consultation"),
        ),
        sa.PrimaryKeyConstraint("consultation_id", name=op.f("pk_map_sheet")),
    )
    op.add_column(
        "report_paper", sa.Column("about", sa.String(), nullable=False, server_default="")
    )
    _let("report_paper", "paper", *PAPERS, *MORE_PAPERS)
    for table in COUNTED:
        _let(table, "measure", *MEASURES, "carrier")


def downgrade() -> None:
    for table in COUNTED:
        op.execute(f"DELETE FROM {table} WHERE measure = 'carrier'")  # noqa: S608  ours
        _let(table, "measure", *MEASURES)
    known = ", ".join(f"'{value}'" for value in MORE_PAPERS)
    op.execute(f"DELETE FROM report_paper WHERE paper IN ({known})")  # noqa: S608  ours
    _let("report_paper", "paper", *PAPERS)
    with op.batch_alter_table("report_paper") as papers:
        papers.drop_column("about")
    op.drop_table("map_sheet")


def _let(table: str, column: str, *values: str) -> None:
    """Let a column hold these values."""
    known = ", ".join(f"'{value}'" for value in values)
    constraint = op.f(f"ck_{table}_{column}_known")
    with op.batch_alter_table(table) as altered:
        altered.drop_constraint(constraint, type_="check")
        altered.create_check_constraint(constraint, f"{column} IN ({known})")
