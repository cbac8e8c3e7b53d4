"""When a match was offered to its firm, and until when the firm can answer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None

OFFERED = """
UPDATE challenge_match SET offered_at = proposed_at
WHERE state NOT IN ('proposed', 'withdrew') OR EXISTS (
    SELECT 1 FROM challenge_match_move AS move
    WHERE move.match_id = challenge_match.id AND move.after = 'offered'
)
"""


def upgrade() -> None:
    for name in ("offered_at", "answer_by"):
        op.add_column("challenge_match", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    op.execute(OFFERED)
    op.create_index("ix_challenge_match_answer_by", "challenge_match", ["answer_by"])


def downgrade() -> None:
    op.drop_index("ix_challenge_match_answer_by", "challenge_match")
    for name in ("answer_by", "offered_at"):
        op.drop_column("challenge_match", name)
