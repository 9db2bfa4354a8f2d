"""The register of documents: what exists, where it can be read, how far it was read."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gte.alliance.models import Body, Topic
from gte.common.models import Record, record_constraints
from gte.common.partial_dates import PartialDateField
from gte.library.enums import AccessChecked, AddressKind, DocumentKind


class Document(Record):
    """A document of the group or about its field."""

    bilingual_fields = ("title", "institution", "description", "note")
    title_field = "title"
    url_name = "document"

    title = models.CharField(_("title"), max_length=400)
    title_is_descriptive = models.BooleanField(
        _("title given by the register, not by the document"), default=False
    )
    date = PartialDateField(_("date"), null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=32, choices=DocumentKind.choices)
    institution = models.CharField(_("institution"), max_length=250)
    languages = models.JSONField(_("languages"), default=list)
    url = models.URLField(_("address"), max_length=600, blank=True)
    url_kind = models.CharField(
        _("kind of address"), max_length=20, choices=AddressKind.choices, blank=True
    )
    access_checked = models.CharField(
        _("how far it was read"), max_length=24, choices=AccessChecked.choices
    )
    description = models.TextField(_("description"), blank=True)
    note = models.TextField(_("note"), blank=True)
    topics = models.ManyToManyField(
        Topic, verbose_name=_("topics"), blank=True, related_name="documents"
    )
    bodies = models.ManyToManyField(
        Body, verbose_name=_("bodies"), blank=True, related_name="documents"
    )

    class Meta:
        ordering = ("-date", "pk")
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = record_constraints("document")
