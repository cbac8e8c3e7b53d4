"""What the sides, seats, sessions and tellings of a cohort are called, and workshops."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from foundation.web.words import Words
from programme.rules.actions import ActionState, NoteKind
from programme.rules.attendance import Came
from programme.rules.cohorts import SeatState, Side
from programme.rules.evaluations import Fate
from programme.rules.practices import TakenInto
from programme.rules.sessions import SessionKind
from programme.rules.skills import PartKind
from programme.rules.tellings import Means, TellingState
from programme.rules.workshops import WorkshopKind

FATES = {
    Fate.MAINSTREAMED: _("Everyday work now"),
    Fate.AGAIN: _("Tried again"),
    Fate.DROPPED: _("Given up"),
}

WORDS: Words = {
    Fate: FATES,
    Side: {
        Side.FIRM: _("Firm"),
        Side.COUNCIL: _("Council"),
        Side.EXECUTIVE: _("Sponsor"),
        Side.MENTOR: _("Mentor"),
    },
    SeatState: {
        SeatState.INVITED: _("Asked to join"),
        SeatState.ONBOARDED: _("On board"),
        SeatState.ACTIVE: _("Active"),
        SeatState.AT_RISK: _("At risk"),
        SeatState.COMPLETED: _("Completed"),
        SeatState.DROPPED: _("Left"),
    },
    Came: {
        Came.INVITED: _("Asked"),
        Came.ACCEPTED: _("Said that they come"),
        Came.ATTENDED: _("Attended"),
        Came.PARTIAL: _("Part of it"),
        Came.ABSENT: _("Absent"),
        Came.EXCUSED: _("Excused"),
    },
    SessionKind: {
        SessionKind.LAUNCH: _("Launch day"),
        SessionKind.WORKSHOP: _("Workshop"),
        SessionKind.ONE_TO_ONE: _("One-to-one"),
        SessionKind.MENTORING: _("With a mentor"),
        SessionKind.SHOWCASE: _("Showcase"),
    },
    TellingState: {
        TellingState.NOT_SHARED: _("Not shared"),
        TellingState.SHARED: _("Shared"),
        TellingState.PRIVATE: _("Private, reason given"),
    },
    WorkshopKind: {
        WorkshopKind.DESIGN: _("Design workshop"),
        WorkshopKind.INTERVIEW: _("Talk with people who use it"),
        WorkshopKind.SANDPIT: _("Sandpit"),
        WorkshopKind.RETROSPECTIVE: _("Looking back"),
    },
    NoteKind: {
        NoteKind.SEEN: _("What we saw"),
        NoteKind.IDEA: _("Ideas"),
        NoteKind.QUESTION: _("Open questions"),
        NoteKind.AGREED: _("What we agreed"),
    },
    ActionState: {
        ActionState.OPEN: _("To do"),
        ActionState.DONE: _("Done"),
        ActionState.DROPPED: _("Given up"),
    },
    PartKind: {
        PartKind.PROPOSED: _("Proposed"),
        PartKind.OWNS: _("Owns"),
        PartKind.SPONSORS: _("Sponsors"),
        PartKind.LED: _("Led"),
        PartKind.CAME: _("Came to"),
        PartKind.IN_COHORT: _("Has a seat in"),
        PartKind.SIGNED: _("Signed for"),
        PartKind.BACKED: _("Backed"),
        PartKind.DID: _("Did"),
    },
    TakenInto: {
        TakenInto.PHASES: _("Phases of design"),
        TakenInto.WORKSHOPS: _("Workshops"),
        TakenInto.ASSUMPTIONS: _("Assumptions log"),
        TakenInto.BRIEF: _("Brief"),
        TakenInto.GATES: _("Gates"),
        TakenInto.COHORT: _("Cohort"),
        TakenInto.NOT_YET: _("Not yet"),
    },
    Means: {
        Means.ONE_TO_ONE: _("One-to-one"),
        Means.SESSION: _("Session"),
        Means.EMAIL: _("E-mail"),
        Means.CALL: _("Call"),
        Means.DOCUMENT: _("Document"),
        Means.TOGETHER: _("All together"),
    },
}
