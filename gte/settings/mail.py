"""How letters leave: through a mail server, or, without one, as files in the data folder."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

if TYPE_CHECKING:
    from collections.abc import Mapping

# The usual port of each way: in the clear, clear first and then TLS, TLS from the beginning.
PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
SENDER = "GTE <no-reply@localhost>"
ADDRESS = r"[^\s<>@]+@[^\s<>@]+"


@dataclass(frozen=True)
class MailServer:
    """Django's settings of a mail server; without ``host`` letters become files."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    use_tls: bool = False
    use_ssl: bool = False
    sender: str = SENDER

    @property
    def backend(self) -> str:
        kind = "smtp" if self.host else "filebased"
        return f"django.core.mail.backends.{kind}.EmailBackend"


def read_mail(environ: Mapping[str, str]) -> MailServer:
    """``GTE_MAIL_SERVER``: ``smtp+tls://user:password@host:port``; ``GTE_MAIL_FROM``: the sender.

    Raises ImproperlyConfigured without repeating what may be a password.
    """
    url = environ.get("GTE_MAIL_SERVER", "").strip()
    sender = environ.get("GTE_MAIL_FROM", "").strip() or SENDER
    if not re.fullmatch(rf"{ADDRESS}|[^\r\n<>]+<{ADDRESS}>", sender):
        raise ImproperlyConfigured(
            f"GTE_MAIL_FROM must be like GTE <gte@example.org>, not {sender!r}."
        )
    if not url:
        return MailServer(sender=sender)
    wrong = "GTE_MAIL_SERVER must be like smtp+tls://user:password@mail.example.org:587."
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(wrong) from error
    if parts.scheme not in PORTS or not parts.hostname or parts.path.strip("/"):
        raise ImproperlyConfigured(wrong)
    return MailServer(
        host=parts.hostname,
        port=port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        use_tls=parts.scheme == "smtp+tls",
        use_ssl=parts.scheme == "smtps",
        sender=sender,
    )
