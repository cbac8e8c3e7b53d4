"""What every value of this feature's enums is called, in the words that residents read."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from consultation.queries.orders import Sort
from consultation.rules.classes import ClassOver
from consultation.rules.comments import (
    Channel,
    Kind,
    Lane,
    Moderation,
    PlaceWay,
    Speaker,
    Stance,
    Topic,
)
from consultation.rules.concerns import ConcernReason
from consultation.rules.consultations import (
    ConsultationKind,
    ConsultationStatus,
    PlanningDecision,
    WhyNot,
)
from consultation.rules.easy_read import Advice
from consultation.rules.edits import WhyNotEdit
from consultation.rules.entries import EntryCheck
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.marks import Mark
from consultation.rules.sessions import SeatState, SessionKind, SessionState
from foundation.accounts.rules.authorities import Publishing
from foundation.web.words import Words

STANCES = {
    Stance.SUPPORT: _("Support"),
    Stance.SUPPORT_WITH_CHANGES: _("Support with changes"),
    Stance.NEUTRAL: _("Neutral"),
    Stance.OBJECT: _("Object"),
}

KINDS = {
    Kind.COMMENT: _("Comment"),
    Kind.QUESTION: _("Question"),
    Kind.IDEA: _("Idea"),
}

MARKS = {
    Mark.SUPPORT: _("Support"),
    Mark.SUPPORT_WITH_CHANGES: _("Support with changes"),
    Mark.NEUTRAL: _("Neutral"),
    Mark.OBJECT: _("Object"),
    Mark.QUESTION: _("Question"),
    Mark.IDEA: _("Idea"),
    Mark.COMMENT: _("Comment"),
}

TOPICS = {
    Topic.DESIGN: _("Design, size or height"),
    Topic.USE: _("What it will be used for"),
    Topic.LIGHT: _("Light"),
    Topic.PRIVACY: _("Privacy"),
    Topic.ACCESS: _("Getting in and around"),
    Topic.NOISE: _("Noise"),
    Topic.TRAFFIC: _("Traffic, parking or road safety"),
    Topic.OTHER: _("Something else"),
}

PLACE_WAYS = {
    PlaceWay.WHOLE: _("The whole proposal"),
    PlaceWay.MAP: _("I will show it on a map"),
    PlaceWay.POSTCODE: _("Near a postcode"),
    PlaceWay.WORDS: _("I will say it in words"),
}

EASY_STANCES = {
    Stance.SUPPORT: _("Good"),
    Stance.NEUTRAL: _("Not sure"),
    Stance.OBJECT: _("Bad"),
}
"""What one may think in the easy-read form."""

EASY_PLACE_WAYS = {
    PlaceWay.WHOLE: _("All of it"),
    PlaceWay.MAP: _("I will show it on a map"),
    PlaceWay.WORDS: _("I will write where"),
    PlaceWay.POSTCODE: _("Near a postcode"),
}

EASY_ADVICE = {
    Advice.LONG_SENTENCE: _("this sentence is long. Make two of it."),
    Advice.TWO_IDEAS: _("there are two sentences here. Give each a row of its own."),
    Advice.HARD_WORD: _("is there an easier word for this?"),
}

FEEDBACK = {
    FeedbackStatus.RECEIVED: _("Received"),
    FeedbackStatus.BEING_CONSIDERED: _("Being looked into"),
    FeedbackStatus.ANSWERED: _("Answered"),
    FeedbackStatus.CLOSED: _("Closed"),
    FeedbackStatus.WITHDRAWN: _("Taken back"),
}

SORTS = {
    Sort.NEWEST: _("Newest first"),
    Sort.OLDEST: _("Oldest first"),
    Sort.AGREED: _("Most people agree"),
    Sort.ANSWERED: _("Answered first"),
    Sort.NEAREST: _("Nearest to me"),
    Sort.RELEVANT: _("Best match for your words"),
}

WHY_NOT = {
    WhyNot.NOT_OPEN_YET: _("Comments are not open yet."),
    WhyNot.CLOSED: _("Comments are closed. You can still read all of them here."),
    WhyNot.WITHDRAWN: _("This consultation was withdrawn. Comments are closed."),
    WhyNot.PARENT_NOT_VISIBLE: _("The comment you answer can no longer be read."),
    WhyNot.NO_FORMAL_COMMENTS: _("This consultation takes informal comments only."),
    WhyNot.REPLY_IS_NOT_FORMAL: _("A reply cannot be a formal comment. Give a view of your own."),
    WhyNot.HIDDEN_IS_NOT_FORMAL: _(
        "A moderator has hidden this comment. It cannot become a formal one. Send a new comment."
    ),
    WhyNot.ONLY_QUESTIONS: _("Here you answer questions. Comments are not taken."),
    WhyNot.TAKEN_BACK: _("You have taken this comment back. It cannot become a formal one."),
}

LATE_TAKEN = _(
    "The last day for comments has passed. Late comments are still taken until it is decided, "
    "and are marked late."
)

PUBLISHED = {
    Publishing.NAME_AND_ADDRESS: _("We publish your comment with your name and address."),
    Publishing.NAME_ONLY: _("We publish your comment with your name, but not your address."),
    Publishing.NEITHER: _("We publish your comment, but not your name or address."),
    Publishing.NOTHING: _("We do not publish formal comments. Only the council reads yours."),
}
"""What of a formal comment is published, told to who is about to send one."""

CONSULTATION_KINDS = {
    ConsultationKind.PLANNING_APPLICATION: _("Planning application"),
    ConsultationKind.LOCAL_PLAN: _("Local plan"),
    ConsultationKind.POLICY: _("Policy"),
    ConsultationKind.SERVICE: _("Council service"),
    ConsultationKind.PLACE: _("Street or place"),
}

MOVES = {
    ConsultationStatus.DRAFT: _("Take it back to draft"),
    ConsultationStatus.AWAITING_SIGN_OFF: _("Send it for sign-off"),
    ConsultationStatus.SCHEDULED: _("Sign it off"),
    ConsultationStatus.OPEN: _("Open it for comments"),
    ConsultationStatus.CLOSED: _("Close it for comments"),
    ConsultationStatus.CONSIDERING: _("Start looking at the comments"),
    ConsultationStatus.REPORTED: _("The report is published"),
    ConsultationStatus.DECIDED: _("It is decided"),
    ConsultationStatus.WITHDRAWN: _("Withdraw it"),
}
"""What an officer presses to bring a consultation into a state."""

WHY_NOT_EDIT = {
    WhyNotEdit.NOT_YOURS: _("Only who wrote this can change it."),
    WhyNotEdit.WITHDRAWN: _("This comment was taken back. It cannot be changed."),
    WhyNotEdit.HIDDEN: _("A moderator has hidden this comment. Write to the council about it."),
    WhyNotEdit.CLOSED: _("Comments are closed. What was said stays as it is."),
}

CONCERNS = {
    ConcernReason.PERSONAL_DATA: _("It gives away something private about somebody"),
    ConcernReason.ABUSE: _("It is abusive or full of hate"),
    ConcernReason.NOT_TRUE: _("It says something that is not true"),
    ConcernReason.SPAM: _("It is an advert, or has nothing to do with this"),
    ConcernReason.SOMETHING_ELSE: _("Something else"),
}

SESSION_KINDS = {
    SessionKind.DROP_IN: _("Drop-in"),
    SessionKind.STREET_STALL: _("Street stall"),
    SessionKind.VISIT: _("Visit to a group"),
    SessionKind.MEETING: _("Meeting"),
    SessionKind.QUESTIONS: _("Questions and answers on a theme"),
    SessionKind.WEBINAR: _("Webinar"),
}

WORDS: Words = {
    SessionKind: SESSION_KINDS,
    SessionState: {
        SessionState.DRAFT: _("Draft"),
        SessionState.PUBLISHED: _("Published"),
        SessionState.CALLED_OFF: _("Called off"),
    },
    SeatState: {
        SeatState.TAKEN: _("You have a place"),
        SeatState.WAITING: _("You are on the waiting list"),
        SeatState.GIVEN_BACK: _("You have given your place back"),
    },
    WhyNotEdit: WHY_NOT_EDIT,
    ConcernReason: CONCERNS,
    Kind: KINDS,
    Sort: SORTS,
    Stance: STANCES,
    Mark: MARKS,
    Topic: TOPICS,
    FeedbackStatus: FEEDBACK,
    WhyNot: WHY_NOT,
    Lane: {
        Lane.DIALOGUE: _("Informal comment"),
        Lane.REPRESENTATION: _("Formal comment"),
    },
    EntryCheck: {
        EntryCheck.NOT_NEEDED: _("Entered"),
        EntryCheck.WAITING: _("Waits for a second look"),
        EntryCheck.MATCHES: _("Checked"),
        EntryCheck.CORRECTED: _("Checked and put right"),
    },
    Channel: {
        Channel.WEB: _("On this website"),
        Channel.SESSION: _("At a drop-in"),
        Channel.PAPER: _("On paper"),
        Channel.PHONE: _("By phone"),
        Channel.EMAIL: _("By e-mail"),
        Channel.SOCIAL: _("On social media"),
        Channel.LETTER: _("By letter"),
        Channel.IMPORT: _("From another survey"),
    },
    Moderation: {
        Moderation.VISIBLE: _("Shown"),
        Moderation.HELD: _("Being checked"),
        Moderation.HIDDEN: _("Hidden"),
    },
    PlaceWay: PLACE_WAYS,
    Advice: EASY_ADVICE,
    ClassOver: {
        ClassOver.ENDED: _("The time of this class is over. Ask your teacher."),
        ClassOver.FULL: _("All pupils of this class have answered. Thank you."),
    },
    Speaker: {
        Speaker.PUBLIC: _("A resident"),
        Speaker.OFFICER: _("The council"),
        Speaker.APPLICANT: _("The applicant"),
    },
    ConsultationKind: CONSULTATION_KINDS,
    ConsultationStatus: {
        ConsultationStatus.DRAFT: _("Draft"),
        ConsultationStatus.AWAITING_SIGN_OFF: _("Waiting for sign-off"),
        ConsultationStatus.SCHEDULED: _("Opens soon"),
        ConsultationStatus.OPEN: _("Open for comments"),
        ConsultationStatus.CLOSED: _("Closed for comments"),
        ConsultationStatus.CONSIDERING: _("The council is looking at the comments"),
        ConsultationStatus.REPORTED: _("Report published"),
        ConsultationStatus.DECIDED: _("Decided"),
        ConsultationStatus.WITHDRAWN: _("Withdrawn"),
    },
    PlanningDecision: {
        PlanningDecision.GRANTED: _("Granted"),
        PlanningDecision.REFUSED: _("Refused"),
        PlanningDecision.WITHDRAWN: _("Withdrawn"),
    },
}
