"""What the states, roles and kinds of the programme are called."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from foundation.web.words import Words
from programme.rules.board import Light
from programme.rules.briefs import BriefState, ItemKind, Key
from programme.rules.cases import CasePart
from programme.rules.challenges import (
    BudgetState,
    ChallengeState,
    Engagement,
    PathwayKind,
    Regime,
)
from programme.rules.eligibility import Ground
from programme.rules.firms import FirmSize
from programme.rules.gates import Verdict
from programme.rules.law import Figure
from programme.rules.notices import NoticeState
from programme.rules.ocds.validating import Wrong
from programme.rules.packs import ItemState
from programme.rules.programmes import (
    FundingKind,
    ObjectiveKind,
    Origin,
    Pain,
    PartnerRole,
    Sentiment,
)
from programme.rules.sections import Section
from programme.rules.stages import GateCode, Stage
from programme.rules.submissions import SubmissionState
from programme.web.assessment_labels import WORDS as ASSESSMENT
from programme.web.cohort_labels import WORDS as COHORTS
from programme.web.contract_labels import WORDS as CONTRACTS
from programme.web.funnel_labels import WORDS as FUNNEL
from programme.web.kpi_words import WORDS as KPIS
from programme.web.match_labels import WORDS as MATCHES
from programme.web.pack_labels import WORDS as PACKS
from programme.web.public_labels import BUDGETS, REGIMES, SECTIONS, STATES
from programme.web.showcase_labels import WORDS as SHOWCASES

STAGES = {
    Stage.DEFINE: _("1 Define"),
    Stage.INVITE: _("2 Invite"),
    Stage.EXPLORE: _("3 Explore"),
    Stage.ACCELERATE: _("4 Support"),
    Stage.PROTOTYPE: _("5 Prototype"),
    Stage.PRE_COMMERCIAL: _("6 Business case"),
    Stage.HANDOVER: _("Handover"),
}

ENGAGEMENTS = {
    Engagement.UNDECIDED: _("Not decided yet"),
    Engagement.PUBLISHED: _("A notice is published"),
    Engagement.NOT_NEEDED: _("No notice is needed"),
}

VERDICTS = {
    Verdict.PASS: _("Pass"),
    Verdict.PASS_WITH_CONDITIONS: _("Pass with conditions"),
    Verdict.HOLD: _("Hold"),
    Verdict.STOP: _("Stop"),
    Verdict.RETURN: _("Return to be worked on"),
}

SUBMISSIONS = {
    SubmissionState.DRAFT: _("Draft"),
    SubmissionState.READY: _("Ready to certify"),
    SubmissionState.AWAITING_SIGN_OFF: _("Waits for a second person"),
    SubmissionState.SUBMITTED: _("Submitted"),
    SubmissionState.INELIGIBLE: _("Not eligible"),
    SubmissionState.INELIGIBLE_INFORMED: _("Not eligible, told why"),
    SubmissionState.UNDER_ASSESSMENT: _("Being assessed"),
    SubmissionState.MATCHED: _("Matched"),
    SubmissionState.RESERVE: _("On the reserve list"),
    SubmissionState.UNSUCCESSFUL: _("Not chosen"),
    SubmissionState.INFORMED: _("Told of the result"),
    SubmissionState.WITHDRAWN: _("Withdrawn"),
}

GROUNDS = {
    Ground.SMALL_FIRM: _("Fewer than 250 people"),
    Ground.MAY_TRADE: _("Registered to trade"),
    Ground.NO_EXCLUSION: _("No ground for exclusion"),
    Ground.INSURED: _("Insured"),
    Ground.HAS_TIME: _("Has the time"),
    Ground.MAY_USE_DATA: _("Keeps to the rules for data"),
}

SIZES = {
    FirmSize.MICRO: _("Fewer than 10 people"),
    FirmSize.SMALL: _("10 to 49 people"),
    FirmSize.MEDIUM: _("50 to 249 people"),
    FirmSize.LARGE: _("250 people or more"),
    FirmSize.UNKNOWN: _("Rather not say"),
}

FIGURES = {
    Figure.THRESHOLD_P: _("Threshold, with VAT"),
    Figure.TENDER_DAYS: _("Least days for tenders"),
    Figure.TENDER_DAYS_ANNOUNCED: _("Least days for tenders after a notice UK3"),
    Figure.ANNOUNCED_DAYS_BEFORE: _("Least days from UK3 to the tender notice"),
    Figure.ANNOUNCED_MONTHS_AT_MOST: _("Most months from UK3 to the tender notice"),
    Figure.STANDSTILL_DAYS: _("Days of standstill"),
    Figure.DETAILS_DAYS: _("Most days from signing to UK7"),
    Figure.KPI_VALUE_P: _("Worth from which measures have to be published"),
    Figure.KPIS: _("Least number of these measures"),
}

CASE_PARTS = {
    CasePart.STRATEGIC: _("Strategic: why now"),
    CasePart.ECONOMIC: _("Economic: which option"),
    CasePart.COMMERCIAL: _("Commercial: how to buy"),
    CasePart.FINANCIAL: _("Financial: who pays"),
    CasePart.MANAGEMENT: _("Management: who runs it"),
}

WRONGS = {
    Wrong.MISSING: _("it is missing"),
    Wrong.TYPE: _("it is of the wrong kind"),
    Wrong.EMPTY: _("it is empty"),
    Wrong.CODE: _("it is not in the code list"),
    Wrong.DATE: _("it is no full date and time"),
    Wrong.URI: _("it is no address"),
    Wrong.OCID: _("it is no process id"),
    Wrong.OCID_CHANGED: _("the process id changed"),
    Wrong.REPEATED: _("an id comes twice"),
    Wrong.UNKNOWN_AWARD: _("there is no such award"),
    Wrong.UNKNOWN_PARTY: _("it is not among the parties"),
    Wrong.NO_CURRENCY: _("a sum has no currency"),
    Wrong.BACKWARDS: _("it ends before it begins"),
}

ITEM_STATES = {
    ItemState.MADE: _("Ready"),
    ItemState.EXPLAINED: _("Explained"),
    ItemState.MISSING: _("Missing"),
    ItemState.NOT_NEEDED: _("Not needed below the threshold"),
}

NOTICES = {
    NoticeState.DRAFTED: _("Drafted"),
    NoticeState.CHECKED: _("Checked"),
    NoticeState.PUBLISHED: _("Published"),
    NoticeState.SUPERSEDED: _("Superseded"),
}

WORDS: Words = {
    NoticeState: NOTICES,
    ItemState: ITEM_STATES,
    Wrong: WRONGS,
    CasePart: CASE_PARTS,
    Figure: FIGURES,
    **ASSESSMENT,
    **FUNNEL,
    **MATCHES,
    **COHORTS,
    **KPIS,
    **PACKS,
    **CONTRACTS,
    **SHOWCASES,
    SubmissionState: SUBMISSIONS,
    Ground: GROUNDS,
    FirmSize: SIZES,
    ChallengeState: STATES,
    Stage: STAGES,
    BudgetState: BUDGETS,
    Regime: REGIMES,
    Engagement: ENGAGEMENTS,
    Verdict: VERDICTS,
    Section: SECTIONS,
    PathwayKind: {
        PathwayKind.SHOWCASE: _("Showcase pathway"),
        PathwayKind.DIRECT: _("Direct pathway"),
    },
    Light: {
        Light.PASSED: _("Passed"),
        Light.CONDITIONS: _("Passed with conditions"),
        Light.READY: _("Ready to decide"),
        Light.WAITING: _("Waiting for signatures"),
        Light.CLOSED: _("Closed"),
        Light.HELD: _("On hold"),
        Light.RETURNED: _("Returned"),
        Light.LATER: _("Not started"),
        Light.NOT_HERE: _("Not on this pathway"),
    },
    GateCode: {gate: _("Gate %(number)s", number=gate.value[1:]) for gate in GateCode},
    Pain: {
        Pain.TIMELINE: _("Timeline"),
        Pain.RETENTION: _("Retention"),
        Pain.BUDGET_UNCERTAINTY: _("Budget uncertainty"),
        Pain.DATA_AND_EVIDENCE: _("Data and evidence"),
        Pain.EXECUTIVE_PARTICIPATION: _("Executive participation"),
    },
    Sentiment: {Sentiment.WORKED: _("Worked"), Sentiment.DID_NOT: _("Did not work")},
    Origin: {
        Origin.RECORDED: _("recorded"),
        Origin.WORKED_OUT: _("worked out"),
        Origin.INFERRED: _("inferred"),
        Origin.INVENTED: _("invented"),
    },
    FundingKind: {
        FundingKind.GRANT: _("Grant"),
        FundingKind.LEVERAGED: _("Brought in"),
        FundingKind.MATCH: _("Match funding"),
        FundingKind.IN_KIND: _("In kind"),
    },
    PartnerRole: {
        PartnerRole.LEAD: _("Leads"),
        PartnerRole.DELIVERY: _("Delivers"),
        PartnerRole.AUTHORITY: _("The council"),
        PartnerRole.BUSINESS_SUPPORT: _("Supports firms"),
        PartnerRole.DESIGN_METHOD: _("Brings the method"),
        PartnerRole.TECHNICAL_SUPPORT: _("Supports"),
        PartnerRole.FACILITATOR: _("Leads workshops and one-to-ones"),
        PartnerRole.SPONSOR: _("Stands behind it"),
        PartnerRole.LEARNING_PARTNER: _("Learns with us"),
    },
    ObjectiveKind: {
        ObjectiveKind.POLICY_AIM: _("Aims"),
        ObjectiveKind.POLICY_THEME: _("Themes"),
        ObjectiveKind.PROJECT: _("What the pilot wants"),
        ObjectiveKind.OUTPUT: _("What it makes"),
        ObjectiveKind.OUTCOME: _("Where it goes"),
        ObjectiveKind.PRINCIPLE: _("How it works"),
    },
    BriefState: {
        BriefState.DRAFT: _("Draft"),
        BriefState.IN_REVIEW: _("In review"),
        BriefState.CHANGES_REQUESTED: _("Changes asked for"),
        BriefState.APPROVED: _("Approved"),
        BriefState.RELEASED: _("Released"),
        BriefState.AMENDED: _("Being amended"),
    },
    Key: {Key.OWNER: _("Department owner"), Key.PROCUREMENT: _("Procurement check")},
    ItemKind: {
        ItemKind.USER_OUTSIDE: _("Groups outside the council"),
        ItemKind.USER_INSIDE: _("Groups inside the council"),
        ItemKind.PRIOR_ATTEMPT: _("What was tried"),
        ItemKind.BLOCKER: _("What could stop it"),
        ItemKind.EXPLORE: _("To explore"),
        ItemKind.AVOID: _("To avoid"),
        ItemKind.OPPORTUNITY: _("Who else would buy"),
        ItemKind.INTEGRATION: _("Has to work with"),
        ItemKind.DATA_SET: _("Data sets offered to firms"),
    },
}
