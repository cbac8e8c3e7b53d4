"""The answer clock: how soon a council answers, and by which day each comment is answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import sqlalchemy as sa
from alembic import op

from foundation.base.clock import LONDON
from foundation.base.working_days import working_days_after

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

TARGETS = {"comment": 20, "question": 10, "idea": 20}
DUE = ["authority_id", "feedback_status", "due_on", "id"]
WAITING = ["authority_id", "feedback_status", "posted_at", "id"]

COMMENT = sa.table(
    "comment",
    sa.column("authority_id", sa.Uuid()),
    sa.column("kind", sa.String()),
    sa.column("speaker", sa.String()),
    sa.column("posted_at", sa.DateTime(timezone=True)),
    sa.column("due_on", sa.Date()),
)
AUTHORITY = sa.table(
    "authority", sa.column("id", sa.Uuid()), sa.column("working_days", sa.String())
)


def upgrade() -> None:
    for kind, days in TARGETS.items():
        target: sa.Column[int] = sa.Column(
            f"{kind}_days", sa.Integer(), nullable=False, server_default=str(days)
        )
        op.add_column("authority", target)
    op.add_column("comment", sa.Column("due_on", sa.Date(), nullable=True))
    for authority_id, week in op.get_bind().execute(sa.select(AUTHORITY)).all():
        _promise(authority_id, frozenset(int(day) for day in week))
    op.drop_index("ix_comment_waiting", table_name="comment")
    op.create_index("ix_comment_due", "comment", DUE)


def downgrade() -> None:
    op.drop_index("ix_comment_due", table_name="comment")
    op.create_index("ix_comment_waiting", "comment", WAITING)
    op.drop_column("comment", "due_on")
    for kind in TARGETS:
        op.drop_column("authority", f"{kind}_days")


def _promise(authority_id: UUID, week: frozenset[int]) -> None:
    """Give each comment of one authority the day by which it would have been promised an answer."""
    here = (COMMENT.c.authority_id == authority_id, COMMENT.c.speaker == "public")
    ends = sa.select(sa.func.min(COMMENT.c.posted_at), sa.func.max(COMMENT.c.posted_at))
    first, last = op.get_bind().execute(ends.where(*here)).one()
    if first is None:
        return
    for day in _days(first, last):
        said = (COMMENT.c.posted_at >= _start(day), COMMENT.c.posted_at < _start(_next(day)))
        for kind, number in TARGETS.items():
            due = working_days_after(day, number, week)
            on_it = (*here, *said, COMMENT.c.kind == kind)
            op.execute(sa.update(COMMENT).where(*on_it).values(due_on=due))


def _days(first: datetime, last: datetime) -> Iterator[date]:
    day = first.replace(tzinfo=first.tzinfo or UTC).astimezone(LONDON).date()
    end = last.replace(tzinfo=last.tzinfo or UTC).astimezone(LONDON).date()
    while day <= end:
        yield day
        day = _next(day)


def _next(day: date) -> date:
    return day + timedelta(days=1)


def _start(day: date) -> datetime:
    return datetime.combine(day, time(0), tzinfo=LONDON).astimezone(UTC)
