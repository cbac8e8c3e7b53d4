"""Turn a page of ours into one file: scripts, styles and its content policy inside."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from flask import current_app

from foundation.base.errors import Unavailable

STYLE = re.compile(r'<link rel="stylesheet" href="(?P<at>[^"]+)">')
SCRIPT = re.compile(r'<script src="(?P<at>[^"]+)"></script>')
INSIDE = re.compile(r"<(?P<tag>script|style)>(?P<code>.*?)</(?P=tag)>", re.DOTALL)
PICTURE = re.compile(r"url\([^)]*\)")
HEAD = '<meta charset="utf-8">'


def self_contained(page: str) -> str:
    """Return *page* with every file of ours that it links put into it.

    Its policy names the digest of each script and style, so that nothing else runs, whatever a
    ward is called.
    """
    page = STYLE.sub(lambda link: f"<style>{_style(link['at'])}</style>", page)
    page = SCRIPT.sub(lambda link: f"<script>{_script(link['at'])}</script>", page)
    digests: dict[str, list[str]] = {"script": [], "style": []}
    for found in INSIDE.finditer(page):
        digests[found["tag"]].append(_digest(found["code"]))
    policy = (
        f"default-src 'none'; script-src {' '.join(digests['script'])}; "
        f"style-src {' '.join(digests['style'])}; base-uri 'none'; form-action 'none'"
    )
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return page.replace(HEAD, HEAD + meta, 1)


def _style(address: str) -> str:
    # The few pictures of Leaflet's style sheet are for controls that such a map does not have.
    return PICTURE.sub("none", _file(address)).replace("</style", "<\\/style")


def _script(address: str) -> str:
    return _file(address).replace("</script", "<\\/script")


def _file(address: str) -> str:
    static = Path(str(current_app.static_folder))
    path = static / address.removeprefix(f"{current_app.static_url_path}/").partition("?")[0]
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as missing:
        raise Unavailable("The map's files are not installed here.") from missing


def _digest(code: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"
