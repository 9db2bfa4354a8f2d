"""Names of languages, in the reader's."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from babel import Locale
from django.utils.translation import get_language

from gte.common.enums import Language


def language_name(code: str) -> str:
    """A language by its two letters (ISO 639-1); the letters where they name none."""
    return names(get_language() or Language.ES.value).get(code, code)


@lru_cache(maxsize=4)
def names(reader: str) -> dict[str, str]:
    """Every language of two letters, by its letters."""
    known = Locale.parse(reader).languages
    return {code: f"{name[:1].upper()}{name[1:]}" for code, name in known.items() if len(code) == 2}


def languages_text(codes: Iterable[str]) -> str:
    """Languages one after the other, as the reader's language writes them: "Español, inglés"."""
    known = Locale.parse(get_language() or Language.ES.value).languages
    text = ", ".join(known.get(code, code) for code in codes)
    return f"{text[:1].upper()}{text[1:]}"


def language_choices() -> list[tuple[str, str]]:
    """The languages of publication first, then the others by name."""
    known = names(get_language() or Language.ES.value)
    first = [code for code in Language.values if code in known]
    others = sorted((code for code in known if code not in first), key=lambda code: known[code])
    return [(code, known[code]) for code in (*first, *others)]
