"""Handover packs: made from the record, frozen, accepted by both coordinations."""

from __future__ import annotations

import datetime
import hashlib
import tempfile
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from gte.alliance.domain.notices import notify
from gte.alliance.enums import Notice
from gte.alliance.models import State, Term, User
from gte.common.domain import write_log
from gte.common.errors import BadInput
from gte.governance.domain.ledger import append, wait_for_turn
from gte.governance.domain.positions import accredited
from gte.governance.enums import ActKind
from gte.governance.queries.parties import Voice, coordination_of, delegates_of
from gte.library.uploads import store
from gte.workplan.domain.writing import check_coordinates, lock
from gte.workplan.handover.build import contents_of, next_of, term_named, usual_day
from gte.workplan.handover.pack import pack_file
from gte.workplan.models import HandoverPack, HandoverSignature
from gte.workplan.queries.handover import (
    bytes_of,
    is_accepted,
    missing,
    newest_of,
    sides_of,
    title_of,
)

OUTGOING, INCOMING, BOTH = "outgoing", "incoming", "both"


def make_pack(*, term: Term, by: User, as_of: datetime.date | None = None) -> HandoverPack:
    """The pack of a term as the record is now, kept by its hash; its parties are asked to accept.

    Of the term's last day where none is given, or of today while it runs. What goes into it is read
    before the transaction that keeps it: typesetting takes seconds, and others write meanwhile.

    Raises BadInput for others than the coordination, a term without handovers, a day outside of it,
    a term whose pack both have accepted, and facts that a pack holds already.
    """
    check_coordinates(by)
    term = term_named(term.code)
    day = usual_day(term) if as_of is None else as_of
    check_not_accepted(term)
    content = pack_file(contents_of(term, day))
    return keep_pack(term, day, content, by)


def check_not_accepted(term: Term) -> None:
    last = newest_of(term)
    if last is not None and is_accepted(last):
        raise BadInput(
            _("Both coordinations have accepted “%s”: this handover is done.") % title_of(last)
        )


@transaction.atomic
def keep_pack(term: Term, day: datetime.date, content: bytes, by: User) -> HandoverPack:
    wait_for_turn()
    check_not_accepted(term)
    digest = hashlib.sha256(content).hexdigest()
    same = HandoverPack.objects.filter(term=term, hash=digest).first()
    if same is not None:
        raise BadInput(
            _("The record says exactly what the pack “%(pack)s” holds: there is nothing new.")
            % {"pack": same.code}
        )
    keep_file(content, digest)
    code = free_pack_code(f"handover-{term.code}-{day}")
    pack = HandoverPack.objects.create(
        code=code,
        term=term,
        next_term=next_of(term),
        as_of=day,
        hash=digest,
        file=f"{code}.zip",
        made_by=by,
    )
    write_log(verb="handover.made", by=by, target=code, data={"hash": digest})
    tell_sides(pack, missing(pack))
    return pack


def keep_file(content: bytes, digest: str) -> None:
    """Where the library keeps files: named by what is in it, so a second time is the same file."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "pack.zip"
        made.write_bytes(content)
        store.keep(made, digest)


def free_pack_code(base: str) -> str:
    taken = set(HandoverPack.objects.filter(code__startswith=base).values_list("code", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(code for code in (base, *numbered) if code not in taken)


@transaction.atomic
def sign_pack(*, pack: HandoverPack, by: User) -> HandoverSignature:
    """A coordination accepts a pack, bound to its hash, for good: an act of the ledger.

    Raises BadInput for who is not accredited for one of the two parties, a party that has accepted
    it, a pack that a newer one replaces, one without a next term, and a file that is not whole.
    """
    wait_for_turn()
    pack = lock(pack)
    voice = accredited(by)
    side = check_may_sign(pack, voice)
    bytes_of(pack)
    body = {"side": side, "term": pack.term.code, "as_of": pack.as_of.isoformat()}
    entry = append(
        act=ActKind.HANDOVER_ACCEPTED,
        subject=pack.code,
        by=by,
        party=voice.party,
        rank=voice.rank,
        text_hash=pack.hash,
        body=body,
    )
    signature = HandoverSignature.objects.create(
        pack=pack, party=voice.party, by=by, entry=entry.hash
    )
    tell_signed(pack, voice.party)
    return signature


def check_may_sign(pack: HandoverPack, voice: Voice) -> str:
    """Which side somebody accepts for. Raises BadInput as ``sign_pack`` does."""
    sides = sides_of(pack)
    if pack.next_term is None:
        raise BadInput(
            _(
                "The register knew of no next term when this pack was made, so nobody could accept "
                "it for the incoming side: register the term and make the pack anew."
            )
        )
    own = [one for one in sides if one.party == voice.party]
    if not own:
        names = ", ".join(dict.fromkeys(str(one.party) for one in sides))
        raise BadInput(
            _("This handover is accepted by %(parties)s; you speak for %(state)s.")
            % {"parties": names, "state": voice.party}
        )
    if own[0].signature:
        who = own[0].signature.by.name
        raise BadInput(
            _("%(state)s has accepted this pack already, by %(who)s.")
            % {"state": voice.party, "who": who}
        )
    newest = newest_of(pack.term)
    if newest != pack:
        raise BadInput(_("A newer pack of this term was made: accept that one."))
    if len(own) > 1:
        return BOTH
    return OUTGOING if own[0].is_outgoing else INCOMING


# --- letters --------------------------------------------------------------------------------------


def tell_sides(pack: HandoverPack, parties: list[State], signed: State | None = None) -> int:
    """The delegates of those whose acceptance is awaited; of nobody while there is no next term."""
    if pack.next_term is None:
        return 0
    users = {user.pk: user for found in delegates_of(parties).values() for user in found}
    return letter(list(users.values()), "handover_waits", pack, signed=signed)


def tell_signed(pack: HandoverPack, party: State) -> int:
    pack = HandoverPack.objects.get(pk=pack.pk)
    awaited = missing(pack)
    if awaited:
        return tell_sides(pack, awaited, signed=party)
    parties = [one.party for one in sides_of(pack)]
    users = {user.pk: user for found in delegates_of(parties).values() for user in found}
    users |= {user.pk: user for user in coordination_of()}
    return letter(list(users.values()), "handover_accepted", pack)


def letter(
    users: list[User], template: str, pack: HandoverPack, signed: State | None = None
) -> int:
    return notify(
        users,
        kind=Notice.MINUTES,
        template=f"workplan/{template}",
        page=("desk-handover", [pack.code]),
        context={"pack": pack, "signed": signed, "title": lambda: title_of(pack)},
    )
