"""What the group asks of other technical groups and they of it: made, answered or withdrawn."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gte.alliance.models import Body, User
from gte.common.domain import write_log
from gte.common.enums import Scope
from gte.common.errors import BadInput
from gte.governance.domain.ledger import wait_for_turn
from gte.register.codes import free_code
from gte.workplan.domain.writing import Given, check_coordinates, lock, reason_of, write_row
from gte.workplan.models import GroupRequest


@transaction.atomic
def make_request(*, by: User, given: Given) -> GroupRequest:
    """Notes what one group asks of the other.

    Raises BadInput for others than the coordination, for a body of the group itself, for a day of
    asking that is still to come, and for an answer that is needed before it was asked for.
    """
    check_coordinates(by)
    check_request(given)
    # One after the other: no two get the same identifier.
    wait_for_turn()
    code = free_request_code(given.columns["title_es"])
    request = write_row(GroupRequest(code=code), given)
    data = {"body": request.body.code, "ours": request.is_ours}
    write_log(verb="request.made", by=by, target=request.code, data=data)
    return request


@transaction.atomic
def change_request(*, request: GroupRequest, by: User, given: Given) -> GroupRequest:
    """Raises BadInput as ``make_request`` does, and once it is answered or withdrawn."""
    request = open_request(request, by)
    check_request(given)
    former = request.due
    write_row(request, given)
    data: dict[str, Any] = {"fields": sorted(given.columns)}
    if request.due != former:
        data["due"] = [str(former or ""), str(request.due or "")]
    write_log(verb="request.changed", by=by, target=request.code, data=data)
    return request


@transaction.atomic
def answer_request(*, request: GroupRequest, by: User, given: Given) -> GroupRequest:
    """Notes what was answered and when; nobody waits for it any more.

    Raises BadInput for others than the coordination, for a request that is answered or withdrawn,
    and for an answer of a day before it was asked for or still to come.
    """
    request = open_request(request, by)
    check_answered(request, given.columns["answered_on"])
    write_row(request, given)
    data = {"day": str(request.answered_on)}
    write_log(verb="request.answered", by=by, target=request.code, data=data)
    return request


@transaction.atomic
def withdraw_request(*, request: GroupRequest, by: User, reason: str) -> GroupRequest:
    """Nobody waits for its answer any more. Raises BadInput without a reason, for others than the
    coordination, and for a request that is answered or withdrawn.
    """
    reason = reason_of(reason)
    request = open_request(request, by)
    given = Given({"withdrawn_on": timezone.now().date(), "withdrawal_reason": reason})
    write_row(request, given)
    write_log(verb="request.withdrawn", by=by, target=request.code, data={"reason": reason})
    return request


def open_request(request: GroupRequest, by: User) -> GroupRequest:
    """The request for this transaction alone. Raises BadInput where nobody waits for it."""
    check_coordinates(by)
    request = lock(request)
    check_open(request)
    return request


def check_open(request: GroupRequest) -> None:
    """Raises BadInput for a request that is answered or withdrawn."""
    if request.answered_on:
        raise BadInput(
            _("“%(request)s” was answered on %(day)s: make another request for anything else.")
            % {"request": request, "day": date_format(request.answered_on, "DATE_FORMAT")}
        )
    if request.withdrawn_on:
        raise BadInput(
            _("“%(request)s” was withdrawn on %(day)s: make another request for anything else.")
            % {"request": request, "day": date_format(request.withdrawn_on, "DATE_FORMAT")}
        )


def check_request(given: Given) -> None:
    said = given.columns
    check_other(said["body"])
    asked_on, due = said["asked_on"], said.get("due")
    if asked_on > timezone.now().date():
        raise BadInput(
            _("It was not asked for yet on %s: note a request once it was made.")
            % date_format(asked_on, "DATE_FORMAT")
        )
    if due and due < asked_on:
        raise BadInput(
            _("The answer is needed by %(due)s, before it was asked for (%(asked)s).")
            % {
                "due": date_format(due, "DATE_FORMAT"),
                "asked": date_format(asked_on, "DATE_FORMAT"),
            }
        )


def check_other(body: Body) -> None:
    """Raises BadInput for the group itself and for what works under it."""
    if body.scope == Scope.GTE:
        raise BadInput(
            _(
                "“%s” is the group itself or works under it: a request goes to another group. Plan "
                "a deliverable instead."
            )
            % body
        )


def check_answered(request: GroupRequest, day: datetime.date) -> None:
    if day < request.asked_on:
        raise BadInput(
            _("The answer is of %(day)s, before “%(request)s” was asked for (%(asked)s).")
            % {
                "day": date_format(day, "DATE_FORMAT"),
                "request": request,
                "asked": date_format(request.asked_on, "DATE_FORMAT"),
            }
        )
    if day > timezone.now().date():
        raise BadInput(
            _("%s is still to come: note an answer once there is one.")
            % date_format(day, "DATE_FORMAT")
        )


def free_request_code(title: str) -> str:
    """An identifier that no request and no record has."""
    stem = free_code("request", title)
    taken = set(GroupRequest.objects.filter(code__startswith=stem).values_list("code", flat=True))
    number, code = 1, stem
    while code in taken:
        number += 1
        code = f"{stem}-{number}"
    return code
