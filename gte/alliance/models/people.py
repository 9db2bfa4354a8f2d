"""People, their accounts and their dated roles."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from gte.alliance.enums import SECOND_FACTOR_KINDS, DelegateRank, Rhythm, RoleKind
from gte.alliance.models.bodies import Network
from gte.alliance.models.states import Dated, Institution, State, in_force, today


class Person(models.Model):
    """Somebody who takes part. Exists without an account; an account belongs to one person."""

    name = models.CharField(_("name"), max_length=200)
    is_synthetic = models.BooleanField(_("made up for demonstration"), default=False)

    class Meta:
        ordering = ("name",)
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Makes accounts whose login is the e-mail address, kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Raises ValueError when the address is missing."""
        email = (email or "").strip().lower()
        if not email:
            raise ValueError("An account needs an e-mail address.")
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """An account. What it may do follows from the dated roles of its person."""

    USERNAME_FIELD = "email"

    email = models.EmailField(_("e-mail"), unique=True)
    person = models.OneToOneField(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="user"
    )
    language = models.CharField(_("language"), max_length=2, default="es")
    time_zone = models.CharField(_("time zone"), max_length=60, blank=True)
    # What the person does not want to be told by mail; everything else is.
    refused_notices = models.JSONField(_("notices refused"), default=list, blank=True)
    rhythm = models.CharField(
        _("letters"), max_length=8, choices=Rhythm.choices, default=Rhythm.AT_ONCE
    )
    # The secret in the address of the person's calendar; empty until it is asked for.
    calendar_key = models.CharField(max_length=43, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("staff"), default=False)
    date_joined = models.DateTimeField(_("joined"), auto_now_add=True)

    objects = UserManager()

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["calendar_key"],
                condition=~Q(calendar_key=""),
                name="user_calendar_key_once",
            )
        ]

    def __str__(self) -> str:
        return self.email

    # Set for a request by SignedInMiddleware: the role chosen to act in, and whether the account
    # must set up a second factor before any right of its roles counts.
    acting_role_id: int | None = None
    awaits_second_factor = False

    @property
    def name(self) -> str:
        return self.person.name if self.person else self.email

    def get_short_name(self) -> str:
        """As letters of the CMS greet."""
        return self.name

    @cached_property
    def roles_held(self) -> list[RoleAssignment]:
        """The dated roles of the account's person that hold today, in one query per request."""
        if not self.is_active or self.person_id is None:
            return []
        held = RoleAssignment.objects.filter(in_force(today()), person=self.person_id)
        return list(held.select_related("state", "network", "institution"))

    @property
    def roles_in_force(self) -> list[RoleAssignment]:
        """The roles that count in this request: those held, or the one that was chosen of them."""
        if self.awaits_second_factor:
            return []
        chosen = [role for role in self.roles_held if role.pk == self.acting_role_id]
        return chosen or self.roles_held

    @property
    def clock_zone(self) -> str:
        """The zone in which this person reads hours: the own one, else that of the State that a
        role is held for, else UTC.
        """
        zones = (role.state.time_zone for role in self.roles_in_force if role.state)
        return self.time_zone or next(filter(None, zones), "UTC")

    @property
    def needs_second_factor(self) -> bool:
        """Whether a role held, acted in or not, may be entered with a second factor only."""
        held = {role.kind for role in self.roles_held}
        return self.is_superuser or self.is_staff or bool(held & SECOND_FACTOR_KINDS)

    def holds(self, *kinds: str) -> bool:
        """Whether one of the roles in force is of one of these kinds."""
        return any(role.kind in kinds for role in self.roles_in_force)

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        return not self.awaits_second_factor and super().has_perm(perm, obj)

    def wants_notice(self, kind: str) -> bool:
        return kind not in self.refused_notices


# What a role is held for: the one link that its row must have, and no other.
ROLE_HELD_FOR: dict[str, str | None] = {
    RoleKind.DELEGATE: "state",
    RoleKind.COORDINATION: "state",
    RoleKind.EVALUATOR: "state",
    RoleKind.SPECIALIST: "network",
    RoleKind.INSTITUTION: "institution",
    RoleKind.STUDENT: "institution",
    RoleKind.OBSERVER_DELEGATE: "state",
    RoleKind.COMMUNICATIONS: "state",
    RoleKind.EDITOR: None,
    RoleKind.ADMINISTRATOR: None,
}


def role_label(role: Any) -> str:
    """In the active language; ``role`` is an assignment or the invitation to one."""
    title = str(RoleKind(role.kind).label)
    if role.rank:
        title = f"{title} ({DelegateRank(role.rank).label})"
    return f"{title}: {role.held_for}" if role.held_for else title


def rank_condition() -> Q:
    """Delegates have a rank, and nobody else."""
    of_delegates = Q(kind=RoleKind.DELEGATE, rank__in=DelegateRank.values)
    return of_delegates | (~Q(kind=RoleKind.DELEGATE) & Q(rank=""))


def role_held_for_condition() -> Q:
    """Each kind of role has exactly the link that it is held for."""
    condition = Q()
    for kind, held_for in ROLE_HELD_FOR.items():
        links = {
            f"{name}__isnull": name != held_for for name in ("state", "network", "institution")
        }
        condition |= Q(kind=kind, **links)
    return condition


class RoleAssignment(Dated):
    """A role that a person holds from a day to a day, for a State, a network or an institution."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="roles")
    kind = models.CharField(_("role"), max_length=20, choices=RoleKind.choices)
    rank = models.CharField(_("rank"), max_length=12, choices=DelegateRank.choices, blank=True)
    state = models.ForeignKey(
        State, null=True, blank=True, on_delete=models.PROTECT, related_name="roles"
    )
    network = models.ForeignKey(
        Network, null=True, blank=True, on_delete=models.PROTECT, related_name="roles"
    )
    institution = models.ForeignKey(
        Institution, null=True, blank=True, on_delete=models.PROTECT, related_name="roles"
    )

    class Meta:
        ordering = ("kind", "start")
        verbose_name = _("role")
        constraints: ClassVar = [
            models.CheckConstraint(condition=rank_condition(), name="role_rank_only_for_delegates"),
            models.CheckConstraint(condition=role_held_for_condition(), name="role_held_for_one"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"

    @property
    def held_for(self) -> State | Network | Institution | None:
        return self.state or self.network or self.institution

    @property
    def label(self) -> str:
        """What is held and for whom, as one reads it: "delegate (alternate): a State"."""
        return role_label(self)
