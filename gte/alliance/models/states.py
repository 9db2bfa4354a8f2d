"""States and how they take part, and the terms that rotate among them.

Members are data: a State takes part through dated rows, and whoever needs "the members" asks for
the parties in force on a day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gte.alliance.enums import AssociatedState, NationalRole, TermScope
from gte.common.models import Record, RecordQuerySet, record_constraints
from gte.common.partial_dates import PartialDate, PartialDateField

if TYPE_CHECKING:
    import datetime


def today() -> datetime.date:
    """The day by which rights are counted: the site's, in whatever time zone somebody reads."""
    return timezone.localdate(timezone=timezone.get_default_timezone())


def in_force(day: datetime.date, start: str = "start", end: str = "end") -> Q:
    """Rows that run on ``day``.

    An unknown start or end is open, and a row no longer runs on its end day. A partial end lasts
    to its last possible day: "2019-07" still runs on 15 July.
    """
    text = day.isoformat()
    began = Q(**{f"{start}__isnull": True}) | Q(**{f"{start}__lte": text})
    goes_on = Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gt": text})
    return began & (goes_on | Q(**{f"{end}__in": [text[:4], text[:7]]}))


class Dated(models.Model):
    """A row that holds from a date to a date, either of them possibly unknown or partial."""

    start = PartialDateField(_("from"), null=True, blank=True)
    end = PartialDateField(_("until"), null=True, blank=True)

    class Meta:
        abstract = True


class Topic(Record):
    """A work topic of the group, a sub-topic of one, or a theme that crosses them."""

    bilingual_fields = ("name", "description")
    url_name = "topic"

    order = models.PositiveSmallIntegerField(_("order"))
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="subtopics",
    )
    name = models.CharField(_("name"), max_length=200)
    description = models.TextField(_("description"))

    class Meta:
        ordering = ("order",)
        verbose_name = _("work topic")
        verbose_name_plural = _("work topics")
        constraints = record_constraints("topic")


class StateQuerySet(RecordQuerySet):
    def parties(self, day: datetime.date) -> Self:
        """The member States in force on a day: those whose consensus a text put that day needs."""
        return self.filter(Q(pk__in=Membership.objects.filter(in_force(day)).values("state")))

    def members(self) -> Self:
        """Every State that is or was a member."""
        return self.filter(memberships__isnull=False).distinct()

    def observers(self) -> Self:
        """Every State that is or was an observer."""
        return self.filter(observership__isnull=False)


class State(Record):
    """A State: member, observer or both in turn, as its dated rows say."""

    bilingual_fields = ("name", "qualifications_note", "note")
    url_name = "state"

    name = models.CharField(_("name"), max_length=120)
    iso2 = models.CharField(_("ISO 3166-1 code"), max_length=2, unique=True)
    iso3 = models.CharField(max_length=3, blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=60, blank=True)
    qualifications_note = models.TextField(_("qualifications framework"), blank=True)
    qualifications_source = models.TextField(blank=True)
    note = models.TextField(_("note"), blank=True)
    contact = models.ForeignKey(
        "alliance.ContactPoint",
        verbose_name=_("contact point"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects: ClassVar[Any] = StateQuerySet.as_manager()

    class Meta:
        ordering = ("code",)
        verbose_name = _("State")
        verbose_name_plural = _("States")
        constraints = record_constraints("state")


class Membership(Dated):
    """A State's membership of the bloc. Its beginning is unknown where no source gives it."""

    state = models.ForeignKey(State, on_delete=models.CASCADE, related_name="memberships")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(end__isnull=True)
                | Q(start__isnull=True)
                | Q(end__gte=models.F("start")),
                name="membership_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.start or '?'} - {self.end or ''}"


class Observership(Dated):
    """A State's admission as observer, and how near it is to more."""

    bilingual_fields: ClassVar[tuple[str, ...]] = ("event",)
    is_shown_with_record: ClassVar[bool] = True

    state = models.OneToOneField(State, on_delete=models.CASCADE, related_name="observership")
    event = models.CharField(_("admitted at"), max_length=300)
    associated_state = models.CharField(
        _("associated State"), max_length=20, choices=AssociatedState.choices
    )
    accession_process = models.BooleanField(_("accession to full membership under way"))

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(associated_state__in=AssociatedState.values),
                name="observership_associated_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.start}"


class ResponsibleOffice(Dated):
    """The ministry's office that answers for the group, by period: offices change."""

    bilingual_fields: ClassVar[tuple[str, ...]] = ("ministry", "office")
    is_shown_with_record: ClassVar[bool] = True

    state = models.ForeignKey(State, on_delete=models.CASCADE, related_name="offices")
    ministry = models.CharField(_("ministry"), max_length=200, blank=True)
    office = models.CharField(pgettext_lazy("term", "office"), max_length=200)
    as_of = PartialDateField(_("as of"), null=True, blank=True)
    is_current = models.BooleanField(_("published as current"), default=False)
    source = models.TextField(_("source"))

    class Meta:
        ordering = ("-is_current", "-as_of")

    def __str__(self) -> str:
        return self.office


class Institution(models.Model):
    """A national institution with a part in the group's fields."""

    bilingual_fields: ClassVar[tuple[str, ...]] = ("name",)

    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="institutions")
    role = models.CharField(_("role"), max_length=40, choices=NationalRole.choices, blank=True)
    name = models.CharField(_("name"), max_length=250)
    source = models.TextField(_("source"), blank=True)

    class Meta:
        ordering = ("role", "pk")
        verbose_name = _("institution")

    def __str__(self) -> str:
        return self.name


class TermQuerySet(RecordQuerySet):
    def of(self, scope: str) -> Self:
        return self.filter(term_scope=scope)


class Term(Record):
    """Who held a rotating office from when to when, as planned and as it happened."""

    bilingual_fields = ("note",)
    title_field = "code"
    url_name = "term"

    term_scope = models.CharField(
        pgettext_lazy("term", "office"), max_length=20, choices=TermScope.choices
    )
    state = models.ForeignKey(
        State, verbose_name=_("State"), on_delete=models.PROTECT, related_name="terms"
    )
    start_planned = PartialDateField(_("planned start"), null=True, blank=True)
    start_actual = PartialDateField(_("start"), null=True, blank=True)
    end_planned = PartialDateField(_("planned end"), null=True, blank=True)
    end_actual = PartialDateField(_("end"), null=True, blank=True)
    interim = models.BooleanField(_("interim"), default=False)
    note = models.TextField(_("note"), blank=True)

    objects: ClassVar[Any] = TermQuerySet.as_manager()

    class Meta:
        ordering = ("term_scope", "start_actual")
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        constraints: ClassVar = [
            *record_constraints("term"),
            models.CheckConstraint(
                condition=Q(term_scope__in=TermScope.values), name="term_scope_value_known"
            ),
        ]

    def __str__(self) -> str:
        years = "–".join(dict.fromkeys(str(day)[:4] for day in (self.start, self.end) if day))
        return f"{TermScope(self.term_scope).label}: {self.state}, {years}".rstrip(", ")

    @property
    def start(self) -> PartialDate | None:
        return self.start_actual or self.start_planned

    @property
    def end(self) -> PartialDate | None:
        return self.end_actual or self.end_planned
