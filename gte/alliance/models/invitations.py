"""Invitations: the only way to an account."""

from __future__ import annotations

import hashlib
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gte.alliance.enums import DelegateRank, InvitationState, RoleKind
from gte.alliance.models.bodies import Network
from gte.alliance.models.people import User, rank_condition, role_held_for_condition, role_label
from gte.alliance.models.states import Dated, Institution, State
from gte.common.enums import Language


def token_hash(token: str) -> str:
    """What is kept of a link's secret: who reads the database cannot accept an invitation."""
    return hashlib.sha256(token.encode()).hexdigest()


class InvitationQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(accepted_at=None, withdrawn_at=None, expires__gt=timezone.now())


class Invitation(Dated):
    """One person is asked to take one role; ``start`` and ``end`` are the role's."""

    email = models.EmailField(_("e-mail"))
    name = models.CharField(_("name"), max_length=200)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    kind = models.CharField(_("role"), max_length=20, choices=RoleKind.choices)
    rank = models.CharField(_("rank"), max_length=12, choices=DelegateRank.choices, blank=True)
    state = models.ForeignKey(
        State, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    network = models.ForeignKey(
        Network, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    institution = models.ForeignKey(
        Institution, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="invitations_sent")
    created = models.DateTimeField(_("sent"), default=timezone.now)
    expires = models.DateTimeField(_("open until"))
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="invitations_accepted"
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects: ClassVar[Any] = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ("-created",)
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints: ClassVar = [
            models.CheckConstraint(condition=rank_condition(), name="invitation_rank"),
            models.CheckConstraint(condition=role_held_for_condition(), name="invitation_for_one"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(
                    accepted_at__isnull=False, accepted_by__isnull=False, withdrawn_at__isnull=True
                ),
                name="invitation_accepted_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_kind_display()}"

    @property
    def held_for(self) -> State | Network | Institution | None:
        return self.state or self.network or self.institution

    @property
    def label(self) -> str:
        return role_label(self)

    @property
    def status(self) -> InvitationState:
        if self.accepted_at:
            return InvitationState.ACCEPTED
        if self.withdrawn_at:
            return InvitationState.WITHDRAWN
        if self.expires <= timezone.now():
            return InvitationState.EXPIRED
        return InvitationState.OPEN
