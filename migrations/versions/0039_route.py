"""By which legal way a challenge would be bought, and the days of its steps."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

ROUTES = ("flexible", "below_threshold", "framework", "rd_exempt", "innovation_partnership")
STEPS = (
    *("case", "engagement", "conflicts", "tender", "tenders_in"),
    *("award", "standstill", "contract", "details"),
)


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        "chosen_route",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("route", _one_of("route_known", *ROUTES), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("begun_on", sa.Date(), nullable=True),
        sa.Column("value_p", sa.Integer(), nullable=True),
        sa.Column("announced_on", sa.Date(), nullable=True),
        sa.Column("tender_first", sa.Boolean(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("chosen_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("value_p >= 0", name=op.f("ck_chosen_route_worth_something")),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["challenge.id"], name=op.f("fk_chosen_route_challenge_id_challenge")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chosen_route")),
        sa.UniqueConstraint("challenge_id", name=op.f("uq_chosen_route_challenge_id")),
    )
    op.create_table(
        "route_step",
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("step", _one_of("step_known", *STEPS), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("forecast_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["challenge.id"], name=op.f("fk_route_step_challenge_id_challenge")
        ),
        sa.PrimaryKeyConstraint("challenge_id", "step", name=op.f("pk_route_step")),
    )


def downgrade() -> None:
    op.drop_table("route_step")
    op.drop_table("chosen_route")
