"""What the states of files are called, and why one is not taken or not shown."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from consultation.rules.attachments import (
    AttachmentKind,
    AttachmentState,
    WhyNotTaken,
    WhyRefused,
)
from foundation.base.uploads.parts import WhyUnreadable
from foundation.web.words import Words

REFUSED_FOR = {
    WhyRefused.PERSON: _("It shows a person who can be recognised"),
    WhyRefused.PERSONAL_DETAILS: _("It shows personal details, such as a number plate or a letter"),
    WhyRefused.OFFENSIVE: _("It insults or frightens people"),
    WhyRefused.NOT_ABOUT_IT: _("It is not about this consultation"),
    WhyRefused.NOT_THEIRS: _("It seems to belong to somebody else"),
    WhyRefused.UNREADABLE: _("It cannot be made out"),
}

NOT_TAKEN = {
    WhyNotTaken.MISSING: _("Choose a file first."),
    WhyNotTaken.KIND: _(
        "Choose a photo (JPEG, PNG or WebP) or a PDF. On an iPhone, choose “Most compatible” in "
        "the settings of the camera, or send a screenshot."
    ),
    WhyNotTaken.TOO_LARGE: _("Choose a file of at most 10 MB. A smaller copy is as good for us."),
    WhyNotTaken.TOO_MANY: _("You have added 20 files, which is the most. Remove one first."),
    WhyNotTaken.TOO_MUCH: _("Your files have 50 MB together, which is the most. Remove one first."),
}

UNREADABLE = {
    WhyUnreadable.BROKEN: _("We could not read this file. Save it again and choose the new copy."),
    WhyUnreadable.TOO_MANY_PIXELS: _(
        "This picture has more than 40 million pixels. Make it smaller, or send a screenshot of it."
    ),
    WhyUnreadable.LOCKED: _("This PDF is locked with a password. Save a copy without one."),
    WhyUnreadable.ACTIVE: _(
        "This PDF holds a program, another file, a film or a form that sends itself. Print it to "
        "a new PDF and choose that."
    ),
    WhyUnreadable.TOO_MANY_PAGES: _("This PDF has more than 200 pages. Choose those that matter."),
    WhyUnreadable.TOO_HARD: _(
        "This file took too much of our computer. Save a smaller copy and choose that."
    ),
}

WORDS: Words = {
    WhyRefused: REFUSED_FOR,
    WhyNotTaken: NOT_TAKEN,
    WhyUnreadable: UNREADABLE,
    AttachmentKind: {
        AttachmentKind.PICTURE: _("Picture"),
        AttachmentKind.DOCUMENT: _("Document"),
    },
    AttachmentState: {
        AttachmentState.WAITING: _("Not sent yet"),
        AttachmentState.QUARANTINED: _("A person looks at it first"),
        AttachmentState.SHOWN: _("Shown"),
        AttachmentState.REFUSED: _("Not shown"),
        AttachmentState.REMOVED: _("Removed"),
    },
}
