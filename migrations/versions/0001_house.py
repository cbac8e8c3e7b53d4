"""Authorities, people, sign-in, the event log and its seal."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "authority",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=True),
        sa.Column("host", sa.String(), nullable=True),
        sa.Column("public_url", sa.String(), nullable=True),
        sa.Column("brand_colour", sa.String(), nullable=False),
        sa.Column("accent_colour", sa.String(), nullable=False),
        sa.Column("logo_file_id", sa.Uuid(), nullable=True),
        sa.Column("contact_email", sa.String(), nullable=True),
        sa.Column("contact_phone", sa.String(), nullable=True),
        sa.Column("contact_address", sa.String(), nullable=True),
        sa.Column("working_days", sa.String(), nullable=False),
        sa.Column(
            "publishing",
            sa.Enum(
                "name_and_address",
                "name_only",
                "neither",
                "nothing",
                name="publishing_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "moderating",
            sa.Enum(
                "before",
                "after",
                name="moderating_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(slug) BETWEEN 2 AND 40", name=op.f("ck_authority_slug_length")),
        sa.CheckConstraint(
            "length(working_days) BETWEEN 1 AND 7", name=op.f("ck_authority_some_working_day")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authority")),
        sa.UniqueConstraint("host", name=op.f("uq_authority_host")),
        sa.UniqueConstraint("organisation", name=op.f("uq_authority_organisation")),
        sa.UniqueConstraint("slug", name=op.f("uq_authority_slug")),
    )
    op.create_table(
        "logged_event",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_logged_event")),
    )
    op.create_index(op.f("ix_logged_event_kind"), "logged_event", ["kind"], unique=False)
    op.create_index("ix_logged_event_subject", "logged_event", ["subject_id", "id"], unique=False)
    op.create_table(
        "event_seal",
        sa.Column(
            "event_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["logged_event.id"], name=op.f("fk_event_seal_event_id_logged_event")
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_event_seal")),
        sa.UniqueConstraint(
            "authority_id", "position", name=op.f("uq_event_seal_authority_id_position")
        ),
    )
    op.create_table(
        "pending",
        sa.Column(
            "event_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["logged_event.id"], name=op.f("fk_pending_event_id_logged_event")
        ),
        sa.PrimaryKeyConstraint("event_id", "reader", name=op.f("pk_pending")),
    )
    op.create_index(
        "ix_pending_reader_due", "pending", ["reader", "due_at", "event_id"], unique=False
    )


def downgrade() -> None:
    op.drop_index("ix_pending_reader_due", table_name="pending")
    op.drop_table("pending")
    op.drop_table("event_seal")
    op.drop_index("ix_logged_event_subject", table_name="logged_event")
    op.drop_index(op.f("ix_logged_event_kind"), table_name="logged_event")
    op.drop_table("logged_event")
    op.drop_table("authority")
