"""Headers, cookies and checks that stand around every request."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Request, Response, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from werkzeug.middleware.proxy_fix import ProxyFix

from foundation.base.errors import Malformed, NotAllowed, TooMany, Unavailable
from foundation.web.sizes import LARGEST_BODY, allow_for_files
from townhall.config import Settings

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
YEAR = 365 * 24 * 3600
RETRY_AFTER = "5"
"""Seconds after which what is away may be back."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=()",
    "Cache-Control": "no-store",
}


def init(app: Flask, settings: Settings) -> None:
    """Set cookies, limits and headers for *app*."""
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="__Host-session" if settings.is_secure else "session",
        SESSION_COOKIE_SECURE=settings.is_secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=LARGEST_BODY,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
    )
    app.session_interface = OnPages()
    policy = content_policy(settings)
    app.before_request(allow_for_files)
    app.before_request(refuse_foreign_forms)
    app.before_request(refuse_fields_without_a_name)

    def dress(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Content-Security-Policy", policy)
        # The rate limits put theirs on every answer.
        if response.status_code == Unavailable.status:
            response.headers["Retry-After"] = RETRY_AFTER
        elif response.status_code != TooMany.status:
            del response.headers["Retry-After"]
        if settings.is_secure:
            response.headers["Strict-Transport-Security"] = f"max-age={YEAR}; includeSubDomains"
        return response

    app.after_request(dress)


def believe_proxies(app: Flask, settings: Settings) -> None:
    """Take the caller's address and scheme from our own proxies; after the sockets are there.

    Never the host: what a proxy passes on in ``Host`` is what the visitor has asked for.
    """
    trusted = settings.trusted_proxies
    if trusted:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # as Flask's handbook does
            app.wsgi_app, x_for=trusted, x_proto=trusted, x_host=0, x_port=0, x_prefix=0
        )


SAME_FOR_ALL = ".mvt"
"""How the address of a tile ends, which is the same for everybody."""


class OnPages(SecureCookieSessionInterface):
    """Keep a session on pages; programs and tiles of maps have none, and read no cookie."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Return what the browser's cookie holds, and nothing where that must not matter."""
        if request.path.startswith("/api/") or request.path.endswith(SAME_FOR_ALL):
            return self.make_null_session(app)
        return super().open_session(app, request)


def content_policy(settings: Settings) -> str:
    """Return the policy of all pages: our own files only, and the one host of map tiles."""
    images = "'self' data: blob:"
    if settings.basemap_tile_url:
        tiles = urlsplit(settings.basemap_tile_url.replace("{s}", "a"))
        images += f" {tiles.scheme}://{tiles.netloc}"
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; "
        f"img-src {images}; font-src 'self'; connect-src 'self'; worker-src 'self'; "
        "manifest-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'self'"
    )


def refuse_foreign_forms() -> None:
    """Refuse an unsafe request that a browser says another site has sent.

    Raises:
        NotAllowed: ``Sec-Fetch-Site`` names another site, or another council's.
    """
    if request.method in SAFE_METHODS:
        return
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        raise NotAllowed("This form was sent from another website. Open it here and send it again.")


def refuse_fields_without_a_name() -> None:
    """Refuse a form with a part that has no name: whoever looks through the names would fail.

    Raises:
        Malformed: a part is called nothing at all, which no browser sends.
    """
    if request.mimetype == "multipart/form-data" and None in {*request.form, *request.files}:
        raise Malformed("Something in it cannot be stored. Check for unusual characters.")
