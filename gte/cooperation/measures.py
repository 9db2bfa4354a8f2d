"""What can be counted of the cooperation with Observer States, of English and of the campaign."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from gte.alliance.enums import OWN_BODY
from gte.cooperation.enums import CampaignKind, CooperationKind, CooperationStatus, EnglishKind
from gte.cooperation.models import CampaignItem, CooperationAction, EnglishFact
from gte.register.measures import Measure, add_measure

TAKEN_UP = (CooperationStatus.ACTIVE, CooperationStatus.COMPLETED)


def actions(country: str | None, _start: Any, _end: Any, reader: Any) -> Any:
    """What Observer States offered and was taken up: under way or done, and no mere rule.

    A country's are those of that Observer State.
    """
    found = (
        CooperationAction.objects.visible_to(reader)
        .filter(observer__isnull=False, status__in=TAKEN_UP)
        .exclude(kind=CooperationKind.RULE)
    )
    return found.filter(observer__code=country) if country else found


def english_facts(country: str | None, _start: Any, _end: Any, reader: Any) -> Any:
    """What is known of the English cooperation; a gap says what is not."""
    found = EnglishFact.objects.visible_to(reader).exclude(kind=EnglishKind.GAP)
    return found.filter(state__code=country) if country else found


def campaign_items(country: str | None, _start: Any, _end: Any, reader: Any) -> Any:
    """The parts of the campaign, without what was only learnt from others and what is not known."""
    others = (CampaignKind.GAP, CampaignKind.REFERENCE_CAMPAIGN, CampaignKind.LESSON)
    found = CampaignItem.objects.visible_to(reader).exclude(kind__in=others)
    return found.filter(state__code=country) if country else found


add_measure(
    Measure(
        key="observer-actions",
        label=gettext_lazy("Actions with Observer States that were taken up"),
        unit=gettext_lazy("actions"),
        rule="distinct",
        owner=OWN_BODY,
        records=actions,
        date="start",
        by_country=True,
    )
)
add_measure(
    Measure(
        key="english-facts",
        label=gettext_lazy("Facts of the English cooperation"),
        unit=gettext_lazy("facts"),
        rule="distinct",
        owner=OWN_BODY,
        records=english_facts,
        date="date",
        by_country=True,
    )
)
add_measure(
    Measure(
        key="campaign-items",
        label=gettext_lazy("Parts of the campaign"),
        unit=gettext_lazy("parts"),
        rule="distinct",
        owner=OWN_BODY,
        records=campaign_items,
        date="date",
        by_country=True,
    )
)
