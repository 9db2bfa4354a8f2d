"""Names of files as people send them, made harmless for pages, headers and other people's disks."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 150
# Not in a name on one of the systems that people use, or read as something else by a shell.
UNSAFE = re.compile(r'[<>:"|?*\\/]')


def is_seen(char: str) -> bool:
    """Not a control, not a mark that turns the direction of what follows, not half a letter."""
    return unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def clean_name(name: str, ending: str) -> str:
    r"""The last part of a path, without what is not seen, at most 150 characters, ending right.

    "C:\plans\acta 3.pdf" becomes "acta 3.pdf"; a name of which nothing is left, "document".
    """
    last = re.split(r"[\\/]", name)[-1]
    visible = "".join(char if is_seen(char) else " " for char in unicodedata.normalize("NFC", last))
    plain = re.sub(r"\s+", " ", UNSAFE.sub(" ", visible)).strip(" .")
    suffix = f".{ending}"
    stem = plain[: -len(suffix)] if plain.lower().endswith(suffix) else plain
    stem = stem[: LONGEST - len(suffix)].strip(" .")
    return f"{stem or 'document'}{suffix}"
