"""What the browser is served of the front-end packages: copied to static/vendor, and tidied.

The stylesheet of GOV.UK Frontend loses what may be used on GOV.UK only: its typeface and its crest;
and the rules of what no page of ours shows, since an old phone has to load the rest.
Addresses of source maps go, because the maps are not served.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from deploy.setup.steps import ROOT, CannotSetUp, fingerprint, once, say

PACKAGES = ROOT / "node_modules"
SERVED = ROOT / "static" / "vendor"
FONT = "@fontsource-variable/source-sans-3"
NASTALIQ = "@fontsource-variable/noto-nastaliq-urdu"
BENGALI = "@fontsource-variable/noto-sans-bengali"

COPIES: dict[str, tuple[str, ...]] = {
    "govuk": (
        "govuk-frontend/dist/govuk/govuk-frontend.min.css",
        "govuk-frontend/dist/govuk/govuk-frontend.min.js",
        "govuk-frontend/README.md",  # its licence is stated there and nowhere else
    ),
    "leaflet": (
        "leaflet/dist/leaflet.css",
        "leaflet/dist/leaflet.js",
        "leaflet/dist/images/*.png",
        "leaflet/LICENSE",
    ),
    "protomaps-leaflet": (
        "protomaps-leaflet/dist/protomaps-leaflet.js",
        "protomaps-leaflet/LICENSE",
    ),
    "supercluster": ("supercluster/dist/supercluster.min.js", "supercluster/LICENSE"),
    "socket.io": ("socket.io-client/dist/socket.io.esm.min.js", "socket.io-client/LICENSE"),
    "fonts": (
        f"{FONT}/files/source-sans-3-latin-wght-normal.woff2",
        f"{FONT}/LICENSE",
    ),
    "fonts/urdu": (
        f"{NASTALIQ}/files/noto-nastaliq-urdu-arabic-wght-normal.woff2",
        f"{NASTALIQ}/LICENSE",
    ),
    "fonts/bengali": (
        f"{BENGALI}/files/noto-sans-bengali-bengali-wght-normal.woff2",
        f"{BENGALI}/LICENSE",
    ),
}
"""Folder in static/vendor -> what is copied there, as paths or patterns in node_modules."""

FONT_FACE = re.compile(r"@font-face\{[^}]*\}")
TYPEFACE = re.compile(r"GDS Transport,\s*arial,\s*sans-serif")
CREST = re.compile(r"url\([^)]*govuk-crest[^)]*\)")
UNUSED = re.compile(
    r"\.govuk-(?:"
    r"(?:accordion|breadcrumbs|cookie-banner|exit-this-page|header|notification-banner|pagination"
    r"|phase-banner|summary-card|tabs)(?![a-z0-9]|-[a-z])"
    r"|\\!-(?:padding|static)-"
    r"|footer__(?:content|copyright|crown|heading|inline|licence|list|meta|nav|section))"
)
"""Selectors of components that no page of ours has."""

SOURCE_MAP = re.compile(r"\n?(?:/\*|//)# sourceMappingURL=\S+(?: \*/)?\n?")


def copy() -> None:
    """Have in static/vendor what the locked packages give, and nothing else."""
    mark = fingerprint([ROOT / "package-lock.json", Path(__file__)])
    once(SERVED / ".copied", mark, _copy)


def _copy() -> None:
    say("Copying front-end files to static/vendor")
    shutil.rmtree(SERVED, ignore_errors=True)
    for folder, patterns in COPIES.items():
        for source in _sources(patterns):
            # Leaflet's stylesheet looks for its pictures in a folder of that name.
            inner = "images" if source.parent.name == "images" else ""
            target = SERVED / folder / inner / source.name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(served(source.name, source.read_bytes()))


def _sources(patterns: tuple[str, ...]) -> Iterator[Path]:
    for pattern in patterns:
        found = sorted(PACKAGES.glob(pattern))
        if not found:
            raise CannotSetUp(
                f"node_modules/{pattern} is not there. Remove node_modules, try again."
            )
        yield from found


def served(name: str, content: bytes) -> bytes:
    """Return *content* as it is served under *name*."""
    if not name.endswith((".css", ".js")):
        return content
    text = SOURCE_MAP.sub("", content.decode())
    if name.startswith("govuk-frontend") and name.endswith(".css"):
        text = without_unused(without_govuk_marks(text))
    return text.encode()


def without_govuk_marks(css: str) -> str:
    """Return the stylesheet with our typeface, and with neither GOV.UK's nor its crest.

    Raises:
        CannotSetUp: one of the marks is not where it used to be, or one is left.
    """
    for pattern, instead in (
        (FONT_FACE, ""),
        (TYPEFACE, "var(--app-font, arial, sans-serif)"),
        (CREST, "none"),
    ):
        css, found = pattern.subn(instead, css)
        if not found:
            raise CannotSetUp(f"GOV.UK Frontend changed: nothing matches {pattern.pattern}")
    if "GDS Transport" in css or "url(" in css:
        raise CannotSetUp("GOV.UK Frontend changed: its stylesheet still names its own files.")
    return css


def without_unused(css: str) -> str:
    """Return the stylesheet without the selectors of what no page of ours shows."""
    kept = []
    for rule in _rules(css):
        head, _, body = rule.partition("{")
        if head.startswith(("@media", "@supports")):
            inner = without_unused(body[:-1])
            kept += [f"{head}{{{inner}}}"] if inner else []
        elif head.startswith("@"):
            kept.append(rule)
        else:
            selectors = [each for each in head.split(",") if not UNUSED.search(each)]
            kept += [f"{','.join(selectors)}{{{body}"] if selectors else []
    return "".join(kept)


def _rules(css: str) -> Iterator[str]:
    """Yield each outermost rule of a stylesheet; an end without braces belongs to none."""
    depth = start = 0
    for brace in re.finditer(r"[{}]", css):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            yield css[start : brace.end()]
            start = brace.end()
