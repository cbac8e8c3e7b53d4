"""What came of an issue, in the words that residents read; the desk shows the same ones."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from consultation.rules.deliveries import Delivery
from consultation.rules.dispositions import Disposition, Group, Proof
from consultation.rules.issues import IssueStatus
from foundation.web.words import Words

OUTCOMES = {
    Disposition.CHANGED_PLAN: _("Changed the plan"),
    Disposition.CONDITION: _("Became a condition"),
    Disposition.OBLIGATION: _("Became a legal duty on the builder"),
    Disposition.INFORMATIVE: _("Became advice to the builder"),
    Disposition.REASON_FOR_REFUSAL: _("A reason to say no"),
    Disposition.WEIGHED_IN_FAVOUR: _("Weighed in favour"),
    Disposition.ALREADY_POLICY: _("Already covered by policy"),
    Disposition.OUTWEIGHED: _("Not taken forward: other things mattered more"),
    Disposition.CONSIDERED_NOT_CHANGED: _("Not taken forward: considered, nothing changed"),
    Disposition.ANSWERED: _("Question answered"),
    Disposition.NOT_MATERIAL: _("Not taken forward: planners may not weigh it"),
    Disposition.OUT_OF_SCOPE: _("Belongs elsewhere"),
    Disposition.WITHDRAWN: _("Taken back by the author"),
}

GROUPS = {
    Group.MADE_A_DIFFERENCE: _("It made a difference"),
    Group.WEIGHED: _("It was weighed, with no change"),
    Group.ENDED_ANOTHER_WAY: _("It ended another way"),
}

PROOFS = {
    Proof.PLAN_REVISION: _("A new drawing of the plan"),
    Proof.CONDITION: _("A condition of the decision"),
    Proof.REPORT_PARAGRAPH: _("A part of the officer\u2019s report"),
    Proof.DOCUMENT_PAGE: _("A page of a document"),
}

DELIVERIES = {
    Delivery.PROMISED: _("Promised"),
    Delivery.DONE: _("Done"),
    Delivery.NOT_DONE: _("Not done"),
}

WORDS: Words = {
    Delivery: DELIVERIES,
    Disposition: OUTCOMES,
    Group: GROUPS,
    Proof: PROOFS,
    IssueStatus: {
        IssueStatus.OPEN: _("To be answered"),
        IssueStatus.ANSWERED: _("Answered"),
        IssueStatus.SETTLED: _("Outcome written"),
        IssueStatus.MERGED: _("Joined to another issue"),
    },
}
