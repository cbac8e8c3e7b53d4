"""One mail, and the three ways it can leave: a mail server, a folder, or a list in memory."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from foundation.base.clock import utc_now
from foundation.base.errors import Invalid
from foundation.base.words import say

LONGEST_ADDRESS = 254
ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}"
)
"""What HTML's own e-mail field accepts, with a dot in the domain: one address, nothing around."""

LINK = re.compile(r"https?://[A-Za-z0-9._~:/?#@!$&'()*+,;=%\[\]-]{1,500}")
"""One address on the web, in the characters that a header can hold (RFC 3986)."""

TIMEOUT = 15
"""Seconds that a mail server may take for one answer."""


@dataclass(frozen=True, slots=True)
class Mail:
    """What one person is written; ``leave_url`` is where their mail program stops it for them.

    Raises:
        Invalid: the address is not exactly one, or a header would hold a line break.
    """

    to: str
    subject: str
    text: str
    html: str | None = None
    leave_url: str | None = None

    def __post_init__(self) -> None:
        if not is_address(self.to):
            raise Invalid(fields={"email": say("Enter an email address such as name@example.org.")})
        if not self.subject or any(mark in self.subject for mark in "\r\n"):
            raise Invalid("The subject of a mail is one line.")
        if self.leave_url and LINK.fullmatch(self.leave_url) is None:
            raise Invalid("The address at which a mail is stopped is not one.")


def is_address(text: str) -> bool:
    """Tell whether *text* is one e-mail address that a mail can be sent to."""
    return len(text) <= LONGEST_ADDRESS and ADDRESS.fullmatch(text) is not None


class Transport(Protocol):
    """Takes one mail off our hands, or raises; ``message_id`` is the same at every try."""

    def send(self, mail: Mail, message_id: str) -> None:
        """Hand *mail* over."""


@dataclass
class Memory:
    """Keeps mails in a list, for tests."""

    sent: list[tuple[Mail, str]] = field(default_factory=list)

    def send(self, mail: Mail, message_id: str) -> None:
        """Append *mail*."""
        self.sent.append((mail, message_id))


@dataclass(frozen=True, slots=True)
class Folder:
    """Writes each mail into a file of its own, for a deployment without a mail server."""

    path: Path
    sender: str

    def send(self, mail: Mail, message_id: str) -> None:
        """Write *mail* as ``.eml``, named for its id: a second try writes no second file."""
        self.path.mkdir(parents=True, exist_ok=True)
        name = message_id.strip("<>").partition("@")[0]
        (self.path / f"{name}.eml").write_bytes(message(mail, message_id, self.sender).as_bytes())


@dataclass(frozen=True, slots=True)
class Smtp:
    """Speaks to a mail server; upgrades to TLS where the server offers it."""

    host: str
    port: int
    sender: str
    user: str | None = None
    password: str | None = None
    is_tls: bool = False

    def send(self, mail: Mail, message_id: str) -> None:
        """Hand *mail* to the server."""
        context = ssl.create_default_context()
        with self._connect(context) as server:
            if not self.is_tls and server.has_extn("starttls"):
                server.starttls(context=context)
                server.ehlo()
            if self.user:
                server.login(self.user, self.password or "")
            server.send_message(message(mail, message_id, self.sender))

    def _connect(self, context: ssl.SSLContext) -> smtplib.SMTP:
        opened: Callable[[], smtplib.SMTP] = (
            (lambda: smtplib.SMTP_SSL(self.host, self.port, timeout=TIMEOUT, context=context))
            if self.is_tls
            else (lambda: smtplib.SMTP(self.host, self.port, timeout=TIMEOUT))
        )
        server = opened()
        server.ehlo()
        return server


def message(mail: Mail, message_id: str, sender: str) -> EmailMessage:
    """Return *mail* as it goes over the wire; one click stops it (RFC 8058)."""
    letter = EmailMessage()
    letter["From"] = Address("Heard Back", addr_spec=sender)
    letter["To"] = Address(addr_spec=mail.to)
    letter["Subject"] = mail.subject
    letter["Date"] = format_datetime(utc_now())
    letter["Message-ID"] = message_id
    letter["Auto-Submitted"] = "auto-generated"
    if mail.leave_url:
        letter["List-Unsubscribe"] = f"<{mail.leave_url}>"
        letter["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    letter.set_content(mail.text)
    if mail.html:
        letter.add_alternative(mail.html, subtype="html")
    return letter


def transport(url: str | None, instance_path: Path) -> Transport:
    """Return the transport that *url* names.

    ``smtp://user:password@host:port?from=address`` or ``smtps://…`` for a mail server, and
    ``memory:`` for none; without a URL mails are written to the instance folder.

    Raises:
        ValueError: the URL names neither, or no sender.
    """
    if url is None:
        return Folder(instance_path / "mail", "no-reply@localhost.invalid")
    parts = urlsplit(url)
    if parts.scheme == "memory":
        return Memory()
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ValueError("MAIL_URL reads smtp://user:password@host:port?from=address")
    return _server(parts, parts.hostname)


def _server(parts: SplitResult, host: str) -> Smtp:
    sender = parse_qs(parts.query).get("from", [""])[0]
    if not is_address(sender):
        raise ValueError("MAIL_URL needs ?from= with the address that mails come from")
    is_tls = parts.scheme == "smtps"
    return Smtp(
        host,
        parts.port or (465 if is_tls else 25),
        sender,
        unquote(parts.username) if parts.username else None,
        unquote(parts.password) if parts.password else None,
        is_tls,
    )
