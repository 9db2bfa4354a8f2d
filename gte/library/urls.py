"""Addresses of files, of reading them and of the librarian's desk."""

from django.urls import path, register_converter
from django.utils.text import format_lazy
from django.utils.translation import pgettext_lazy

from gte.library.views import desk, files, viewer

DOCUMENT = format_lazy("{}<slug:code>/", pgettext_lazy("address", "documents/"))
VIEW = format_lazy("{}{}<lang:language>/", DOCUMENT, pgettext_lazy("address", "view/"))
DOWNLOAD = format_lazy("{}{}<lang:language>/", DOCUMENT, pgettext_lazy("address", "download/"))
DESK = pgettext_lazy("address", "desk/library/")
ONE = format_lazy("{}<slug:code>/", DESK)


class LanguageConverter:
    """A language's two letters."""

    regex = "[a-z]{2}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class NumberConverter(LanguageConverter):
    """A number that a database can hold."""

    regex = "[1-9][0-9]{0,6}"

    def to_python(self, value: str) -> int:  # type: ignore[override]
        return int(value)

    def to_url(self, value: int) -> str:  # type: ignore[override]
        return str(value)


register_converter(LanguageConverter, "lang")
register_converter(NumberConverter, "number")

# Outside the languages: a picture is the same in both.
file_urls = [
    path(
        "files/<slug:code>/<lang:language>/<number:number>/<number:page>-<number:width>.webp",
        files.PictureView.as_view(),
        name="document-picture",
    ),
]

urlpatterns = [
    path(VIEW, viewer.ViewerView.as_view(), name="document-view"),
    path(
        format_lazy("{}<number:number>/", VIEW),
        viewer.ViewerView.as_view(),
        name="document-view-version",
    ),
    path(DOWNLOAD, files.DownloadView.as_view(), name="document-download"),
    path(
        format_lazy("{}<number:number>/", DOWNLOAD),
        files.DownloadView.as_view(),
        name="document-download-version",
    ),
    path(DESK, desk.ListView.as_view(), name="desk-library"),
    path(
        format_lazy("{}{}", DESK, pgettext_lazy("address", "add/")),
        desk.AddView.as_view(),
        name="desk-library-add",
    ),
    path(ONE, desk.EditView.as_view(), name="desk-library-document"),
    path(
        format_lazy("{}{}", ONE, pgettext_lazy("address", "files/")),
        desk.VersionView.as_view(),
        name="desk-library-files",
    ),
    path(
        format_lazy("{}{}", ONE, pgettext_lazy("address", "withdraw/")),
        desk.WithdrawView.as_view(),
        name="desk-library-withdraw",
    ),
    path(
        format_lazy("{}{}", ONE, pgettext_lazy("address", "restore/")),
        desk.RestoreView.as_view(),
        name="desk-library-restore",
    ),
    path(
        format_lazy(
            "{}{}<lang:language>/<number:number>/", ONE, pgettext_lazy("address", "withdraw/")
        ),
        desk.WithdrawVersionView.as_view(),
        name="desk-library-withdraw-version",
    ),
]
