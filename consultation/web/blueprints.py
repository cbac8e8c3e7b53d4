"""Every blueprint of this feature, for the shell to register."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from consultation.rules.access import Can
from consultation.web import (
    agreements,
    attachments,
    attachments_desk,
    changes,
    classes,
    comments,
    concerns,
    consultations,
    easy_read,
    edits,
    feedback,
    feeds,
    follow,
    following,
    following_areas,
    following_links,
    giving,
    home,
    issue,
    issue_points,
    issues,
    letters,
    map,
    near,
    notices,
    printing,
    representations,
    setup,
    setup_applicants,
    setup_area,
    setup_easy_read,
    setup_tables,
    sharing,
    wards_map,
    withdrawals,
)
from foundation.web.desk import DeskLink

BLUEPRINTS = (
    home.bp,
    consultations.bp,
    easy_read.bp,
    sharing.bp,
    classes.bp,
    printing.bp,
    map.bp,
    comments.bp,
    attachments.bp,
    giving.bp,
    follow.bp,
    following.bp,
    feeds.bp,
    letters.bp,
    near.bp,
    changes.bp,
    feedback.bp,
    concerns.bp,
    issues.bp,
    issue.bp,
    issue_points.bp,
    setup.bp,
    wards_map.bp,
    notices.bp,
)

DESK = (
    DeskLink(
        Can.DESK_READ,
        "feedback.desk",
        _("Comments to answer"),
        _("What people have said and still wait to hear about."),
    ),
    DeskLink(
        Can.ATTACHMENT_MODERATE,
        "attachments.queue",
        _("Pictures and documents"),
        _("Look at what residents have added before everybody can open it."),
    ),
    DeskLink(
        Can.COMMENT_MODERATE,
        "concerns.reported",
        _("Reported comments"),
        _("What readers say is wrong with a comment, for you to decide."),
    ),
    DeskLink(
        Can.CONSULTATION_SIGN_OFF,
        "setup.every",
        _("Set up consultations"),
        _("Write, date, draw and open a consultation, and see it to its end."),
    ),
    DeskLink(
        Can.COMMENT_MODERATE,
        "classes.named",
        _("School classes"),
        _("Say whether a school's name stands with the comments of its pupils."),
    ),
    DeskLink(
        Can.LETTERS_PRINT,
        "letters.queue",
        _("Letters to post"),
        _("Print what people who follow something are told by post."),
    ),
    DeskLink(
        Can.REACH_MAP_READ,
        "wards_map.every",
        _("Comments by ward"),
        _("See which wards you hear from, on a map and in a table."),
    ),
)
"""What this feature offers on the desk."""

__all__ = [
    "BLUEPRINTS",
    "DESK",
    "agreements",
    "attachments_desk",
    "edits",
    "following_areas",
    "following_links",
    "representations",
    "setup_applicants",
    "setup_area",
    "setup_easy_read",
    "setup_tables",
    "withdrawals",
]
