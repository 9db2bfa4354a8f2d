"""Which text of the other language a page was translated from, by content."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class PageParity(models.Model):
    """The hash of a page's published texts, and of the other language's texts it corresponds to.

    The same idea as in records (``Bilingual``): a page is older than its other language when that
    one's texts are no longer those it was translated from.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="parity")
    text_hash = models.CharField(max_length=16)
    translated_from = models.CharField(max_length=16, blank=True)

    class Meta:
        verbose_name = _("parity of a page")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.text_hash} ({self.translated_from})"
