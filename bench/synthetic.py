"""Entries made up for measuring search: bilingual, with words as frequent as in real languages.

    python -m bench.synthetic NUMBER      puts them into the index of the installation it runs in

The words are made of syllables, always the same ones; the most frequent is in three of four texts.
"""

from __future__ import annotations

import itertools
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial

SYLLABLES = {
    "es": "ca mo ri ta ne lo pu sa vi de cu ro ma ti ge no la bu fe zo".split(),  # noqa: SIM905
    "en": "ker wil tho ban fod gry lem stun pra cket dow ham nith cro bel".split(),  # noqa: SIM905
}
WORDS = 30_000
TITLE, LEAD, TEXT = 6, 20, 84


def words(language: str) -> list[str]:
    """The language's words, the most frequent first."""
    chance = random.Random(language)  # noqa: S311 - the same words each time
    found: dict[str, None] = {}
    while len(found) < WORDS:
        size = chance.choice((2, 3, 3, 4))
        found["".join(chance.choice(SYLLABLES[language]) for _part in range(size))] = None
    return list(found)


def weights() -> list[float]:
    """Zipf's law with Mandelbrot's correction: the first word takes 1.4 of 100 places."""
    return list(itertools.accumulate(1 / (rank + 8) for rank in range(WORDS)))


def entries(number: int) -> Iterator[object]:
    from gte.alliance.models import State, Topic
    from gte.search.entries import Entry
    from gte.search.kinds import KINDS

    chance = random.Random(number)  # noqa: S311
    vocabulary = {language: words(language) for language in SYLLABLES}
    frequent = weights()
    states = list(State.objects.values_list("code", flat=True))
    topics = list(Topic.objects.values_list("code", flat=True))
    kinds = list(KINDS)

    def text(size: int) -> dict[str, str]:
        return {
            language: " ".join(chance.choices(known, cum_weights=frequent, k=size))
            for language, known in vocabulary.items()
        }

    for position in range(number):
        year = chance.randint(2005, 2026)
        yield Entry(
            kind=kinds[min(int(chance.expovariate(0.3)), len(kinds) - 1)],
            key=f"synthetic-{position}",
            title=text(TITLE),
            lead=text(LEAD),
            text=text(TEXT),
            date=f"{year}-{chance.randint(1, 12):02}",
            facets={
                "country": [chance.choice(states)],
                "topic": chance.sample(topics, k=chance.randint(1, 3)),
                "year": [str(year)],
                "language": ["es", "en"] if position % 3 else ["es"],
            },
        )


def fill(number: int) -> None:
    from gte.search.domain import chunks, index_entries
    from gte.search.engines import engine

    for part in chunks(entries(number)):
        index_entries(part)
    engine().tidy()


def one_record() -> list[float]:
    """Median milliseconds, commit not counted: an entry new, then changed in its title; and a
    whole record read, made into an entry and indexed.
    """
    from dataclasses import replace

    from gte.practices.models import Practice
    from gte.register.registers import REGISTERS
    from gte.register.searching import index_where
    from gte.search.domain import index_entries
    from gte.search.entries import tokens_of

    samples = [replace(one, key=f"{one.key}-of-{os.getpid()}") for one in entries(60)]
    # A worker knows the stems of most words that it meets; the first time costs 0.03 ms a word.
    for sample in samples:
        tokens_of(sample)
    titles = [other.title for other in reversed(samples)]
    amended = [replace(one, title=title) for one, title in zip(samples, titles, strict=True)]
    pks = list(Practice.objects.values_list("pk", flat=True)[:20])
    register = REGISTERS[Practice]
    return [
        median_of([partial(index_entries, [one]) for one in samples]),
        median_of([partial(index_entries, [one]) for one in amended]),
        median_of([partial(index_where, register, pk=pk) for pk in pks * 3]),
    ]


def median_of(calls: list[Callable[[], object]]) -> float:
    from django.db import transaction

    times = []
    for call in calls:
        with transaction.atomic():
            started = time.perf_counter()
            call()
            times.append(time.perf_counter() - started)
    return statistics.median(times) * 1000


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gte.settings.base")
    import django

    django.setup()
    if sys.argv[1] == "one":
        print(*one_record())
    else:
        fill(int(sys.argv[1]))
