"""The composition root: puts the features together into one app."""

from __future__ import annotations

import os

from flask import Flask, request
from flask_migrate import Migrate
from govuk_frontend_wtf.main import WTFormsHelpers
from jinja2 import ChainableUndefined, ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader

from consultation.api import v1
from consultation.web import (
    afterwards_labels,
    attachment_labels,
    claim_labels,
    disposition_labels,
    following_labels,
    import_labels,
    redaction_labels,
)
from consultation.web import labels as consultation_labels
from consultation.web.blueprints import BLUEPRINTS as CONSULTATION
from foundation.accounts.web import bearer, here, signed_in
from foundation.accounts.web import labels as accounts_labels
from foundation.accounts.web import pages as accounts
from foundation.base import engines
from foundation.base.clock import Clock, utc_now
from foundation.base.db import REACH, db
from foundation.base.files import FolderStore
from foundation.base.jobs import impatient
from foundation.base.mail import transport
from foundation.base.texts import TextFolder
from foundation.base.work import let_go
from foundation.web import leads, prose
from foundation.web.access import refuse_silent_views
from foundation.web.forms import csrf
from foundation.web.limits import limiter
from foundation.web.made_pages import MadePages
from geo.web import places
from programme.web import labels as programme_labels
from programme.web import public_leads
from programme.web.blueprints import BLUEPRINTS as PROGRAMME
from questions.web import labels as question_labels
from townhall import (
    desk,
    frame,
    health,
    jobs,
    kept_pages,
    languages,
    live,
    policy,
    problems,
    security,
    status,
)
from townhall.cli import COMMANDS
from townhall.config import ROOT, Settings, from_environment, kept_secret
from townhall.demo import pages as demo
from townhall.migrations import SPATIAL
from townhall.watching import records, statements

BLUEPRINTS = (
    *CONSULTATION,
    desk.bp,
    frame.bp,
    health.bp,
    languages.bp,
    status.bp,
    *accounts.BLUEPRINTS,
    places.bp,
    *PROGRAMME,
    v1.bp,
)

MAIN = "main"
"""What the store of identity and voice is called in logs and figures."""

WITHOUT_COUNCIL = frozenset({"health.health", "places.basemap_file", "static", "status.status"})
"""Endpoints that answer whatever host name was asked for."""


def create_app(settings: Settings | None = None, clock: Clock = utc_now) -> Flask:
    """Build the app; raise if a view states no access rule.

    Args:
        settings: taken from the environment where none are given.
        clock: what tells every request and job the time.
    """
    settings = settings or from_environment(os.environ)
    app = Flask(
        __name__,
        root_path=str(ROOT),
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "static"),
        instance_path=str(settings.instance_path),
    )
    app.extensions["clock"] = clock
    app.extensions["settings"] = settings
    app.extensions["policy"] = policy.table()
    app.extensions["release"] = _release()
    app.extensions["made_pages"] = MadePages()
    app.extensions["files"] = FolderStore(settings.instance_path / "files")
    app.extensions["mail"] = transport(settings.mail_url, settings.instance_path)
    app.extensions["reach_key"] = kept_secret(settings.reach_key_file).encode()
    app.extensions["texts"] = TextFolder(settings.instance_path / "texts")
    records.init(app, settings)
    kept_pages.init(app)
    security.init(app, settings)
    _open_databases(app, settings)
    _equip(app, settings)
    frame.init(
        app,
        settings,
        accounts_labels.WORDS,
        afterwards_labels.WORDS,
        attachment_labels.WORDS,
        consultation_labels.WORDS,
        following_labels.WORDS,
        import_labels.WORDS,
        disposition_labels.WORDS,
        programme_labels.WORDS,
        claim_labels.WORDS,
        question_labels.WORDS,
        redaction_labels.WORDS,
    )
    prose.init(app)
    leads.init(app, public_leads.leads_of)
    problems.init(app)
    app.before_request(_enter)
    for bp in BLUEPRINTS:
        app.register_blueprint(bp)
    if settings.demo:
        app.register_blueprint(demo.bp)
    for command in COMMANDS:
        app.cli.add_command(command)
    jobs.init(app, settings)
    live.init(app, settings)
    security.believe_proxies(app, settings)
    refuse_silent_views(app)
    return app


def _release() -> float:
    """Return what changes with each new version of a template, for pages that browsers keep."""
    return max(page.stat().st_mtime for page in (ROOT / "templates").rglob("*.*"))


def _open_databases(app: Flask, settings: Settings) -> None:
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engines.options(settings.database_url)
    app.config["SQLALCHEMY_BINDS"] = {
        REACH: {
            "url": settings.reach_database_url,
            **engines.options(settings.reach_database_url),
        }
    }
    db.init_app(app)
    app.teardown_appcontext(_leave)
    with app.app_context():
        for bind, engine in db.engines.items():
            engines.prepare(engine)
            statements.watch(engine, bind or MAIN, settings.slow_query_ms)
    Migrate(app, db, **SPATIAL)


def _equip(app: Flask, settings: Settings) -> None:
    # There are more templates than Jinja keeps by itself: it would compile some again and again.
    app.jinja_options = {"undefined": ChainableUndefined, "cache_size": -1}
    app.jinja_loader = ChoiceLoader(
        [
            FileSystemLoader(ROOT / "templates"),
            PrefixLoader(
                {
                    "govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja"),
                    "govuk_frontend_wtf": PackageLoader("govuk_frontend_wtf"),
                }
            ),
        ]
    )
    languages.init(app)
    csrf.init_app(app)
    signed_in.init(app)
    WTFormsHelpers(app)
    counted = settings.redis_url and impatient(settings.redis_url)
    app.config["RATELIMIT_STORAGE_URI"] = counted or "memory://"
    limiter.init_app(app)


def _enter() -> None:
    """Find out whose council this is and who asks, before any view runs."""
    if request.endpoint in WITHOUT_COUNCIL:
        return
    here.find_council()
    if request.path.startswith("/api/"):
        bearer.who_carries()
    else:
        signed_in.who_asks()


def _leave(_error: BaseException | None) -> None:
    """End what was read, before the library does: it would turn a finished answer into a 500."""
    let_go(db.session())
