"""Words for what the figures of who was heard say."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from consultation.rules.reach.equality import Characteristic
from consultation.rules.reach.next_steps import Way
from consultation.rules.reach.pools import Scope
from consultation.rules.reach.traits import Trait

TRAITS = {
    Trait.AGE: _("Age"),
    Trait.SEX: _("Sex"),
    Trait.ETHNIC_GROUP: _("Ethnic group"),
    Trait.ETHNIC_GROUP_19: _("Ethnic background"),
    Trait.DISABILITY: _("Disability"),
    Trait.MAIN_LANGUAGE: _("Main language"),
    Trait.TENURE: _("Owning or renting"),
    Trait.CARER: _("Unpaid care"),
    Trait.RELIGION: _("Religion"),
    Trait.SEXUAL_ORIENTATION: _("Sexual orientation"),
    Trait.GENDER: _("Gender"),
    Trait.PREGNANCY: _("Pregnancy and babies"),
    Trait.MARRIAGE: _("Marriage and civil partnership"),
    Trait.WARD: _("Ward"),
}

CHARACTERISTICS = {
    Characteristic.AGE: _("Age"),
    Characteristic.DISABILITY: _("Disability"),
    Characteristic.GENDER_REASSIGNMENT: _("Gender reassignment"),
    Characteristic.MARRIAGE: _("Marriage and civil partnership"),
    Characteristic.PREGNANCY: _("Pregnancy and maternity"),
    Characteristic.RACE: _("Race"),
    Characteristic.RELIGION: _("Religion or belief"),
    Characteristic.SEX: _("Sex"),
    Characteristic.SEXUAL_ORIENTATION: _("Sexual orientation"),
}

GROUPS = {
    (Trait.DISABILITY, "disabled"): _("Disabled people"),
    (Trait.DISABILITY, "not_disabled"): _("People who are not disabled"),
    (Trait.MAIN_LANGUAGE, "english"): _("English is the main language"),
    (Trait.MAIN_LANGUAGE, "not_english"): _("Another language is the main one"),
    (Trait.CARER, "yes"): _("Unpaid carers"),
    (Trait.CARER, "no"): _("People who are not carers"),
    (Trait.GENDER, "yes"): _("Same as registered at birth"),
    (Trait.GENDER, "no"): _("Not the same as registered at birth"),
    (Trait.PREGNANCY, "yes"): _("Pregnant, or with a new baby"),
    (Trait.PREGNANCY, "no"): _("Neither"),
}
"""Groups whose answer on the page would not say who they are."""

SCOPES = {
    Scope.COUNCIL: _("whole council"),
    Scope.TEAM: _("team"),
    Scope.WARD: _("ward"),
}

WITHHELD = _("These figures are not shown, so that nobody can be found in them.")
"""Whatever the reason: to say that nearly everybody answered alike would say what they answered."""

WAYS = {
    Way.SCHOOLS: _("Ask schools and youth groups near here; a class can answer together."),
    Way.COLLEGES: _("Set up a stall at a college or a youth club."),
    Way.DAY_CENTRES: _("Visit a day centre or a lunch club, with the form on paper."),
    Way.COMMUNITY_GROUPS: _("Ask a community group or a place of worship to invite its people."),
    Way.EASY_READ: _("Ask a disabled people's group, and bring the easy-read page."),
    Way.TRANSLATED: _("Hand out leaflets in other languages, and bring an interpreter."),
    Way.TENANTS: _("Ask the housing association or the tenants' group to write to its tenants."),
    Way.WORKPLACES: _("Be at the station or at a large employer before and after work."),
    Way.DROP_IN: _("Hold a drop-in in this ward, in a place that people know."),
    Way.STREET_STALL: _("Stand in the high street or at the school gate."),
}
