"""What changed between two texts: said word by word where that is not too much work."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gte.governance.difference import MOST_STEPS, Matcher, Part, TooMuch, difference

TEXTS = st.text(alphabet=" \n\tabñé.,«»1\u2028", max_size=60)


def joined(parts, but):
    return "".join(part.text for part in parts if part.change != but)


def words(number, different, seed=1):
    chosen = random.Random(seed)  # noqa: S311 - no secret
    return [f"w{chosen.randrange(different)}" for _ in range(number)]


@given(TEXTS, TEXTS)
def test_parts_are_both_texts(before, after):
    parts = difference(before, after)
    assert joined(parts, "removed") == after
    assert joined(parts, "added") == before
    assert all(part.text for part in parts)


def test_changed_words_are_named_one_by_one():
    assert difference("El grupo se reúne en mayo.", "El grupo amplio se reúne en junio.") == [
        Part("El grupo "),
        Part("amplio ", "added"),
        Part("se reúne en "),
        Part("mayo", "removed"),
        Part("junio", "added"),
        Part("."),
    ]


def test_text_that_was_written_anew_is_no_patchwork_of_spaces():
    parts = difference(" ".join(["uno"] * 9), " ".join(["dos"] * 9))
    assert [part.change for part in parts] == ["removed", "added"]


def test_few_changes_of_a_long_text_are_named_word_by_word():
    # As in any language, the n-th commonest word is 1/n as common as the first.
    weights = [1 / (n + 1) for n in range(3_000)]
    chosen = random.Random(1).choices(range(3_000), weights, k=6_000)  # noqa: S311 - no secret
    before = [f"w{n}" for n in chosen]
    after = list(before)
    for place in range(100, 6_000, 600):
        after[place] = "cambio"
    parts = difference(" ".join(before), " ".join(after))
    assert [part.text for part in parts if part.change == "added"] == ["cambio "] * 10


LONG = {
    "two words": (words(2_000, 2), words(2_000, 2, seed=2)),
    "ten words": (words(3_000, 10), words(3_000, 10, seed=2)),
    "a hundred words": (words(9_000, 100), words(9_000, 100, seed=2)),
    "every other word": (
        [f"w{n}" for n in range(3_000)],
        [f"z{n}" if n % 2 else f"w{n}" for n in range(3_000)],
    ),
    "one word": (["w"] * 9_000, ["x", *["w"] * 8_000, "y"]),
}


@pytest.mark.parametrize("name", LONG)
def test_texts_that_would_take_too_long_are_compared_with_less_care(name):
    old, new = LONG[name]
    with pytest.raises(TooMuch):
        Matcher(old, new, autojunk=False).get_opcodes()
    kept, before, after = "Un párrafo.\n", " ".join(old), " ".join(new)
    parts = difference(f"{kept}{before}\n{kept}", f"{kept}{after}\n{kept}")
    assert joined(parts, "removed") == f"{kept}{after}\n{kept}"
    assert joined(parts, "added") == f"{kept}{before}\n{kept}"
    assert parts[0].text.startswith(kept)
    assert parts[-1].text.endswith(kept)


def test_paragraphs_are_compared_whole_where_words_are_too_many():
    before, after = (" ".join(words(9_000, 300, seed=seed)) for seed in (1, 2))
    assert difference(f"Uno.\n{before}\nDos.\n", f"Uno.\n{after}\nDos.\n") == [
        Part("Uno.\n"),
        Part(f"{before}\n", "removed"),
        Part(f"{after}\n", "added"),
        Part("Dos.\n"),
    ]


def test_texts_are_replaced_whole_where_lines_are_too_many():
    before, after = ("\n".join(words(9_000, 300, seed=seed)) for seed in (1, 2))
    assert difference(before, after) == [Part(before, "removed"), Part(after, "added")]


class Counted(list):
    """Places of a word, each of which is counted when it is looked at."""

    looked_at = 0

    def __iter__(self):
        for place in super().__iter__():
            Counted.looked_at += 1
            yield place


@pytest.mark.parametrize("different", [2, 10, 100, 100_000])
@pytest.mark.parametrize("autojunk", [False, True])
def test_no_more_places_are_looked_at_than_were_counted(different, autojunk):
    matcher = Matcher(words(400, different), words(400, different, seed=2), autojunk=autojunk)
    matcher.b2j = {word: Counted(places) for word, places in matcher.b2j.items()}
    Counted.looked_at = 0
    try:
        matcher.get_opcodes()
    except TooMuch:
        assert matcher.steps > MOST_STEPS
    assert Counted.looked_at <= min(matcher.steps, MOST_STEPS)
