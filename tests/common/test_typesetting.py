"""Printing on paper."""

import datetime
import json

import pytest
import typst

from gte.common import typesetting
from gte.common.typesetting import print_pdf
from tests.pdfs import page_texts

DAY = datetime.date(2026, 1, 29)
TEMPLATE = b"""
#let data = json(bytes(sys.inputs.data))
#set document(title: "Small")
#title(data.text)
"""


def test_print_pdf_replaces_what_no_font_has():
    pdf = print_pdf(TEMPLATE, {"text": "Corea \N{HANGUL SYLLABLE GUG} ok"}, DAY)
    assert page_texts(pdf) == ["Corea � ok"]


def test_print_pdf_of_very_many_signs_without_a_font_keeps_the_rest(monkeypatch):
    monkeypatch.setattr(typesetting, "MOST_UNPRINTABLE", 2)
    signs = "".join(chr(code) for code in range(0xAC00, 0xAC0A))
    pdf = print_pdf(TEMPLATE, {"text": f"año {signs} “ok”"}, DAY)
    assert page_texts(pdf) == [f"año {'�' * 10} “ok”"]


def test_print_pdf_of_a_wrong_template_says_so():
    with pytest.raises(typst.TypstError, match="unknown variable"):
        print_pdf(b"#nothing", {}, DAY)


def test_as_in_json_is_what_the_data_holds():
    for text in ("\x07", "ñ", "\N{PARTY POPPER}"):
        quoted = f"\\u{{{ord(text):x}}}"
        assert typesetting.as_in_json(quoted) in json.dumps({"a": text}, ensure_ascii=False)
