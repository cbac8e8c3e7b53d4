"""What the classes of rows are called, and what happens to each in the end."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from consultation.rules.privacy import RetentionClass

CLASSES = {
    RetentionClass.ABOUT_PEOPLE: (_("Answers about people"), _("deleted; the tables stay")),
    RetentionClass.INFORMAL: (
        _("Informal comments"),
        _("the words stay, nothing leads to their author any more"),
    ),
    RetentionClass.REGISTER: (
        _("Formal comments"),
        _("the register stays, name and address are deleted"),
    ),
    RetentionClass.ANSWERS: (_("Answers to questions"), _("cut loose from comments")),
}
