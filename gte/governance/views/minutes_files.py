"""The acta as a file: at the desk every version one may read, in public the published part."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views import View

from gte.common.bilingual import reading_order
from gte.common.enums import Language
from gte.governance.acta.build import acta_of
from gte.governance.acta.docx import render_docx
from gte.governance.acta.pdf import render_pdf
from gte.governance.models import Meeting, Minutes
from gte.governance.queries.minutes import readable_version
from gte.governance.views.base import Desk, found
from gte.governance.views.meetings import find_meeting

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS: dict[str, tuple[str, Callable[[Any], bytes]]] = {
    "pdf": ("application/pdf", render_pdf),
    "docx": (DOCX, render_docx),
}
OF_MEETING = ("agreed", "meeting__sitting__within", "meeting__host")


class DeskFileView(Desk):
    """The version that this reader reads, as a file."""

    def get(self, request: HttpRequest, code: str, language: str, kind: str) -> HttpResponse:
        meeting = find_meeting(self.me, code)
        minutes: Minutes = found(Minutes.objects.select_related(*OF_MEETING), pk=meeting.pk)
        version = readable_version(minutes, coordinates=self.coordinates)
        if version is None or language not in Language.values or kind not in KINDS:
            raise Http404(_("There is no such file of this acta."))
        media, render = KINDS[kind]
        name = f"acta-{code}-{version.number}-{language}.{kind}"
        return file_answer(render(acta_of(minutes, version, language)), media, name)


class PublicFileView(View):
    """The public part of a published acta, signed, in the reader's language."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        meeting: Meeting = found(Meeting.objects.visible_to(None), code=code)
        published = Minutes.objects.filter(published_at__isnull=False)
        minutes: Minutes = found(published.select_related(*OF_MEETING), pk=meeting.pk)
        if minutes.agreed is None:
            raise Http404(_("There is no such file of this acta."))
        language, _other = reading_order()
        acta = acta_of(minutes, minutes.agreed, language, public=True)
        return file_answer(render_pdf(acta), "application/pdf", f"acta-{code}-{language}.pdf")


def file_answer(content: bytes, media: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=media, headers=headers)
