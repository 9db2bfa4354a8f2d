from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# The body whose register this is. Its networks are the bodies that report to it.
OWN_BODY = "gte"


class TermScope(models.TextChoices):
    """Terms that move separately: none of them follows from another."""

    PPT = "ppt", _("Pro tempore presidency of the bloc")
    GTE_COORDINATION = "gte_coordination", _("Coordination of the GTE")
    RIAP_SECRETARIAT = "riap_secretariat", _("Technical secretariat of the English network")


class AssociatedState(models.TextChoices):
    NONE = "none", _("not an associated State")
    CANDIDATE = "candidate", _("candidate to associated State")
    AGREEMENT_SIGNED = "agreement_signed", _("agreement signed")


class NationalRole(models.TextChoices):
    COMPETENCE_CERTIFICATION = "competence_certification", _("Competence certification")
    COOPERATION_AGENCY = "cooperation_agency", _("Cooperation agency")
    ENGLISH_PROGRAMME = "english_programme", _("English programme")
    MOBILITY_FOCAL_POINT = "mobility_focal_point", _("Mobility focal point")


class ContactKind(models.TextChoices):
    GTE_CONTACT_POINT = "gte_contact_point", _("contact point of the group")
    INSTITUTIONAL_OFFICE = "institutional_office", _("institutional office")


class ContactState(models.TextChoices):
    """How far a contact point can be relied on; computed from its dates and the day."""

    UNCONFIRMED = "unconfirmed", _("to be confirmed")
    CONFIRMED = "confirmed", _("confirmed")
    OLD = "old", _("to be confirmed again")
    WITHDRAWN = "withdrawn", _("no longer valid")


class MessageTopic(models.TextChoices):
    """What somebody writes to the group about."""

    GENERAL = "general", pgettext_lazy("message", "A question about the group")
    PRACTICES = "practices", pgettext_lazy("message", "Good practices")
    MOBILITY = "mobility", pgettext_lazy("message", "Internships and mobility")
    COOPERATION = "cooperation", pgettext_lazy("message", "Cooperation with the group")
    RECORD = "record", pgettext_lazy("message", "Something on this site is wrong")
    ACCESS = "access", pgettext_lazy("message", "Accessibility of this site")
    DATA = "data", pgettext_lazy("message", "My personal data")


class FunctionVerb(models.TextChoices):
    COORDINATE = "coordinate", pgettext_lazy("function", "coordinate")
    IDENTIFY = "identify", pgettext_lazy("function", "identify")
    EXECUTE = "execute", pgettext_lazy("function", "carry out")
    APPROVE = "approve", pgettext_lazy("function", "approve")
    ADVISE = "advise", pgettext_lazy("function", "advise")
    REPORT = "report", pgettext_lazy("function", "report")


class NetworkStatus(models.TextChoices):
    ACTIVE = "active", pgettext_lazy("state", "active")
    ACTIVE_AT_SOURCE_DATE = "active_at_source_date", pgettext_lazy("state", "active at source date")
    PROPOSED = "proposed", pgettext_lazy("state", "proposed")
    ENDED = "ended", pgettext_lazy("state", "ended")
    UNKNOWN = "unknown", pgettext_lazy("state", "unknown")


class NetworkRole(models.TextChoices):
    QUALIFICATIONS_FRAMEWORK_TEAM = (
        "qualifications_framework_team",
        _("qualifications framework team"),
    )
    CERTIFICATION_BODY = "certification_body", _("certification body")
    ENGLISH_FOCAL_POINT = "english_focal_point", _("English focal point")
    SCHOLARSHIP_AGENCY = "scholarship_agency", _("scholarship agency")
    EVALUATOR = "evaluator", _("evaluator of good practices")


class RoleKind(models.TextChoices):
    """What a person may be here, from a day to a day."""

    DELEGATE = "delegate", _("delegate of a member State")
    COORDINATION = "coordination", _("coordination of the group")
    EVALUATOR = "evaluator", _("evaluator of good practices")
    SPECIALIST = "specialist", _("specialist of a network")
    INSTITUTION = "institution", _("representative of an institution")
    STUDENT = "student", _("student")
    OBSERVER_DELEGATE = "observer_delegate", _("delegate of an Observer State")
    COMMUNICATIONS = "communications", _("communications")
    EDITOR = "editor", _("editor")
    ADMINISTRATOR = "administrator", _("administrator")


class DelegateRank(models.TextChoices):
    HEAD = "head", _("head of delegation")
    ALTERNATE = "alternate", _("alternate")


# Roles that may be entered with a second factor only.
SECOND_FACTOR_KINDS = frozenset({RoleKind.DELEGATE, RoleKind.COORDINATION, RoleKind.ADMINISTRATOR})


class Reach(models.TextChoices):
    """How far a role reaches when it gives roles to others."""

    ANYWHERE = "anywhere"
    OWN_STATE = "own_state"
    OWN_STATE_ALTERNATE = "own_state_alternate"


class Notice(models.TextChoices):
    """What the platform tells people by mail unless they refuse it."""

    MINUTES = "minutes", _("Actas and decisions that wait for me")
    INVITED = "invited", _("Meetings to which my State is invited")
    WORK_PLAN = "work_plan", _("Values and deliverables that wait for me or come back to me")
    INVITATIONS = "invitations", _("Invitations that I sent: accepted or expired")
    CONTACTS = "contacts", _("Contact data of my State to be confirmed")
    DIGEST = "digest", _("Once a month: what changed")


class Rhythm(models.TextChoices):
    """When the platform tells somebody what happened."""

    AT_ONCE = "at_once", pgettext_lazy("notices", "at once, a letter for each")
    DAILY = "daily", pgettext_lazy("notices", "once a day, all in one letter")


class InvitationState(models.TextChoices):
    """Computed from the invitation's dates and the clock, never stored."""

    OPEN = "open", pgettext_lazy("invitation", "open")
    ACCEPTED = "accepted", pgettext_lazy("invitation", "accepted")
    WITHDRAWN = "withdrawn", pgettext_lazy("invitation", "withdrawn")
    EXPIRED = "expired", pgettext_lazy("invitation", "expired")
