"""The page of components: what pages are made of, for who builds, translates or checks them."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from gte.portal.showcase_list import components


class ComponentsView(TemplateView):
    template_name = "portal/components.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = components()
        contents = [{"id": component.name, "title": component.title} for component in shown]
        return super().get_context_data(components=shown, contents=contents, **kwargs)
