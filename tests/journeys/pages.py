"""The table of all pages: who looks at each, and what is no page.

A route that is new has to be entered here, or excused with a reason.
"""

from __future__ import annotations

from foundation.base.roles import Role
from tests.journeys.people import CONSULTATION

ADMIN, OFFICER, PLANNER = Role.AUTHORITY_ADMIN, Role.CONSULTATION_OFFICER, Role.PLANNER

PAGES: dict[str, Role | None] = {
    "/": None,
    "/accessibility": None,
    "/account": PLANNER,
    "/account/password": PLANNER,
    "/account/second-step": PLANNER,
    "/comments/<ref>": None,
    "/comments/<ref>/agree": None,
    "/comments/<ref>/follow": None,
    "/comments/<ref>/reply": None,
    "/consultations": None,
    "/consultations/<slug>": None,
    "/consultations/<slug>/follow": None,
    "/consultations/<slug>/give-your-view": None,
    "/consultations/<slug>/share": None,
    "/contact": None,
    "/cookies": None,
    "/demo": None,
    "/demo/mail": None,
    "/desk": ADMIN,
    "/desk/comments": PLANNER,
    "/desk/comments/<ref>": PLANNER,
    "/desk/consultations": OFFICER,
    "/desk/consultations/<slug>": OFFICER,
    "/desk/consultations/<slug>/applicants": OFFICER,
    "/desk/consultations/<slug>/area": OFFICER,
    "/desk/consultations/<slug>/documents": OFFICER,
    "/desk/consultations/<slug>/stages": OFFICER,
    "/desk/consultations/<slug>/words": OFFICER,
    "/desk/consultations/new": OFFICER,
    "/desk/letters": OFFICER,
    "/desk/letters/print": OFFICER,
    "/desk/people": ADMIN,
    "/desk/people/<uuid:person_id>": ADMIN,
    "/desk/people/invite": ADMIN,
    "/desk/settings": ADMIN,
    "/follow": None,
    "/follow/area": None,
    "/following/asked": None,
    "/following/begun": None,
    "/house-rules": None,
    "/how-planners-decide": None,
    "/near": None,
    "/privacy": None,
    "/reach/wards": OFFICER,
    "/reach/wards/<slug>": OFFICER,
    "/reach/wards/<slug>/map": OFFICER,
    "/set-password/<token>": None,
    "/sign-in": None,
    "/sign-in/forgot": None,
    "/sign-in/link/<token>": None,
    "/sign-in/sent": None,
    "/sign-in/staff": None,
    "/what-changed": None,
}
"""Rule of a page → who looks at it."""

MORE: dict[str, Role | None] = {
    "/no-such-page": None,
    "/desk/people": None,
    "/desk/settings": Role.RESIDENT,
    "/desk": Role.RESIDENT,
    "/desk/comments": Role.APPLICANT,
    "/desk/comments?show=held": OFFICER,
    "/consultations?text=nothing+of+the+sort": None,
    "/near?postcode=B9+5AA": None,
    f"{CONSULTATION}?stance=object&sort=agreed": None,
    f"{CONSULTATION}?words=no-such-words": None,
    "/consultations/library-hours": None,
}
"""Other faces of these pages: refusals, empty lists, filters."""

NO_PAGES = {
    "/basemap.pmtiles": "a file",
    "/consultations/<slug>/card.png": "a picture",
    "/consultations/<slug>/dates.ics": "a calendar",
    "/consultations/<slug>/embed": "for other websites, looked at in test_sharing",
    "/consultations/<slug>/feed.atom": "a feed",
    "/consultations/<slug>/give-your-view/about": "walked in the journey of giving a view",
    "/consultations/<slug>/give-your-view/check": "walked in the journey of giving a view",
    "/consultations/<slug>/give-your-view/comment": "walked in the journey of giving a view",
    "/consultations/<slug>/give-your-view/details": "walked in the journey of giving a view",
    "/consultations/<slug>/give-your-view/help": "walked without JavaScript",
    "/consultations/<slug>/give-your-view/place": "walked in the journey of giving a view",
    "/consultations/<slug>/give-your-view/sent": "walked in the journey of giving a view",
    "/consultations/<slug>/give-your-view/topics": "walked in the journey of giving a view",
    "/consultations/<slug>/give-your-view/view": "walked in the journey of giving a view",
    "/consultations/<slug>/qr.<kind>": "a picture",
    "/feed.atom": "a feed",
    "/follow/tell-me": "only for who follows a comment of their own",
    "/following/all/<token>": "only by a link in a message",
    "/following/confirm/<token>": "only by a link in a message",
    "/following/leave-all/<token>": "only by a link in a message",
    "/following/leave/<token>": "only by a link in a message",
    "/consultations/<slug>/map.json": "data",
    "/consultations/<slug>/news": "data",
    "/consultations/<slug>/site.json": "data",
    "/health": "data",
    "/logo/<uuid:file_id>": "a picture",
    "/places/wards.json": "data",
    "/reach/wards/<slug>/map.html": "the same map as a file to keep",
    "/sign-in/code": "walked where staff sign in",
    "/sign-in/second-step": "walked where staff sign in",
    "/static/<path:filename>": "a file",
    "/theme.css": "a style sheet",
}
"""Rule of what is no page, or is looked at elsewhere, and why."""
