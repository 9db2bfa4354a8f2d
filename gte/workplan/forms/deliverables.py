"""Forms of a deliverable: what is owed, how far a party is, what proves it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gte.alliance.models import State, Topic
from gte.governance.forms import fields
from gte.governance.forms.sheet import PartialDay
from gte.library.forms import RecordsChoice
from gte.library.models import Document
from gte.workplan.domain.deliverables import Report
from gte.workplan.domain.proofs import Seen
from gte.workplan.enums import DeliverableKind, Light, PartyProgress, ProofKind
from gte.workplan.forms.base import GivenForm, choices_of
from gte.workplan.forms.mandates import PARTIAL
from gte.workplan.forms.projects import own_mandates, parties_today
from gte.workplan.models import Deliverable, Mandate, Project

MEGABYTE = 1_000_000
MOST = 20 * MEGABYTE
# What a copy may be, by how it begins: a PDF, a picture, a page.
BEGINNINGS = (b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8")
PAGES = (b"<!doctype html", b"<html")
ENDINGS = ".pdf,.png,.jpg,.jpeg,.gif,.webp,.html,.htm"


class DeliverableForm(GivenForm):
    """What is owed, by whom, by when, for which projects and mandates."""

    pairs: ClassVar[tuple[str, ...]] = ("name", "description")
    columns: ClassVar[tuple[str, ...]] = ("kind", "due", "coordinated_by")
    links: ClassVar[tuple[str, ...]] = ("owners", "projects", "mandates", "topics")

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=choices_of(DeliverableKind))
    name_es = fields.line(gettext_lazy("Name in Spanish"))
    name_en = fields.line(gettext_lazy("Name in English"))
    description_es = fields.text(gettext_lazy("Description in Spanish"), rows=4)
    description_en = fields.text(gettext_lazy("Description in English"), rows=4)
    due = PartialDay(gettext_lazy("Due"), required=False, help_text=PARTIAL)
    owners = RecordsChoice(
        State.objects.none(),
        label=gettext_lazy("Owed by"),
        help_text=gettext_lazy("None ticked: by all parties."),
    )
    coordinated_by = forms.ModelChoiceField(
        State.objects.none(), label=gettext_lazy("Coordinating State"), required=False
    )
    projects = RecordsChoice(
        Project.objects.none(), label=gettext_lazy("Projects it belongs to"), long=True
    )
    mandates = RecordsChoice(
        Mandate.objects.none(), label=gettext_lazy("Mandates it answers"), long=True
    )
    topics = RecordsChoice(Topic.objects.all(), label=gettext_lazy("Topics"), long=True)

    def __init__(self, *args: Any, deliverable: Deliverable | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields
        named = [one.pk for one in deliverable.owners.all()] if deliverable else []
        choices["owners"].queryset = parties_today(*named)
        coordinating = deliverable.coordinated_by_id if deliverable else None
        choices["coordinated_by"].queryset = parties_today(coordinating)
        choices["projects"].queryset = Project.objects.own().order_by("name", "pk")
        choices["mandates"].queryset = own_mandates()


class NewDeliverableForm(DeliverableForm):
    """A new one, and whether everybody reads it at once."""

    is_public = forms.BooleanField(
        label=gettext_lazy("Show it to everybody at once"),
        required=False,
        help_text=gettext_lazy("What belongs to a project is shown no earlier than the project."),
    )


class ProgressForm(forms.Form):
    """How far a party is."""

    party = forms.ModelChoiceField(
        State.objects.none(), label=gettext_lazy("Party"), empty_label=None
    )
    state = forms.ChoiceField(
        label=gettext_lazy("Progress"),
        choices=choices_of(PartyProgress),
        widget=forms.RadioSelect,
    )
    percent = forms.IntegerField(
        label=gettext_lazy("Per cent"),
        min_value=0,
        max_value=100,
        required=False,
        help_text=gettext_lazy("A whole number, if you can say it."),
    )
    note = fields.text(gettext_lazy("Note"), rows=3, length=5_000, required=False)

    def __init__(self, *args: Any, parties: list[State], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["party"]
        choice.queryset = State.objects.filter(pk__in=[one.pk for one in parties])
        if len(parties) == 1:
            choice.initial = parties[0].pk
            choice.widget = forms.HiddenInput()

    @property
    def report(self) -> Report:
        data = self.cleaned_data
        return Report(data["state"], data["percent"], data["note"])


def check_copy(upload: Any) -> None:
    """Raises ValidationError for what is no PDF, picture or page, or is too large."""
    if upload.size > MOST:
        raise ValidationError(_("The copy has more than 20 MB: send a smaller one."))
    upload.seek(0)
    start = upload.read(512)
    upload.seek(0)
    is_webp = start[:4] == b"RIFF" and start[8:12] == b"WEBP"
    is_page = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(PAGES)
    if not (start.startswith(BEGINNINGS) or is_webp or is_page):
        raise ValidationError(_("A copy is a PDF, a picture or an HTML page; this file is none."))


class ProofForm(forms.Form):
    """One thing that shows that it is there: a document, a record or an address."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What proves it"),
        choices=choices_of(ProofKind),
        widget=forms.RadioSelect,
    )
    document = forms.ModelChoiceField(
        Document.objects.none(),
        label=gettext_lazy("Document of the library"),
        required=False,
        empty_label=pgettext_lazy("document", "None"),
    )
    record = fields.line(
        gettext_lazy("Record of this site"),
        length=600,
        required=False,
        help_text=gettext_lazy("The address of its page, or its identifier."),
    )
    url = forms.URLField(
        label=gettext_lazy("Address elsewhere"),
        max_length=600,
        required=False,
        assume_scheme="https",
    )
    seen_on = fields.day(gettext_lazy("Seen on"), required=False)
    copy = forms.FileField(
        label=gettext_lazy("Copy of what you saw at the address"),
        required=False,
        validators=[check_copy],
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
        help_text=gettext_lazy("A PDF, a picture or an HTML page up to 20 MB."),
    )
    title = fields.line(gettext_lazy("Title"), required=False)

    NEEDED: ClassVar[dict[str, tuple[str, ...]]] = {
        ProofKind.DOCUMENT: ("document",),
        ProofKind.RECORD: ("record",),
        ProofKind.LINK: ("url", "seen_on", "copy"),
    }

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields
        held = Document.objects.visible_to(reader).filter(versions__withdrawn_at=None)
        choices["document"].queryset = (
            held.exclude(versions=None).distinct().order_by("title", "pk")
        )
        choices["seen_on"].initial = timezone.localdate()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in self.NEEDED.get(data.get("kind", ""), ()):
            if not data.get(name) and name not in self.errors:
                self.add_error(name, _("Needed for this kind of proof."))
        return data

    def clean_record(self) -> str:
        """Of the address of a page its last part."""
        text = str(self.cleaned_data["record"]).partition("?")[0].partition("#")[0]
        return text.rstrip("/").rpartition("/")[2]

    def seen(self, folder: str) -> Seen:
        """What a valid form says; the copy lies in ``folder``."""
        data = self.cleaned_data
        is_link = data["kind"] == ProofKind.LINK
        return Seen(
            kind=data["kind"],
            title=data["title"],
            document=data["document"],
            record=data["record"],
            url=data["url"],
            seen_on=data["seen_on"],
            copy=written(data["copy"], folder) if is_link else None,
        )


def written(upload: Any, folder: str) -> Path:
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
        for chunk in upload.chunks():
            file.write(chunk)
    return Path(file.name)


class OverrideForm(forms.Form):
    """A status against the rule, and why."""

    light = forms.ChoiceField(
        label=gettext_lazy("Status"), choices=choices_of(Light), widget=forms.RadioSelect
    )
    reason = fields.text(gettext_lazy("Reason"), rows=3, length=2_000)
