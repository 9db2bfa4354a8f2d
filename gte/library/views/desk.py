"""The librarian's desk: list, add, correct, new versions, withdraw, restore."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from gte.common.enums import Scope
from gte.common.errors import BadInput
from gte.library import domain, forms
from gte.library.desk_register import DeskRegister
from gte.library.enums import AccessChecked
from gte.library.models import Document, DocumentVersion
from gte.library.panels import version_row
from gte.library.queries import last_change, version_of
from gte.register.views import Address, list_context

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

MANAGE = "library.manage_documents"


class DeskView(PermissionRequiredMixin, View):
    """Who may not enter gets a page that says so; who has not signed in is asked to."""

    permission_required = MANAGE


class DocumentDeskView(DeskView):
    """A screen about one document."""

    @staticmethod
    def find(code: str) -> Document:
        document: Document | None = Document.objects.filter(code=code).first()
        if document is None:
            raise Http404(_("There is no record “%(code)s” here.") % {"code": code})
        return document


def to_document(document: Document) -> HttpResponse:
    return redirect("desk-library-document", document.code)


def note_faults(form: Any, error: ValidationError | BadInput) -> None:
    """What a verb did not take, beside the field it is about where there is one."""
    if isinstance(error, BadInput):
        form.add_error(None, str(error))
        return
    for name, faults in getattr(error, "error_dict", {None: error.error_list}).items():
        form.add_error(name if name in form.fields else None, faults)


class ListView(DeskView):
    def get(self, request: HttpRequest) -> HttpResponse:
        register = DeskRegister()
        address = Address.of(request, register)
        context = list_context(address, register.records(request.user))
        for row in context["rows"]:
            code = row["url"].rstrip("/").rsplit("/", 1)[-1]
            row["url"] = reverse("desk-library-document", args=[code])
        return render(request, "library/desk/list.html", context)


class AddView(DeskView):
    def form(self, request: HttpRequest, *sent: Any) -> forms.AddForm:
        initial = {
            "scope": Scope.GTE,
            "access_checked": AccessChecked.FULL_TEXT,
            "languages": ["es"],
            "original": "es",
            "source": _("Library of the group"),
        }
        return forms.AddForm(
            *sent,
            initial=initial,
            account=request.user.pk,
            too_large=getattr(request, "too_large", ()),
        )

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(request, self.form(request), 200)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form(request, request.POST, request.FILES)
        if form.is_valid():
            try:
                again = form.cleaned_data["again"]
                made = domain.add_document(by=request.user, document=form.document, again=again)
            except (BadInput, ValidationError) as error:
                note_faults(form, error)
            else:
                messages.success(request, _("“%(title)s” was added.") % {"title": made})
                return to_document(made)
        return self.show(request, form, 400)

    def show(self, request: HttpRequest, form: forms.AddForm, status: int) -> HttpResponse:
        return render(request, "library/desk/add.html", {"form": form}, status=status)


class EditView(DocumentDeskView):
    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        document = self.find(code)
        initial = forms.initial_of(document, last_change(code))
        return self.show(request, document, forms.EditForm(initial=initial), 200)

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        document = self.find(code)
        form = forms.EditForm(request.POST, initial=forms.initial_of(document, last_change(code)))
        if form.is_valid() and self.is_current(form, code):
            try:
                self.amend(request, document, form)
            except (BadInput, ValidationError) as error:
                note_faults(form, error)
            else:
                messages.success(request, _("“%(title)s” was saved.") % {"title": document})
                return to_document(document)
        return self.show(request, self.find(code), form, 400)

    @staticmethod
    def amend(request: HttpRequest, document: Document, form: forms.EditForm) -> None:
        domain.amend_document(
            document=document,
            by=request.user,
            changes=form.columns,
            links=form.links,
            translated=form.translated,
        )

    @staticmethod
    def is_current(form: forms.EditForm, code: str) -> bool:
        """Whether nobody changed the document since the form was opened; else the form says so."""
        newest = last_change(code)
        if form.cleaned_data["seen"] == newest:
            return True
        forms.put(form, "seen", str(newest))
        sentence = _(
            "Somebody else changed this document while you wrote. What you wrote is below; look at "
            "the page, then save again to put yours in place."
        )
        form.add_error(None, sentence)
        return False

    def show(
        self, request: HttpRequest, document: Document, form: forms.EditForm, status: int
    ) -> HttpResponse:
        versions = DocumentVersion.objects.light().filter(document=document)
        rows = [desk_row(document, version) for version in versions]
        context = {"document": document, "form": form, "rows": rows}
        return render(request, "library/desk/document.html", context, status=status)


def desk_row(document: Document, version: DocumentVersion) -> dict[str, Any]:
    """A file as its keeper sees it: with where it can be taken back."""
    arguments = [document.code, version.language, version.number]
    withdraw_url = reverse("desk-library-withdraw-version", args=arguments)
    row = version_row(document, version)
    return {**row, "withdraw_url": "" if version.is_withdrawn else withdraw_url}


class VersionView(DocumentDeskView):
    def form(self, request: HttpRequest, document: Document, *sent: Any) -> forms.VersionForm:
        return forms.VersionForm(
            *sent,
            initial={"language": request.GET.get("language", "es")},
            account=request.user.pk,
            too_large=getattr(request, "too_large", ()),
        )

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        document = self.find(code)
        return self.show(request, document, self.form(request, document), 200)

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        document = self.find(code)
        form = self.form(request, document, request.POST, request.FILES)
        if form.is_valid():
            try:
                version = self.add(request, document, form)
            except (BadInput, ValidationError) as error:
                note_faults(form, error)
            else:
                messages.success(request, stored_sentence(version))
                return to_document(document)
        return self.show(request, document, form, 400)

    def add(
        self, request: HttpRequest, document: Document, form: forms.VersionForm
    ) -> DocumentVersion:
        return domain.add_version(
            document=document,
            language=form.cleaned_data["language"],
            upload=form.upload,
            by=request.user,
            again=form.cleaned_data["again"],
        )

    def show(
        self, request: HttpRequest, document: Document, form: forms.VersionForm, status: int
    ) -> HttpResponse:
        context = {"document": document, "form": form}
        return render(request, "library/desk/version.html", context, status=status)


def stored_sentence(version: DocumentVersion) -> str:
    """That a file was stored, and what search can do with it."""
    said = _("“%(name)s” was stored as version %(number)s.") % {
        "name": version.name,
        "number": version.number,
    }
    if version.has_text:
        return said
    return f"{said} {_('No text could be read in it: search finds it by its title only.')}"


class WithdrawView(DocumentDeskView):
    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        return self.show(request, self.find(code), forms.WithdrawForm(), 200)

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        document = self.find(code)
        form = forms.WithdrawForm(request.POST)
        if not form.is_valid():
            return self.show(request, document, form, 400)
        domain.withdraw_document(document=document, by=request.user, reason=form.reason)
        messages.success(request, _("“%(title)s” was withdrawn.") % {"title": document})
        return to_document(document)

    def show(self, request: HttpRequest, document: Document, form: Any, status: int) -> Any:
        context = {"document": document, "form": form, "version": None}
        return render(request, "library/desk/withdraw.html", context, status=status)


class RestoreView(DocumentDeskView):
    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        return render(request, "library/desk/restore.html", {"document": self.find(code)})

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        document = domain.restore_document(document=self.find(code), by=request.user)
        messages.success(request, _("“%(title)s” is open again.") % {"title": document})
        return to_document(document)


class WithdrawVersionView(DocumentDeskView):
    @staticmethod
    def version(code: str, language: str, number: int) -> DocumentVersion:
        version = version_of(code, language, number)
        if version is None:
            raise Http404(_("There is no such file of the document “%(code)s”.") % {"code": code})
        return version

    def get(self, request: HttpRequest, code: str, language: str, number: int) -> HttpResponse:
        version = self.version(code, language, number)
        return self.show(request, version, forms.WithdrawForm(), 200)

    def post(self, request: HttpRequest, code: str, language: str, number: int) -> HttpResponse:
        version = self.version(code, language, number)
        form = forms.WithdrawForm(request.POST)
        if not form.is_valid():
            return self.show(request, version, form, 400)
        domain.withdraw_version(version=version, by=request.user, reason=form.reason)
        messages.success(request, _("“%(name)s” was withdrawn.") % {"name": version.name})
        return to_document(version.document)

    def show(self, request: HttpRequest, version: DocumentVersion, form: Any, status: int) -> Any:
        context = {"document": version.document, "form": form, "version": version}
        return render(request, "library/desk/withdraw.html", context, status=status)
