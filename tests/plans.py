"""How a database goes about a statement."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session


def plan_of(session: Session, asks: Callable[[], object]) -> str:
    """Return the plan of the first statement that *asks* sends, one step a line."""
    sent: list[tuple[str, Any]] = []

    def note(_conn: object, _cursor: object, statement: str, given: Any, *_rest: object) -> None:
        if statement.lstrip().startswith(("SELECT", "WITH")):
            sent.append((statement, given))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        asks()
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    statement, given = sent[0]
    how = "EXPLAIN" if session.get_bind().dialect.name == "postgresql" else "EXPLAIN QUERY PLAN"
    steps = session.connection().exec_driver_sql(f"{how} {statement}", given).all()
    return "\n".join(str(step[-1]) for step in steps)
