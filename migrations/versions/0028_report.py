"""The officer's report: its parts, the issues that it leaves open, and its papers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

STATES = ("waiting", "made", "failed")


def upgrade() -> None:
    op.create_table(
        "report_part",
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("writers", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        _of("report_part", "consultation"),
        sa.PrimaryKeyConstraint("consultation_id", "part", name=op.f("pk_report_part")),
    )
    op.create_table(
        "report_open_issue",
        sa.Column("issue_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by_id", sa.Uuid(), nullable=True),
        _of("report_open_issue", "issue"),
        sa.PrimaryKeyConstraint("issue_id", name=op.f("pk_report_open_issue")),
    )
    _paper()


def downgrade() -> None:
    op.drop_table("report_paper")
    op.drop_table("report_open_issue")
    op.drop_table("report_part")


def _paper() -> None:
    states = sa.Enum(
        *STATES, name="paperstate_known", native_enum=False, create_constraint=True, length=40
    )
    op.create_table(
        "report_paper",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("state", states, nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "state <> 'made' OR file_id IS NOT NULL", name=op.f("ck_report_paper_made_has_file")
        ),
        _of("report_paper", "authority"),
        _of("report_paper", "consultation"),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_report_paper_file_id_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_paper")),
    )
    op.create_index("ix_report_paper_latest", "report_paper", ["consultation_id", "asked_at"])
    op.create_index("ix_report_paper_waiting", "report_paper", ["state", "asked_at"])


def _of(table: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{other}_id_{other}")
    return sa.ForeignKeyConstraint([f"{other}_id"], [f"{other}.id"], name=name)
