"""How the service is, from the notes in its instance folder; no database is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from townhall.watching.notes import BACKUP, CHAIN, SEEN, Done, last, read

STALE_AFTER = timedelta(minutes=5)
"""The job that looks does so each minute."""

LATE_AFTER = timedelta(minutes=15)
"""A mail that a server refuses is tried again after two minutes and after six."""

COPIED_EACH = timedelta(hours=26)
CHECKED_EACH = timedelta(hours=26)


@dataclass(frozen=True, slots=True)
class Condition:
    """What is known of the service at one moment.

    Args:
        seen_at: when the databases were last looked at; None if they never were.
        is_seen: that was lately, so that what follows can be relied on.
        database: they answered then.
        mail_since: when the oldest mail that is late was written.
        backup: the last copy; *chain*: the last check of the event log.
    """

    now: datetime
    seen_at: datetime | None
    is_seen: bool
    database: bool
    mail_since: datetime | None
    backup: Done | None
    chain: Done | None

    @property
    def is_well(self) -> bool:
        """Tell whether residents find nothing amiss."""
        return self.is_seen and self.database and self.mail_since is None and self.holds

    @property
    def holds(self) -> bool:
        """Tell whether no change was found in the event log."""
        return self.chain is None or self.chain.well

    def amiss(self) -> list[str]:
        """Return what an operator has to look after, in English."""
        found = []
        if not self.is_seen:
            found.append("no job has looked at the databases for five minutes")
        if not self.database:
            found.append("the database does not answer")
        if self.mail_since:
            found.append(f"mail waits since {self.mail_since:%Y-%m-%d %H:%M} UTC")
        if not self.holds:
            found.append("the event log has been changed")
        if self.backup is None or self.backup.at < self.now - COPIED_EACH:
            found.append("no backup for 26 hours")
        if self.chain is None or self.chain.at < self.now - CHECKED_EACH:
            found.append("the event log has not been checked for 26 hours")
        return found


def condition(folder: Path, now: datetime) -> Condition:
    """Return how the service was when its notes in *folder* were written."""
    seen = read(folder, SEEN) or {}
    mail = seen.get("messages", {}).get("mail", {}).get("since")
    seen_at, since = _instant(seen.get("at")), _instant(mail)
    return Condition(
        now=now,
        seen_at=seen_at,
        is_seen=seen_at is not None and seen_at > now - STALE_AFTER,
        database=bool(seen.get("database")),
        mail_since=since if since and since < now - LATE_AFTER else None,
        backup=last(folder, BACKUP),
        chain=last(folder, CHAIN),
    )


def _instant(seconds: float | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds is not None else None
