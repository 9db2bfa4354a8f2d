"""Meetings and what was agreed in them."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gte.alliance.models import Body, State, Topic
from gte.common.models import Reader, Record, RecordQuerySet, record_constraints
from gte.common.partial_dates import PartialDateField
from gte.governance.enums import MeetingKind, Modality
from gte.governance.rules import sees_drafts


class MeetingQuerySet(RecordQuerySet):
    def visible_to(self, user: Reader) -> Self:
        """A meeting that was not convened, or not yet, only to those who take part."""
        if sees_drafts(user):
            return self
        return self.filter(Q(sitting__isnull=True) | Q(sitting__convened_at__isnull=False))


class Meeting(Record):
    """A meeting of the group or an event near it. Its ordinal counts within its own series."""

    bilingual_fields = ("name", "place", "participants")
    url_name = "meeting"

    name = models.CharField(_("name"), max_length=250)
    ordinal = models.PositiveSmallIntegerField(_("number in its series"), null=True, blank=True)
    body = models.ForeignKey(
        Body,
        verbose_name=_("body"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="meetings",
    )
    kind = models.CharField(_("kind"), max_length=16, choices=MeetingKind.choices)
    date_start = PartialDateField(_("date"))
    date_end = PartialDateField(_("until"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    modality = models.CharField(_("modality"), max_length=12, choices=Modality.choices, blank=True)
    host = models.ForeignKey(
        State,
        verbose_name=_("host"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="hosted_meetings",
    )
    participants = models.TextField(_("participants"))
    topics = models.ManyToManyField(
        Topic, verbose_name=_("topics"), blank=True, related_name="meetings"
    )

    objects: ClassVar[Any] = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ("-date_start", "pk")
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        constraints: ClassVar = [
            *record_constraints("meeting"),
            models.CheckConstraint(
                condition=Q(ordinal__isnull=True) | Q(ordinal__gte=1),
                name="meeting_ordinal_positive",
            ),
        ]


class Agreement(models.Model):
    """Something agreed or asked for in a meeting, as its source tells it."""

    bilingual_fields: ClassVar[tuple[str, ...]] = ("text",)
    is_shown_with_record: ClassVar[bool] = True

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agreements")
    position = models.PositiveSmallIntegerField()
    text = models.TextField(_("agreement"))

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return self.text
