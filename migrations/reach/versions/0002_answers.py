"""What people answer about themselves, and the cells that they are counted in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TRAITS = (
    *("age", "sex", "ethnic_group", "ethnic_group_19", "disability", "main_language", "tenure"),
    *("carer", "religion", "sexual_orientation", "gender", "pregnancy", "marriage", "ward"),
)


def cell() -> list[sa.Column[object]]:
    return [
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("cell", sa.String(), nullable=False),
    ]


def number(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Integer(), nullable=False)


def noise(name: str) -> sa.Column[object]:
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column(name, kind, nullable=False)


def upgrade() -> None:
    op.create_table(
        "reach_secret",
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("consultation_id", name=op.f("pk_reach_secret")),
    )
    op.create_table(
        "respondent",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("person_key", sa.String(), nullable=True),
        noise("noise_key"),
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("is_counted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_respondent")),
        sa.UniqueConstraint(
            "consultation_id", "person_key", name=op.f("uq_respondent_consultation_id_person_key")
        ),
    )
    op.create_table(
        "reach_answer",
        sa.Column("respondent_id", sa.Uuid(), nullable=False),
        sa.Column(
            "trait",
            sa.Enum(
                *TRAITS, name="trait_known", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("is_counted", sa.Boolean(), nullable=False),
        sa.Column("is_in_total", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["respondent_id"],
            ["respondent.id"],
            name=op.f("fk_reach_answer_respondent_id_respondent"),
        ),
        sa.PrimaryKeyConstraint("respondent_id", "trait", name=op.f("pk_reach_answer")),
    )
    op.create_table(
        "reach_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        *cell(),
        sa.Column("is_removal", sa.Boolean(), nullable=False),
        number("people"),
        noise("noise_key"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reach_change")),
    )
    op.create_index(op.f("ix_reach_change_consultation_id"), "reach_change", ["consultation_id"])
    op.create_table(
        "reach_cell",
        *cell(),
        number("counted_people"),
        noise("counted_key"),
        number("added_people"),
        noise("added_key"),
        number("removed_people"),
        noise("removed_key"),
        sa.PrimaryKeyConstraint(
            "consultation_id", "table_name", "cell", name=op.f("pk_reach_cell")
        ),
    )


def downgrade() -> None:
    for table in ("reach_cell", "reach_change", "reach_answer", "respondent", "reach_secret"):
        op.drop_table(table)
