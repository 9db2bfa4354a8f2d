"""What every record of the register has: an identity, two languages and a provenance."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gte.common.enums import Certainty, Language, Scope, ScopeBasis
from gte.common.partial_dates import PartialDateField

# Who reads: an account, somebody without one, or a command.
Reader = AbstractBaseUser | AnonymousUser | None


class RecordQuerySet(models.QuerySet[Any]):
    """The only way a record reaches a view."""

    def visible_to(self, user: Reader) -> Self:  # noqa: ARG002 - rooms narrow this
        """Everything in the public record is visible to everyone."""
        return self

    def own(self) -> Self:
        """The group's own records: adjacent and national work is never counted."""
        return self.filter(scope=Scope.GTE)

    def stale_in(self, language: str) -> Self:
        """Records whose text in ``language`` was translated from an older source text."""
        source = "en" if language == "es" else "es"
        return self.exclude(**{f"{language}_from": ""}).exclude(
            **{f"{language}_from": F(f"{source}_hash")}
        )


class Bilingual(models.Model):
    """Spanish and English as equal columns; each knows the hash of what it was translated from."""

    bilingual_fields: ClassVar[tuple[str, ...]] = ()
    title_field: ClassVar[str] = "name"

    es_hash = models.CharField(max_length=16, blank=True, editable=False)
    en_hash = models.CharField(max_length=16, blank=True, editable=False)
    es_from = models.CharField(max_length=16, blank=True, editable=False)
    en_from = models.CharField(max_length=16, blank=True, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(getattr(self, self.title_field))

    def is_stale_in(self, language: str) -> bool:
        """Whether the text in ``language`` is older than the source it was translated from."""
        other = Language.EN if language == Language.ES else Language.ES
        translated_from = getattr(self, f"{language}_from")
        return bool(translated_from) and translated_from != getattr(self, f"{other}_hash")


class Record(Bilingual):
    """A record of the register. ``code`` is its permanent identifier, unique among all records."""

    url_name: ClassVar[str] = ""

    code = models.SlugField(_("identifier"), max_length=100, unique=True)
    source = models.TextField(_("source"))
    more_sources = models.JSONField(_("further sources"), default=list, blank=True)
    certainty = models.CharField(_("certainty"), max_length=12, choices=Certainty.choices)
    scope = models.CharField(_("scope"), max_length=16, choices=Scope.choices)
    scope_basis = models.CharField(max_length=8, choices=ScopeBasis.choices)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        return reverse(self.url_name, args=[self.code])


def record_constraints(name: str) -> list[models.BaseConstraint]:
    """The rules that the database itself keeps for a table of records."""
    return [
        models.CheckConstraint(
            condition=Q(certainty__in=Certainty.values), name=f"{name}_certainty_known"
        ),
        models.CheckConstraint(condition=Q(scope__in=Scope.values), name=f"{name}_scope_known"),
        models.CheckConstraint(condition=~Q(source=""), name=f"{name}_has_source"),
    ]


class Figure(models.Model):
    """A number that a source published about a record. Figures of different owners never add up."""

    position = models.PositiveSmallIntegerField()
    metric = models.CharField(_("what was counted"), max_length=300)
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=2)
    unit = models.CharField(_("unit"), max_length=60)
    as_of = PartialDateField(_("as of"), null=True, blank=True)
    source = models.TextField(_("source"), blank=True)

    bilingual_fields: ClassVar[tuple[str, ...]] = ("metric",)
    # Everybody reads it on the page of its record, so the record is found with it.
    is_shown_with_record: ClassVar[bool] = True

    class Meta:
        abstract = True
        ordering = ("position",)

    def __str__(self) -> str:
        return f"{self.metric}: {self.value.normalize():f} {self.unit}"


class LogEntry(models.Model):
    """One line for each change: who, when, which verb, on what. Rows are only ever added."""

    at = models.DateTimeField(_("at"), auto_now_add=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    verb = models.CharField(_("verb"), max_length=60)
    target = models.CharField(_("record"), max_length=100, blank=True, db_index=True)
    data: Any = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.target}"
