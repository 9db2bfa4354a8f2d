"""What every verb of the work plan does: locks, writes columns and links, checks who acts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from gte.alliance.models import User
from gte.common.domain import stamp_texts
from gte.common.enums import Certainty, Language, Scope, ScopeBasis
from gte.common.errors import BadInput
from gte.common.models import Record
from gte.common.partial_dates import PartialDate
from gte.common.sources import WORK_PLAN
from gte.governance.domain.ledger import wait_for_turn
from gte.register.codes import free_code

COORDINATE = "governance.coordinate"

Row = TypeVar("Row", bound=Model)
Known = TypeVar("Known", bound=Record)


@dataclass(frozen=True)
class Given:
    """What somebody says of a record: columns, texts in both languages as ``name_es`` and
    ``name_en`` among them, and the records that it is linked with, by relation.
    """

    columns: Mapping[str, Any]
    links: Mapping[str, Iterable[Any]] = field(default_factory=dict)

    def without(self, *names: str) -> Given:
        return Given({k: v for k, v in self.columns.items() if k not in names}, self.links)


def lock(row: Row) -> Row:
    """The row as it is now, for this transaction alone."""
    locked: Row = type(row)._default_manager.select_for_update().get(pk=row.pk)
    return locked


def new_record(model: type[Known], prefix: str, given: Given, **columns: Any) -> Known:
    """A record of the group that is not saved yet, under an identifier that no other has.

    Whoever makes another one waits until this transaction ends: no two get the same identifier.
    """
    wait_for_turn()
    title = f"{model.title_field}_{Language.ES}"
    return model(
        code=free_code(prefix, str(given.columns[title])),
        **{
            "source": WORK_PLAN,
            "certainty": Certainty.DOCUMENTED,
            "scope": Scope.GTE,
            "scope_basis": ScopeBasis.STATED,
            **columns,
        },
    )


def write(record: Record, given: Given) -> None:
    """Sets columns and links and saves. Raises BadInput for a value that a column does not take."""
    for name, value in given.columns.items():
        setattr(record, name, value)
    stamp_texts(record, translated=translation_of(record))
    check_row(record)
    record.save()
    for name, others in given.links.items():
        getattr(record, name).set(others)
    if given.links:
        record.save()  # once more, so that what listens finds the links


def translation_of(record: Record) -> dict[str, str] | None:
    """The two sides are current with each other where both say everything that one says."""
    for name in record.bilingual_fields:
        sides = {bool(getattr(record, f"{name}_{language}")) for language in Language.values}
        if len(sides) > 1:
            return None
    return {"en": "es"}


def check_row(row: Model) -> None:
    """Raises BadInput, naming the column, for a value that it does not take."""
    try:
        row.full_clean()
    except ValidationError as error:
        column, sentences = next(iter(error.message_dict.items()))
        raise BadInput(f"{column}: {sentences[0]}") from error


def write_row(row: Row, given: Given) -> Row:
    """Sets columns of a row that is no record and saves it. Raises BadInput as ``write`` does."""
    for name, value in given.columns.items():
        setattr(row, name, value)
    check_row(row)
    row.save()
    return row


def check_coordinates(by: User) -> None:
    """Raises BadInput for somebody who does not coordinate the group today."""
    if not by.has_perm(COORDINATE):
        raise BadInput(_("Only the coordination does this; ask it to."))


def quoted(text: Any) -> str:
    """Between the reader's quotation marks."""
    return _("“%(words)s”") % {"words": text}


def reason_of(text: str) -> str:
    """Raises BadInput for a reason that says nothing."""
    if not text.strip():
        raise BadInput(_("Say why: it is recorded."))
    return text.strip()


def check_span(start: PartialDate | None, end: PartialDate | None) -> None:
    """Raises BadInput for an end that certainly lies before the start."""
    if start and end and end.latest < start.earliest:
        raise BadInput(
            _("It ends (%(end)s) before it begins (%(start)s).")
            % {"start": start.display(), "end": end.display()}
        )
