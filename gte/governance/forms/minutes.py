"""Forms of the acta: its paragraphs, circulation, comments, answers, a signature."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gte.common.enums import Language
from gte.governance.difference import difference
from gte.governance.forms import fields
from gte.governance.forms.decisions import normal
from gte.governance.minutes_text import Paragraph, outcome_of, words_in


class VersionForm(forms.Form):
    """Every paragraph in both languages, and the version that was read when it was begun. Of what
    was agreed only whether it is public: its words are the outcome's.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=32_767)

    def __init__(self, *args: Any, paragraphs: list[Paragraph], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.paragraphs = paragraphs
        for one in paragraphs:
            is_fixed = outcome_of(one["key"]) is not None
            for language in () if is_fixed else Language.values:
                self.fields[f"{one['key']}-{language}"] = paragraph_field(one, language)
            self.fields[f"{one['key']}-public"] = forms.BooleanField(
                label=_("In the public part"), initial=one["public"], required=False
            )

    @property
    def groups(self) -> list[dict[str, Any]]:
        """As the page prints them: heading, a field for each language, the box; of an outcome, its
        number and its two texts in place of the fields.
        """
        return [
            {
                "key": one["key"],
                "title_es": one["title_es"],
                "title_en": one["title_en"],
                "public": self[f"{one['key']}-public"],
                **self.sides(one),
            }
            for one in self.paragraphs
        ]

    def sides(self, paragraph: Paragraph) -> dict[str, Any]:
        key = paragraph["key"]
        outcome = outcome_of(key)
        if outcome is not None:
            return {"outcome": outcome, "es": paragraph["es"], "en": paragraph["en"]}
        return {"es": self[f"{key}-es"], "en": self[f"{key}-en"]}

    def begun_on(self, number: int) -> None:
        """What was sent counts as written on this version."""
        self.data = {**plain(self.data), "seen": str(number)}

    def rebase(self, before: Paragraph, now: Paragraph) -> list[dict[str, Any]]:
        """Takes over from ``now`` the sides of a paragraph that were sent as they were ``before``;
        gives of the others what changed meanwhile.
        """
        news = []
        sent = plain(self.data)
        for language in Language.values:
            name = f"{now['key']}-{language}"
            old, new = words_in(before, language), words_in(now, language)
            if old == new:
                continue
            if normal(sent.get(name, "")) == before[language]:
                sent[name] = now[language]
            else:
                parts = difference(old, new)
                news.append({"language": language, "parts": parts})
        self.data = sent
        return news

    @property
    def texts(self) -> dict[str, dict[str, Any]]:
        """By key, what ``change_minutes`` takes."""
        return {one["key"]: self.said_of(one["key"]) for one in self.paragraphs}

    def said_of(self, key: str) -> dict[str, Any]:
        data = self.cleaned_data
        public = {"public": data[f"{key}-public"]}
        if outcome_of(key) is not None:
            return public
        return {**public, "es": normal(data[f"{key}-es"]), "en": normal(data[f"{key}-en"])}


def plain(sent: Any) -> dict[str, str]:
    """What a form was sent, one value for each name."""
    return {name: sent[name] for name in sent}


def paragraph_field(paragraph: Paragraph, language: str) -> forms.CharField:
    rows = min(18, 2 + len(paragraph[language]) // 60 + paragraph[language].count("\n"))
    title = paragraph[f"title_{language}"]
    label = {
        "es": _("%(title)s, in Spanish") % {"title": title},
        "en": _("%(title)s, in English") % {"title": title},
    }[language]
    # What was said under an item is as long as any text; its documents and decision come on top.
    longest = 2 * fields.LONGEST
    return fields.text(label, rows=max(3, rows), length=longest, initial=paragraph[language])


class CirculateForm(forms.Form):
    until = fields.day(gettext_lazy("Last day for comments"))


class CommentForm(forms.Form):
    """What a party says to a paragraph of the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=32_767)
    text = fields.text(gettext_lazy("Comment of your party"), rows=3, length=5_000)

    def shown_beside(self, number: int) -> None:
        """It came back on a page with this version: sent again, it is a comment on that one."""
        self.data = {**plain(self.data), "version": str(number)}


class AnswerForm(forms.Form):
    answer = fields.text(gettext_lazy("What became of it"), rows=3, length=5_000)


class SignForm(forms.Form):
    """Which languages are signed, each named by the hash of the text that was read."""

    es = forms.BooleanField(label=gettext_lazy("The text in Spanish"), required=False)
    en = forms.BooleanField(label=gettext_lazy("The text in English"), required=False)
    es_hash = forms.CharField(widget=forms.HiddenInput, max_length=64)
    en_hash = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(
        self, *args: Any, languages: Iterable[str] = Language.values, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for language in Language.values:
            if language not in languages:
                del self.fields[language]

    @property
    def hashes(self) -> dict[str, str]:
        data = self.cleaned_data
        return {one: data[f"{one}_hash"] for one in Language.values if data.get(one)}
