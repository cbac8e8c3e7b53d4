"""What each line of a gate comes to, with its reason in plain words: one function a line.

Source: programme-field.md §2.5.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from programme.rules import guards_of_brief, guards_of_case, guards_of_firms
from programme.rules.lines import Guards, Line, LineRule, Result
from programme.rules.snapshots import Snapshot

GUARDS: Guards = {**guards_of_brief.GUARDS, **guards_of_firms.GUARDS, **guards_of_case.GUARDS}


def results_of(
    snapshot: Snapshot, rules: Iterable[LineRule], waived: Collection[Line] = ()
) -> tuple[Result, ...]:
    """Return what every line of a gate came to; a signed waiver counts only where one may be."""
    return tuple(_result(snapshot, rule, waived) for rule in rules)


def _result(snapshot: Snapshot, rule: LineRule, waived: Collection[Line]) -> Result:
    is_met, reason = GUARDS[rule.line](snapshot, rule.minimum or 0)
    result = Result(rule.line, is_met, reason)
    is_waived = not is_met and rule.is_waivable and rule.line in waived
    return replace(result, is_waived=is_waived)
