"""The register of documents: what exists, where it can be read, and the files held here."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.validators import MinLengthValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from gte.alliance.models import Body, Topic
from gte.common.models import Reader, Record, RecordQuerySet, record_constraints
from gte.common.partial_dates import PartialDateField
from gte.library.enums import (
    LICENCE_URLS,
    AccessChecked,
    AddressKind,
    DocumentKind,
    FileFormat,
    Licence,
    UseKind,
)

LANGUAGE_CODE = RegexValidator(r"^[a-z]{2}$", _("A language is two letters, as in “es” or “pt”."))
DOI = RegexValidator(r"^10\.\d{4,9}/\S+$", _("A DOI begins with 10., as in 10.1000/182."))


class Withdrawable(models.Model):
    """What can be taken back: what it was stays known, with the reason, in both languages."""

    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    withdrawn_reason_es = models.TextField(_("reason"), blank=True, editable=False)
    withdrawn_reason_en = models.TextField(_("reason"), blank=True, editable=False)

    WITHDRAWAL: ClassVar[tuple[str, ...]] = (
        "withdrawn_at",
        "withdrawn_by",
        "withdrawn_reason_es",
        "withdrawn_reason_en",
    )

    class Meta:
        abstract = True

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def withdrawn_reason(self) -> str:
        return str(getattr(self, f"withdrawn_reason_{get_language() or 'es'}"))


def withdrawal_constraint(name: str) -> models.CheckConstraint:
    """What is withdrawn says why, in both languages."""
    return models.CheckConstraint(
        condition=Q(withdrawn_at__isnull=True)
        | (~Q(withdrawn_reason_es="") & ~Q(withdrawn_reason_en="")),
        name=f"{name}_withdrawn_with_a_reason",
    )


class DocumentQuerySet(RecordQuerySet):
    def visible_to(self, user: Reader) -> Self:
        """Withdrawn documents keep their page but stand in no list."""
        return super().visible_to(user).filter(withdrawn_at=None)


class Document(Record, Withdrawable):
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
    # Who published it.
    institution = models.CharField(_("institution"), max_length=250)
    languages = models.JSONField(_("languages"), default=list)
    url = models.URLField(_("address"), max_length=600, blank=True)
    url_kind = models.CharField(
        _("kind of address"), max_length=20, choices=AddressKind.choices, blank=True
    )
    access_checked = models.CharField(
        _("how far it was read"), max_length=24, choices=AccessChecked.choices
    )
    licence = models.CharField(
        _("licence"), max_length=16, choices=Licence.choices, default=Licence.NOT_STATED
    )
    doi = models.CharField(_("DOI"), max_length=120, blank=True, validators=[DOI])
    description = models.TextField(_("description"), blank=True)
    note = models.TextField(_("note"), blank=True)
    topics = models.ManyToManyField(
        Topic, verbose_name=_("topics"), blank=True, related_name="documents"
    )
    bodies = models.ManyToManyField(
        Body, verbose_name=_("bodies"), blank=True, related_name="documents"
    )

    objects: ClassVar[Any] = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ("-date", "pk")
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [*record_constraints("document"), withdrawal_constraint("document")]

    @property
    def licence_url(self) -> str:
        return LICENCE_URLS.get(self.licence, "")


class Unchangeable(Exception):
    """Somebody tried to change or delete what is kept as it was stored."""


class DocumentVersionQuerySet(models.QuerySet[Any]):
    def update(self, **values: Any) -> int:
        if not values.keys() <= set(Withdrawable.WITHDRAWAL):
            raise Unchangeable("A stored version is superseded or withdrawn, never changed.")
        return super().update(**values)

    def delete(self) -> Any:
        raise Unchangeable("A stored version is superseded or withdrawn, never deleted.")

    def light(self) -> Self:
        """Without what only the viewer and the search read: it may be a whole book."""
        return self.defer("text", "content")


class DocumentVersion(Withdrawable):
    """A file of a document in one language. Never changed: the next one supersedes it."""

    bilingual_fields: ClassVar[tuple[str, ...]] = ("note",)

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    language = models.CharField(_("language"), max_length=2, validators=[LANGUAGE_CODE])
    number = models.PositiveIntegerField(_("version"))
    # Where the file lies follows from what is in it, see gte.library.uploads.store.
    sha256 = models.CharField(max_length=64, validators=[MinLengthValidator(64)], db_index=True)
    format = models.CharField(_("format"), max_length=8, choices=FileFormat.choices)
    name = models.CharField(_("file name"), max_length=150)
    size = models.PositiveBigIntegerField(_("size"))
    pages = models.PositiveIntegerField(_("pages"), default=0)
    # Pages are parted by form feeds.
    text = models.TextField(_("text"), blank=True)
    # For the viewer: the sizes of pages, or headings, paragraphs and tables.
    content = models.JSONField(default=dict, blank=True)
    note = models.TextField(_("what changed"), blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField(_("added"), auto_now_add=True)

    objects = DocumentVersionQuerySet.as_manager()

    class Meta:
        ordering = ("language", "-number")
        verbose_name = _("version of a document")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["document", "language", "number"], name="version_numbered_once"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_number_from_one"),
            withdrawal_constraint("version"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.language} {self.number}"

    def save(self, **options: Any) -> None:
        """Raises Unchangeable for anything but a first save or a withdrawal."""
        fields = set(options.get("update_fields") or ())
        if not self._state.adding and not (fields and fields <= set(self.WITHDRAWAL)):
            raise Unchangeable("A stored version is superseded or withdrawn, never changed.")
        super().save(**options)

    def delete(self, *_args: Any, **_options: Any) -> Any:
        raise Unchangeable("A stored version is superseded or withdrawn, never deleted.")

    @property
    def has_text(self) -> bool:
        return bool(self.text.strip("\f \n"))


class DocumentCount(models.Model):
    """How often a document's file was viewed or downloaded on a day. Nothing of who did."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="counts")
    language = models.CharField(max_length=2)
    day = models.DateField()
    kind = models.CharField(max_length=8, choices=UseKind.choices)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("day",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["document", "language", "day", "kind"], name="count_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.day} {self.kind}: {self.number}"

    @classmethod
    def add(cls, *, document: int, language: str, day: Any, kind: str) -> None:
        """One more; two readers at once are both counted."""
        row, _made = cls.objects.get_or_create(
            document_id=document, language=language, day=day, kind=kind
        )
        cls.objects.filter(pk=row.pk).update(number=F("number") + 1)
