"""The words of the mirror: what a find is called, and what stands where one was taken out."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from consultation.rules.personal_data import PersonalDatum

_P = PersonalDatum

FINDS = {
    _P.PHONE: _("a phone number"),
    _P.EMAIL: _("an e-mail address"),
    _P.ADDRESS: _("a home address"),
    _P.NATIONAL_INSURANCE: _("a National Insurance number"),
    _P.PLATE: _("a number plate"),
    _P.NHS_NUMBER: _("an NHS number"),
    _P.BANK_CARD: _("a bank card number"),
    _P.BIRTH_DATE: _("a date of birth"),
    _P.HEALTH: _("words about somebody’s health"),  # noqa: RUF001  an apostrophe as printed
    _P.NAME: _("somebody’s name"),  # noqa: RUF001  an apostrophe as printed
    _P.HANDLE: _("a name on social media"),
    _P.PROFILE: _("a link to somebody’s page"),  # noqa: RUF001  an apostrophe as printed
}
"""Follows "Your comment shows"."""

TAKEN_OUT = {
    _P.PHONE: _("(phone number removed)"),
    _P.EMAIL: _("(e-mail address removed)"),
    _P.ADDRESS: _("(address removed)"),
    _P.NATIONAL_INSURANCE: _("(National Insurance number removed)"),
    _P.PLATE: _("(number plate removed)"),
    _P.NHS_NUMBER: _("(NHS number removed)"),
    _P.BANK_CARD: _("(card number removed)"),
    _P.BIRTH_DATE: _("(date of birth removed)"),
    _P.HEALTH: _("(detail removed)"),
    _P.NAME: _("(name removed)"),
    _P.HANDLE: _("(account name removed)"),
    _P.PROFILE: _("(link removed)"),
}
"""In round brackets, never square ones: comments are Markdown, where those may start a link."""
