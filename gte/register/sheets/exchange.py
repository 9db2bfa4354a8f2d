"""Two steps: a workbook is looked at, and what was seen, exactly that, is saved.

Between the steps the workbook lies on the server and the page holds a signed token: who looked at
which workbook of which exchange, and a digest of every row that would be saved with its version on
the site. The second step reads the workbook again, in the transaction that saves it, and refuses
where the digest is another: then somebody changed the site in between.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _

from gte.common.errors import BadInput
from gte.register.sheets import kept
from gte.register.sheets.book import Book, open_book
from gte.register.sheets.description import Row, Sheet
from gte.register.sheets.importing import judge
from gte.register.sheets.reading import Reading, RowReading, Verdict
from gte.register.sheets.reviewing import Against, refuse_rows
from gte.register.sheets.values import canonical
from gte.register.sheets.writing import corrected_copy

SALT, COPY = "gte.register.sheets", "gte.register.sheets.copy"


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """What a room gives, so that its rows can leave and come back.

    ``sheets`` describes them as they are today. ``current`` gives all rows of each sheet by its
    name; the second step calls it in the transaction that saves: lock there what must not move.
    ``save`` is the room's verb, called once with the reading; it saves ``reading.to_save`` or
    raises BadInput, and then nothing of it stays. ``review`` looks at rows beside one another, of
    all sheets: it gives those that a rule is against, and is asked again without them until there
    is none.
    """

    name: str
    sheets: Callable[[], Sequence[Sheet]]
    current: Callable[[], Mapping[str, Iterable[Row]]]
    save: Callable[[Reading], Any]
    review: Callable[[Reading], Iterable[Against]] | None = None

    def judge(self, book: Book, sheets: Sequence[Sheet]) -> Reading:
        reading = judge(book, sheets, self.current())
        if self.review is not None:
            refuse_rows(reading, self.review)
        return reading


@dataclass(frozen=True)
class Preview:
    """What a workbook says. ``token`` is empty where there is nothing to save; ``wrong`` is for
    ``corrected``, and empty where no row is refused or in conflict.
    """

    reading: Reading
    token: str
    wrong: str = ""


class ChangedSince(BadInput):
    """The site changed between preview and confirmation; ``preview`` is what is true now."""

    def __init__(self, sentence: str, preview: Preview) -> None:
        super().__init__(sentence)
        self.preview = preview


def preview(file: IO[bytes], *, exchange: Exchange, by: Any) -> Preview:
    """The verdicts on a workbook, and the token to confirm them with. Saves nothing of it."""
    sheets = exchange.sheets()
    reading = exchange.judge(open_book(file, sheets), sheets)
    token = token_of(kept.keep(file), reading, exchange, by) if reading.to_save else ""
    # A copy of its own: the other one goes with the confirmation.
    is_wrong = bool(reading.rows(Verdict.REFUSED, Verdict.CONFLICT))
    wrong = signed(kept.keep(file), exchange, by, salt=COPY) if is_wrong else ""
    return Preview(reading, token, wrong)


def corrected(wrong: str, *, exchange: Exchange, by: Any, language: str) -> bytes:
    """The workbook of a preview with what is wrong now beside each row.

    Raises BadInput where the token is not of this person and exchange, or is older than an hour.
    """
    said, sheets = opened(wrong, exchange, by, salt=COPY), exchange.sheets()
    try:
        with kept.path_of(said["file"]).open("rb") as file:
            book = open_book(file, sheets)
    except FileNotFoundError as error:
        raise BadInput(_("This preview is older than an hour. Send the workbook again.")) from error
    return corrected_copy(exchange.judge(book, sheets), language=language)


def confirm(token: str, *, exchange: Exchange, by: Any) -> Any:
    """Saves what the preview showed, all of it or nothing; gives what the room's verb gives.

    Raises BadInput where the token is not of this person and exchange, is older than an hour or
    was used, ChangedSince where the site changed meanwhile, and whatever the verb raises.
    """
    said = opened(token, exchange, by)
    with kept.claimed(said["file"]) as path:
        if path is None:
            raise BadInput(_("This was saved already, or took too long. Send the workbook again."))
        sheets = exchange.sheets()
        with path.open("rb") as file:
            book = open_book(file, sheets)
        return saved(book, sheets, said, exchange=exchange, by=by)


def saved(
    book: Book, sheets: Sequence[Sheet], said: Mapping[str, Any], *, exchange: Exchange, by: Any
) -> Any:
    with transaction.atomic():
        reading = exchange.judge(book, sheets)
        if digest_of(reading) == said["digest"]:
            return exchange.save(reading)
    token = token_of(said["file"], reading, exchange, by) if reading.to_save else ""
    raise ChangedSince(
        _("The site changed after you looked: nothing was saved. This is what is true now."),
        Preview(reading, token),
    )


def token_of(file: str, reading: Reading, exchange: Exchange, by: Any) -> str:
    return signed(file, exchange, by, salt=SALT, digest=digest_of(reading))


def signed(file: str, exchange: Exchange, by: Any, *, salt: str, **more: str) -> str:
    said = {"file": file, "exchange": exchange.name, "by": str(by.pk), **more}
    return signing.dumps(said, salt=salt)


def opened(token: str, exchange: Exchange, by: Any, *, salt: str = SALT) -> dict[str, Any]:
    """What a token says. Raises BadInput where it is not of this person and exchange."""
    try:
        said: dict[str, Any] = signing.loads(token, salt=salt, max_age=kept.SECONDS)
    except signing.SignatureExpired as error:
        raise BadInput(_("This preview is older than an hour. Send the workbook again.")) from error
    except signing.BadSignature as error:
        raise BadInput(_("This is no preview of this site. Send the workbook again.")) from error
    if (said["exchange"], said["by"]) != (exchange.name, str(by.pk)):
        raise BadInput(_("This preview is somebody else's. Send the workbook yourself."))
    return said


def digest_of(reading: Reading) -> str:
    """Of every row that would be saved: what becomes of it, and what it is on the site."""
    digest = hashlib.sha256()
    for row in reading.to_save:
        for part in parts_of(row):
            data = part.encode("utf-8", "surrogatepass")
            digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


def parts_of(row: RowReading) -> list[str]:
    current, keys = row.current or {}, [c.key for c in row.sheet.columns if not c.read_only]
    return [
        row.sheet.name,
        row.code,
        row.verdict,
        *(f"{key}={canonical(row.values.get(key))}" for key in keys),
        *(f"{key}:{canonical(current.get(key))}" for key in keys),
    ]
