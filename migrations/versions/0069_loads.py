"""What people are asked by others, what our own asks take, and a council's budget for it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0069"
down_revision = "0068"
branch_labels = None
depends_on = None


def texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def numbers(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def owner(table: str, column: str, of: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{of}.id"], name=op.f(f"fk_{table}_{column}_{of}"))


def upgrade() -> None:
    op.create_table(
        "asked_elsewhere",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        *texts("organiser", "title"),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        *numbers("minutes"),
        *texts("wards", "groups", "organisations", "url"),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        owner("asked_elsewhere", "authority_id", "authority"),
        sa.CheckConstraint(
            "last_on >= first_on", name=op.f("ck_asked_elsewhere_ends_after_beginning")
        ),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_asked_elsewhere_takes_time")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asked_elsewhere")),
        sa.UniqueConstraint(
            *("authority_id", "organiser", "title", "first_on"),
            name=op.f("uq_asked_elsewhere_authority_id_organiser_title_first_on"),
        ),
    )
    op.create_table(
        "consultation_load",
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        *numbers("minutes"),
        *texts("organisations"),
        owner("consultation_load", "consultation_id", "consultation"),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_consultation_load_takes_time")),
        sa.PrimaryKeyConstraint("consultation_id", name=op.f("pk_consultation_load")),
    )
    op.create_table(
        "load_budget",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        *numbers("ward", "group", "organisation"),
        owner("load_budget", "authority_id", "authority"),
        sa.PrimaryKeyConstraint("authority_id", name=op.f("pk_load_budget")),
    )


def downgrade() -> None:
    for table in ("load_budget", "consultation_load", "asked_elsewhere"):
        op.drop_table(table)
