"""What the work plan's forms share: texts in pairs, what a form gives to a verb."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from gte.common.bilingual import text_in
from gte.common.enums import Language
from gte.governance.forms.decisions import normal
from gte.workplan.domain.writing import Given

# Labels stand in sentences elsewhere; alone beside a button they begin with a capital.
capfirst_lazy = lazy(capfirst, str)


def choices_of(kinds: Any) -> list[tuple[str, Any]]:
    return [(one.value, capfirst_lazy(one.label)) for one in kinds]


class GivenForm(forms.Form):
    """A form whose fields are columns and relations of one table."""

    # Texts in both languages; those among them that may stay empty, in both.
    pairs: ClassVar[tuple[str, ...]] = ()
    optional_pairs: ClassVar[tuple[str, ...]] = ()
    columns: ClassVar[tuple[str, ...]] = ()
    links: ClassVar[tuple[str, ...]] = ()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in self.optional_pairs:
            sides = {side: data.get(f"{name}_{side}") for side in Language.values}
            if any(sides.values()) and not all(sides.values()):
                empty = next(side for side, text in sides.items() if not text)
                if f"{name}_{empty}" not in self.errors:
                    self.add_error(
                        f"{name}_{empty}", _("Write it in both languages, or in neither.")
                    )
        return data

    @classmethod
    def texts(cls) -> list[str]:
        return [
            f"{name}_{side}"
            for name in (*cls.pairs, *cls.optional_pairs)
            for side in Language.values
        ]

    @property
    def given(self) -> Given:
        data = self.cleaned_data
        texts = {name: normal(data[name] or "") for name in self.texts()}
        columns = {name: data[name] for name in self.columns}
        return Given({**columns, **texts}, {name: list(data[name]) for name in self.links})

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        """What the form of a row shows before anybody changes it."""
        found: dict[str, Any] = {name: getattr(row, name) for name in cls.columns}
        for name in (*cls.pairs, *cls.optional_pairs):
            for side in Language.values:
                found[f"{name}_{side}"] = text_in(row, name, side)
        for name in cls.links:
            found[name] = [one.pk for one in getattr(row, name).all()]
        return found
