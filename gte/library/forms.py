"""Forms of the librarian's desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gte.alliance.models import Body, Topic
from gte.common.enums import Language, Scope
from gte.common.errors import legible
from gte.common.forms import check_one_line, check_text
from gte.common.partial_dates import PartialDate
from gte.library.domain import Links, NewDocument, Reason, Upload
from gte.library.enums import AccessChecked, AddressKind, DocumentKind, Licence
from gte.library.languages import language_choices, language_name
from gte.library.models import DOI, Document
from gte.library.queries import versions_with
from gte.library.uploads.drafts import Draft, find_draft, make_draft
from gte.library.uploads.formats import FORMATS
from gte.library.uploads.refused import Refused
from gte.library.uploads.sentences import sentence_for, taken
from gte.library.uploads.sentences import too_large as too_large_sentence

COLUMNS = (
    "title_es",
    "title_en",
    "institution_es",
    "institution_en",
    "description_es",
    "description_en",
    "note_es",
    "note_en",
    "kind",
    "date",
    "languages",
    "scope",
    "licence",
    "doi",
    "url",
    "url_kind",
    "access_checked",
    "source",
)
TRANSLATED = {"es": {"en": "es"}, "en": {"es": "en"}}


def text(label: Any, length: int, validators: Any = (), **options: Any) -> forms.CharField:
    checks = [check_one_line, *validators]
    return forms.CharField(label=label, max_length=length, validators=checks, **options)


def long_text(label: Any, **options: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 4})
    options |= {"required": False, "widget": area, "validators": [check_text]}
    return forms.CharField(label=label, max_length=20_000, **options)


class RecordsChoice(forms.ModelMultipleChoiceField):
    """Records to be ticked; what is none of them is refused before the database is asked for it.

    Databases fail on numbers that they cannot hold. A ``long`` list scrolls and can be narrowed.
    """

    def __init__(self, queryset: Any, *, long: bool = False, **options: Any) -> None:
        self.long = long
        widget = forms.CheckboxSelectMultiple
        super().__init__(queryset, required=False, widget=widget, **options)

    def clean(self, value: Any) -> Any:
        records: Any = self.queryset
        known = {str(key) for key in records.values_list("pk", flat=True)}
        for one in value or ():
            if str(one) not in known:
                shown = {"value": legible(str(one))}
                raise ValidationError(self.error_messages["invalid_choice"], params=shown)
        return super().clean(value)


def optional_choices(choices: Any) -> list[tuple[str, Any]]:
    return [("", gettext_lazy("not said")), *choices.choices]


def put(form: forms.Form, name: str, value: str) -> None:
    """Changes what a form that was sent shows when it comes back."""
    data: Any = form.data.copy()  # type: ignore[attr-defined]
    data[name] = value
    form.data = data


class FileChoice(forms.FileField):
    """A file to send: what is wrong with it is said by the sentences of the uploads."""

    def __init__(self, **options: Any) -> None:
        endings = ",".join(f".{end}" for one in FORMATS.values() for end in one.endings)
        widget = forms.FileInput(attrs={"accept": endings, "data-drop": ""})
        super().__init__(required=False, allow_empty_file=True, widget=widget, **options)


class UploadForm(forms.Form):
    """A form with files. A good file outlives a mistake elsewhere: it is kept for an hour."""

    # The field of a file and the hidden one with the token of what is kept.
    file_fields: dict[str, str] = {}
    again = forms.BooleanField(
        required=False,
        label=gettext_lazy("Store it all the same"),
        help_text=gettext_lazy("The same file may belong to two documents or two languages."),
    )

    def __init__(self, *args: Any, account: int, too_large: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account
        self.too_large = too_large
        self.drafts: dict[str, Draft] = {}
        if not self.data.get("again"):
            self.fields["again"].widget = forms.HiddenInput()
        for name in self.file_fields:
            self.fields[name].help_text = _(
                "%(taken)s; at most %(limit)s MB. Without passwords, macros or other files inside."
            ) % {"taken": taken(), "limit": settings.UPLOAD_LIMIT_MB}
            attributes = self.fields[name].widget.attrs
            attributes["data-limit"] = settings.UPLOAD_LIMIT_MB * 1_000_000
            attributes["data-too-large"] = too_large_sentence(settings.UPLOAD_LIMIT_MB)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name, kept in self.file_fields.items():
            try:
                if draft := self.draft_of(name, kept):
                    self.remember(name, kept, draft)
            except ValidationError as error:
                self.add_error(name, error)
        return data

    def draft_of(self, name: str, kept: str) -> Draft | None:
        if name in self.too_large:
            raise ValidationError(too_large_sentence(settings.UPLOAD_LIMIT_MB))
        upload = self.cleaned_data.get(name)
        if upload is None:
            token = self.cleaned_data.get(kept) or ""
            draft = find_draft(token, self.account) if token else None
            if token and draft is None:
                raise ValidationError(_("The file is no longer kept: choose it once more."))
            return draft
        try:
            return make_draft(upload, self.account)
        except Refused as refused:
            raise ValidationError(sentence_for(refused, str(upload.name))) from refused

    def remember(self, name: str, kept: str, draft: Draft) -> None:
        """Should the form come back, it knows the file and asks before storing it twice."""
        self.drafts[name] = draft
        put(self, kept, draft.token)
        # The bound field took the help of its field when it was made.
        self[name].help_text = _(
            "“%(name)s” has arrived and is kept for an hour. Choose a file only to replace it."
        ) % {"name": draft.name}
        same = [one for one in versions_with(draft.sha256) if not one.is_withdrawn]
        if same and not self.cleaned_data.get("again"):
            self.fields["again"].widget = forms.CheckboxInput()
            where = "; ".join(
                f"{one.document} ({language_name(one.language)}, {one.number})" for one in same
            )
            sentence = _("This very file is already in the library: %(titles)s.")
            raise ValidationError(sentence % {"titles": where})


class DocumentForm(forms.Form):
    """What is known of a document; both languages are asked for, side by side."""

    title_es = text(gettext_lazy("Title in Spanish"), 400)
    title_en = text(gettext_lazy("Title in English"), 400)
    original = forms.ChoiceField(
        label=gettext_lazy("How the two languages stand to each other"),
        choices=[
            ("es", gettext_lazy("the English translates the Spanish")),
            ("en", gettext_lazy("the Spanish translates the English")),
            # A radio button without a value would send "on".
            ("none", gettext_lazy("one side was changed and the other has yet to follow")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=DocumentKind.choices)
    date = text(
        gettext_lazy("Date"),
        10,
        required=False,
        help_text=gettext_lazy("As precise as it is known: 2024, 2024-05 or 2024-05-17."),
    )
    institution_es = text(gettext_lazy("Publisher in Spanish"), 250)
    institution_en = text(gettext_lazy("Publisher in English"), 250)
    description_es = long_text(gettext_lazy("Description in Spanish"))
    description_en = long_text(gettext_lazy("Description in English"))
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages of the document"),
        widget=forms.CheckboxSelectMultiple,
    )
    topics = RecordsChoice(Topic.objects.all(), label=gettext_lazy("Topics"))
    bodies = RecordsChoice(Body.objects.all(), label=gettext_lazy("Bodies"))
    scope = forms.ChoiceField(label=gettext_lazy("Whose work"), choices=Scope.choices)
    licence = forms.ChoiceField(label=gettext_lazy("Licence"), choices=Licence.choices)
    doi = text("DOI", 120, required=False, validators=[DOI])
    url = forms.URLField(
        label=gettext_lazy("Address of the original"),
        max_length=600,
        required=False,
        assume_scheme="https",
    )
    url_kind = forms.ChoiceField(
        label=gettext_lazy("Kind of address"), required=False, choices=optional_choices(AddressKind)
    )
    access_checked = forms.ChoiceField(
        label=gettext_lazy("How far it was read"), choices=AccessChecked.choices
    )
    note_es = long_text(gettext_lazy("Note in Spanish"))
    note_en = long_text(gettext_lazy("Note in English"))
    source = text(
        gettext_lazy("Source"),
        600,
        help_text=gettext_lazy("Where this is known from: an address, or a document's name."),
    )
    field_order = ["title_es", "title_en"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = set(self.initial.get("languages") or ()) | set(FIRST_LANGUAGES)
        self.fields["languages"].choices = [  # type: ignore[attr-defined]
            pair for pair in language_choices() if pair[0] in chosen
        ]

    def clean_date(self) -> PartialDate | None:
        value = self.cleaned_data["date"].strip()
        if not value:
            return None
        try:
            return PartialDate(value)
        except ValueError as error:
            sentence = _("“%(value)s” is no date: write it as 2024, 2024-05 or 2024-05-17.")
            raise ValidationError(sentence % {"value": value}) from error

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name, label in (("description", _("description")), ("note", _("note"))):
            given = {side: bool(data.get(f"{name}_{side}")) for side in Language.values}
            if len(set(given.values())) > 1:
                missing = next(side for side, there in given.items() if not there)
                sentence = _("The %(part)s is given in one language only: both, or none.")
                self.add_error(f"{name}_{missing}", sentence % {"part": label})
        return data

    @property
    def columns(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in COLUMNS}

    @property
    def links(self) -> Links:
        return Links(self.cleaned_data["topics"], self.cleaned_data["bodies"])

    @property
    def translated(self) -> dict[str, str] | None:
        return TRANSLATED.get(self.cleaned_data["original"])


# Those in which documents of the group and its neighbours were written so far.
FIRST_LANGUAGES = ("es", "en", "pt", "fr")


class AddForm(UploadForm, DocumentForm):
    """A new document, with its files or the address of the original."""

    file_fields = {"file_es": "kept_es", "file_en": "kept_en"}
    file_es = FileChoice(label=gettext_lazy("File in Spanish"))
    file_en = FileChoice(label=gettext_lazy("File in English"))
    kept_es = forms.CharField(required=False, widget=forms.HiddenInput)
    kept_en = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = [
        "title_es",
        "title_en",
        "original",
        "file_es",
        "file_en",
        "again",
        "url",
        "url_kind",
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["original"].required = True
        self.fields["original"].choices = self.fields["original"].choices[:2]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        tried = self.drafts or any(name in self.errors for name in self.file_fields)
        if not tried and not data.get("url") and "url" not in self.errors:
            sentence = _("Choose a file, or give the address where the original can be read.")
            self.add_error("file_es", sentence)
        return data

    @property
    def document(self) -> NewDocument:
        uploads = {name.removeprefix("file_"): Upload(one) for name, one in self.drafts.items()}
        languages = list(dict.fromkeys([*self.cleaned_data["languages"], *uploads]))
        columns = {**self.columns, "languages": languages}
        return NewDocument(columns, self.links, uploads, self.translated)


class EditForm(DocumentForm):
    """Corrections; it remembers which state of the document was read."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Needed when both languages were changed; nothing is chosen before.
        self.fields["original"].asked = True  # type: ignore[attr-defined]
        self.fields["original"].help_text = _("To be said when the texts of both were changed.")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("original") and self.changed_languages() == set(Language.values):
            sentence = _("Both languages were changed: say how they stand to each other now.")
            self.add_error("original", sentence)
        return data

    def changed_languages(self) -> set[str]:
        """Those of which a text says something else than before; line ends do not count."""
        return {
            language
            for language in Language.values
            for name in Document.bilingual_fields
            if words(self.cleaned_data.get(f"{name}_{language}"))
            != words(self.initial.get(f"{name}_{language}"))
        }


class VersionForm(UploadForm):
    """A file in one language, and what changed."""

    file_fields = {"file": "kept"}
    language = forms.ChoiceField(label=gettext_lazy("Language of the file"))
    file = FileChoice(label=gettext_lazy("File"))
    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    note_es = text(gettext_lazy("What changed, in Spanish"), 600, required=False)
    note_en = text(gettext_lazy("What changed, in English"), 600, required=False)
    field_order = ["language", "file", "again"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = language_choices()  # type: ignore[attr-defined]
        # Needed unless one that was sent before is kept.
        self.fields["file"].asked = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.drafts and "file" not in self.errors:
            self.add_error("file", _("Choose the file."))
        if bool(data.get("note_es")) != bool(data.get("note_en")):
            missing = "note_es" if data.get("note_en") else "note_en"
            self.add_error(missing, _("Say what changed in both languages, or in none."))
        return data

    @property
    def upload(self) -> Upload:
        data = self.cleaned_data
        return Upload(self.drafts["file"], data["note_es"], data["note_en"])


def words(text: Any) -> list[str]:
    return str(text or "").split()


class WithdrawForm(forms.Form):
    """Why something is taken back: readers will see it."""

    reason_es = forms.CharField(
        label=gettext_lazy("Reason in Spanish"),
        max_length=2000,
        validators=[check_text],
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    reason_en = forms.CharField(
        label=gettext_lazy("Reason in English"),
        max_length=2000,
        validators=[check_text],
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @property
    def reason(self) -> Reason:
        return Reason(self.cleaned_data["reason_es"], self.cleaned_data["reason_en"])


def initial_of(document: Document, seen: int) -> dict[str, Any]:
    """What the form of a document shows before anybody changes it."""
    values = {name: getattr(document, name) for name in COLUMNS}
    links = {"topics": document.topics.all(), "bodies": document.bodies.all()}
    return {**values, **links, "seen": seen}
