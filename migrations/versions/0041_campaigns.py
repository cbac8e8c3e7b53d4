"""Campaigns, and each firm that one reached."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

CHANNELS = ("linkedin", "email", "event", "newsletter", "partner", "phone", "other", "own")
SIZES = ("micro", "small", "medium", "large", "unknown")
ORIGINS = ("recorded", "worked_out", "inferred", "invented")


def _known(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        "campaign",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("channel", _known("channel_known", *CHANNELS), nullable=False),
        sa.Column("run_by", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("origin", _known("origin_known", *ORIGINS), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_campaign_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_campaign_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_campaign_programme_id_programme")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
    )
    op.create_index("ix_campaign_programme", "campaign", ["programme_id", "starts_on"])
    op.create_table(
        "outreach_contact",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=True),
        sa.Column("email_digest", sa.String(), nullable=True),
        sa.Column("size", _known("firmsize_known", *SIZES), nullable=False),
        sa.Column("contacted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("firm_id", sa.Uuid(), nullable=True),
        sa.Column("origin", _known("origin_known", *ORIGINS), nullable=False),
        sa.CheckConstraint(
            "opened_at >= contacted_at", name=op.f("ck_outreach_contact_opened_after_contact")
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_outreach_contact_campaign_id_campaign")
        ),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenge.id"],
            name=op.f("fk_outreach_contact_challenge_id_challenge"),
        ),
        sa.ForeignKeyConstraint(
            ["firm_id"], ["firm.id"], name=op.f("fk_outreach_contact_firm_id_firm")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outreach_contact")),
        sa.UniqueConstraint(
            "campaign_id", "email_digest", name=op.f("uq_outreach_contact_campaign_id_email_digest")
        ),
    )
    for name, column in (
        ("ix_outreach_contact_challenge", "challenge_id"),
        ("ix_outreach_contact_firm", "firm_id"),
        ("ix_outreach_contact_digest", "email_digest"),
    ):
        op.create_index(name, "outreach_contact", [column])


def downgrade() -> None:
    op.drop_table("outreach_contact")
    op.drop_table("campaign")
