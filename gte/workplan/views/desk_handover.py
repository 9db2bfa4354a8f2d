"""Handover packs at the desk: made by the coordination, read by all, accepted by two parties."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gte.alliance.models import Term
from gte.common.enums import Language
from gte.governance.domain.positions import accredited
from gte.governance.views.minutes_files import file_answer
from gte.workplan.domain import handover as domain
from gte.workplan.forms.handover import PackForm
from gte.workplan.handover.build import own_terms
from gte.workplan.handover.pack import guide_name
from gte.workplan.models import HandoverPack, HandoverSignature
from gte.workplan.queries.handover import (
    all_packs,
    bytes_of,
    part_of,
    title_of,
)
from gte.workplan.views.desk_base import Desk, RecordForm, found, show_rows, show_sheet
from gte.workplan.views.handover_blocks import (
    contents_tables,
    pack_sheet,
    term_columns,
    term_rows,
)

SPEAK = "governance.speak"
ZIP = "zip"


def page_of(pack: HandoverPack) -> str:
    return reverse("desk-handover", args=[pack.code])


def find_pack(code: str) -> HandoverPack:
    pack: HandoverPack = found(all_packs(), code=code)
    return pack


class ListView(Desk):
    """The terms of the coordination, the newest first, each with its last pack."""

    def get(self, request: HttpRequest) -> HttpResponse:
        columns, new = term_columns(), (_("Make a pack"), reverse("desk-handover-new"))
        return show_rows(
            request,
            title=_("Handover"),
            lead=_("What each coordination leaves to the next, accepted by both."),
            new=new if self.coordinates else None,
            columns=columns,
            rows=term_rows(columns, may_make=self.coordinates),
            has_actions=self.coordinates,
            page={"pages": 1},
            empty=_("The register has no term of the coordination."),
        )


class NewView(RecordForm):
    title = gettext_lazy("Make a handover pack")
    lead = gettext_lazy(
        "It holds the record of that day, with what is not published, and does not change any "
        "more. Delegates of both parties are told that it waits for them."
    )
    button = gettext_lazy("Make the pack")

    def form(self, about: None, sent: Any = None) -> PackForm:
        asked = self.request.GET.get("term", "")
        chosen = [term.pk for term in own_terms() if term.code == asked]
        return PackForm(sent, initial={"term": chosen[0]} if chosen else {})

    def act(self, about: None, form: PackForm) -> HandoverPack:
        term: Term = form.cleaned_data["term"]
        return domain.make_pack(term=term, by=self.me, as_of=form.cleaned_data["as_of"])

    def said(self, about: None, made: HandoverPack) -> str:
        return _("The pack is made. Read its guide: it begins with what is needed first.")

    def back(self, about: None) -> str:
        return reverse("desk-handovers")

    def after(self, about: None, made: HandoverPack) -> str:
        return page_of(made)


class PackView(Desk):
    """What is in a pack, who has accepted it, and its files."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        pack = find_pack(code)
        others = [one for one in all_packs().filter(term=pack.term) if one.pk != pack.pk]
        party = self.voice.party if self.voice else None
        sheet = pack_sheet(pack, others, party=party, zone=self.zone)
        sheet.tables += contents_tables(pack)
        return show_sheet(request, sheet)


class AcceptView(RecordForm):
    """A delegate of one of the two parties accepts, after reading what that means."""

    permission_required = SPEAK
    title = gettext_lazy("Accept the handover")
    lead = gettext_lazy(
        "You accept for your party that this pack is what was handed over. It cannot be taken "
        "back: it is written in the ledger with the pack's SHA-256."
    )
    button = gettext_lazy("Accept for my party")

    def find(self, **which: Any) -> HandoverPack:
        return find_pack(which["code"])

    def headline(self, about: HandoverPack) -> str:
        return f"{self.title}: {title_of(about)}"

    def check(self, about: HandoverPack) -> None:
        domain.check_may_sign(about, accredited(self.me))

    def form(self, about: HandoverPack, sent: Any = None) -> Form:
        return Form(sent)

    def act(self, about: HandoverPack, form: Form) -> HandoverSignature:
        return domain.sign_pack(pack=about, by=self.me)

    def said(self, about: HandoverPack, made: HandoverSignature) -> str:
        return _("The handover is accepted for %s.") % made.party

    def warnings(self, about: HandoverPack) -> list[str]:
        return [_("SHA-256 of the pack: %s") % about.hash]

    def back(self, about: HandoverPack) -> str:
        return page_of(about)


class FileView(Desk):
    """The pack whole, or its guide in one language."""

    def get(self, request: HttpRequest, code: str, what: str) -> HttpResponse:
        pack = find_pack(code)
        if what == ZIP:
            return file_answer(bytes_of(pack), "application/zip", pack.file)
        if what not in Language.values:
            raise Http404(_("A pack has no such file."))
        content = part_of(bytes_of(pack), guide_name(what))
        return file_answer(content, "application/pdf", f"{pack.code}-{what}.pdf")
