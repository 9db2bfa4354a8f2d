"""The permanent address of every record: ``/id/<code>`` leads to its page, whatever that is called.

It stands outside the languages, so that it can be cited; the reader's language is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gte.register.registers import REGISTERS

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def permanent_path(code: str) -> str:
    return reverse("permanent", args=[code])


def resolve(request: HttpRequest, code: str) -> HttpResponse:
    """Leads to the page of the record that has this identifier, of whatever kind."""
    for register in REGISTERS.values():
        record = register.page_records(request.user).filter(code=code).first()
        if record is not None:
            response = HttpResponseRedirect(record.get_absolute_url())
            response["Vary"] = "Accept-Language, Cookie"
            return response
    raise Http404(_("There is no record “%(code)s” here.") % {"code": code})
