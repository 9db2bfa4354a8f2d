"""A light set against the rule: signed by the coordination, with a reason, in the ledger."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gte.alliance.models import User
from gte.common.errors import BadInput
from gte.governance.domain.ledger import append
from gte.governance.enums import ActKind
from gte.workplan.domain.writing import check_coordinates, lock, reason_of
from gte.workplan.enums import Light
from gte.workplan.models import Deliverable, Project, StatusOverride


@transaction.atomic
def override_status(
    *, record: Deliverable | Project, by: User, light: str, reason: str, rule: str = ""
) -> StatusOverride:
    """``rule`` names what the light would be by itself. A former override ends with this one.

    Raises BadInput for others than the coordination, without a reason, and for no light.
    """
    check_coordinates(by)
    reason = reason_of(reason)
    if light not in Light.values:
        raise BadInput(_("Choose a status."))
    record = lock(record)
    record.overrides.filter(ended_at=None).update(ended_at=timezone.now())
    body = {"kind": record.url_name, "light": light, "rule": rule, "reason": reason}
    entry = append(act=ActKind.STATUS_OVERRIDDEN, subject=record.code, by=by, body=body)
    return StatusOverride.objects.create(
        **{record.url_name: record}, light=light, rule=rule, reason=reason, by=by, entry=entry.hash
    )


@transaction.atomic
def end_override(*, record: Deliverable | Project, by: User) -> StatusOverride:
    """The light is again what the rules make it. Raises BadInput where nothing is set."""
    check_coordinates(by)
    record = lock(record)
    standing: StatusOverride | None = record.overrides.filter(ended_at=None).first()
    if standing is None:
        raise BadInput(_("No status is set against the rule for “%s”.") % record)
    standing.ended_at = timezone.now()
    standing.save(update_fields=["ended_at"])
    body = {"kind": record.url_name, "light": standing.light, "entry": standing.entry}
    append(act=ActKind.STATUS_RESTORED, subject=record.code, by=by, body=body)
    return standing
