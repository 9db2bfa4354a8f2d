"""Why a file is not taken, said to the person who sent it."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gte.library.uploads.formats import FORMATS
from gte.library.uploads.refused import Refused

SENTENCES = {
    "no_room": gettext_lazy(
        "The server has no room for “%(name)s”. Nothing was stored: tell the administration, which "
        "can make room."
    ),
    "empty": gettext_lazy("“%(name)s” is empty: there is nothing in it."),
    "ending": gettext_lazy(
        "“%(name)s” ends in “.%(ending)s” and by its content is %(found)s: files are called by "
        "what they are. Taken are %(taken)s."
    ),
    "lies": gettext_lazy(
        "“%(name)s” is called a %(promised)s file, but by its content it is %(found)s. Give it the "
        "name of what it is, or save it again as %(promised)s."
    ),
    "type": gettext_lazy(
        "“%(name)s” is called a “.%(ending)s” file, and by its content it is %(found)s, which the "
        "library does not take. Taken are %(taken)s."
    ),
    "compound": gettext_lazy(
        "“%(name)s” is an old Office file or one with a password. Save it without a password as "
        "DOCX, XLSX, PPTX or PDF."
    ),
    "two": gettext_lazy(
        "“%(name)s” is %(first)s and at the same time hides another file (%(second)s). It is not "
        "taken."
    ),
    "binary": gettext_lazy("“%(name)s” is called a text, but its content is not text."),
    "encoding": gettext_lazy(
        "“%(name)s” is neither UTF-8 nor Windows-1252. Save it again as UTF-8."
    ),
    "broken": gettext_lazy(
        "“%(name)s” is damaged: it cannot be read to its end. Open it, save it again and send that."
    ),
    "bomb": gettext_lazy(
        "“%(name)s” unpacks to far more than it seems to be, or takes too long to read. It is not "
        "taken."
    ),
    "encrypted": gettext_lazy(
        "“%(name)s” is encrypted or has a password: readers could not open it. Save it without."
    ),
    "macros": gettext_lazy("“%(name)s” holds macros, which run on the reader's computer."),
    "nested": gettext_lazy("“%(name)s” holds another archive or program: “%(inner)s”."),
    "entities": gettext_lazy("“%(name)s” defines XML entities, which no such document needs."),
    "javascript": gettext_lazy(
        "“%(name)s” holds JavaScript. Nothing is removed from a document in silence: save it "
        "without, for example by printing it to PDF."
    ),
    "launch": gettext_lazy(
        "“%(name)s” starts programs or sends data when it is opened. Save it without."
    ),
    "embedded": gettext_lazy(
        "“%(name)s” carries other files inside. Add them one by one, and this one without them."
    ),
    "media": gettext_lazy("“%(name)s” carries video, sound or animations. Save it without."),
    "long": gettext_lazy("“%(name)s” has %(pages)s pages; at most %(most)s are taken."),
}


def taken() -> str:
    """The kinds of file that are taken, as a reader knows them."""
    return ", ".join(ending.upper() for one in FORMATS.values() for ending in one.endings[:1])


def sentence_for(refused: Refused, name: str) -> str:
    params = {"name": name[-80:], "taken": taken(), **refused.params}
    return str(SENTENCES[refused.reason]) % params


def too_large(limit: int) -> str:
    return _("The file is larger than %(limit)s MB, the most that is taken.") % {"limit": limit}
