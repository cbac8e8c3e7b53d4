"""Pass a consultation on: a link, a picture for it, a QR code, a card for other websites."""

from __future__ import annotations

import io
from pathlib import Path
from urllib.parse import quote, urlencode

import segno
from flask import Blueprint, Response, current_app, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from consultation.queries.consultations import ConsultationPage
from consultation.rules.access import Can
from consultation.rules.journey import carrier_of
from consultation.rules.link_card import rings
from consultation.rules.words import in_one_line
from consultation.web.cards import last_day
from consultation.web.consultations import public_consultation, public_page
from consultation.web.fresh import seen
from consultation.web.link_card import CardFacts, drawn
from consultation.web.shared_links import SharedLink, shared_link
from consultation.web.told import shown_consultation
from foundation.accounts.web.here import current_council
from foundation.accounts.web.mails import address
from foundation.base.errors import NotFound
from foundation.base.words import say
from foundation.web.access import anyone
from foundation.web.caching import fresh_while
from foundation.web.current import actor
from foundation.web.words import full_date

bp = Blueprint("sharing", __name__, url_prefix="/consultations")

FONT = Path("vendor/fonts/source-sans-3-latin-wght-normal.woff2")
QR_SCALE = {"svg": 8, "png": 12}
MIMETYPES = {"svg": "image/svg+xml", "png": "image/png"}
EMBED_POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors "
)


@bp.get("/<slug>/share")
@anyone
def page(slug: str) -> ResponseReturnValue:
    """Show every way in which a consultation can be passed on."""
    found = public_page(slug)

    def made() -> str:
        share = shared_link(found)
        return render_template(
            "consultation/sharing/page.html",
            consultation=shown_consultation(found),
            share=share,
            ways=_ways(share),
            snippet=_snippet(share) if actor().may(Can.CONSULTATION_SIGN_OFF) else None,
            hosts=current_council().embed_hosts,
        )

    return fresh_while(*_seen(found), make=made)


@bp.get("/<slug>/card.png")
@anyone
def card(slug: str) -> ResponseReturnValue:
    """Show the picture that goes with a link."""
    found = public_page(slug)

    def made() -> Response:
        return Response(drawn(_facts(found)), mimetype="image/png")

    return fresh_while(*_seen(found), make=made)


@bp.get("/<slug>/qr.<kind>")
@anyone
def qr(slug: str, kind: str) -> ResponseReturnValue:
    """Give the address of a consultation as a code that a phone's camera reads."""
    named = public_consultation(slug)
    if kind not in QR_SCALE:
        raise NotFound(say("There is a QR code as svg and as png."))
    out = io.BytesIO()
    url = f"{address(current_council())}/consultations/{named.slug}"
    if carrier := carrier_of(request.args.get("by")):
        url += f"/give-your-view?by={carrier.value}"
    segno.make_qr(url).save(out, kind=kind, scale=QR_SCALE[kind])
    answer = Response(out.getvalue(), mimetype=MIMETYPES[kind])
    answer.headers["Content-Disposition"] = f'attachment; filename="{named.slug}-qr.{kind}"'
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@bp.get("/<slug>/embed")
@anyone
def embed(slug: str) -> ResponseReturnValue:
    """Show a small card inside the pages of the websites that the council has listed."""
    found = public_page(slug)
    share = shared_link(found)

    def made() -> Response:
        shown = shown_consultation(found)
        return make_response(
            render_template("consultation/sharing/embed.html", consultation=shown, share=share)
        )

    answer = fresh_while(*_seen(found), make=made)
    allowed = " ".join(current_council().embed_hosts) or "'none'"
    answer.headers["Content-Security-Policy"] = EMBED_POLICY + allowed
    return answer


def _seen(found: ConsultationPage) -> tuple[object, ...]:
    council = current_council()
    looks = (council.public_url, council.brand_colour, council.accent_colour, council.embed_hosts)
    return (*seen(found.tally.version, found), looks)


def _facts(found: ConsultationPage) -> CardFacts:
    council = current_council()
    lines = rings(found.area_geojson) if found.area_geojson else []
    return CardFacts(
        title=in_one_line(found.title),
        council=council.name,
        closing=_closing(found),
        lines=tuple(tuple(line) for line in lines),
        brand=council.brand_colour,
        accent=council.accent_colour,
        font=Path(current_app.static_folder or "") / FONT,
    )


def _closing(found: ConsultationPage) -> str:
    last = last_day(found.closes_at)
    if not found.may_comment:
        return str(_("See what people said"))
    if last is None:
        return str(_("Have your say"))
    return str(_("Have your say by %(day)s", day=full_date(last)))


def _ways(share: SharedLink) -> list[tuple[str, str]]:
    """Return the words and the address of each way that needs no script of anybody else."""
    said = f"{share.title} {share.url}"
    letter = {"subject": share.title, "body": f"{share.title}\n{share.url}"}
    mail = urlencode(letter, quote_via=quote)
    return [
        (_("Send it by e-mail"), f"mailto:?{mail}"),
        (_("Send it by WhatsApp"), "https://wa.me/?" + urlencode({"text": said})),
        (
            _("Post it on Facebook"),
            "https://www.facebook.com/sharer/sharer.php?" + urlencode({"u": share.url}),
        ),
    ]


def _snippet(share: SharedLink) -> str:
    title = share.title.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    return (
        f'<iframe src="{share.url}/embed" title="{title}" width="100%" height="380" '
        'loading="lazy" referrerpolicy="no-referrer"></iframe>'
    )
