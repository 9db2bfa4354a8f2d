"""Bodies of the Alliance, the group's functions, networks of specialists and contact points."""

from __future__ import annotations

import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gte.alliance.enums import ContactKind, ContactState, FunctionVerb, NetworkRole, NetworkStatus
from gte.alliance.models.states import Dated, State, Topic
from gte.common.enums import Certainty
from gte.common.models import Record, record_constraints
from gte.common.partial_dates import PartialDateField

CONFIRMED_FOR = datetime.timedelta(days=365)


class Body(Record):
    """An instance of the Alliance, a technical group or a network, and whom it reports to."""

    bilingual_fields = ("name", "composition", "role")
    url_name = "body"

    acronym = models.CharField(_("acronym"), max_length=20, blank=True)
    name = models.CharField(_("name"), max_length=200)
    level = models.PositiveSmallIntegerField(_("level"))
    reports_to = models.ManyToManyField(
        "self",
        verbose_name=_("reports to"),
        symmetrical=False,
        blank=True,
        related_name="reported_by",
    )
    reporting_line_certainty = models.CharField(
        _("certainty of the reporting line"), max_length=12, choices=Certainty.choices
    )
    composition = models.TextField(_("composition"))
    role = models.TextField(_("role"))
    created = PartialDateField(_("created"), null=True, blank=True)

    class Meta:
        ordering = ("level", "pk")
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        constraints = record_constraints("body")

    @property
    def short_name(self) -> str:
        return self.acronym or str(self.name)


class GroupFunction(Record):
    """A function or power of the group."""

    bilingual_fields = ("name", "description", "platform_implication")
    url_name = "function"

    order = models.PositiveSmallIntegerField(_("order"))
    verb = models.CharField(_("verb"), max_length=12, choices=FunctionVerb.choices)
    name = models.CharField(_("name"), max_length=200)
    description = models.TextField(_("description"))
    platform_implication = models.TextField(_("what it asks of this platform"))
    reports_to = models.ManyToManyField(
        Body, verbose_name=_("reports to"), blank=True, related_name="functions"
    )

    class Meta:
        ordering = ("order",)
        verbose_name = _("function")
        verbose_name_plural = _("functions")
        constraints = record_constraints("function")


class Network(Record, Dated):
    """A network of specialists. People join it through dated roles."""

    bilingual_fields = ("name", "composition", "remit", "cadence", "needs")
    url_name = "network"

    body = models.ForeignKey(
        Body,
        verbose_name=_("body"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="networks",
    )
    name = models.CharField(_("name"), max_length=200)
    composition = models.TextField(_("composition"))
    remit = models.TextField(_("remit"))
    cadence = models.CharField(_("cadence"), max_length=200, blank=True)
    outputs = models.JSONField(_("outputs"), default=list, blank=True)
    needs = models.TextField(_("needs"))
    status = models.CharField(_("status"), max_length=24, choices=NetworkStatus.choices)
    topics = models.ManyToManyField(
        Topic, verbose_name=_("topics"), blank=True, related_name="networks"
    )

    class Meta:
        ordering = ("pk",)
        verbose_name = _("network of specialists")
        verbose_name_plural = _("networks of specialists")
        constraints = record_constraints("network")


class NetworkMember(models.Model):
    """The team or institution with which a State takes part in a network."""

    bilingual_fields: ClassVar[tuple[str, ...]] = ("institution",)
    is_shown_with_record: ClassVar[bool] = True

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="members")
    position = models.PositiveSmallIntegerField()
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="network_memberships")
    role = models.CharField(_("role"), max_length=40, choices=NetworkRole.choices)
    institution = models.CharField(_("institution"), max_length=200, blank=True)

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return f"{self.state}: {self.institution or self.get_role_display()}"


class ContactPoint(Record):
    """A contact point or office, as published and as its State confirmed it.

    The record's own fields stay what was published; ``person`` and ``email`` are what the State
    said, and hold from ``confirmed_on`` until it is withdrawn.
    """

    bilingual_fields = ("institution", "office", "note")
    title_field = "office"
    url_name = "contact"

    kind = models.CharField(_("kind"), max_length=24, choices=ContactKind.choices)
    state = models.ForeignKey(
        State, verbose_name=_("State"), on_delete=models.PROTECT, related_name="contacts"
    )
    institution = models.CharField(_("institution"), max_length=200)
    office = models.CharField(_("office"), max_length=250)
    person_as_published = models.CharField(_("person, as published"), max_length=200, blank=True)
    email_as_published = models.EmailField(_("e-mail, as published"), blank=True)
    bodies = models.ManyToManyField(
        Body, verbose_name=_("for"), blank=True, related_name="contacts"
    )
    as_of = PartialDateField(_("as of"), null=True, blank=True)
    needs_verification = models.BooleanField(_("to be confirmed"), default=True)
    note = models.TextField(_("note"), blank=True)
    person = models.CharField(_("person"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    confirmed_on = models.DateField(_("last confirmed"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("confirmed by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # Its State said that it no longer holds: what was published is then not shown either.
    is_withdrawn = models.BooleanField(_("withdrawn"), default=False)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("contact point")
        verbose_name_plural = _("contact points")
        constraints: ClassVar = [
            *record_constraints("contact"),
            models.CheckConstraint(
                condition=Q(confirmed_on__isnull=True) | Q(is_withdrawn=False),
                name="contact_confirmed_or_withdrawn",
            ),
        ]

    @property
    def is_published_by_group(self) -> bool:
        """The group's page names it as contact point: what it says is public already."""
        return self.kind == ContactKind.GTE_CONTACT_POINT

    def state_on(self, day: datetime.date) -> ContactState:
        """How far it can be relied on: a confirmation is good for a year."""
        if self.is_withdrawn:
            return ContactState.WITHDRAWN
        if self.confirmed_on is None:
            return ContactState.UNCONFIRMED
        is_old = self.confirmed_on + CONFIRMED_FOR < day
        return ContactState.OLD if is_old else ContactState.CONFIRMED

    @property
    def shown_person(self) -> str:
        """Who visitors read: the State's word, else the group's own page, else nobody."""
        return self.shown(self.person, self.person_as_published)

    @property
    def shown_email(self) -> str:
        return self.shown(self.email, self.email_as_published)

    def shown(self, confirmed: str, published: str) -> str:
        if self.confirmed_on:
            return confirmed
        return published if self.is_published_by_group and not self.is_withdrawn else ""
