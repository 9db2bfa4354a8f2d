"""What records of IATI are made of: texts in two languages, money, periods, addresses."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import quote, urlsplit

from django.utils.translation import gettext as _

from gte.common.errors import BadInput, legible

# What XML 1.0 cannot hold, not even escaped (section 2.2); a replacement shows that it was there.
NOT_XML = re.compile("[^\\t\\n\\r\\u0020-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
# RFC 3986: what may stand in an address after its host; all else is written in hexadecimal.
IN_ADDRESS = "%/?:@!$&'()*+,;=~-._"
HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:\d{1,5})?")
LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True)
class Text:
    """One text in both languages of the group; an empty one is not written."""

    es: str = ""
    en: str = ""

    def narratives(self) -> list[tuple[str, str]]:
        """Languages with their text, without those that say nothing."""
        pairs = (("es", legal(self.es)), ("en", legal(self.en)))
        return [(language, text) for language, text in pairs if text.strip()]


NOTHING = Text()


@dataclass(frozen=True)
class Money:
    """An amount in a currency (ISO 4217) on the day that its value is of.

    Raises ``BadInput`` for an amount that is no finite number.
    """

    amount: Decimal
    currency: str
    value_date: datetime.date

    def __post_init__(self) -> None:
        finite(self.amount)


@dataclass(frozen=True)
class Period:
    """From a day to a day, both within it."""

    start: datetime.date
    end: datetime.date


def legal(text: str) -> str:
    """The text without what XML cannot hold: a replacement sign stands there."""
    return NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def finite(number: Decimal | None) -> None:
    """Raises ``BadInput`` for an infinite number or none at all; a missing one is well."""
    if number is not None and not number.is_finite():
        raise BadInput(_("“%(number)s” is no number that can be published.") % {"number": number})


def web_address(text: str) -> str:
    """An address of the web as a file can hold it: signs that RFC 3986 does not allow are escaped.

    Raises ``BadInput`` unless it begins with http:// or https:// and has a host.
    """
    refusal = BadInput(_("“%(text)s” is no address of the web.") % {"text": legible(text)})
    try:
        parts = urlsplit(text.strip())
        host = parts.netloc.encode("idna").decode("ascii") if parts.netloc else ""
    except (ValueError, UnicodeError) as error:
        raise refusal from error
    if parts.scheme not in {"http", "https"} or not HOST.fullmatch(host):
        raise refusal
    path = escaped(parts.path)
    query = f"?{escaped(parts.query)}" if parts.query else ""
    fragment = f"#{escaped(parts.fragment)}" if parts.fragment else ""
    return f"{parts.scheme}://{host}{path}{query}{fragment}"


def escaped(text: str) -> str:
    return LONE_PERCENT.sub("%25", quote(legal(text), safe=IN_ADDRESS))
