"""Phases of design thinking, workshops, and who was asked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "design_phase",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_design_phase_programme_id_programme")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_design_phase")),
    )
    op.create_index(
        "ix_design_phase_order", "design_phase", ["programme_id", "position"], unique=False
    )
    op.create_table(
        "workshop_aim",
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("per_department", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("participants", sa.Integer(), nullable=False),
        sa.Column("facilitators", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_workshop_aim_programme_id_programme")
        ),
        sa.PrimaryKeyConstraint("programme_id", name=op.f("pk_workshop_aim")),
    )
    op.create_table(
        "workshop",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("department_id", sa.Uuid(), nullable=True),
        sa.Column("challenge_id", sa.Uuid(), nullable=True),
        sa.Column("phase_id", sa.Uuid(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "design",
                "interview",
                "sandpit",
                "retrospective",
                name="workshopkind_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum(
                "recorded",
                "worked_out",
                "inferred",
                "invented",
                name="origin_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_workshop_lasts")),
        sa.CheckConstraint("places > 0", name=op.f("ck_workshop_has_places")),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_workshop_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["challenge.id"], name=op.f("fk_workshop_challenge_id_challenge")
        ),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_workshop_department_id_department")
        ),
        sa.ForeignKeyConstraint(
            ["phase_id"], ["design_phase.id"], name=op.f("fk_workshop_phase_id_design_phase")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_workshop_programme_id_programme")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop")),
    )
    op.create_index(op.f("ix_workshop_authority_id"), "workshop", ["authority_id"], unique=False)
    op.create_index(op.f("ix_workshop_challenge_id"), "workshop", ["challenge_id"], unique=False)
    op.create_index("ix_workshop_when", "workshop", ["programme_id", "starts_at"], unique=False)
    op.create_table(
        "workshop_guest",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workshop_id", sa.Uuid(), nullable=False),
        sa.Column(
            "side",
            sa.Enum(
                "firm",
                "council",
                "executive",
                "mentor",
                name="side_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("firm_id", sa.Uuid(), nullable=True),
        sa.Column("leads", sa.Boolean(), nullable=False),
        sa.Column(
            "came",
            sa.Enum(
                "invited",
                "accepted",
                "attended",
                "partial",
                "absent",
                "excused",
                name="came_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(side = 'firm') = (firm_id IS NOT NULL)",
            name=op.f("ck_workshop_guest_firm_of_its_side"),
        ),
        sa.CheckConstraint(
            "(side = 'firm') = (person_id IS NULL)", name=op.f("ck_workshop_guest_firm_or_person")
        ),
        sa.ForeignKeyConstraint(
            ["firm_id"], ["firm.id"], name=op.f("fk_workshop_guest_firm_id_firm")
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_workshop_guest_workshop_id_workshop")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop_guest")),
        sa.UniqueConstraint(
            "workshop_id", "firm_id", name=op.f("uq_workshop_guest_workshop_id_firm_id")
        ),
        sa.UniqueConstraint(
            "workshop_id", "person_id", name=op.f("uq_workshop_guest_workshop_id_person_id")
        ),
    )
    op.create_index(op.f("ix_workshop_guest_firm_id"), "workshop_guest", ["firm_id"], unique=False)
    op.create_index(
        op.f("ix_workshop_guest_person_id"), "workshop_guest", ["person_id"], unique=False
    )
    op.create_table(
        "workshop_principle",
        sa.Column("workshop_id", sa.Uuid(), nullable=False),
        sa.Column("objective_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["objective_id"],
            ["programme_objective.id"],
            name=op.f("fk_workshop_principle_objective_id_programme_objective"),
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshop.id"],
            name=op.f("fk_workshop_principle_workshop_id_workshop"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "objective_id", name=op.f("pk_workshop_principle")),
    )


def downgrade() -> None:
    op.drop_table("workshop_principle")
    op.drop_index(op.f("ix_workshop_guest_person_id"), table_name="workshop_guest")
    op.drop_index(op.f("ix_workshop_guest_firm_id"), table_name="workshop_guest")
    op.drop_table("workshop_guest")
    op.drop_index("ix_workshop_when", table_name="workshop")
    op.drop_index(op.f("ix_workshop_challenge_id"), table_name="workshop")
    op.drop_index(op.f("ix_workshop_authority_id"), table_name="workshop")
    op.drop_table("workshop")
    op.drop_table("workshop_aim")
    op.drop_index("ix_design_phase_order", table_name="design_phase")
    op.drop_table("design_phase")
