"""The words of the coach: what a point is called, what makes it stronger, who else can help.

Never "valid" or "invalid", and never a promise: planners can *usually* weigh a point, and what
belongs elsewhere stays in the comment.
"""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from consultation.rules.material_considerations import Ground
from consultation.rules.other_matters import Matter
from foundation.web.words import Words

_G = Ground
_M = Matter

GROUNDS = {
    _G.PRIVACY: _("Privacy and overlooking"),
    _G.LIGHT: _("Daylight and sunlight"),
    _G.OVERBEARING: _("Feeling hemmed in"),
    _G.NOISE: _("Noise and disturbance once it is in use"),
    _G.SMELL_AND_GLARE: _("Smells and bright lights"),
    _G.AIR_QUALITY: _("Air quality"),
    _G.TRAFFIC: _("Traffic and road safety"),
    _G.PARKING: _("Parking and deliveries"),
    _G.WALKING_AND_BUSES: _("Walking, cycling and buses"),
    _G.DESIGN: _("Design, look and character"),
    _G.SIZE: _("Height, size and density"),
    _G.HERITAGE: _("Old and listed buildings"),
    _G.NATURE: _("Trees and wildlife"),
    _G.FLOODING: _("Flooding and drains"),
    _G.ACCESS: _("Access for disabled and older people"),
    _G.SERVICES: _("Schools, doctors and other services"),
    _G.HOUSING: _("Homes that are needed"),
    _G.USE: _("What the place is used for"),
    _G.OPEN_SPACE: _("Parks and places to play"),
    _G.WASTE: _("Bins and recycling"),
    _G.CLIMATE: _("Energy and climate"),
    _G.SAFE_DESIGN: _("Places that feel safe"),
    _G.GROUND_CONDITIONS: _("What is in the ground"),
    _G.JOBS: _("Jobs and the local economy"),
    _G.POLICY: _("Plans, policies and earlier decisions"),
}

TIPS = {
    _G.PRIVACY: _(
        "Say which rooms or gardens would be seen into, and how far away the windows are."
    ),
    _G.LIGHT: _(
        "Say which rooms or gardens, at what time of day and year. A photo with the time helps."
    ),
    _G.OVERBEARING: _("Say how close and how high it would be, and which windows face it."),
    _G.NOISE: _("Say what would make the noise, when, and how near. A diary of times helps."),
    _G.SMELL_AND_GLARE: _("Say where it would come from, at what hours, and who lives there."),
    _G.AIR_QUALITY: _("Name the road, and who spends time there, such as children at a school."),
    _G.TRAFFIC: _("Say when it is worst. Counts, photos and near misses help."),
    _G.PARKING: _("Say on which days and hours it is full. A count of free spaces helps."),
    _G.WALKING_AND_BUSES: _("Say who goes there, from where to where, and what stops them."),
    _G.DESIGN: _("Say what is around it, and what would fit better. A photo of the street helps."),
    _G.SIZE: _("Compare it with the buildings around it. Say what height you would accept."),
    _G.HERITAGE: _("Name the building, and say what about it or around it would be lost."),
    _G.NATURE: _("Say what you have seen, where and when. Photos with a date help."),
    _G.FLOODING: _("Say where the water came and when. Photos or an insurance letter help."),
    _G.ACCESS: _("Say which step, slope, door or distance is the problem, and for whom."),
    _G.SERVICES: _("Name the school or surgery, and say how you know that it is full."),
    _G.HOUSING: _("Say who needs homes here, such as large families or older people."),
    _G.USE: _("Say who uses the place today, how often, and where they would have to go."),
    _G.OPEN_SPACE: _("Say who uses it and how, and what there would be instead."),
    _G.WASTE: _("Say where bins stand today, and where the lorry has to stop."),
    _G.CLIMATE: _(
        "Say what you would like to see, such as solar panels or keeping the old building."
    ),
    _G.SAFE_DESIGN: _("Say which path or corner, and what would help, such as lights or windows."),
    _G.GROUND_CONDITIONS: _("Say what was on the land before, and how you know."),
    _G.JOBS: _("Say which jobs would come or go, and for whom."),
    _G.POLICY: _("Give the number of the policy or of the earlier application if you know it."),
}
"""What evidence makes a point of each ground stronger."""

MATTERS = {
    _M.PARTY_WALL: _("Damage to a shared wall"),
    _M.PROPERTY_VALUE: _("What a home is worth"),
    _M.PRIVATE_VIEW: _("A view from a home"),
    _M.COMPETITION: _("Trade and competition"),
    _M.COVENANT: _("Deeds, leases and covenants"),
    _M.BOUNDARY: _("Who owns the land, and where it ends"),
    _M.RIGHT_TO_LIGHT: _("A legal right to light"),
    _M.PRIVATE_ACCESS: _("Private drives and rights of way"),
    _M.BUILDING_CONTROL: _("How safely it is built"),
    _M.LICENSING: _("Licences"),
    _M.POLICE: _("Crime and antisocial behaviour today"),
    _M.APPLICANT: _("Who is applying, and why"),
    _M.CONSTRUCTION: _("Noise and dust while it is built"),
    _M.ENFORCEMENT: _("Work done without permission"),
    _M.STREET_CARE: _("The state of the street today"),
}

GOES_TO = {
    _M.PARTY_WALL: _("The party wall rules cover this. They ask the builder to give you notice."),
    _M.PROPERTY_VALUE: _(
        "Planners usually cannot weigh this. What would change it, such as noise, they can."
    ),
    _M.PRIVATE_VIEW: _(
        "Planners usually cannot protect a view from one home. Light, privacy and a view that "
        "everybody enjoys they can weigh."
    ),
    _M.COMPETITION: _(
        "Planners cannot choose between businesses. The loss of a local service they can weigh."
    ),
    _M.COVENANT: _("Deeds and leases hold whatever is decided here. A solicitor can advise you."),
    _M.BOUNDARY: _("HM Land Registry keeps the records. A solicitor or surveyor can advise you."),
    _M.RIGHT_TO_LIGHT: _(
        "This is a private right, for the courts. How much light you lose planners can weigh."
    ),
    _M.PRIVATE_ACCESS: _(
        "This is between the owners. Citizens Advice or a solicitor can help you."
    ),
    _M.BUILDING_CONTROL: _("Building control checks this, under other rules."),
    _M.LICENSING: _("The licensing team decides this. You can comment to them as well."),
    _M.POLICE: _(
        "Tell the police on 101. How the design could make the place safer planners can weigh."
    ),
    _M.APPLICANT: _(
        "Planners look at the proposal and not at who makes it. Say what it would do to the place."
    ),
    _M.CONSTRUCTION: _(
        "It is rarely a reason to refuse, but working hours and lorry routes can be a condition. "
        "Environmental health can act on noise and dust."
    ),
    _M.ENFORCEMENT: _("The planning enforcement team looks into this. Tell them the address."),
    _M.STREET_CARE: _(
        "Report it to the council, so that it is put right whatever is decided here."
    ),
}
"""Who can help instead; a page adds that the words stay in the comment."""

WORDS: Words = {Ground: GROUNDS, Matter: MATTERS}
