"""Numbers that were typed as texts, in the manner of one country or another."""

from __future__ import annotations

import re
from decimal import Decimal

LONGEST = 60
SPACES = " \u00a0\u2009\u202f'’"
# The mark of decimals, and what may then stand between thousands.
MANNERS = ((",", "." + SPACES), (".", "," + SPACES))


def pattern(decimals: str, groups: str) -> re.Pattern[str]:
    grouped = rf"[1-9]\d{{0,2}}(?P<group>[{re.escape(groups)}])\d{{3}}(?:(?P=group)\d{{3}})*"
    return re.compile(
        rf"(?P<sign>[+-]?)(?P<whole>\d+|{grouped})(?:{re.escape(decimals)}(?P<rest>\d+))?",
        re.ASCII,
    )


PATTERNS = [pattern(decimals, groups) for decimals, groups in MANNERS]


def readings(text: str) -> list[Decimal]:
    """All numbers that the text can mean: none, one, or two for such as ``1.234``.

    Spanish does not settle it: one half of the continent writes 1.234,56, the other 1,234.56.
    """
    cleaned = text.strip().replace("\u2212", "-")
    if len(cleaned) > LONGEST:
        return []
    found = []
    for each in PATTERNS:
        if match := each.fullmatch(cleaned):
            whole = re.sub(r"\D", "", match["whole"])
            number = Decimal(f"{match['sign']}{whole}.{match['rest'] or '0'}")
            if number not in found:
                found.append(number)
    return found
