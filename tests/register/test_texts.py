"""How registers put things into words."""

from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from gte.common.partial_dates import PartialDate
from gte.register.blocks import Item, number, short_source, source_item
from gte.register.fields import date_text, span_text
from gte.search.analysis import fold_word


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Educación", "educacion"),
        ("ÑANDÚ", "nandu"),
        ("straße", "strasse"),
        ("ﬁn", "fin"),
        ("e\u0301", "e"),
        ("", ""),
    ],
)
def test_fold_drops_case_and_accents(text, folded):
    assert fold_word(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold_word(fold_word(text)) == fold_word(text)


@pytest.mark.parametrize(
    ("value", "english", "spanish"),
    [
        ("15545412", "15,545,412", "15\xa0545\xa0412"),
        ("100.00", "100", "100"),
        ("2.50", "2.5", "2,5"),
        ("0.25", "0.25", "0,25"),
        ("0", "0", "0"),
    ],
)
def test_number_is_written_as_the_language_does(value, english, spanish):
    for language, shown in (("en", english), ("es", spanish)):
        with override(language):
            assert number(Decimal(value)) == shown


@pytest.mark.parametrize(
    ("start", "end", "english", "spanish"),
    [
        ("2014-10", None, "since October 2014", "desde octubre de 2014"),
        (None, "2023-12", "until December 2023", "hasta diciembre de 2023"),
        ("2015", "2016-05", "2015 – May 2016", "2015 – mayo de 2016"),
        ("2014-10", "2014-10", "October 2014", "octubre de 2014"),
        ("2018-05-22", "2018-05-23", "22–23 May 2018", "22–23 de mayo de 2018"),
        ("2018-05-22", "2018-06-01", "22 May 2018 – 1 June 2018", None),
        (None, None, "dates not known", None),
    ],
)
def test_span_has_the_precision_of_its_ends(start, end, english, spanish):
    dates = [date and PartialDate(date) for date in (start, end)]
    with override("en"):
        assert span_text(*dates) == english
    if spanish:
        with override("es"):
            assert span_text(*dates) == spanish


def test_unknown_date_is_said():
    with override("en"):
        assert date_text(None) == "date not known"


@pytest.mark.parametrize(
    ("source", "text", "leads"),
    [
        ("https://www.example.org/a/b?c=d", "example.org", True),
        ("http://example.org", "example.org", True),
        ("https://www.example.org:443/a", "example.org", True),
        ("https://example.org:4430/a", "example.org:4430", True),
        ("Secretaría de Educación Pública, note", "Secretaría de Educación Pública, note", False),
        ("javascript:alert(1)", "javascript:alert(1)", False),
        ("https://[", "[", True),
    ],
)
def test_source_of_a_row_is_the_host_or_the_name(source, text, leads):
    assert short_source(source) == Item(text, source if leads else "", external=leads)
    assert source_item(source).text == source
