"""What the editor's form of a page does not take."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.urls import resolve
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.admin.forms import WagtailAdminPageForm

from gte.common.forms import check_one_line, check_text

CHECKS = {"title": check_one_line, "heading": check_one_line, "lead": check_text}


def is_taken(parent: Any, slug: str) -> bool:
    """Whether the address below a page is that of a list or screen, which would be shown there."""
    above = parent.get_url()
    if not above or not slug:
        return False
    with override(parent.locale.language_code):
        return resolve(f"{above}{slug}/").url_name != "wagtail_serve"


class SitePageForm(WagtailAdminPageForm):
    """The form of every page of the site."""

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        for name, check in CHECKS.items():
            if data.get(name):
                self.check(name, check)
        slug = data.get("slug") or slugify(data.get("title", ""))
        if is_taken(self.parent_page, slug):
            sentence = _("“%(slug)s” leads to a list or screen of the site: choose another word.")
            self.add_error("slug", ValidationError(sentence % {"slug": slug}))
        return data

    def check(self, name: str, check: Any) -> None:
        try:
            check(self.cleaned_data[name])
        except ValidationError as error:
            self.add_error(name, error)
