"""Packs are made once, kept as they are, and accepted by the two parties, each once."""

import datetime
import json

import pytest
from django.core import mail
from django.test import TestCase
from django.utils.translation import override

from gte.alliance.models import State, Term, User
from gte.common.errors import BadInput
from gte.common.models import LogEntry
from gte.governance.models import LedgerEntry
from gte.library.uploads import store
from gte.workplan.domain.handover import keep_pack, make_pack, sign_pack
from gte.workplan.handover.build import next_of, term_named, usual_day
from gte.workplan.models import Deliverable, HandoverPack
from gte.workplan.queries import today
from gte.workplan.queries.handover import (
    bytes_of,
    is_accepted,
    missing,
    opened,
    packs_waiting,
    part_of,
)
from tests.factories.people import make_user
from tests.workplan.handover.conftest import DAY, NEXT, TERM

pytestmark = pytest.mark.django_db


def term(code=TERM):
    return Term.objects.get(code=code)


@pytest.fixture
def pack(coordinator):
    """Kept as ``make_pack`` keeps one, with a content that takes no time to make."""
    return keep_pack(term(), DAY, b"the bytes of a pack", coordinator)


def head(delegations, code):
    return delegations[code][0]


# --- which terms and days -------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["moon", "ppt-mx-2014", "", "gte-co-2017 "])
def test_what_is_no_term_of_the_coordination_is_refused_with_those_that_there_are(code):
    with override("en"), pytest.raises(BadInput, match="gte-co-2017, gte-mx-2018") as caught:
        term_named(code)
    assert "ppt-" not in str(caught.value).split("There is one of")[1]


def test_term_that_has_not_begun_has_no_handover():
    Term.objects.filter(code=TERM).update(start_actual="2099-01", end_actual=None)
    with pytest.raises(BadInput):
        term_named(TERM)


def test_next_term_is_the_next_of_the_same_office():
    assert next_of(term()).code == NEXT
    assert next_of(Term.objects.get(code="gte-mx-2026")) is None


def test_pack_is_usually_of_the_last_day_of_its_term_or_of_today():
    assert usual_day(term()) == DAY
    assert usual_day(term("gte-mx-2026")) == today()


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (datetime.date(2099, 1, 1), "what has happened"),
        (datetime.date(2017, 5, 31), "had not begun on 31 May 2017"),
    ],
)
def test_day_outside_of_the_term_is_refused(coordinator, day, sentence):
    with override("en"), pytest.raises(BadInput, match=sentence):
        make_pack(term=term(), by=coordinator, as_of=day)
    assert not HandoverPack.objects.exists()


# --- making ---------------------------------------------------------------------------------------


def test_pack_that_was_made_does_not_change_with_the_record(coordinator):
    pack = make_pack(term=term(), by=coordinator)
    made = bytes_of(pack)
    before = opened(made).rows["commitments"]
    Deliverable.objects.filter(term__code=NEXT).update(name_es="Otro nombre")
    pack.refresh_from_db()
    assert (pack.as_of, pack.next_term.code) == (DAY, NEXT)
    assert bytes_of(pack) == made
    assert "Otro nombre" not in part_of(made, "pack.json").decode()
    assert before == len(json.loads(part_of(made, "pack.json"))["listings"]["commitments"])
    newer = make_pack(term=term(), by=coordinator)
    with override("en"), pytest.raises(BadInput, match="nothing new"):
        make_pack(term=term(), by=coordinator)
    assert newer.code == f"{pack.code}-2"
    assert "Otro nombre" in part_of(bytes_of(newer), "pack.json").decode()
    assert bytes_of(pack) == made


def test_pack_is_one_entry_of_the_log_and_lies_where_its_hash_says(pack):
    (entry,) = LogEntry.objects.filter(target=pack.code)
    assert (entry.verb, entry.data) == ("handover.made", {"hash": pack.hash})
    assert store.path_of(pack.hash).read_bytes() == b"the bytes of a pack"


def test_only_the_coordination_makes_a_pack(delegations):
    with override("en"), pytest.raises(BadInput, match="Only the coordination"):
        make_pack(term=term(), by=head(delegations, "co"))


def test_file_that_is_gone_or_changed_is_said_and_never_signed(pack, delegations):
    path = store.path_of(pack.hash)
    path.chmod(0o640)
    path.write_bytes(b"other bytes")
    with override("en"), pytest.raises(BadInput, match="was changed"):
        sign_pack(pack=pack, by=head(delegations, "co"))
    path.unlink()
    with override("en"), pytest.raises(BadInput, match="not where it was kept"):
        bytes_of(pack)
    assert not pack.signatures.exists()


# --- acceptance -----------------------------------------------------------------------------------


def test_pack_is_accepted_when_both_parties_have_accepted_it(pack, delegations):
    assert [str(one.code) for one in missing(pack)] == ["co", "mx"]
    sign_pack(pack=pack, by=head(delegations, "mx"))
    assert not is_accepted(pack)
    sign_pack(pack=pack, by=delegations["co"][1])
    assert is_accepted(pack)
    entries = LedgerEntry.objects.filter(subject=pack.code).order_by("seq")
    assert [(one.act, one.party, one.rank, one.text_hash) for one in entries] == [
        ("handover.accepted", "mx", "head", pack.hash),
        ("handover.accepted", "co", "alternate", pack.hash),
    ]
    assert [json.loads(one.body)["side"] for one in entries] == ["incoming", "outgoing"]
    assert {one.entry for one in pack.signatures.all()} == {one.hash for one in entries}
    assert LogEntry.objects.filter(target=pack.code, verb="handover.accepted").count() == 2


def test_party_accepts_once(pack, delegations):
    first = head(delegations, "mx")
    sign_pack(pack=pack, by=first)
    with override("en"), pytest.raises(BadInput, match="has accepted this pack already") as caught:
        sign_pack(pack=pack, by=delegations["mx"][1])
    assert first.name in str(caught.value)
    assert pack.signatures.count() == 1


def test_others_are_told_whose_handover_it_is(pack, delegations, coordinator):
    with override("en"), pytest.raises(BadInput, match="Colombia, Mexico; you speak for Peru"):
        sign_pack(pack=pack, by=head(delegations, "pe"))
    with override("en"), pytest.raises(BadInput, match="accredited delegate"):
        sign_pack(pack=pack, by=coordinator)
    assert not LedgerEntry.objects.filter(subject=pack.code).exists()


def test_accreditation_that_has_ended_accepts_nothing(pack):
    former = make_user("former@example.org", "delegate", state=State.objects.get(code="co"))
    former.person.roles.update(end="2020-01-01")
    with override("en"), pytest.raises(BadInput, match="accredited delegate"):
        sign_pack(pack=pack, by=User.objects.get(pk=former.pk))


def test_older_pack_is_not_accepted_once_there_is_a_newer_one(pack, delegations, coordinator):
    newer = keep_pack(term(), DAY, b"other bytes", coordinator)
    with override("en"), pytest.raises(BadInput, match="newer pack"):
        sign_pack(pack=pack, by=head(delegations, "co"))
    assert packs_waiting(State.objects.get(code="co")) == [newer]


def test_after_both_have_accepted_no_other_pack_of_the_term_is_made(pack, delegations, coordinator):
    for code in ("co", "mx"):
        sign_pack(pack=pack, by=head(delegations, code))
    with override("en"), pytest.raises(BadInput, match="this handover is done"):
        make_pack(term=term(), by=coordinator)


def test_pack_without_a_next_term_waits_for_nobody_and_says_why(delegations, coordinator):
    last = keep_pack(term("gte-mx-2026"), today(), b"bytes", coordinator)
    assert packs_waiting(State.objects.get(code="mx")) == []
    with override("en"), pytest.raises(BadInput, match="no next term"):
        sign_pack(pack=last, by=head(delegations, "mx"))


def test_one_party_of_both_terms_accepts_for_both_sides(delegations, coordinator):
    Term.objects.filter(code=NEXT).update(state=State.objects.get(code="co"))
    pack = keep_pack(term(), DAY, b"bytes", coordinator)
    sign_pack(pack=pack, by=head(delegations, "co"))
    assert is_accepted(pack)
    assert json.loads(LedgerEntry.objects.get(subject=pack.code).body)["side"] == "both"


# --- letters --------------------------------------------------------------------------------------


def letters():
    found = sorted((one.to[0], one.subject) for one in mail.outbox)
    mail.outbox.clear()
    return found


def test_other_coordination_is_told_that_the_pack_waits_and_all_that_it_is_accepted(
    delegations, coordinator
):
    User.objects.filter(email__contains="mx.").update(language="en")
    with TestCase.captureOnCommitCallbacks(execute=True):
        pack = keep_pack(term(), DAY, b"bytes", coordinator)
    assert [to for to, _subject in letters()] == [
        "alternate@co.example.org",
        "alternate@mx.example.org",
        "head@co.example.org",
        "head@mx.example.org",
    ]
    with TestCase.captureOnCommitCallbacks(execute=True):
        sign_pack(pack=pack, by=head(delegations, "co"))
    waits = "To be accepted: Handover of Colombia, facts up to 30 June 2018"
    body = mail.outbox[0].body
    assert "Colombia has accepted the handover pack" in body
    assert f"/en/desk/plan/handover/{pack.code}/" in body
    assert letters() == [("alternate@mx.example.org", waits), ("head@mx.example.org", waits)]
    with TestCase.captureOnCommitCallbacks(execute=True):
        sign_pack(pack=pack, by=head(delegations, "mx"))
    told = letters()
    assert [to for to, _subject in told] == [
        "alternate@co.example.org",
        "alternate@mx.example.org",
        "coordina@example.org",
        "head@co.example.org",
        "head@mx.example.org",
    ]
    assert told[0][1] == (
        "Aceptado por ambas coordinaciones: Traspaso de Colombia, hechos hasta el 30 de junio de "
        "2018"
    )
