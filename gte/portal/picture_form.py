"""The form by which a picture comes into the CMS."""

from __future__ import annotations

import struct
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL.Image import DecompressionBombError
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

# How the library of pictures fails on what only begins as one.
NO_PICTURE = (DecompressionBombError, OSError, SyntaxError, ValueError, struct.error)

DAMAGED = _("This picture is damaged or far larger than it seems. Save it again and send that.")


class PictureField(WagtailImageField):
    def to_python(self, data: Any) -> Any:
        try:
            return super().to_python(data)
        except NO_PICTURE as error:
            raise ValidationError(DAMAGED) from error


class PictureForm(BaseImageForm):
    """Wagtail's, with a file that may be anything."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if given := self.fields.get("file"):
            self.fields["file"] = PictureField(label=given.label, widget=given.widget)
