"""Where staff land: what needs them today, and links to what their roles let them do."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from consultation.web.blueprints import DESK as CONSULTATION
from consultation.web.officer_home import officer_home
from foundation.accounts.rules.access import Can
from foundation.accounts.web.labels import ROLES
from foundation.accounts.web.pages import DESK as ACCOUNTS
from foundation.base.db import db
from foundation.base.outgoing import late
from foundation.base.roles import Role
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.desk import links_for
from programme.web.blueprints import DESK as PROGRAMME

bp = Blueprint("desk", __name__)

OFFERED = (*CONSULTATION, *PROGRAMME, *ACCOUNTS)


@bp.get("/desk")
@allow(Can.OWN_ACCOUNT)
def desk() -> ResponseReturnValue:
    """Show what the person who is signed in may do."""
    who, home = actor(), officer_home()
    return render_template(
        "desk/page.html",
        home=home,
        late_mails=late(db.session(), who.authority_id, now()) if home else 0,
        links=links_for(who, OFFERED),
        roles=[ROLES[role] for role in Role if role in who.roles],
    )
