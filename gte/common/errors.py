"""Errors that are sentences for the person who meets them, mapped once at the edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

LONGEST_SHOWN = 80


class BadInput(Exception):
    """What was asked cannot be answered; the message says what is wrong with which thing.

    On a page it becomes status 400, on the command line one sentence and exit status 2.
    """


class Busy(Exception):
    """What was asked takes all that this server can give to it just now; the message says what.

    On a page it becomes status 503 and the number of seconds after which to ask again.
    """

    seconds = 5


def legible(value: str) -> str:
    """What somebody gave, as a sentence can repeat it: not too long, and nothing invisible in it.

    Marks of direction would turn the rest of the sentence around; NUL is drawn as its picture.
    """
    cut = value if len(value) <= LONGEST_SHOWN else f"{value[:LONGEST_SHOWN]}…"
    return "".join(
        letter
        if letter == " " or letter.isprintable()
        else chr(0x2400 + ord(letter))
        if ord(letter) < 0x20
        else "\N{REPLACEMENT CHARACTER}"
        for letter in cut
    )


class SentenceErrorMiddleware:
    """Shows a BadInput or Busy raised by any view as a page with its sentence.

    So it does with a refusal of the method, which Django's own views leave without a word.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            return not_allowed(request, response)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        context = {"sentence": str(exception)}
        if isinstance(exception, BadInput):
            return render(request, "400.html", context, status=400)
        if isinstance(exception, Busy):
            response = render(request, "503.html", context, status=503)
            response["Retry-After"] = str(exception.seconds)
            return response
        return None


def not_allowed(request: HttpRequest, refusal: HttpResponse) -> HttpResponse:
    if "GET" in refusal["Allow"]:
        sentence = _("Pages are only read here; nothing that was sent to this one was kept.")
    else:
        sentence = _("This address is for a button of this site only; nothing was changed.")
    response = render(request, "400.html", {"sentence": sentence, "code": 405}, status=405)
    response["Allow"] = refusal["Allow"]
    return response
