"""The chain by itself: whatever is done to it shows, and where."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gte.governance.chain import (
    COLUMNS,
    FIRST_PREVIOUS,
    Chain,
    ChainFault,
    Fault,
    NotAnExport,
    canonical,
    entry_hash,
    from_lines,
    to_line,
    verify,
)
from tests.factories.ledger import chained, changed, made_up

# Ordinary letters and those that files, JSON and programs trip over.
LETTERS = 'aZ09éñ .-"\\/\t\r\x1f\x7f\x85\u2028\ufeff\U0001f600'
TEXTS = st.text(LETTERS, max_size=12)
FORGED = st.text(LETTERS + "\n\0\ud800", max_size=12)
INSTANTS = st.datetimes().map(lambda at: at.isoformat(timespec="microseconds") + "Z")
ENTRIES = st.tuples(INSTANTS, *[TEXTS] * 7)


@st.composite
def chains(draw, least=1):
    entries = draw(st.lists(ENTRIES, min_size=least, max_size=8))
    return chained(sorted(entries))


@st.composite
def places(draw, least=1):
    """A chain and a place in it."""
    rows = draw(chains(least))
    return rows, draw(st.integers(0, len(rows) - 1))


# --- what holds -----------------------------------------------------------------------------------


def test_empty_chain_holds():
    assert verify([]) == Chain(0, FIRST_PREVIOUS)
    assert verify([], sought=FIRST_PREVIOUS) == Chain(0, FIRST_PREVIOUS, found=0)


@given(chains())
def test_chain_holds_and_names_its_head(rows):
    assert verify(rows) == Chain(len(rows), rows[-1][-1])


@given(places())
def test_hash_that_was_printed_is_found_at_its_entry(rows_and_place):
    rows, place = rows_and_place
    assert verify(rows, sought=rows[place][-1]) == Chain(len(rows), rows[-1][-1], place + 1)


def test_hash_is_as_the_format_says():
    """Written out by hand, so that a change of the format fails here."""
    (row,) = chained(
        [("2026-11-21T14:05:09.123456Z", "a", "s", "p", "head", "7", "t", '{"x":"é"}')]
    )
    text = f'1\n2026-11-21T14:05:09.123456Z\na\ns\np\nhead\n7\nt\n{{"x":"é"}}\n{"0" * 64}'
    assert row[-1] == hashlib.sha256(text.encode()).hexdigest()


def test_verify_reads_a_chain_that_is_longer_than_memory():
    rows = chained(made_up(3))
    assert verify(iter(rows)).count == 3


# --- what does not --------------------------------------------------------------------------------


@given(places(), st.sampled_from(COLUMNS), st.data())
def test_any_edit_of_any_column_is_found_and_named(rows_and_place, column, data):
    rows, place = rows_and_place
    former = rows[place][COLUMNS.index(column)]
    values = st.integers() if column == "seq" else FORGED
    rows[place] = changed(rows[place], column, data.draw(values.filter(lambda new: new != former)))
    fault = {"seq": Fault.GAP, "previous": Fault.PREVIOUS}.get(column, Fault.HASH)
    assert verify(rows) == ChainFault(place + 1, fault)


@given(places(), st.sampled_from(COLUMNS[1:9]))
def test_edit_with_a_hash_made_anew_shows_at_the_next_entry(rows_and_place, column):
    rows, place = rows_and_place
    forged = changed(rows[place], column, "~")  # later than any time
    rows[place] = (*forged[:10], entry_hash(forged[:10]))
    if place == len(rows) - 1:
        assert verify(rows) == Chain(len(rows), rows[-1][-1])
    else:
        assert verify(rows) == ChainFault(place + 2, Fault.PREVIOUS)


@given(places(2))
def test_removed_entry_is_found_or_its_head_is_no_more(rows_and_place):
    rows, place = rows_and_place
    head = rows[-1][-1]
    del rows[place]
    if place == len(rows):
        assert verify(rows, sought=head) == Chain(len(rows), rows[-1][-1], found=None)
    else:
        assert verify(rows) == ChainFault(place + 1, Fault.GAP)


@given(places(2), st.data())
def test_swapped_entries_are_found(rows_and_place, data):
    rows, place = rows_and_place
    other = data.draw(st.integers(0, len(rows) - 1).filter(lambda one: one != place))
    rows[place], rows[other] = rows[other], rows[place]
    assert verify(rows) == ChainFault(min(place, other) + 1, Fault.GAP)
    renumbered = [(seq, *row[1:]) for seq, row in enumerate(rows, start=1)]
    assert verify(renumbered).seq == min(place, other) + 1


@given(places(), ENTRIES)
def test_entry_put_in_between_is_found(rows_and_place, entry):
    rows, place = rows_and_place
    before, after = rows[:place], rows[place:]
    previous = before[-1][-1] if before else FIRST_PREVIOUS
    (forged,) = chained([(after[0][1], *entry[1:])], start=place + 1, previous=previous)
    assert verify([*before, forged, *after]) == ChainFault(place + 2, Fault.GAP)
    renumbered = [(row[0] + 1, *row[1:]) for row in after]
    assert verify([*before, forged, *renumbered]) == ChainFault(place + 2, Fault.PREVIOUS)


@given(places(), TEXTS)
def test_chain_made_anew_does_not_have_the_printed_head(rows_and_place, word):
    rows, place = rows_and_place
    head = rows[-1][-1]
    entries = [row[1:9] for row in rows]
    entries[place] = (*entries[place][:7], f"{entries[place][7]}{word}.")
    forged = chained(entries)
    assert verify(forged, sought=head) == Chain(len(rows), forged[-1][-1], found=None)


def test_time_that_goes_back_is_found():
    first, second, third = made_up(3)
    assert verify(chained([first, third, second])) == ChainFault(3, Fault.TIME)


def test_missing_first_entry_is_named():
    assert str(verify(chained(made_up(3))[1:])) == "Entry 1 breaks the chain: it is missing."


@given(st.integers(1, 8), TEXTS.filter(bool))
def test_text_moved_into_the_next_column_is_found(column, word):
    """Joined by line feeds, which no column may hold: two ways of cutting are never equal."""
    (row,) = chained([("", *[word] * 7)])
    shifted = (*row[:column], f"{row[column]}\n{row[column + 1]}", "", *row[column + 2 :])
    assert verify([shifted]).fault in {Fault.HASH, Fault.PREVIOUS}


# --- the body -------------------------------------------------------------------------------------

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(TEXTS, JSON))
def test_canonical_is_the_same_whatever_the_order(body):
    text = canonical(body)
    assert json.loads(text) == body
    assert canonical(dict(reversed(body.items()))) == text
    assert "\n" not in text


def test_canonical_has_no_spaces_and_no_escapes_but_jsons_own():
    assert canonical({"b": ["é", 1], "a": 'x"\n'}) == r'{"a":"x\"\n","b":["é",1]}'


def test_canonical_refuses_numbers_that_json_does_not_have():
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical({"a": float("nan")})


# --- the export -----------------------------------------------------------------------------------


def lines(rows):
    return [to_line(row).encode() for row in rows]


@given(chains())
def test_export_is_read_back_as_it_was(rows):
    assert list(from_lines(lines(rows))) == rows


@given(chains(), st.data())
def test_any_byte_changed_in_an_export_shows(rows, data):
    content = bytearray(b"".join(lines(rows)))
    # The last line feed is no content.
    place = data.draw(st.integers(0, len(content) - 2))
    content[place] = data.draw(st.integers(0, 255).filter(lambda new: new != content[place]))
    try:
        read = list(from_lines(bytes(content).splitlines(keepends=True)))
    except NotAnExport:
        return
    # "\u001F" and "\u001f" are one letter: such an edit changes nothing.
    assert isinstance(verify(read), ChainFault) or read == rows


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\xff",
        b"[]",
        b"7",
        b"{}",
        b"[" * 100_000,
        b'{"seq":%s}' % (b"9" * 10_000),
        to_line(changed(chained(made_up(1))[0], "seq", "1")).encode(),
        to_line(changed(chained(made_up(1))[0], "seq", True)).encode(),
        to_line(changed(chained(made_up(1))[0], "body", {"by": "x"})).encode(),
        to_line(chained(made_up(1))[0]).replace('"act"', '"at"', 1).encode(),
        to_line(chained(made_up(1))[0]).replace('{"seq"', '{"act":"","seq"').encode(),
    ],
)
def test_line_that_is_no_entry_is_named(line):
    good = lines(chained(made_up(1)))
    with pytest.raises(NotAnExport, match=r"^line 2 is no entry of a ledger$"):
        list(from_lines([*good, line]))
