"""Areas of consultations, places of comments, and indexes for what waits for an answer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from geoalchemy2 import Geometry

from migrations.spatial import create_spatial_table, drop_spatial_table

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

WAITING = ["authority_id", "feedback_status", "posted_at", "id"]
OWNERS = {"consultation_area": "consultation", "comment_place": "comment"}


def upgrade() -> None:
    op.create_index("ix_comment_waiting", "comment", WAITING, unique=False)
    op.create_index("ix_feedback_step_taken", "feedback_step", ["status", "taken_at"], unique=False)
    for table, owner in OWNERS.items():
        create_spatial_table(
            table,
            sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
            sa.Column(f"{owner}_id", sa.Uuid(), nullable=False),
            sa.Column("geojson", sa.String(), nullable=False),
            sa.Column(
                "geom",
                Geometry("GEOMETRY", srid=4326, dimension=2, spatial_index=False),
                nullable=False,
            ),
            sa.Column(
                "geom_27700",
                Geometry("GEOMETRY", srid=27700, dimension=2, spatial_index=False),
                nullable=False,
            ),
            sa.CheckConstraint(
                "CAST(ST_IsValid(geom) AS INTEGER) = 1", name=op.f(f"ck_{table}_geom_is_valid")
            ),
            sa.CheckConstraint(
                "CAST(ST_IsValid(geom_27700) AS INTEGER) = 1",
                name=op.f(f"ck_{table}_geom_27700_is_valid"),
            ),
            sa.ForeignKeyConstraint(
                [f"{owner}_id"], [f"{owner}.id"], name=op.f(f"fk_{table}_{owner}_id_{owner}")
            ),
            sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
            sa.UniqueConstraint(f"{owner}_id", name=op.f(f"uq_{table}_{owner}_id")),
        )


def downgrade() -> None:
    for table in reversed(OWNERS):
        drop_spatial_table(table, "geom", "geom_27700")
    op.drop_index("ix_feedback_step_taken", table_name="feedback_step")
    op.drop_index("ix_comment_waiting", table_name="comment")
