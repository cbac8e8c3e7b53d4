"""What the states of prototypes and votes, kinds of cost and groups of voters are called."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from foundation.web.words import Words
from programme.rules.ballots import BallotState, Group
from programme.rules.deployment_costs import CostKind
from programme.rules.firm_files import FileKind
from programme.rules.prototypes import PrototypeState

WORDS: Words = {
    FileKind: {
        FileKind.PICTURE: _("Picture"),
        FileKind.DOCUMENT: _("Document"),
        FileKind.TABLE: _("Table"),
    },
    PrototypeState: {
        PrototypeState.PLANNED: _("Planned"),
        PrototypeState.BUILDING: _("Being built"),
        PrototypeState.EVIDENCE_SUBMITTED: _("Evidence handed in"),
        PrototypeState.VERIFIED: _("Checked by the council"),
        PrototypeState.SHOWCASED: _("Shown"),
        PrototypeState.ACCEPTED: _("Accepted"),
        PrototypeState.REJECTED: _("Not taken further"),
    },
    CostKind: {
        CostKind.ONE_OFF: _("Once, to start"),
        CostKind.YEARLY: _("Each year"),
    },
    Group: {
        Group.OWNERS: _("Department that has the problem"),
        Group.WIDER: _("Other council staff"),
        Group.RESIDENTS: _("Residents who commented"),
        Group.PEERS: _("Firms in the cohort, not on their own"),
    },
    BallotState: {
        BallotState.SETUP: _("Not open yet"),
        BallotState.OPEN: _("Open"),
        BallotState.CLOSED: _("Closed, not shown yet"),
        BallotState.REVEALED: _("Closed, result shown"),
    },
}
