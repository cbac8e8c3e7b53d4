"""Notes and actions of workshops, and what officers can do."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "officer_skill",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_officer_skill_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_officer_skill_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officer_skill")),
        sa.UniqueConstraint("person_id", "words", name=op.f("uq_officer_skill_person_id_words")),
    )
    op.create_index(
        op.f("ix_officer_skill_authority_id"), "officer_skill", ["authority_id"], unique=False
    )
    op.create_table(
        "workshop_action",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workshop_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "done",
                "dropped",
                name="actionstate_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_because", sa.String(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(state = 'dropped') = (closed_because IS NOT NULL)",
            name=op.f("ck_workshop_action_given_up_why"),
        ),
        sa.CheckConstraint(
            "(state = 'open') = (closed_at IS NULL)", name=op.f("ck_workshop_action_closed_when")
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_workshop_action_workshop_id_workshop")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop_action")),
        sa.UniqueConstraint(
            "workshop_id", "position", name=op.f("uq_workshop_action_workshop_id_position")
        ),
    )
    op.create_index(
        "ix_workshop_action_owner", "workshop_action", ["owner_id", "state"], unique=False
    )
    op.create_table(
        "workshop_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workshop_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "seen",
                "idea",
                "question",
                "agreed",
                name="notekind_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("noted_by_id", sa.Uuid(), nullable=True),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_workshop_note_workshop_id_workshop")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop_note")),
        sa.UniqueConstraint(
            "workshop_id", "position", name=op.f("uq_workshop_note_workshop_id_position")
        ),
    )


def downgrade() -> None:
    op.drop_table("workshop_note")
    op.drop_index("ix_workshop_action_owner", table_name="workshop_action")
    op.drop_table("workshop_action")
    op.drop_index(op.f("ix_officer_skill_authority_id"), table_name="officer_skill")
    op.drop_table("officer_skill")
