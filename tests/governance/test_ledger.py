"""The ledger in the database: only ever added to, one chain whoever writes, time never back."""

import datetime
import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gte.common.models import LogEntry
from gte.governance.chain import COLUMNS, FIRST_PREVIOUS, Chain, verify
from gte.governance.domain import ledger
from gte.governance.domain.ledger import append, head
from gte.governance.models import LedgerEntry
from tests.factories.ledger import append_acts, run_sql, triggers
from tests.factories.people import a_party, make_user

TABLE = "governance_ledgerentry"
NOON = datetime.datetime(2026, 11, 21, 12, tzinfo=datetime.UTC)
SANTIAGO = datetime.timezone(datetime.timedelta(hours=-3))

# Not of the whole module: tests that commit take own_database.
in_transaction = pytest.mark.django_db


def stored():
    return list(LedgerEntry.objects.rows())


# --- what an entry says ---------------------------------------------------------------------------


@in_transaction
def test_entry_says_who_did_what_for_whom_and_when():
    user, party = make_user(name="Ada Núñez"), a_party()
    entry = append(
        act="position.objection",
        subject="decision-7",
        by=user,
        party=party,
        rank="head",
        text_hash="ab" * 32,
        body={"reason": "Falta el «anexo»", "among": [1, None]},
        at=datetime.datetime(2026, 11, 21, 11, 5, 9, 123456, tzinfo=SANTIAGO),
    )
    entry.refresh_from_db()
    assert stored() == [
        (
            1,
            "2026-11-21T14:05:09.123456Z",
            "position.objection",
            "decision-7",
            party.code,
            "head",
            str(user.pk),
            "ab" * 32,
            '{"among":[1,null],"by":"Ada Núñez","reason":"Falta el «anexo»"}',
            FIRST_PREVIOUS,
            entry.hash,
        )
    ]
    assert verify(stored()) == Chain(1, entry.hash)


@in_transaction
def test_act_of_the_clock_has_no_actor_and_no_name():
    append(act="decision.expired", subject="d", by=None)
    ((_seq, at, *middle, _hash),) = stored()
    assert middle == ["decision.expired", "d", "", "", "", "", "{}", FIRST_PREVIOUS]
    written = datetime.datetime.fromisoformat(at)
    assert abs(timezone.now() - written) < datetime.timedelta(minutes=1)


@in_transaction
def test_name_in_the_body_is_the_actors_own():
    append(act="a", subject="d", by=make_user(name="Ada"), body={"by": "Somebody else"})
    assert json.loads(LedgerEntry.objects.get().body) == {"by": "Ada"}


@in_transaction
def test_append_leaves_the_callers_body_alone():
    body = {"reason": "x"}
    append(act="a", subject="d", by=make_user(), body=body)
    assert body == {"reason": "x"}


@in_transaction
def test_each_entry_carries_the_hash_of_the_one_before():
    assert head() == FIRST_PREVIOUS
    first, second, third = append_acts(3)
    assert [first.previous, second.previous, third.previous] == [
        FIRST_PREVIOUS,
        first.hash,
        second.hash,
    ]
    assert head() == third.hash
    assert verify(stored()) == Chain(3, third.hash)


@in_transaction
def test_append_writes_one_line_of_the_log():
    user, before = make_user(), LogEntry.objects.count()
    append(act="decision.put", subject="d-1", by=user)
    line = LogEntry.objects.first()
    assert LogEntry.objects.count() == before + 1
    assert (line.verb, line.target, line.actor) == ("decision.put", "d-1", user)


@in_transaction
def test_append_asks_the_database_little(django_assert_num_queries):
    """The last entry, the insert and the log's; on PostgreSQL the lock too."""
    user = make_user()
    assert user.name
    with django_assert_num_queries(3 if connection.vendor == "sqlite" else 4):
        append(act="a", subject="d", by=user)


# --- what append refuses --------------------------------------------------------------------------


@in_transaction
@pytest.mark.parametrize("column", ["act", "subject", "rank", "text_hash"])
@pytest.mark.parametrize("sign", ["\n", "\0"])
def test_append_refuses_what_would_cut_a_column_in_two(column, sign):
    texts = {"act": "a", "subject": "d", column: f"x{sign}y"}
    sentence = f"A line feed or NUL cannot be in the ledger's column {column}."
    with pytest.raises(ValueError, match=sentence):
        append(by=None, **texts)
    assert stored() == []


@in_transaction
def test_append_takes_line_feeds_and_nul_in_the_body():
    append(act="a", subject="d", by=None, body={"reason": "one\ntwo\0\u2028"})
    assert json.loads(LedgerEntry.objects.get().body) == {"reason": "one\ntwo\0\u2028"}
    assert verify(stored()) == Chain(1, head())


@in_transaction
@pytest.mark.parametrize(("column", "longest"), [("act", 60), ("subject", 100), ("rank", 12)])
def test_append_refuses_more_than_a_column_takes(column, longest):
    texts = {"act": "a", "subject": "d", column: "x" * (longest + 1)}
    with pytest.raises(ValueError, match=f"column {column} takes {longest} characters"):
        append(by=None, **texts)


@in_transaction
def test_append_refuses_a_time_without_a_zone():
    with pytest.raises(ValueError, match="times with a zone only"):
        append(act="a", subject="d", by=None, at=NOON.replace(tzinfo=None))


def test_append_refuses_to_be_no_part_of_a_transaction(own_database):
    with pytest.raises(RuntimeError, match="in the transaction of the act itself"):
        append(act="a", subject="d", by=None)
    assert stored() == []


def test_act_that_is_rolled_back_leaves_no_entry_and_no_gap(own_database):
    append_acts(1)
    with transaction.atomic():
        append(act="a", subject="d", by=None)
        transaction.set_rollback(True)
    append_acts(1)
    assert verify(stored()) == Chain(2, head())


# --- time -----------------------------------------------------------------------------------------


@in_transaction
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.datetimes(timezones=st.sampled_from([datetime.UTC, SANTIAGO])), max_size=6))
def test_time_never_goes_back_whatever_the_clock_says(instants):
    with transaction.atomic():
        for at in instants:
            append(act="a", subject="d", by=None, at=at)
        rows = stored()
        transaction.set_rollback(True)
    times = [row[1] for row in rows]
    assert times == sorted(times)
    assert isinstance(verify(rows), Chain)
    assert {len(at) for at in times} <= {27}
    if instants:
        latest = max(instants).astimezone(datetime.UTC)
        assert datetime.datetime.fromisoformat(times[-1]) == latest


@in_transaction
def test_clock_that_was_put_back_repeats_the_last_time(monkeypatch):
    append(act="a", subject="d", by=None, at=NOON)
    monkeypatch.setattr(ledger.timezone, "now", lambda: NOON - datetime.timedelta(hours=1))
    assert append(act="a", subject="d", by=None).at == "2026-11-21T12:00:00.000000Z"


# --- the triggers ---------------------------------------------------------------------------------

CHANGES = {
    "update": f"UPDATE {TABLE} SET party = 'x' WHERE seq = 1",
    "update to the same": f"UPDATE {TABLE} SET party = party",
    "delete": f"DELETE FROM {TABLE} WHERE seq = 2",
    "delete all": f"DELETE FROM {TABLE}",
}
ON_SQLITE = {
    "replace": f"REPLACE INTO {TABLE} SELECT seq, at, 'x', subject, party, rank, actor, text_hash, "
    f"body, previous, hash FROM {TABLE} WHERE seq = 1",
    "replace by hash": f"INSERT OR REPLACE INTO {TABLE} SELECT 9, at, 'x', subject, party, rank, "
    f"actor, text_hash, body, previous, hash FROM {TABLE} WHERE seq = 1",
    "update or replace": f"UPDATE OR REPLACE {TABLE} SET seq = 1 WHERE seq = 2",
    "upsert": f"INSERT INTO {TABLE} SELECT * FROM {TABLE} WHERE seq = 1 "
    "ON CONFLICT (seq) DO UPDATE SET act = 'x'",
}
ON_POSTGRESQL = {
    "truncate": f"TRUNCATE {TABLE}",
    "truncate cascade": f"TRUNCATE {TABLE} RESTART IDENTITY CASCADE",
    "upsert": f"INSERT INTO {TABLE} SELECT * FROM {TABLE} WHERE seq = 1 "
    "ON CONFLICT (seq) DO UPDATE SET act = 'x'",
}


def assert_refused(change):
    before = stored()
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        change()
    assert str(caught.value).splitlines()[0] == "The ledger is never changed."
    assert stored() == before


@in_transaction
def test_database_refuses_to_change_the_ledger():
    append_acts(2)
    own = ON_SQLITE if connection.vendor == "sqlite" else ON_POSTGRESQL
    for statement in (CHANGES | own).values():
        assert_refused(lambda sql=statement: run_sql(sql))


@in_transaction
def test_models_cannot_change_the_ledger_either():
    first, second = append_acts(2)
    first.party = "x"
    assert_refused(first.save)
    assert_refused(second.delete)
    assert_refused(lambda: LedgerEntry.objects.update(act="x"))
    assert_refused(lambda: LedgerEntry.objects.filter(seq=2).delete())
    assert_refused(lambda: LedgerEntry.objects.bulk_update([first], ["party"]))


@in_transaction
def test_chain_cannot_fork_even_without_append():
    append_acts(2)
    second = LedgerEntry.objects.get(seq=2)
    twin = {name: getattr(second, name) for name in COLUMNS} | {"seq": 3, "hash": "1" * 64}
    with pytest.raises(IntegrityError), transaction.atomic():
        LedgerEntry.objects.create(**twin)


def test_empty_ledger_may_be_emptied(own_database):
    """As the flush of Django's tests does it."""
    call_command("flush", verbosity=0, interactive=False)
    append_acts(1)
    with pytest.raises(CommandError, match="couldn't be flushed"):
        call_command("flush", verbosity=0, interactive=False)
    assert len(stored()) == 1


def test_triggers_come_and_go_with_their_migration(own_database):
    """They are there after all migrations: one that makes the table anew has to bring them back."""
    names = triggers()
    assert len(names) == (3 if connection.vendor == "sqlite" else 2)
    call_command("migrate", "governance", "0002", verbosity=0)
    assert triggers() == []
    call_command("migrate", "governance", "0001", verbosity=0)
    assert TABLE not in connection.introspection.table_names()
    call_command("migrate", "governance", verbosity=0)
    assert triggers() == names


# --- many writers ---------------------------------------------------------------------------------

WRITERS, EACH = 8, 5


def test_writers_at_once_leave_one_chain(own_database):
    """With real connections and commits, on either database."""
    together = Barrier(WRITERS)

    def write(writer):
        try:
            together.wait()
            for number in range(EACH):
                with transaction.atomic():
                    append(act="a", subject=f"{writer}", by=None, body={"number": number})
                    append(act="b", subject=f"{writer}", by=None)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    assert verify(stored()) == Chain(WRITERS * EACH * 2, head())
    # What one transaction appended lies together.
    subjects = [row[3] for row in stored()]
    assert subjects[::2] == subjects[1::2]
    assert sorted(subjects) == sorted(str(one) for one in range(WRITERS) for _ in range(EACH * 2))


@pytest.mark.postgres
def test_writers_without_the_lock_would_be_refused(own_database, monkeypatch):
    """Shows that the former test can fail: without the lock, two writers take one number."""
    together = Barrier(2)
    hash_of = ledger.entry_hash

    def wait_and_hash(values):
        together.wait(timeout=10)
        return hash_of(values)

    def write(_writer):
        try:
            append_acts(1)
        except IntegrityError:
            return "refused"
        finally:
            connection.close()
        return "kept"

    monkeypatch.setattr(ledger, "wait_for_turn", lambda: None)
    monkeypatch.setattr(ledger, "entry_hash", wait_and_hash)
    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(write, range(2))) == ["kept", "refused"]
    assert verify(stored()) == Chain(1, head())
