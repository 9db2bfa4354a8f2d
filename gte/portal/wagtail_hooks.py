"""How the CMS is fitted to this site: what editors see, where they get from here, what is told."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.messages import button
from wagtail.admin.messages import warning as warn
from wagtail.admin.ui.components import Component
from wagtail.documents.wagtail_hooks import DocumentsSummaryItem
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from gte.portal import cms_views
from gte.portal.blocks.links import documents_viewset
from gte.portal.models import HomePage, Menu, NewsIndexPage, SitePage
from gte.portal.parity import findings as parity_findings
from gte.portal.parity import is_complete, sibling_of, translation_to
from gte.portal.signals import log

# Menu items of Wagtail's that lead to what is kept elsewhere (gte.portal.door).
HIDDEN = {"documents", "settings", "help", "sites", "users", "groups", "locales", "redirects"}
hooks.register("register_admin_viewset", lambda: documents_viewset)


class MenuViewSet(SnippetViewSet):
    model = Menu
    icon = "list-ul"
    menu_label = gettext_lazy("Menus")
    menu_order = 300
    add_to_admin_menu = True
    list_display = ("label_es", "label_en", "part", "position")
    list_filter = ("part",)
    ordering = ("part", "position")


register_snippet(MenuViewSet)


@hooks.register("construct_main_menu")
def without_what_is_kept_elsewhere(_request: Any, menu_items: list[Any]) -> None:
    menu_items[:] = [item for item in menu_items if item.name not in HIDDEN]


class PlaceMenuItem(MenuItem):
    """Leads to a place of the site, in the editor's language: items are made once for all.

    A place that the site does not have is an error, never another place.
    """

    def __init__(self, label: Any, place: str, *, right: str = "", **given: Any) -> None:
        self.place, self.right = place, right
        super().__init__(label, "", **given)

    def is_shown(self, request: Any) -> bool:
        return not self.right or request.user.has_perm(self.right)

    @property
    def url(self) -> str:
        return reverse(self.place)

    @url.setter
    def url(self, _value: str) -> None:
        """Asked for anew each time."""


@hooks.register("register_admin_menu_item")
def to_the_library() -> MenuItem:
    label = gettext_lazy("Document library")
    right = "library.manage_documents"
    return PlaceMenuItem(
        label, "desk-library", right=right, name="library", icon_name="doc-full", order=310
    )


@hooks.register("register_admin_menu_item")
def back_to_the_site() -> MenuItem:
    label = gettext_lazy("To the site")
    return PlaceMenuItem(label, "home", name="site", icon_name="home", order=10)


class StartPanel(Component):
    """Where an editor's usual tasks begin."""

    name = "start"
    template_name = "portal/cms/start.html"
    order = 10

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        pages = Page.objects.type(HomePage, NewsIndexPage).select_related("locale")
        return {
            "pages": list(pages.order_by("depth", "path")),
            "keeps_documents": user.has_perm("library.manage_documents"),
        }


@hooks.register("construct_homepage_panels")
def begin_here(_request: Any, panels: list[Any]) -> None:
    panels.append(StartPanel())


# After Wagtail's own, which counts documents that nobody keeps there.
@hooks.register("construct_homepage_summary_items", order=1000)
def without_documents(_request: Any, items: list[Any]) -> None:
    items[:] = [item for item in items if not isinstance(item, DocumentsSummaryItem)]


@hooks.register("register_reports_menu_item")
def parity_report() -> MenuItem:
    return MenuItem(
        gettext_lazy("Parity of languages"),
        reverse("portal_parity"),
        name="parity",
        icon_name="globe",
        order=10,
    )


@hooks.register("register_admin_urls")
def parity_urls() -> list[Any]:
    return [
        path("reports/parity/", cms_views.ParityView.as_view(), name="portal_parity"),
        path(
            "parity/<int:pk>/confirm/",
            cms_views.ConfirmParityView.as_view(),
            name="portal_confirm_parity",
        ),
    ]


@hooks.register("before_copy_page")
def copies_stand_alone(request: Any, page: Any) -> Any:
    """An alias follows its page and tells nobody: neither the log nor the search knows it."""
    if not request.POST.get("alias"):
        return None
    messages.error(request, _("A copy here stands for itself: leave out “alias”."))
    return redirect("wagtailadmin_pages:copy", page.pk)


# Before wagtail_localize's own hook, which answers for pages that are translations.
@hooks.register("before_edit_page", order=-10)
def tell_about_the_other_language(request: Any, page: Any) -> None:
    if request.method != "GET" or not isinstance(page, SitePage):
        return
    sibling = sibling_of(page)
    if sibling is None:
        messages.info(request, _("This page is not there in the other language yet."))
        return
    found = {finding.page: finding for finding in parity_findings() if finding.state == "older"}
    if page.pk in found:
        tell_older(request, page, sibling)
    elif sibling.pk in found:
        there = reverse("wagtailadmin_pages:edit", args=[sibling.pk])
        warn(
            request,
            _("The page in the other language is older than this one: “%(title)s”.")
            % {"title": sibling.title},
            buttons=[button(there, _("Bring it up to date"))],
        )


def tell_older(request: Any, page: Any, sibling: Any) -> None:
    """What to do about it depends on whether the page is translated piece by piece or freely."""
    translation = translation_to(page)
    if translation is None:
        there = reverse("portal_confirm_parity", args=[page.pk])
        sentence = _("“%(title)s” was changed since this page was last compared with it.")
        warn(
            request,
            sentence % {"title": sibling.title},
            buttons=[button(there, _("Compare and confirm"))],
        )
        return
    total, done = translation.get_progress()
    sentence = _("This page is older than “%(title)s”: %(left)s of %(total)s pieces wait here.")
    if is_complete(translation):
        sentence = _("This page is older than “%(title)s”: publish it, all pieces are translated.")
    warn(request, sentence % {"title": sibling.title, "left": total - done, "total": total})


@hooks.register("insert_global_admin_css")
def own_style() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/cms.css"))


@hooks.register("construct_page_action_menu")
def without_giving_up_a_translation(items: list[Any], _request: Any, _context: Any) -> None:
    """Wagtail Localize offers to make a page a copy in the other page's language again."""
    items[:] = [item for item in items if item.name != "localize-convert-to-alias"]


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def menu_changed(_request: Any, instance: Any) -> None:
    if isinstance(instance, Menu):
        log("menu.changed", f"menu-{instance.pk}", label=instance.label_es)


@hooks.register("after_delete_snippet")
def menu_deleted(_request: Any, instances: list[Any]) -> None:
    for instance in instances:
        if isinstance(instance, Menu):
            log("menu.deleted", "menu", label=instance.label_es)
