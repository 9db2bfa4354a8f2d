"""Named questions about actas: state, signatures, what is to be answered."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from gte.alliance.models import State
from gte.common.enums import Language
from gte.governance.enums import ActKind, MinutesState
from gte.governance.models import LedgerEntry, Meeting, Minutes, MinutesComment, MinutesVersion
from gte.governance.queries.parties import parties_on, parties_on_days
from gte.governance.queries.standing import instant


@dataclass(frozen=True, slots=True)
class Signature:
    """A party's signature under one language of one text: who, as what, when."""

    party: str
    language: str
    text_hash: str
    person: str
    rank: str
    at: Any


@dataclass(frozen=True, slots=True)
class Signing:
    """Which of the parties of the meeting's day have signed the agreed text."""

    parties: tuple[State, ...]
    signatures: dict[tuple[str, str], Signature]

    def of(self, party: State, language: str) -> Signature | None:
        return self.signatures.get((party.code, language))

    def missing_of(self, party: State) -> tuple[str, ...]:
        """The languages that a party has not signed yet."""
        return tuple(one for one in Language.values if self.of(party, one) is None)

    @property
    def missing(self) -> tuple[State, ...]:
        return tuple(party for party in self.parties if self.missing_of(party))

    @property
    def is_complete(self) -> bool:
        return bool(self.parties) and not self.missing


def parties_of(meeting: Meeting) -> list[State]:
    """Those in force on the day of the meeting: they sign, whatever happened since."""
    return parties_on(meeting.sitting.day)


def signing_of(minutes: Minutes) -> Signing:
    return signings_of([minutes])[minutes.pk]


def signings_of(actas: Iterable[Minutes]) -> dict[int, Signing]:
    """Who has signed each acta, by its key: two questions for all.

    Read from the ledger: the first signature of each party under each language of the version
    that is agreed. Of another version none counts, though one of its languages be the same.
    """
    found = list(actas)
    parties = parties_on_days(one.meeting.sitting.day for one in found)
    agreed = [one for one in found if one.agreed is not None]
    entries: dict[str, list[LedgerEntry]] = defaultdict(list)
    codes = [one.meeting.code for one in agreed]
    if codes:
        signed = LedgerEntry.objects.filter(subject__in=codes, act=ActKind.MINUTES_SIGNED)
        for entry in signed.order_by("seq"):
            entries[entry.subject].append(entry)
    return {
        one.pk: Signing(
            tuple(parties[one.meeting.sitting.day]),
            signatures_under(one.agreed, entries[one.meeting.code]) if one.agreed else {},
        )
        for one in found
    }


def signatures_under(
    version: MinutesVersion, entries: Iterable[LedgerEntry]
) -> dict[tuple[str, str], Signature]:
    """By party and language, the first signature under the version's text."""
    hashes = {Language.ES.value: version.es_hash, Language.EN.value: version.en_hash}
    found: dict[tuple[str, str], Signature] = {}
    for entry in entries:
        said = json.loads(entry.body)
        key = (entry.party, said["language"])
        is_of_it = said["version"] == version.number
        if not is_of_it or entry.text_hash != hashes[said["language"]] or key in found:
            continue
        found[key] = Signature(
            entry.party,
            said["language"],
            entry.text_hash,
            said.get("by", ""),
            entry.rank,
            instant(entry.at),
        )
    return found


def minutes_state(minutes: Minutes) -> MinutesState:
    if minutes.published_at:
        return MinutesState.PUBLISHED
    if minutes.signed_at:
        return MinutesState.SIGNED
    if minutes.agreed_id:
        return MinutesState.FOR_SIGNATURE
    if minutes.versions.filter(circulated_at__isnull=False).exists():
        return MinutesState.CIRCULATED
    return MinutesState.DRAFT


def newest_version(minutes: Minutes) -> MinutesVersion:
    return minutes.versions.order_by("-number")[0]


def circulated_version(minutes: Minutes) -> MinutesVersion | None:
    """The newest version that the parties were given."""
    found: MinutesVersion | None = (
        minutes.versions.filter(circulated_at__isnull=False).order_by("-number").first()
    )
    return found


def readable_version(minutes: Minutes, *, coordinates: bool) -> MinutesVersion | None:
    """The version that somebody reads: the coordination the newest, a party the newest that was
    circulated.
    """
    return newest_version(minutes) if coordinates else circulated_version(minutes)


def version_before(version: MinutesVersion, *, coordinates: bool) -> MinutesVersion | None:
    """The one that a reader read before this one."""
    former = MinutesVersion.objects.filter(minutes=version.minutes_id, number__lt=version.number)
    if not coordinates:
        former = former.filter(circulated_at__isnull=False)
    found: MinutesVersion | None = former.order_by("-number").first()
    return found


def silent_on(minutes: Minutes) -> list[State]:
    """Parties without a comment on any version that was circulated."""
    if circulated_version(minutes) is None:
        return []
    spoke = set(
        MinutesComment.objects.filter(version__minutes=minutes).values_list("party_id", flat=True)
    )
    return [party for party in parties_of(minutes.meeting) if party.pk not in spoke]
