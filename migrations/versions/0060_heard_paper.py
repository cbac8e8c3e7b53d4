"""A paper is an officer's report, or who was heard."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None

KNOWN = sa.Enum("report", "heard", native_enum=False, length=40)


def upgrade() -> None:
    with op.batch_alter_table("report_paper") as paper:
        paper.add_column(sa.Column("paper", KNOWN, nullable=False, server_default="report"))
        paper.create_check_constraint(
            op.f("ck_report_paper_paper_known"), "paper IN ('report', 'heard')"
        )


def downgrade() -> None:
    op.execute("DELETE FROM report_paper WHERE paper = 'heard'")
    with op.batch_alter_table("report_paper") as paper:
        paper.drop_constraint(op.f("ck_report_paper_paper_known"), type_="check")
        paper.drop_column("paper")
