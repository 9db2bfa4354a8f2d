"""The menus of the frame: entries of the header with what belongs to each, columns of the foot."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable, Page

from gte.portal.enums import MenuPart
from gte.portal.places import place_choices

MOST_HEADER_MENUS = 5


class TwoLabels(models.Model):
    """A label in each language, side by side in one form."""

    label_es = models.CharField(_("label in Spanish"), max_length=60, blank=True)
    label_en = models.CharField(_("label in English"), max_length=60, blank=True)

    class Meta:
        abstract = True

    @property
    def label(self) -> str:
        return str(getattr(self, f"label_{get_language() or 'es'}"))


class Menu(ClusterableModel, TwoLabels):
    """An entry of the header, which leads to the first of its entries; or a column of the foot."""

    part = models.CharField(_("where"), max_length=8, choices=MenuPart.choices)
    position = models.PositiveSmallIntegerField(_("order"), default=1)

    panels: ClassVar[list[Any]] = [
        FieldRowPanel([FieldPanel("label_es"), FieldPanel("label_en")]),
        FieldRowPanel([FieldPanel("part"), FieldPanel("position")]),
        InlinePanel("entries", heading=_("Entries"), label=_("Entry"), min_num=1),
    ]

    class Meta:
        ordering = ("part", "position", "pk")
        verbose_name = _("menu")
        verbose_name_plural = _("menus")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(part__in=MenuPart.values), name="menu_part_known")
        ]

    def __str__(self) -> str:
        return f"{MenuPart(self.part).label}: {self.label}"

    def clean(self) -> None:
        super().clean()
        for language in ("es", "en"):
            if not getattr(self, f"label_{language}"):
                raise ValidationError(
                    {f"label_{language}": _("A menu has a label in each language.")}
                )
        others = Menu.objects.filter(part=MenuPart.HEADER).exclude(pk=self.pk)
        if self.part == MenuPart.HEADER and others.count() >= MOST_HEADER_MENUS:
            sentence = _("The header holds at most %(most)s entries; put this one into the foot.")
            raise ValidationError({"part": sentence % {"most": MOST_HEADER_MENUS}})


class MenuEntry(Orderable, TwoLabels):
    """Leads to a page, a place of the site or another site. Without a label it takes the title."""

    menu = ParentalKey(Menu, on_delete=models.CASCADE, related_name="entries")
    page = models.ForeignKey(
        Page,
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    place = models.CharField(
        _("or place of the site"), max_length=60, blank=True, choices=place_choices
    )
    url = models.URLField(_("or address elsewhere"), blank=True)

    panels: ClassVar[list[Any]] = [
        FieldRowPanel([FieldPanel("label_es"), FieldPanel("label_en")]),
        PageChooserPanel("page"),
        FieldPanel("place"),
        FieldPanel("url"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("menu entry")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(page__isnull=False, place="", url="")
                | (Q(page__isnull=True, url="") & ~Q(place=""))
                | (Q(page__isnull=True, place="") & ~Q(url="")),
                name="menu_entry_leads_to_one",
            )
        ]

    def __str__(self) -> str:
        return self.label or self.place or self.url or str(self.page)

    def clean(self) -> None:
        super().clean()
        if sum(bool(target) for target in (self.page_id, self.place, self.url)) != 1:
            sentence = _("Choose one: a page, a place of the site or an address elsewhere.")
            raise ValidationError({"page": sentence})
        if self.url and not (self.label_es and self.label_en):
            raise ValidationError(
                {"label_es": _("An address elsewhere needs a label in each language.")}
            )
