"""Benchmarks of the census, the questions asked about people, and the ledger of figures."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

TRAITS = (
    *("age", "sex", "ethnic_group", "ethnic_group_19", "disability", "main_language", "tenure"),
    *("carer", "religion", "sexual_orientation", "gender", "pregnancy", "marriage", "ward"),
)


def trait() -> sa.Column[object]:
    kind = sa.Enum(
        *TRAITS, name="trait_known", native_enum=False, create_constraint=True, length=40
    )
    return sa.Column("trait", kind, nullable=False)


def owner(table: str, column: str, of: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{of}.id"], name=op.f(f"fk_{table}_{column}_{of}"))


def upgrade() -> None:
    op.create_table(
        "benchmark",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("area_code", sa.String(), nullable=False),
        trait(),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("area_name", sa.String(), nullable=False),
        sa.Column("residents", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("is_best_fit", sa.Boolean(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("residents >= 0", name=op.f("ck_benchmark_residents_counted")),
        owner("benchmark", "authority_id", "authority"),
        sa.PrimaryKeyConstraint(
            "authority_id", "area_code", "trait", "category", name=op.f("pk_benchmark")
        ),
    )
    op.create_table(
        "asked_trait",
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        trait(),
        sa.Column("reason", sa.String(), nullable=False),
        owner("asked_trait", "consultation_id", "consultation"),
        sa.PrimaryKeyConstraint("consultation_id", "trait", name=op.f("pk_asked_trait")),
    )
    op.create_table(
        "catchment_ward",
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        owner("catchment_ward", "consultation_id", "consultation"),
        owner("catchment_ward", "ward_id", "ward"),
        sa.PrimaryKeyConstraint("consultation_id", "ward_id", name=op.f("pk_catchment_ward")),
    )
    op.create_table(
        "reach_release",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("withheld", sa.JSON(), nullable=False),
        sa.Column("comments", sa.Integer(), nullable=False),
        sa.Column("is_final", sa.Boolean(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=False),
        owner("reach_release", "consultation_id", "consultation"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reach_release")),
        sa.UniqueConstraint(
            "consultation_id", "number", name=op.f("uq_reach_release_consultation_id_number")
        ),
    )


def downgrade() -> None:
    for table in ("reach_release", "catchment_ward", "asked_trait", "benchmark"):
        op.drop_table(table)
