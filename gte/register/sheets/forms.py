"""The form that takes a workbook."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from gte.register.sheets.package import MILLION, PACKED_MB
from gte.register.sheets.refusals import refuse

ACCEPTED = ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class SheetUpload(forms.Form):
    """A workbook, in the field ``workbook``. What is in it is looked at by the reading.

    ``too_large`` are the fields whose file was let go while it arrived (``request.too_large``).
    """

    workbook = forms.FileField(
        label=gettext_lazy("Workbook (XLSX)"),
        help_text=gettext_lazy(
            "The one that you downloaded here, with your changes. Nothing is saved before you "
            "have seen what becomes of each row."
        ),
        allow_empty_file=True,
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ACCEPTED, "data-drop": ""}),
        error_messages={"required": gettext_lazy("Choose the workbook first.")},
    )

    def __init__(self, *args: Any, too_large: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.too_large = "workbook" in too_large

    def clean_workbook(self) -> Any:
        upload = self.cleaned_data["workbook"]
        if not upload.size:
            raise ValidationError(str(refuse("empty")))
        if upload.size > PACKED_MB * MILLION:
            raise ValidationError(str(refuse("large", most=PACKED_MB)))
        return upload

    def add_error(self, field: str | None, error: Any) -> None:
        """A file that was let go is not missing but too large."""
        if field == "workbook" and self.too_large:
            error = ValidationError(str(refuse("large", most=PACKED_MB)))
        super().add_error(field, error)
