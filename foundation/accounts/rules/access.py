"""What can be done with accounts and councils, and by whom."""

from __future__ import annotations

from enum import StrEnum

from foundation.base.roles import STAFF, Role


class Can(StrEnum):
    """``area:thing:action``; keep sorted."""

    AUDIT_VERIFY = "accounts:audit:verify"
    DESK_OPEN = "accounts:desk:open"
    OWN_ACCOUNT = "accounts:own:write"
    PEOPLE_WRITE = "accounts:people:write"
    SETTINGS_WRITE = "accounts:settings:write"


_EVERYBODY = frozenset({Can.OWN_ACCOUNT})
_STAFF = _EVERYBODY | {Can.DESK_OPEN}

GRANTS: dict[Role, frozenset[Can]] = {
    **{role: _STAFF if role in STAFF else _EVERYBODY for role in Role},
    Role.AUTHORITY_ADMIN: _STAFF | {Can.PEOPLE_WRITE, Can.SETTINGS_WRITE},
    Role.GOVERNANCE_LEAD: _STAFF | {Can.AUDIT_VERIFY},
    Role.AUDITOR: _STAFF | {Can.AUDIT_VERIFY},
}
