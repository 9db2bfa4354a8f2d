"""Printing on paper: data set by a typst template as a tagged PDF.

It is PDF/UA-1 for people who listen or magnify, and PDF/A-3a for archives.

A template imports ``look.typ`` (beside this module) for what all documents share. Everything said
reaches it as data, so nothing in a record can be taken for markup.
"""

from __future__ import annotations

import datetime
import json
import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any
from unicodedata import category

import typst

if TYPE_CHECKING:
    from collections.abc import Mapping

STANDARDS: list[Any] = ["ua-1", "a-3a"]
# What typst says of a text that none of its fonts has, or that an archive may not keep.
UNPRINTABLE = re.compile(r'(?:the text|the codepoint) `"(.+?)"`', re.DOTALL)
MOST_UNPRINTABLE = 100
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# What is left of a text with more such signs than that: Latin letters and what punctuates them.
FOREIGN = re.compile("[^\x00-\u024f\u2000-\u206f]")
# What changes or joins the sign before it: accents, vowels, joiners, tones of skin.
MARKS = ("Mn", "Mc", "Me", "Cf", "Sk")
# typst keeps what its last ten documents were made of.
MEMORY = 11


def print_pdf(template: bytes, data: Mapping[str, Any], day: datetime.date) -> bytes:
    """The template filled with the data, dated that day; the same give the same bytes, on any
    machine.

    Characters that the fonts lack are printed as U+FFFD.
    """
    text = json.dumps(data, ensure_ascii=False)
    midnight = datetime.datetime.combine(day, datetime.time(), datetime.UTC)
    for _attempt in range(MOST_UNPRINTABLE):
        try:
            return typeset(template, text, midnight)
        except typst.TypstError as error:
            found = UNPRINTABLE.search(error.message)
            if not found:
                raise
            former, text = text, without(text, as_in_json(found[1]))
            if text == former:
                raise
    return typeset(template, FOREIGN.sub(REPLACEMENT, text), midnight)


def without(data: str, text: str) -> str:
    """The data without a text that cannot be printed.

    Of a sign with marks typst may name the sign alone, be it a plain letter: then its marks go.
    """
    marks = {letter for letter in data if letter > "\x7f" and category(letter) in MARKS}
    if marks:
        following = f"(?<={re.escape(text)})[{re.escape(''.join(sorted(marks)))}]+"
        bare = re.sub(following, "", data)
        if bare != data:
            return bare
    # Letters are also what the data's names are made of; escapes are of control characters.
    if text == REPLACEMENT or (text.isascii() and not text.startswith("\\")):
        return data
    return data.replace(text, REPLACEMENT)


def typeset(template: bytes, data: str, moment: datetime.datetime) -> bytes:
    """The template filled with the data. Raises TypstError."""
    files: Any = {"main.typ": template, "look.typ": package_file("gte.common", "look.typ")}
    compiler = typst.Compiler(ignore_system_fonts=True)
    try:
        pdf = compiler.compile(
            files,
            format="pdf",
            sys_inputs={
                "data": data,
                "emblem": package_file("gte", "static", "img", "emblem.svg").decode(),
            },
            pdf_standards=STANDARDS,
            timestamp=moment,
        )
    finally:
        # Else a server's memory would grow by some 20 MB with each of its first documents.
        for _age in range(MEMORY):
            compiler.compile(b"", format="svg")
    if not isinstance(pdf, bytes):
        raise TypeError(f"typst returned {type(pdf).__name__}, not one PDF")
    return pdf


def as_in_json(text: str) -> str:
    """A text that typst quotes, as it stands in JSON: the two escape differently."""
    plain = re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), text)
    return json.dumps(plain, ensure_ascii=False)[1:-1]


@cache
def package_file(package: str, *path: str) -> bytes:
    return resources.files(package).joinpath(*path).read_bytes()
