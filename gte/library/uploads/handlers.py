"""Uploads that are too large: refused before they fill anything."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# What a form sends beside its files.
WORDS = 2_000_000
# A form takes at most one file for each of the two languages.
FILES = 2
BLOCK = 1_000_000


def limit() -> int:
    """How many bytes a file may have."""
    return int(settings.UPLOAD_LIMIT_MB) * 1_000_000


class LimitedUploadHandler(FileUploadHandler):
    """Lets go of a file at the limit; the form's other fields arrive all the same.

    ``request.too_large`` has the fields whose file was let go.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.received = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002 - Django's
        self.received += len(raw_data)
        if self.received > limit():
            request: Any = self.request
            request.too_large = {*getattr(request, "too_large", ()), self.field_name}
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile | None:  # noqa: ARG002 - Django's
        return None


class UploadLimitMiddleware:
    """Answers a request that announces more than any form may send, before anything reads it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        most = FILES * limit() + WORDS
        if not announced.isdecimal() or int(announced) <= most:
            return self.get_response(request)
        response = render(
            request,
            "library/too_large.html",
            {"limit": settings.UPLOAD_LIMIT_MB, "sent": int(announced) // 1_000_000},
            status=413,
        )
        response["Connection"] = "close"
        return response
