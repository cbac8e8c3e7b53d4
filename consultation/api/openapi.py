"""The OpenAPI 3.1 document of ``/api/v1``, made from the schemas that check the requests."""

from __future__ import annotations

from typing import Any

from flask import jsonify
from flask.typing import ResponseReturnValue

from consultation.api.blueprint import bp
from consultation.api.schemas import COMPONENTS, Schema, one_of
from consultation.rules.comments import Stance
from consultation.rules.consultations import ConsultationKind, ConsultationStatus
from consultation.rules.feedback import FeedbackStatus
from foundation.web.access import anyone

VERSION = "1.0.0"
ABOUT = (
    "Consultations, what people say in them, and what became of it. Errors are problem details "
    "(RFC 9457). Lists are read page by page: follow `next` until it is null. A write with an "
    "`Idempotency-Key` is done once: sent again with the same body within 30 days, it is answered "
    "as the first time. Make a key of random characters, such as a UUID. Cookies are ignored."
)
PROBLEMS = {
    "400": "It cannot be read: broken JSON, an unknown parameter, an impossible number.",
    "401": "The bearer token does not hold.",
    "404": "There is no such thing.",
    "409": "Not now: the consultation does not listen, or the same key is being worked on.",
    "413": "It is too large.",
    "415": "The body is not JSON.",
    "422": "It can be read, but a member is missing, unknown or wrong; `errors` names it.",
    "429": "Too often; `Retry-After` says when to try again.",
    "503": "Nothing was lost; try again.",
}


@bp.get("/openapi.json")
@anyone
def openapi() -> ResponseReturnValue:
    """Describe every route."""
    return jsonify(document())


def document() -> dict[str, Any]:
    """Return the whole document."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Heard Back", "version": VERSION, "description": ABOUT},
        "servers": [{"url": "/api/v1"}],
        "paths": {
            "/consultations": {"get": _consultations()},
            "/consultations/{slug}": {"get": _consultation()},
            "/consultations/{slug}/comments": {"get": _comments(), "post": _post()},
            "/comments/{ref}": {"get": _comment()},
            "/follow": {"post": _follow()},
            "/openapi.json": {"get": _described()},
            "/ocds/releases.json": {"get": _contracting("Every public challenge: releases")},
            "/ocds/{slug}/releases.json": {"get": _contracting("One challenge: releases", "slug")},
            "/ocds/{slug}/record.json": {"get": _contracting("One challenge: record", "slug")},
        },
        "components": {
            "schemas": COMPONENTS,
            "securitySchemes": {"staff": {"type": "http", "scheme": "bearer"}},
        },
    }


def _consultations() -> dict[str, Any]:
    asked = [
        _asked("status", one_of(ConsultationStatus)),
        _asked("kind", one_of(ConsultationKind)),
        *_paged(),
    ]
    return _route("List consultations", "Consultations", asked, "400")


def _consultation() -> dict[str, Any]:
    return _route("Read one consultation", "Consultation", [_named("slug")], "404")


def _comments() -> dict[str, Any]:
    bbox = _asked("bbox", {"type": "string", "description": "west,south,east,north in degrees"})
    asked = [
        _named("slug"),
        bbox,
        _asked("topic", {"type": "string"}),
        _asked("stance", one_of(Stance)),
        _asked("status", one_of(FeedbackStatus)),
        *_paged(),
    ]
    about = "List comments, newest first, each with its first replies, as GeoJSON"
    return _route(about, "Comments", asked, "400", "404")


def _comment() -> dict[str, Any]:
    about = "Read one comment with all its replies"
    return _route(about, "Comment", [_named("ref")], "404")


def _post() -> dict[str, Any]:
    key = {
        "name": "Idempotency-Key",
        "in": "header",
        "schema": {"type": "string", "minLength": 1, "maxLength": 255},
    }
    problems = ("400", "404", "409", "413", "415", "422")
    about = _route("Say something", "Receipt", [_named("slug"), key], *problems)
    about["responses"]["201"] = about["responses"].pop("200")
    return about | _body("CommentDraft")


def _follow() -> dict[str, Any]:
    problems = ("400", "404", "413", "415", "422")
    return _route("Ask what became of a comment", "Fate", [], *problems) | _body("Follow")


def _described() -> dict[str, Any]:
    about = _route("Read this document", "OpenAPI", [])
    about["responses"]["200"]["content"] = {"application/json": {"schema": {"type": "object"}}}
    return about


def _contracting(about: str, *names: str) -> dict[str, Any]:
    """Describe a package of the Open Contracting Data Standard 1.1, whose schema is its own."""
    problems = ("404",) if names else ()
    made = _route(about, "OpenAPI", [_named(name) for name in names], *problems)
    made["responses"]["200"]["description"] = "A package of open contracting data (OCDS 1.1)"
    made["responses"]["200"]["content"] = {"application/json": {"schema": {"type": "object"}}}
    return made


def _route(
    about: str, gives: str, parameters: list[dict[str, Any]], *problems: str
) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{gives}"}
    responses: dict[str, Any] = {
        "200": {"description": gives, "content": {"application/json": {"schema": schema}}}
    }
    for status in (*problems, "401", "429", "503"):
        responses[status] = _problem(status)
    return {
        "summary": about,
        "parameters": parameters,
        "responses": responses,
        "security": [{}, {"staff": []}],
    }


def _body(name: str) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{name}"}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


def _problem(status: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        "description": PROBLEMS[status],
        "content": {"application/problem+json": {"schema": schema}},
    }


def _named(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _asked(name: str, schema: Schema) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": schema}


def _paged() -> list[dict[str, Any]]:
    limit = {"type": "integer", "minimum": 1, "maximum": 100, "default": 20}
    return [_asked("after", {"type": "string"}), _asked("limit", limit)]
