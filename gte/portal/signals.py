"""Each change in the CMS writes one log line, which also makes the kept pages old."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.images.models import Image
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import (
    copy_for_translation_done,
    page_published,
    page_unpublished,
    post_page_move,
)

from gte.common.domain import write_log
from gte.portal.actor import actor, logs_itself
from gte.portal.models import SitePage
from gte.portal.parity import note_published, translate_as_draft
from gte.portal.searching import index_all_pages, index_page


def log(verb: str, target: str, **data: Any) -> None:
    if not logs_itself():
        write_log(verb=verb, by=actor(), target=target, data=data)


def page_target(page: Any) -> str:
    return f"page-{page.pk}"


@receiver(page_published)
def when_published(instance: Any, **_given: Any) -> None:
    if isinstance(instance, SitePage):
        note_published(instance)
        index_page(instance)
    log("page.published", page_target(instance), title=instance.title)


@receiver(page_unpublished)
def when_unpublished(instance: Any, **_given: Any) -> None:
    index_all_pages()
    log("page.unpublished", page_target(instance), title=instance.title)


@receiver(post_page_move)
def when_moved(instance: Any, **_given: Any) -> None:
    index_all_pages()
    log("page.moved", page_target(instance), title=instance.title)


@receiver(post_delete, sender=Page)
def when_deleted(instance: Any, **_given: Any) -> None:
    index_all_pages()
    log("page.deleted", page_target(instance), title=instance.title)


@receiver(copy_for_translation_done)
def when_copied_for_translation(source_obj: Any, target_obj: Any, **_given: Any) -> None:
    """Pages above one that is translated come along as public copies, in the wrong language."""
    if isinstance(target_obj, SitePage) and target_obj.alias_of_id:
        translate_as_draft(source_obj, target_obj)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def when_closed_or_opened(instance: Any, **_given: Any) -> None:
    index_all_pages()
    log("page.restricted", page_target(instance.page))


@receiver([post_save, post_delete], sender=Site)
def when_site_changed(instance: Any, **_given: Any) -> None:
    log("site.changed", f"site-{instance.pk}")


@receiver(post_save, sender=Image)
def when_image_saved(instance: Any, *, created: bool, **_given: Any) -> None:
    log("image.added" if created else "image.changed", f"image-{instance.pk}", title=instance.title)


@receiver(post_delete, sender=Image)
def when_image_deleted(instance: Any, **_given: Any) -> None:
    log("image.deleted", f"image-{instance.pk}", title=instance.title)
