"""Verbs of the pages: creating the initial ones."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from gte.common.domain import write_log
from gte.common.models import LogEntry
from gte.portal import models
from gte.portal.actor import one_verb
from gte.portal.door import EDITORS, MODERATORS
from gte.portal.parity import note_published
from gte.portal.searching import index_all_pages

CONTENT_DIR = Path(__file__).resolve().parent / "content"
NAMESPACE = uuid.UUID("6b1f6a52-54e2-4a43-9d0b-0c8d2d1e7f10")
VERB = "pages.loaded"
SOURCE, TARGET = "es", "en"


@dataclass
class PageCount:
    """What ``load_pages`` did, by the keys of the content files."""

    created: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def key_of(name: str) -> uuid.UUID:
    return uuid.uuid5(NAMESPACE, name)


def in_language(value: Any, language: str) -> Any:
    """A value of the content files with every ``{es, en}`` pair replaced by its side."""
    if isinstance(value, dict):
        if set(value) == {SOURCE, TARGET}:
            return value[language]
        return {name: in_language(one, language) for name, one in value.items()}
    if isinstance(value, list):
        return [in_language(one, language) for one in value]
    return value


def with_pages(value: Any) -> Any:
    """The same value with the keys of pages replaced by the numbers of the Spanish pages."""
    if isinstance(value, dict):
        return {
            name: page_number(one) if name == "page" and one else with_pages(one)
            for name, one in value.items()
        }
    return [with_pages(one) for one in value] if isinstance(value, list) else value


def page_number(name: str) -> int | None:
    found = Page.objects.filter(translation_key=key_of(name), locale__language_code=SOURCE)
    number: int | None = found.values_list("pk", flat=True).first()
    return number


def numbered(blocks: list[dict[str, Any]], path: str) -> list[dict[str, Any]]:
    """Blocks with identifiers that are the same in both languages, as translating them needs."""
    return [
        {
            "type": block["type"],
            "value": with_list_ids(block.get("value", {}), f"{path}/{number}"),
            "id": str(key_of(f"{path}/{number}")),
        }
        for number, block in enumerate(blocks)
    ]


def with_list_ids(value: Any, path: str) -> Any:
    if isinstance(value, dict):
        return {name: with_list_ids(one, f"{path}/{name}") for name, one in value.items()}
    if isinstance(value, list):
        return [
            {
                "type": "item",
                "value": with_list_ids(one, f"{path}/{number}"),
                "id": str(key_of(f"{path}/{number}")),
            }
            for number, one in enumerate(value)
        ]
    return value


def read_content(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((CONTENT_DIR / name).read_text("utf-8"))
    return found


@transaction.atomic
def load_pages(*, by: Any = None) -> PageCount:
    """Creates the initial pages and menus that this installation never had.

    What exists is left as it is, and what was deleted stays deleted: the log remembers which were
    created once.
    """
    count = PageCount()
    before = {
        key
        for data in LogEntry.objects.filter(verb=VERB).values_list("data", flat=True)
        for key in data["created"]
    }
    with one_verb():
        prepare_site()
        for spec in page_specs():
            new = spec["key"] not in before and not page_number(spec["key"])
            (count.created if new else count.kept).append(spec["key"])
            if new:
                create_pair(spec)
        for key in count.created:
            fill_bodies(next(spec for spec in page_specs() if spec["key"] == key))
        make_menus(count, before)
    if count.created:
        index_all_pages()
        write_log(verb=VERB, by=by, data={"created": count.created})
    return count


def page_specs() -> list[dict[str, Any]]:
    """The pages of the content files, a page after the one it stands under."""
    return [
        spec for name in ("home.yaml", "pages.yaml", "news.yaml") for spec in read_content(name)
    ]


def prepare_site() -> None:
    """Both languages, the site, and what the CMS's two groups may do."""
    for language, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=language)
    own = Permission.objects.filter(
        content_type__app_label="portal", content_type__model__in=("menu", "menuentry")
    )
    for group in Group.objects.filter(name__in=(EDITORS, MODERATORS)):
        translate = Permission.objects.filter(codename="submit_translation")
        group.permissions.add(*translate, *(own if group.name == MODERATORS else ()))


def create_pair(spec: dict[str, Any]) -> None:
    """A page in both languages, without its body: bodies may lead to pages that come later."""
    model = getattr(models, spec["kind"])
    for language in (SOURCE, TARGET):
        locale = Locale.objects.get(language_code=language)
        given = {name: spec[name] for name in spec if name in PLAIN_FIELDS}
        page = model(
            locale=locale,
            translation_key=key_of(spec["key"]),
            live=False,
            **in_language(given, language),
        )
        if spec.get("parent"):
            key = key_of(spec["parent"])
            parent = Page.objects.get(translation_key=key, locale=locale).specific
        else:
            parent = Page.get_first_root_node()
        parent.add_child(instance=page)
        if not spec.get("parent") and language == SOURCE:
            make_home(page)


PLAIN_FIELDS = (
    "title",
    "slug",
    "lead",
    "heading",
    "search_description",
    "date",
    "shows_organisation",
)


def make_home(page: Page) -> None:
    """The site's first page, in the place of the one that Wagtail brings."""
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        site = Site(hostname="localhost", is_default_site=True)
    welcome = Page.objects.filter(depth=2, content_type__model="page").exclude(pk=page.pk)
    site.root_page = page
    site.site_name = settings.WAGTAIL_SITE_NAME
    site.save()
    for one in welcome:
        one.delete()


def fill_bodies(spec: dict[str, Any]) -> None:
    """Fills and publishes a page in both languages and ties them as source and translation."""
    pages = []
    for language in (SOURCE, TARGET):
        page = Page.objects.get(
            translation_key=key_of(spec["key"]), locale__language_code=language
        ).specific
        for name in ("body", "buttons"):
            if name in spec:
                blocks = numbered(with_pages(in_language(spec[name], language)), spec["key"] + name)
                setattr(page, name, page._meta.get_field(name).to_python(blocks))
        page.save_revision().publish()
        page.refresh_from_db()
        pages.append(page)
    tie(*pages)


def tie(source_page: Any, target_page: Any) -> None:
    """The English page as the finished translation of the Spanish one."""
    source, _created = TranslationSource.get_or_create_from_instance(source_page)
    Translation.objects.create(source=source, target_locale=target_page.locale)
    texts = {
        (segment.path, segment.order): segment.string.data
        for segment in extract_segments(target_page)
        if isinstance(segment, StringSegmentValue)
    }
    segments = StringSegment.objects.filter(source=source).select_related("context", "string")
    for segment in segments:
        text = texts.get((segment.context.path, segment.order))
        if text is not None:
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                locale=target_page.locale,
                context=segment.context,
                defaults={
                    "data": text,
                    "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                },
            )
    note_published(source_page)
    note_published(target_page)


def make_menus(count: PageCount, before: set[str]) -> None:
    for position, spec in enumerate(read_content("menus.yaml"), 1):
        key = f"menu-{spec['key']}"
        if key in before:
            count.kept.append(key)
            continue
        menu = models.Menu.objects.create(
            part=spec["part"],
            position=position,
            label_es=spec["label"][SOURCE],
            label_en=spec["label"][TARGET],
        )
        for order, entry in enumerate(spec["entries"]):
            label = entry.get("label", {})
            models.MenuEntry.objects.create(
                menu=menu,
                sort_order=order,
                page_id=page_number(entry["page"]) if "page" in entry else None,
                place=entry.get("place", ""),
                url=entry.get("url", ""),
                label_es=label.get(SOURCE, ""),
                label_en=label.get(TARGET, ""),
            )
        count.created.append(key)
