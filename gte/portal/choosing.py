"""Choosing a document of the library in the CMS: by words of its title in either language."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from gte.library.models import Document


class DocumentFilterForm(BaseFilterForm):
    q = forms.CharField(label=gettext_lazy("Words of the title"), required=False)

    def filter(self, objects: Any) -> Any:
        words = (self.cleaned_data.get("q") or "").replace("\0", "").split()
        for word in words:
            objects = objects.filter(
                Q(title_es__icontains=word) | Q(title_en__icontains=word) | Q(code__icontains=word)
            )
        self.is_searching = bool(words)
        self.search_query = " ".join(words)
        return objects


class DocumentChooseView(ChooseView):
    filter_form_class = DocumentFilterForm


class DocumentChooseResultsView(ChooseResultsView):
    filter_form_class = DocumentFilterForm


class DocumentChooserViewSet(ChooserViewSet):
    model = Document
    url_prefix = "library-document-chooser"
    icon = "doc-full"
    choose_one_text = gettext_lazy("Choose a document of the library")
    choose_another_text = gettext_lazy("Choose another document")
    edit_item_text = gettext_lazy("See the document")
    choose_view_class = DocumentChooseView
    choose_results_view_class = DocumentChooseResultsView
    per_page = 15


documents_viewset = DocumentChooserViewSet("library_document_chooser")
