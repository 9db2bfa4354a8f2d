"""Reports that are issued, with what they were counted from; and the pack of a handover."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gte.alliance.models import Body, State, Term
from gte.common.models import Bilingual, Reader, Record, RecordQuerySet, record_constraints
from gte.governance.models import Decision
from gte.governance.rules import sees_drafts


class ProgressReportQuerySet(RecordQuerySet):
    def visible_to(self, user: Reader) -> Self:
        """Issued reports to everybody, drafts to those who take part."""
        return self if sees_drafts(user) else self.filter(issued_at__isnull=False)


class ProgressReport(Record):
    """A report to a body on a day. From the clearance on, its figures and texts are frozen.

    ``frozen`` is what it was made from and what it says: the hashes of :class:`RecordVersion` rows,
    by kind, the paragraphs, and the hash of its text by language. ``hash`` is SHA-256 of all that,
    in hexadecimal, and what is decided.
    """

    bilingual_fields = ("name",)
    url_name = "progress-report"

    name = models.CharField(_("name"), max_length=250)
    body = models.ForeignKey(
        Body, verbose_name=_("to"), on_delete=models.PROTECT, related_name="progress_reports"
    )
    as_of = models.DateField(_("facts up to"))
    frozen_at = models.DateTimeField(_("frozen"), null=True, blank=True)
    frozen: Any = models.JSONField(default=dict, blank=True)
    hash = models.CharField(max_length=64, blank=True)
    decision = models.OneToOneField(
        Decision,
        verbose_name=_("cleared by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="progress_report",
    )
    issued_at = models.DateTimeField(_("issued"), null=True, blank=True)

    objects: ClassVar[Any] = ProgressReportQuerySet.as_manager()

    class Meta:
        ordering = ("-as_of", "-pk")
        verbose_name = _("progress report")
        verbose_name_plural = _("progress reports")
        constraints = record_constraints("progress_report")


class ReportParagraph(Bilingual):
    """What the coordination writes in a part of a report, beside what is counted."""

    bilingual_fields = ("text",)
    title_field = "text"

    report = models.ForeignKey(ProgressReport, on_delete=models.CASCADE, related_name="paragraphs")
    part = models.SlugField(_("part"), max_length=40)
    position = models.PositiveSmallIntegerField()
    # One side may wait for its translation; what goes to the parties has both.
    text = models.TextField(_("text"), blank=True)

    class Meta:
        ordering = ("part", "position", "pk")
        verbose_name = _("paragraph of a report")


class RecordVersion(models.Model):
    """A record as it stood when a report was frozen. Kept once, by the hash of its content."""

    kind = models.CharField(max_length=40)
    code = models.CharField(max_length=100)
    hash = models.CharField(max_length=64, unique=True)
    body: Any = models.JSONField()
    kept_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("version of a record")

    def __str__(self) -> str:
        return f"{self.code} {self.hash[:8]}"


class ReportFigure(models.Model):
    """A figure as it was issued: what was asked, when, what came out, and from which versions."""

    report = models.ForeignKey(ProgressReport, on_delete=models.CASCADE, related_name="figures")
    # "result-" and an indicator's identifier is the longest.
    key = models.SlugField(max_length=120)
    measure = models.CharField(max_length=60)
    arguments: Any = models.JSONField(default=dict)
    at = models.DateTimeField()
    # Nothing where nothing was known.
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    versions: Any = models.JSONField(default=list)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("figure of a report")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "key"], name="report_figure_once")
        ]

    def __str__(self) -> str:
        return f"{self.key}: {'?' if self.value is None else f'{self.value.normalize():f}'}"


class HandoverPack(models.Model):
    """What one coordination leaves to the next, as it was made, and who accepted it."""

    code = models.SlugField(_("identifier"), max_length=100, unique=True)
    term = models.ForeignKey(
        Term, verbose_name=_("outgoing term"), on_delete=models.PROTECT, related_name="packs"
    )
    next_term = models.ForeignKey(
        Term,
        verbose_name=_("incoming term"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="received_packs",
    )
    as_of = models.DateField(_("facts up to"))
    hash = models.CharField(_("SHA-256 of the pack"), max_length=64)
    file = models.CharField(max_length=200)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("handover pack")
        verbose_name_plural = _("handover packs")

    def __str__(self) -> str:
        return self.code


class HandoverSignature(models.Model):
    """One coordination's acceptance of a pack, bound to the pack's hash."""

    pack = models.ForeignKey(HandoverPack, on_delete=models.CASCADE, related_name="signatures")
    party = models.ForeignKey(State, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entry = models.CharField(max_length=64)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("signature of a handover")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["pack", "party"], name="handover_signed_once")
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.at:%Y-%m-%d}"
