"""What visitors write to the group through the contact form."""

from __future__ import annotations

import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gte.alliance.enums import MessageTopic
from gte.common.enums import Language


class ContactMessageQuerySet(models.QuerySet["ContactMessage"]):
    def waiting(self) -> Self:
        """Messages that nobody has marked as answered."""
        return self.filter(answered_at__isnull=True)

    def sent_since(self, moment: datetime.datetime, *, senders: list[str] | None = None) -> Self:
        """Messages after a moment, oldest first: all, or those of one of these senders."""
        recent = self.filter(at__gt=moment).order_by("at")
        if senders is None:
            return recent
        return recent.filter(Q(network_hash__in=senders) | Q(email_hash__in=senders))


class ContactMessage(models.Model):
    """One message, kept until it is two years old, whether or not mail brought it to anybody."""

    reference = models.CharField(_("reference"), max_length=16, unique=True)
    at = models.DateTimeField(_("sent"), db_index=True)
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"))
    topic = models.CharField(_("topic"), max_length=16, choices=MessageTopic.choices)
    text = models.TextField(_("message"), max_length=5000)
    language = models.CharField(_("language of the answer"), max_length=2, choices=Language.choices)
    # Who writes often, without keeping where from: emptied after a few days.
    network_hash = models.CharField(max_length=32, blank=True, db_index=True)
    email_hash = models.CharField(max_length=32, blank=True, db_index=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("answered by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects: ClassVar = ContactMessageQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        verbose_name = _("message to the group")
        verbose_name_plural = _("messages to the group")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(topic__in=MessageTopic.values), name="message_topic_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.get_topic_display()}"


class PendingNotice(models.Model):
    """What somebody is to be told; gone once a mail server took it, in a letter or the day's."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="pending_notices"
    )
    at = models.DateTimeField(auto_now_add=True)
    kind = models.CharField(max_length=20, blank=True)
    # As a letter of its own; else in the letter of the day.
    at_once = models.BooleanField(default=False)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    # Since when a process is sending it: no other takes it meanwhile.
    taken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.subject
