"""What the page of imports calls tools, columns and states."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from consultation.rules.imports import ImportState, Means, Tool
from foundation.web.words import Words

WORDS: Words = {
    Tool: {
        Tool.CITIZEN_SPACE: _("Citizen Space (Be Heard)"),
        Tool.GOOGLE_FORMS: _("Google Forms"),
        Tool.SURVEYMONKEY: _("SurveyMonkey"),
        Tool.CSV: _("Another tool or a table"),
    },
    Means: {
        Means.TEXT: _("The comment"),
        Means.STANCE: _("For or against"),
        Means.TOPICS: _("Topics"),
        Means.SAID_ON: _("Day on which it was given"),
        Means.PLACE: _("Place it is about, in words"),
        Means.PLACE_POSTCODE: _("Postcode of the place it is about"),
        Means.NAME: _("Name (formal comment)"),
        Means.ADDRESS: _("Address (formal comment)"),
        Means.POSTCODE: _("Home postcode (formal comment)"),
        Means.LANGUAGE: _("Language, such as en or ur"),
        Means.ID: _("Id that the tool gave it"),
        Means.QUESTION: _("Answer to a question"),
        Means.ABOUT_PEOPLE: _("Leave out: it is about the person"),
        Means.LEAVE_OUT: _("Leave out"),
    },
    ImportState: {
        ImportState.UPLOADED: _("Choose the columns"),
        ImportState.TRIED: _("Tried, not imported"),
        ImportState.WAITING: _("Waiting"),
        ImportState.RUNNING: _("Being imported"),
        ImportState.DONE: _("Imported"),
        ImportState.FAILED: _("Broke off"),
    },
}
