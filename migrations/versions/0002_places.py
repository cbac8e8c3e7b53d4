"""Wards with their outlines, and postcodes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from geoalchemy2 import Geometry

from migrations.spatial import create_spatial_table, drop_spatial_table

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ward",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("label_lon", sa.Double(), nullable=False),
        sa.Column("label_lat", sa.Double(), nullable=False),
        sa.Column("residents", sa.Integer(), nullable=True),
        sa.Column("approximate", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("residents >= 0", name=op.f("ck_ward_residents_not_negative")),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_ward_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ward")),
        sa.UniqueConstraint("authority_id", "code", name=op.f("uq_ward_authority_id_code")),
    )
    create_spatial_table(
        "ward_outline",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ward_id", sa.Uuid(), nullable=False),
        sa.Column(
            "geom",
            Geometry("MULTIPOLYGON", srid=4326, dimension=2, spatial_index=False),
            nullable=False,
        ),
        sa.Column(
            "geom_27700",
            Geometry("MULTIPOLYGON", srid=27700, dimension=2, spatial_index=False),
            nullable=False,
        ),
        sa.CheckConstraint(
            "CAST(ST_IsValid(geom) AS INTEGER) = 1", name=op.f("ck_ward_outline_geom_is_valid")
        ),
        sa.CheckConstraint(
            "CAST(ST_IsValid(geom_27700) AS INTEGER) = 1",
            name=op.f("ck_ward_outline_geom_27700_is_valid"),
        ),
        sa.ForeignKeyConstraint(
            ["ward_id"], ["ward.id"], name=op.f("fk_ward_outline_ward_id_ward")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ward_outline")),
        sa.UniqueConstraint("ward_id", name=op.f("uq_ward_outline_ward_id")),
    )
    op.create_table(
        "postcode",
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column("easting", sa.Integer(), nullable=False),
        sa.Column("northing", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("postcode", name=op.f("pk_postcode")),
    )
    op.create_index("ix_postcode_place", "postcode", ["easting", "northing"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_postcode_place", table_name="postcode")
    op.drop_table("postcode")
    drop_spatial_table("ward_outline", "geom", "geom_27700")
    op.drop_table("ward")
