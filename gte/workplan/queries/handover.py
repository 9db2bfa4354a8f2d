"""Packs of a handover: who has accepted them, which wait for whom, and the file that is kept."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gte.alliance.models import State, Term
from gte.common.errors import BadInput
from gte.governance.queries.waiting import Waiting
from gte.library.uploads import store
from gte.workplan.models import HandoverPack, HandoverSignature

if TYPE_CHECKING:
    from django.db.models import QuerySet


def all_packs() -> QuerySet[HandoverPack]:
    """Packs with what their lists say, the newest first."""
    packs = HandoverPack.objects.select_related(
        "term__state", "next_term__state", "made_by__person"
    )
    return packs.prefetch_related("signatures__party", "signatures__by__person").order_by("-pk")


def newest_packs() -> QuerySet[HandoverPack]:
    """The last pack that was made of each term: it alone is accepted."""
    newer = HandoverPack.objects.filter(term=OuterRef("term"), pk__gt=OuterRef("pk"))
    return all_packs().filter(~Exists(newer))


def newest_of(term: Term) -> HandoverPack | None:
    return newest_packs().filter(term=term).first()


@dataclass(frozen=True)
class Side:
    """One coordination of a handover, and its acceptance where there is one."""

    term: Term
    is_outgoing: bool
    signature: HandoverSignature | None

    @property
    def party(self) -> State:
        return self.term.state


def sides_of(pack: HandoverPack) -> list[Side]:
    """The outgoing side and, where the register knows it, the incoming one."""
    signed = {one.party_id: one for one in pack.signatures.all()}
    terms = [pack.term, pack.next_term]
    return [
        Side(term, term == pack.term, signed.get(term.state_id))
        for term in terms
        if term is not None
    ]


def missing(pack: HandoverPack) -> list[State]:
    """The parties that have not accepted it."""
    return [side.party for side in sides_of(pack) if side.signature is None]


def is_accepted(pack: HandoverPack) -> bool:
    return pack.next_term is not None and not missing(pack)


def awaits(pack: HandoverPack, party: State | None) -> bool:
    return pack.next_term is not None and party in missing(pack)


def packs_waiting(party: State) -> list[HandoverPack]:
    """The packs that a party has yet to accept."""
    own = Q(term__state=party) | Q(next_term__state=party)
    unsigned = ~Exists(HandoverSignature.objects.filter(pack=OuterRef("pk"), party=party))
    return list(newest_packs().filter(own, unsigned, next_term__isnull=False))


def packs_to_accept(party: State) -> list[Waiting]:
    what = _("Accept the handover")
    return [
        Waiting(
            what, title_of(pack), reverse("desk-handover", args=[pack.code]), since=pack.made_at
        )
        for pack in packs_waiting(party)
    ]


def title_of(pack: HandoverPack) -> str:
    """A pack as lists and letters call it."""
    words = {"state": pack.term.state, "day": date_format(pack.as_of, "DATE_FORMAT")}
    return _("Handover of %(state)s, facts up to %(day)s") % words


# --- the file -------------------------------------------------------------------------------------


def bytes_of(pack: HandoverPack) -> bytes:
    """The pack as it was made. Raises BadInput where its file is gone or is not what it was."""
    try:
        content = store.path_of(pack.hash).read_bytes()
    except OSError as error:
        raise BadInput(
            _("The file of the pack “%s” is not where it was kept: restore the library's folder.")
            % pack.code
        ) from error
    if hashlib.sha256(content).hexdigest() != pack.hash:
        raise BadInput(
            _("The file of the pack “%s” was changed: its SHA-256 is another one. Restore it.")
            % pack.code
        )
    return content


@dataclass(frozen=True)
class Opened:
    """What is in a pack's file: how many rows each listing has, and the sizes of its files."""

    rows: dict[str, int]
    sizes: dict[str, int]


def opened(content: bytes) -> Opened:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        body: dict[str, Any] = json.loads(archive.read("pack.json"))
        sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
    return Opened({name: len(found) for name, found in body["listings"].items()}, sizes)


def part_of(content: bytes, name: str) -> bytes:
    """One file of a pack. Raises KeyError for one that is not in it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)
