"""What pages say of themselves to search engines, as schema.org data."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from gte.alliance.models import State
from gte.common.pagecache import version_of
from gte.portal.memory import kept
from gte.workplan.queries import today

# What would end the element that the data stands in.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def script_text(data: dict[str, Any]) -> SafeString:
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(ESCAPES))  # noqa: S308


def in_language(msgid: str, language: str) -> str:
    with override(language):
        return _(msgid)


def home_url(base: str) -> str:
    return f"{base}{reverse('home')}"


def organisation(request: Any, base: str) -> dict[str, Any]:
    """The group: its names in both languages, whose it is, and the member States of today."""
    name = "Education Technical Group of the Pacific Alliance"
    states = kept(
        "schema members",
        version_of(request),
        lambda: list(State.objects.parties(today()).order_by("code").values("name_es", "name_en")),
    )
    return {
        "@context": "https://schema.org",
        "@type": "Organization",
        "@id": f"{base}/#organization",
        "name": _("Education Technical Group of the Pacific Alliance"),
        "alternateName": [
            "GTE",
            *(in_language(name, language) for language, _name in settings.LANGUAGES),
        ],
        "url": home_url(base),
        "logo": f"{base}{static('img/share.png')}",
        "parentOrganization": {
            "@type": "Organization",
            "name": _("Pacific Alliance"),
            "member": [
                {
                    "@type": "Country",
                    "name": state["name_es"],
                    "alternateName": state["name_en"],
                }
                for state in states
            ],
        },
    }


def breadcrumbs(page: Any, trail: list[Any], base: str, url: str) -> dict[str, Any]:
    steps = [(pgettext("page", "Home"), home_url(base))]
    steps += [(node.title, f"{base}{node.url}") for node in trail]
    steps.append((page.title, url))
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": address}
            for number, (name, address) in enumerate(steps, 1)
        ],
    }


def article(page: Any, base: str, url: str) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": page.title,
        "description": page.lead,
        "datePublished": page.date.isoformat(),
        "inLanguage": page.locale.language_code,
        "url": url,
        "publisher": {"@id": f"{base}/#organization"},
    }


def page_data(page: Any, request: Any, trail: list[Any], base: str) -> list[SafeString]:
    """The scripts of data that a page carries."""
    url = f"{base}{request.path}"
    kind = type(page).__name__
    data = []
    if kind == "HomePage" or getattr(page, "shows_organisation", False):
        data.append(organisation(request, base))
    if kind == "NewsPage":
        data.append(article(page, base, url))
    if kind != "HomePage":
        data.append(breadcrumbs(page, trail, base, url))
    return [script_text(one) for one in data]
