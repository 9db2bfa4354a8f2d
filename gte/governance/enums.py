from django.db import models
from django.utils.translation import pgettext_lazy


class MeetingKind(models.TextChoices):
    FOUNDING = "founding", pgettext_lazy("meeting", "setting-up")
    NETWORK = "network", pgettext_lazy("meeting", "network meeting")
    FORUM = "forum", pgettext_lazy("meeting", "forum")
    SEMINAR = "seminar", pgettext_lazy("meeting", "seminar")
    WORKSHOP = "workshop", pgettext_lazy("meeting", "workshop")
    GTE_MEETING = "gte_meeting", pgettext_lazy("meeting", "meeting of the group")
    COURSE = "course", pgettext_lazy("meeting", "course")
    LAUNCH = "launch", pgettext_lazy("meeting", "launch")
    COUNCIL = "council", pgettext_lazy("meeting", "council meeting")
    COORDINATION = "coordination", pgettext_lazy("meeting", "coordination meeting")
    GAN_MEETING = "gan_meeting", pgettext_lazy("meeting", "meeting of the GAN")
    ROUND = "round", pgettext_lazy("meeting", "round of technical groups")


class Modality(models.TextChoices):
    IN_PERSON = "in_person", pgettext_lazy("meeting", "in person")
    ONLINE = "online", pgettext_lazy("meeting", "online")
    HYBRID = "hybrid", pgettext_lazy("meeting", "hybrid")


class SittingState(models.TextChoices):
    """How far a meeting that is prepared here has come."""

    DRAFT = "draft", pgettext_lazy("meeting", "in preparation")
    CONVENED = "convened", pgettext_lazy("meeting", "convened")
    OPEN = "open", pgettext_lazy("meeting", "in session")
    CLOSED = "closed", pgettext_lazy("meeting", "closed")
    CANCELLED = "cancelled", pgettext_lazy("meeting", "cancelled")


SITTING_MOVES: dict[str, frozenset[str]] = {
    SittingState.DRAFT: frozenset({SittingState.CONVENED, SittingState.CANCELLED}),
    SittingState.CONVENED: frozenset({SittingState.OPEN, SittingState.CANCELLED}),
    # Back to "convened" where it was opened by mistake or did not come about.
    SittingState.OPEN: frozenset(
        {SittingState.CLOSED, SittingState.CONVENED, SittingState.CANCELLED}
    ),
    SittingState.CLOSED: frozenset(),
    SittingState.CANCELLED: frozenset(),
}


class AgendaKind(models.TextChoices):
    """What an item of the agenda is for. The first three come by themselves."""

    FORMER_ACTA = "former_acta", pgettext_lazy("agenda", "approval of the former acta")
    SILENCE = "silence", pgettext_lazy("agenda", "decisions adopted by silence")
    COMMITMENTS = "commitments", pgettext_lazy("agenda", "open commitments")
    DISCUSSION = "discussion", pgettext_lazy("agenda", "discussion")
    DECISION = "decision", pgettext_lazy("agenda", "decision")


AUTOMATIC = (AgendaKind.FORMER_ACTA, AgendaKind.SILENCE, AgendaKind.COMMITMENTS)


class AttendanceRole(models.TextChoices):
    HEAD = "head", pgettext_lazy("attendance", "head of delegation")
    DELEGATE = "delegate", pgettext_lazy("attendance", "delegate")
    ADVISER = "adviser", pgettext_lazy("attendance", "adviser")
    OBSERVER = "observer", pgettext_lazy("attendance", "observer")


# With one of these a party is present.
REPRESENTS = (AttendanceRole.HEAD, AttendanceRole.DELEGATE)


class OutcomeKind(models.TextChoices):
    AGREEMENT = "agreement", pgettext_lazy("outcome", "agreement")
    COMMITMENT = "commitment", pgettext_lazy("outcome", "commitment")


class MinutesState(models.TextChoices):
    """Computed from versions, signatures and publication, never stored."""

    DRAFT = "draft", pgettext_lazy("minutes", "draft")
    CIRCULATED = "circulated", pgettext_lazy("minutes", "circulated")
    FOR_SIGNATURE = "for_signature", pgettext_lazy("minutes", "agreed text, to be signed")
    SIGNED = "signed", pgettext_lazy("minutes", "signed by all parties")
    PUBLISHED = "published", pgettext_lazy("minutes", "signed and published")


class AdviceState(models.TextChoices):
    """How far a consultation has come; computed from its answer, never stored."""

    OPEN = "open", pgettext_lazy("consultation", "open to contributions")
    DRAFTED = "drafted", pgettext_lazy("consultation", "answer drafted")
    ADOPTED = "adopted", pgettext_lazy("consultation", "answer adopted, to be sent")
    SENT = "sent", pgettext_lazy("consultation", "answered")


class Matter(models.TextChoices):
    """What a decision is about. The published list of BY_SILENCE says what may go by silence."""

    PROGRAMME = "programme", pgettext_lazy("matter", "programmes, projects and activities")
    WORK_PLAN = "work_plan", pgettext_lazy("matter", "work plan of the coordination")
    INSTRUMENT = "instrument", pgettext_lazy("matter", "instruments and frameworks")
    ADVICE = "advice", pgettext_lazy("matter", "advice to the Council, the GAN or the GRE")
    REPORT = "report", pgettext_lazy("matter", "reports of the group")
    CALENDAR = "calendar", pgettext_lazy("matter", "calendar and places of meetings")
    PUBLICATION = "publication", pgettext_lazy("matter", "publications and communications")
    LIST = "list", pgettext_lazy("matter", "lists of evaluators, specialists and experts")
    PROCEDURE = "procedure", pgettext_lazy("matter", "rules of procedure and silence")


BY_SILENCE = frozenset(
    {Matter.REPORT, Matter.CALENDAR, Matter.PUBLICATION, Matter.LIST, Matter.ADVICE}
)


class DecisionStatus(models.TextChoices):
    """What the register of decisions says; computed from the ledger and the clock."""

    DRAFT = "draft", pgettext_lazy("decision", "draft")
    OPEN = "open", pgettext_lazy("decision", "put to the parties")
    HELD = "held", pgettext_lazy("decision", "held by an objection")
    SILENCE = "silence", pgettext_lazy("decision", "under silence")
    BROKEN = "broken", pgettext_lazy("decision", "silence broken: not adopted")
    IN_FORCE = "in_force", pgettext_lazy("decision", "in force")
    SUPERSEDED = "superseded", pgettext_lazy("decision", "superseded")
    EXPIRED = "expired", pgettext_lazy("decision", "expired")
    WITHDRAWN = "withdrawn", pgettext_lazy("decision", "withdrawn")


class PositionKind(models.TextChoices):
    """What a party says to a text."""

    NO_OBJECTION = "no_objection", pgettext_lazy("position", "no objection")
    RESERVATION = "reservation", pgettext_lazy("position", "no objection, with a reservation")
    ABSTENTION = "abstention", pgettext_lazy("position", "abstention")
    AD_REFERENDUM = "ad_referendum", pgettext_lazy("position", "ad referendum")
    OBJECTION = "objection", pgettext_lazy("position", "objection")
    AMENDMENT = "amendment", pgettext_lazy("position", "amendment proposed")


class ActKind(models.TextChoices):
    """Every act of the ledger, by the name under which it is written there."""

    DECISION_DRAFTED = "decision.drafted", pgettext_lazy("act", "text drafted")
    DECISION_PUT = "decision.put", pgettext_lazy("act", "put to the parties")
    DECISION_EXTENDED = "decision.extended", pgettext_lazy("act", "deadline extended")
    DECISION_WITHDRAWN = "decision.withdrawn", pgettext_lazy("act", "withdrawn")
    DECISION_ADOPTED = "decision.adopted", pgettext_lazy("act", "adopted and numbered")
    DECISION_ANNOUNCED = "decision.announced", pgettext_lazy("act", "announced and published")
    NO_OBJECTION = "position.no_objection", pgettext_lazy("act", "no objection")
    RESERVATION = "position.reservation", pgettext_lazy("act", "no objection, with a reservation")
    ABSTENTION = "position.abstention", pgettext_lazy("act", "abstention")
    AD_REFERENDUM = "position.ad_referendum", pgettext_lazy("act", "ad referendum")
    OBJECTION = "position.objection", pgettext_lazy("act", "objection")
    AMENDMENT = "position.amendment", pgettext_lazy("act", "amendment proposed")
    PARTY_SUSPENDED = "party.suspended", pgettext_lazy("act", "party suspended")
    MEETING_CONVENED = "meeting.convened", pgettext_lazy("act", "meeting convened")
    MEETING_CHANGED = "meeting.changed", pgettext_lazy("act", "convocation changed")
    MEETING_OPENED = "meeting.opened", pgettext_lazy("act", "meeting opened")
    MEETING_UNOPENED = "meeting.unopened", pgettext_lazy("act", "opening of the meeting undone")
    MEETING_CLOSED = "meeting.closed", pgettext_lazy("act", "meeting closed")
    MEETING_CANCELLED = "meeting.cancelled", pgettext_lazy("act", "meeting cancelled")
    OUTCOME_CHANGED = "outcome.changed", pgettext_lazy("act", "agreement or commitment changed")
    AGENDA_ADDED = "agenda.added", pgettext_lazy("act", "item put on the agenda")
    AGENDA_CHANGED = "agenda.changed", pgettext_lazy("act", "item of the agenda changed")
    AGENDA_MOVED = "agenda.moved", pgettext_lazy("act", "item of the agenda moved")
    AGENDA_REMOVED = "agenda.removed", pgettext_lazy("act", "item taken off the agenda")
    MINUTES_CIRCULATED = "minutes.circulated", pgettext_lazy("act", "acta circulated")
    MINUTES_COMMENTED = "minutes.commented", pgettext_lazy("act", "comment on the acta")
    MINUTES_ANSWERED = "minutes.answered", pgettext_lazy("act", "comment on the acta answered")
    MINUTES_AGREED = "minutes.agreed", pgettext_lazy("act", "acta put to signature")
    MINUTES_SIGNED = "minutes.signed", pgettext_lazy("act", "acta signed")
    MINUTES_PUBLISHED = "minutes.published", pgettext_lazy("act", "acta published")
    CONSULTATION_OPENED = "consultation.opened", pgettext_lazy("act", "consultation received")
    CONSULTATION_CONTRIBUTED = (
        "consultation.contributed",
        pgettext_lazy("act", "contribution to a consultation"),
    )
    CONSULTATION_ANSWERED = "consultation.answered", pgettext_lazy("act", "answer put to decision")
    CONSULTATION_SENT = "consultation.sent", pgettext_lazy("act", "answer sent")
    CONSULTATION_ARCHIVED = "consultation.archived", pgettext_lazy("act", "answer archived")
    STATUS_OVERRIDDEN = "status.overridden", pgettext_lazy("act", "status set against the rule")
    STATUS_RESTORED = "status.restored", pgettext_lazy("act", "status left to the rule again")
    HANDOVER_ACCEPTED = "handover.accepted", pgettext_lazy("act", "handover accepted")
