"""`make words`: bring the catalogues up to date with what pages, rules and commands say.

What residents read is translated; what only staff read stays English. Whatever is not listed
below as the staff's is the residents', so a new page is translated unless somebody says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = ROOT / "templates" / "locale"
SPOKEN = ("consultation", "foundation", "geo", "programme", "questions", "templates", "townhall")

STAFF = (
    "consultation/api/",
    "consultation/cli/",
    "consultation/commands/answers",
    "consultation/commands/applicants",
    "consultation/commands/application",
    "consultation/commands/claim_citations",
    "consultation/commands/claims",
    "consultation/commands/consultations",
    "consultation/commands/corrections",
    "consultation/commands/deliveries",
    "consultation/commands/dispositions",
    "consultation/commands/document_files",
    "consultation/commands/documents",
    "consultation/commands/entries",
    "consultation/commands/exports",
    "consultation/commands/feedback",
    "consultation/commands/imports",
    "consultation/commands/issue",
    "consultation/commands/moderation",
    "consultation/commands/passed_on",
    "consultation/commands/plan",
    "consultation/commands/loads",
    "consultation/commands/points",
    "consultation/commands/privacy",
    "consultation/commands/queue",
    "consultation/commands/reach/",
    "consultation/commands/report",
    "consultation/commands/redact",
    "consultation/commands/referrals",
    "consultation/commands/settling",
    "consultation/commands/sheets",
    "consultation/commands/stages",
    "consultation/commands/takes",
    "consultation/commands/teams",
    "consultation/rules/accessible",
    "consultation/rules/afterwards",
    "consultation/rules/answers",
    "consultation/rules/application",
    "consultation/rules/claims",
    "consultation/rules/corrections",
    "consultation/rules/deliveries",
    "consultation/rules/dispositions",
    "consultation/rules/documents",
    "consultation/rules/drafts",
    "consultation/rules/easy_read",
    "consultation/rules/entries",
    "consultation/rules/exports",
    "consultation/rules/feedback",
    "consultation/rules/fields",
    "consultation/rules/issues",
    "consultation/rules/letters",
    "consultation/rules/load",
    "consultation/rules/open_digital_planning",
    "consultation/rules/moments",
    "consultation/rules/planning_data",
    "consultation/rules/plans",
    "consultation/rules/import",
    "consultation/rules/starts",
    "consultation/rules/points",
    "consultation/rules/reach/asked",
    "consultation/rules/reach/census",
    "consultation/rules/report",
    "consultation/rules/redact",
    "consultation/rules/referrals",
    "consultation/rules/takes",
    "consultation/web/afterwards.py",
    "consultation/web/answer_buttons",
    "consultation/web/answering",
    "consultation/web/areas",
    "consultation/web/attachments_desk",
    "consultation/web/blueprints",
    "consultation/web/claims_desk",
    "consultation/web/deliveries",
    "consultation/web/desk_comment",
    "consultation/web/entries",
    "consultation/web/equality",
    "consultation/web/exports",
    "consultation/web/feedback",
    "consultation/web/import",
    "consultation/web/heard_sessions",
    "consultation/web/heard_paper",
    "consultation/web/printed.py",
    "consultation/web/sessions_desk",
    "consultation/jobs/imports",
    "consultation/web/single_answers",
    "consultation/web/forms/afterwards",
    "consultation/web/forms/answers",
    "consultation/web/forms/claims",
    "consultation/web/forms/deliveries",
    "consultation/web/forms/drafts",
    "consultation/web/forms/entries",
    "consultation/web/forms/issues",
    "consultation/web/forms/report",
    "consultation/web/forms/referrals",
    "consultation/web/forms/rows",
    "consultation/web/issue",
    "consultation/web/letters",
    "consultation/web/officer",
    "consultation/web/load",
    "consultation/web/queue",
    "consultation/web/report",
    "consultation/web/forms/redactions",
    "consultation/web/forms/passed_on",
    "consultation/web/forms/plans",
    "consultation/web/passed_on",
    "consultation/web/privacy_desk",
    "consultation/web/privacy_labels",
    "consultation/web/redact",
    "consultation/web/responses",
    "consultation/web/referrals",
    "consultation/web/referred",
    "consultation/web/setup",
    "consultation/web/teams",
    "consultation/web/wards_map",
    "foundation/accounts/cli/",
    "foundation/accounts/commands/authorities",
    "foundation/accounts/commands/founding",
    "foundation/accounts/commands/people",
    "foundation/accounts/commands/roles",
    "foundation/accounts/commands/sign_in",
    "foundation/accounts/commands/tokens",
    "foundation/accounts/rules/founding",
    "foundation/accounts/rules/hosts",
    "foundation/accounts/web/",
    "foundation/base/idempotency",
    "foundation/base/papers",
    "foundation/base/row_security",
    "foundation/base/strict_json",
    "foundation/web/bodies",
    "foundation/web/days",
    "foundation/web/once",
    "foundation/base/sheets",
    "foundation/base/workbooks",
    "geo/cli/",
    "geo/commands/",
    "geo/rules/boundaries",
    "geo/rules/postcodes",
    "geo/rules/sheets",
    "geo/rules/wards",
    "geo/rules/wkt",
    "geo/web/figures",
    "geo/web/inlining",
    "programme/",
    "questions/commands/",
    "questions/rules/conditions",
    "questions/rules/drafts",
    "questions/rules/versions",
    "questions/web/build",
    "questions/web/hang",
    "questions/web/labels",
    "questions/web/results",
    "questions/web/trying",
    "questions/web/typed",
    "templates/accounts/",
    "templates/consultation/attachments/queue",
    "templates/consultation/afterwards/page",
    "templates/consultation/claims/desk",
    "templates/consultation/classes/desk",
    "templates/consultation/concerns/desk",
    "templates/consultation/exports/page",
    "templates/consultation/exports/representation",
    "templates/consultation/feedback/",
    "templates/consultation/heard/_equality",
    "templates/consultation/heard/document",
    "templates/consultation/heard/equality",
    "templates/consultation/deliveries/",
    "templates/consultation/following/letters",
    "templates/consultation/following/sheets",
    "templates/consultation/heard/list",
    "templates/consultation/heard/page",
    "templates/consultation/heard/sessions",
    "templates/consultation/imports/",
    "templates/consultation/issues/",
    "templates/consultation/officer/",
    "templates/consultation/printed/page",
    "templates/consultation/queue/",
    "templates/consultation/report/",
    "templates/consultation/entries/choose",
    "templates/consultation/entries/form",
    "templates/consultation/entries/list",
    "templates/consultation/loads/",
    "templates/consultation/passed_on/",
    "templates/consultation/pools/page",
    "templates/consultation/privacy/",
    "templates/consultation/redactions/",
    "templates/consultation/referrals/",
    "templates/consultation/sessions/_rows",
    "templates/consultation/sessions/desk",
    "templates/consultation/sessions/edit",
    "templates/consultation/sessions/every",
    "templates/consultation/sessions/held",
    "templates/consultation/setup/",
    "templates/consultation/teams/",
    "templates/consultation/wards/",
    "templates/demo/",
    "templates/desk/",
    "templates/geo/",
    "templates/components/bars",
    "templates/components/gate",
    "templates/components/origin",
    "templates/mail/golden/",
    "templates/mail/invitation",
    "templates/mail/locked",
    "templates/mail/no_account",
    "templates/mail/reset",
    "templates/mail/sign_in",
    "templates/mail/staff_sign_in",
    "templates/mail/welcome",
    "templates/questions/build",
    "templates/mail/match_",
    "templates/programme/",
    "townhall/backups/",
    "townhall/cli",
    "townhall/demo/",
    "townhall/desk",
    "townhall/migrating",
    "townhall/seeding/",
    "townhall/watching/",
)

PUBLIC = (
    "programme/commands/clarifications",
    "programme/commands/ideas",
    "programme/rules/ballots",
    "programme/rules/clarifications",
    "programme/rules/drafts",
    "programme/rules/line_titles",
    "programme/web/evidence_words",
    "programme/web/ideas",
    "programme/web/contract_labels",
    "programme/web/mails",
    "programme/web/public",
    "programme/web/showcase_labels",
    "templates/programme/public/",
)
"""What residents read although it lies within what is the staff's."""

REFUSALS = (
    *("Conflict", "Invalid", "Malformed", "NotAllowed", "NotFound", "SignInNeeded"),
    *("TooLarge", "TooMany", "Unavailable", "WrongType"),
)
"""Errors whose sentence may stand in the call itself, where there are no facts in it."""

KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "_n": (1, 2),
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
    "say": None,
    **dict.fromkeys(REFUSALS),
}


def template() -> Catalog:
    """Return everything that residents may read, without a translation."""
    found = Catalog(project="Heard Back", charset="utf-8", fuzzy=False)
    for path in _files():
        method = "python" if path.suffix == ".py" else "jinja2"
        name = str(path.relative_to(ROOT))
        for _line, message, comments, context in extract_from_file(
            method, path, KEYWORDS, options={"extensions": "jinja2.ext.i18n"}
        ):
            if message:
                found.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    return found


def is_for_residents(path: Path) -> bool:
    """Tell whether residents may read what the file at *path* says."""
    name = str(path.relative_to(ROOT))
    return name.startswith(PUBLIC) or not name.startswith(STAFF)


def catalogues() -> dict[str, Catalog]:
    """Return each catalogue by the code of its language."""
    return {path.parent.parent.name: _read(path) for path in _paths()}


def main() -> None:
    """Write every catalogue anew; a sentence that was changed has to be translated again."""
    wanted = template()
    for path in _paths():
        catalogue = _read(path)
        wanted.creation_date = catalogue.creation_date
        catalogue.update(wanted, no_fuzzy_matching=True, update_creation_date=False)
        catalogue.obsolete.clear()
        with path.open("wb") as file:
            write_po(file, catalogue, width=100, include_lineno=False, sort_output=True)
        missing = sum(not is_translated(message) for message in catalogue)
        print(f"{path.relative_to(ROOT)}: {len(catalogue)} sentences, {missing} to translate")  # noqa: T201


def is_translated(message: Message) -> bool:
    """Tell whether a message is said in full, and by a person's choice."""
    words = (message.string,) if isinstance(message.string, str) else message.string or ("",)
    return all(words) and not (message.id and message.fuzzy)


def _files() -> Iterator[Path]:
    for folder in SPOKEN:
        for path in sorted((ROOT / folder).rglob("*.*")):
            if path.suffix in {".py", ".html", ".txt", ".xml"} and is_for_residents(path):
                yield path


def _paths() -> list[Path]:
    return sorted(CATALOGUES.glob("*/LC_MESSAGES/messages.po"))


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


if __name__ == "__main__":
    main()
