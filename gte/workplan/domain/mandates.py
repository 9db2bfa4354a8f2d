"""Mandates: registering and correcting what the group was asked for."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from gte.alliance.models import User
from gte.common.domain import write_log
from gte.common.errors import BadInput
from gte.governance.domain.ledger import wait_for_turn
from gte.workplan.domain.writing import Given, check_coordinates, lock, new_record, write
from gte.workplan.models import Mandate


@transaction.atomic
def register_mandate(*, by: User, given: Given) -> Mandate:
    """Raises BadInput for a paragraph of an instrument that is registered already."""
    check_coordinates(by)
    wait_for_turn()
    check_once(given)
    mandate = new_record(Mandate, "mandate", given)
    write(mandate, given)
    write_log(verb="mandate.registered", by=by, target=mandate.code)
    return mandate


@transaction.atomic
def correct_mandate(*, mandate: Mandate, by: User, given: Given) -> Mandate:
    """Raises BadInput where it would become what another mandate is already."""
    check_coordinates(by)
    wait_for_turn()
    mandate = lock(mandate)
    check_once(given, besides=mandate)
    write(mandate, given)
    data = {"fields": sorted(given.columns)}
    write_log(verb="mandate.corrected", by=by, target=mandate.code, data=data)
    return mandate


def check_once(given: Given, besides: Mandate | None = None) -> None:
    """Two mandates may stand in one paragraph; the same one does not stand there twice."""
    said = {name: given.columns.get(name) or "" for name in ("instrument_es", "title_es")}
    same = Mandate.objects.filter(**said, paragraph=given.columns.get("paragraph") or "")
    if besides is not None:
        same = same.exclude(pk=besides.pk)
    if found := same.first():
        raise BadInput(
            _("“%(title)s” of %(document)s is registered already, as %(code)s.")
            % {"title": found, "document": found.instrument, "code": found.code}
        )
