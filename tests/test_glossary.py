"""The glossary against the code: a term that the code does not use is not the code's term."""

import re
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent
ROW = re.compile(r"^\| (?P<en>[^|]+) \| (?P<es>[^|]+) \| `(?P<code>[^`]+)` \| (?P<means>[^|]+) \|$")
# Tables that hold rows of another table's record, and what Django and the loader keep.
NOT_TERMS = {
    "CampaignFigure",
    "CooperationFigure",
    "EnglishFigure",
    "LogEntry",
    "MenuEntry",
    "MobilityFigure",
    "NetworkMember",
    "Origin",
    "PageParity",
    "Person",
    "PracticeFigure",
    "ProjectFigure",
    "ProjectPartner",
    "Question",
    "ResponsibleOffice",
    "RoleAssignment",
    "SearchEntry",
    "SearchWord",
    "User",
}


def rows():
    lines = (ROOT / "docs" / "glossary.md").read_text().splitlines()
    return [match.groupdict() for line in lines if (match := ROW.match(line))]


@pytest.fixture(scope="module")
def source():
    files = [*ROOT.glob("gte/**/*.py"), *ROOT.glob("gte/record/data/*.yaml")]
    return "\n".join(path.read_text() for path in files)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["en"])
def test_term_stands_in_the_code_under_its_name(row, source):
    assert re.search(rf"\b{re.escape(row['code'])}\b", source)


def test_each_term_is_given_once_in_each_language():
    terms = [row["en"] for row in rows()]
    assert len(terms) == len(set(terms)) > 40


def test_every_kind_of_record_is_a_term():
    models = {
        model.__name__
        for model in apps.get_models()
        if model.__module__.startswith("gte.") and not model._meta.auto_created
    }
    codes = {row["code"] for row in rows()}
    assert models - NOT_TERMS - codes == set()


def test_spanish_texts_are_quoted_as_spanish_is():
    texts = (ROOT / "gte/locale/es/LC_MESSAGES/django.po").read_text(encoding="utf-8")
    spanish = re.findall(r'^msgstr.*(?:\n".*")*', texts, re.MULTILINE)
    assert len(spanish) > 1000
    assert [text for text in spanish if re.search("[“”]", text)] == []
