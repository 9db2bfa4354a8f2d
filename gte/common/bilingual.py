"""Spanish and English columns for the texts that a model names in ``bilingual_fields``."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from modeltranslation.translator import TranslationOptions, translator


def register_bilingual(*model_classes: Any) -> None:
    """Gives each model a Spanish and an English column for each of its bilingual fields."""
    for model in model_classes:
        options = type(
            f"{model.__name__}Translation",
            (TranslationOptions,),
            {"fields": model.bilingual_fields},
        )
        translator.register(model, options)


def reading_order() -> tuple[str, str]:
    """Both languages, the reader's first."""
    return ("en", "es") if get_language() == "en" else ("es", "en")


def text_of(pair: dict[str, str]) -> str:
    """The side of an ``{es, en}`` pair that the reader's language asks for."""
    return pair[get_language() or "es"]


def write_texts(row: Any, **texts: str) -> None:
    """Sets columns of one language each, as ``title_es``: a type checker does not know them."""
    for name, text in texts.items():
        setattr(row, name, text)


def text_in(row: Any, name: str, language: str) -> str:
    """A bilingual text in one language, whatever language is active."""
    return str(getattr(row, f"{name}_{language}") or "")
