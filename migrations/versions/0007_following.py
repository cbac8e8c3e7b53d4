"""Addresses of followers, what each follows, and the news that waits for them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from geoalchemy2 import Geometry

from migrations.spatial import create_spatial_table, drop_spatial_table

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

COUNTING = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def instant(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    op.add_column("outgoing_mail", sa.Column("leave_url", sa.String(), nullable=True))
    _addresses()
    _subscriptions()
    create_spatial_table(
        "followed_area",
        sa.Column("id", COUNTING, nullable=False),
        sa.Column("subscription_id", sa.Uuid(), nullable=False),
        sa.Column(
            "geom",
            Geometry("POLYGON", srid=4326, dimension=2, spatial_index=False),
            nullable=False,
        ),
        sa.CheckConstraint(
            "CAST(ST_IsValid(geom) AS INTEGER) = 1", name=op.f("ck_followed_area_geom_is_valid")
        ),
        sa.ForeignKeyConstraint(
            ["subscription_id"],
            ["subscription.id"],
            name=op.f("fk_followed_area_subscription_id_subscription"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_followed_area")),
        sa.UniqueConstraint("subscription_id", name=op.f("uq_followed_area_subscription_id")),
    )
    _notices()


def downgrade() -> None:
    op.drop_table("notice")
    drop_spatial_table("followed_area", "geom")
    for table in ("subscription", "letter", "contact_ask", "contact"):
        op.drop_table(table)
    op.drop_column("outgoing_mail", "leave_url")


def _addresses() -> None:
    op.create_table(
        "contact",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("medium", one_of("medium_known", "email", "text", "post"), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        instant("made_at"),
        instant("confirmed_at", nullable=True),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_contact_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint(
            "authority_id", "medium", "address", name=op.f("uq_contact_authority_id_medium_address")
        ),
    )
    op.create_index("ix_contact_waiting", "contact", ["confirmed_at", "made_at"])
    op.create_table(
        "contact_ask",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("address_digest", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("asks", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_contact_ask_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint(
            "authority_id", "address_digest", "day", name=op.f("pk_contact_ask")
        ),
    )
    op.create_table(
        "letter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=True),
        instant("queued_at"),
        instant("printed_at", nullable=True),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_letter_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("reason", name=op.f("uq_letter_reason")),
    )
    op.create_index("ix_letter_queue", "letter", ["authority_id", "printed_at", "queued_at"])


def _subscriptions() -> None:
    op.create_table(
        "subscription",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column(
            "about", one_of("followed_known", "consultation", "comment", "area"), nullable=False
        ),
        sa.Column("consultation_id", sa.Uuid(), nullable=True),
        sa.Column("comment_id", sa.Uuid(), nullable=True),
        sa.Column("area_words", sa.String(), nullable=True),
        sa.Column("ward_code", sa.String(), nullable=True),
        sa.Column("is_own", sa.Boolean(), nullable=False),
        sa.Column("pace", one_of("pace_known", "instant", "daily", "weekly"), nullable=False),
        instant("asked_at"),
        instant("confirmed_at", nullable=True),
        instant("muted_at", nullable=True),
        sa.CheckConstraint(
            "(about <> 'consultation' OR consultation_id IS NOT NULL)"
            " AND (about <> 'comment' OR comment_id IS NOT NULL)"
            " AND (about <> 'area' OR area_words IS NOT NULL)",
            name=op.f("ck_subscription_names_what_it_is_about"),
        ),
        *(
            sa.ForeignKeyConstraint(
                [f"{one}_id"], [f"{one}.id"], name=op.f(f"fk_subscription_{one}_id_{one}")
            )
            for one in ("authority", "comment", "consultation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscription")),
        *(
            sa.UniqueConstraint(
                "contact_id", f"{one}_id", name=op.f(f"uq_subscription_contact_id_{one}_id")
            )
            for one in ("comment", "consultation")
        ),
    )
    op.create_index("ix_subscription_comment", "subscription", ["comment_id"])
    op.create_index("ix_subscription_consultation", "subscription", ["consultation_id"])
    op.create_index("ix_subscription_waiting", "subscription", ["confirmed_at", "asked_at"])
    op.create_index("ix_subscription_ward", "subscription", ["authority_id", "ward_code"])


def _notices() -> None:
    op.create_table(
        "notice",
        sa.Column("id", COUNTING, nullable=False),
        sa.Column("subscription_id", sa.Uuid(), nullable=False),
        sa.Column("event_id", COUNTING, nullable=False),
        sa.Column(
            "news",
            one_of(
                "news_known",
                *("moved", "stage_moved", "commented", "answered", "stepped", "moderated"),
            ),
            nullable=False,
        ),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        instant("due_at"),
        instant("told_at", nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_notice_consultation_id_consultation"),
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["logged_event.id"], name=op.f("fk_notice_event_id_logged_event")
        ),
        sa.ForeignKeyConstraint(
            ["subscription_id"],
            ["subscription.id"],
            name=op.f("fk_notice_subscription_id_subscription"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint(
            "subscription_id", "event_id", name=op.f("uq_notice_subscription_id_event_id")
        ),
    )
    op.create_index("ix_notice_due", "notice", ["told_at", "due_at"])
