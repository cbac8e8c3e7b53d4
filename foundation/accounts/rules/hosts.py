"""Names of other websites, as an administrator types them."""

from __future__ import annotations

import re

from foundation.base.errors import Invalid
from foundation.base.words import say

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
HOST = re.compile(rf"(?=.{{1,253}}\Z){_LABEL}(?:\.{_LABEL})+")
"""A host name of ASCII letters (RFC 1123); nothing in it can end or widen a content policy."""

MOST_HOSTS = 20
FIELD = "embed_hosts"


def read_hosts(text: str) -> tuple[str, ...]:
    """Return the host names in *text*, one a line, each once, in small letters.

    Raises:
        Invalid: a line is no host name, or there are too many.
    """
    lines = [line.strip().lower().rstrip(".") for line in text.splitlines()]
    hosts = tuple(dict.fromkeys(line for line in lines if line))
    wrong = next((host for host in hosts if not HOST.fullmatch(host)), None)
    if wrong is not None:
        said = say(
            "“{name}” is no website name. Write only the name, such as www.example.org.",
            name=wrong[:60],
        )
        raise Invalid(said, fields={FIELD: said})
    if len(hosts) > MOST_HOSTS:
        said = say("At most {most} websites can be on the list. Take some out.", most=MOST_HOSTS)
        raise Invalid(said, fields={FIELD: said})
    return hosts
