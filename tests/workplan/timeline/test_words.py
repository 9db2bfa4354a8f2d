"""What is said of a bar and of the whole, in both languages."""

import pytest

from gte.workplan.timeline.words import row_text, summary_text
from tests.workplan.timeline.conftest import laid_out, make_bar

FRAMEWORK = {
    "label": "Marco regional de cualificaciones",
    "begin": "2023-05",
    "end": "2026-10-12",
    "tone": "late",
    "status": "atrasado",
    "lead": "Chile",
}


def said(*bars):
    timeline = laid_out(*bars)
    return row_text(timeline.rows[0], timeline)


@pytest.mark.usefixtures("spanish")
def test_bar_says_when_how_late_and_who_leads():
    assert said(make_bar(**FRAMEWORK)) == (
        "de mayo de 2023 al 12 de octubre de 2026, atrasado 40 días, lidera Chile"
    )


@pytest.mark.usefixtures("english")
def test_bar_says_the_same_in_english():
    bar = make_bar(**FRAMEWORK, progress=0.655, depends_on=["two", "gone"])
    assert said(bar, make_bar("two", "Glossary")) == (
        "from May 2023 to 12 October 2026, late by 40 days, 66% done, led by Chile, "
        "depends on “Glossary”"
    )


DATES = [
    ("2024", "2025", "de 2024 a 2025", "from 2024 to 2025"),
    ("2024-03-01", "2025", "del 1 de marzo de 2024 a 2025", "from 1 March 2024 to 2025"),
    ("2024", "2024", "en 2024", "in 2024"),
    ("2024-03-01", "2024-03-01", "el 1 de marzo de 2024", "on 1 March 2024"),
    ("2024-03", None, "desde marzo de 2024, sin fecha de fin", "since March 2024, no end set"),
    (
        None,
        "2024-03-01",
        "hasta el 1 de marzo de 2024, sin fecha de inicio",
        "until 1 March 2024, beginning not known",
    ),
    (None, None, "sin fechas", "no dates"),
    (
        "2025",
        "2024",
        "de 2025 a 2024: el fin es anterior al inicio",
        "from 2025 to 2024: the end is before the beginning",
    ),
]


@pytest.mark.parametrize(("begin", "end", "spanish", "english"), DATES)
def test_dates_are_said_with_the_precision_that_is_known(begin, end, spanish, english):
    from django.utils.translation import override

    bar = make_bar(begin=begin, end=end)
    for language, text in {"es": spanish, "en": english}.items():
        with override(language):
            assert said(bar) == text


@pytest.mark.usefixtures("spanish")
def test_what_ended_late_is_not_said_to_be_late():
    bar = make_bar(
        begin="2019", end="2020-02-10", planned_end="2020-01-01", tone="good", status="terminado"
    )
    assert said(bar) == (
        "de 2019 al 10 de febrero de 2020, terminado, 40 días después de lo aprobado"
    )


@pytest.mark.usefixtures("spanish")
def test_of_many_dependencies_two_are_named_and_the_rest_counted():
    others = [make_bar(f"o{n}", f"Otro {n}") for n in range(4)]
    bar = make_bar(begin="2024", end="2024", depends_on=[one.key for one in others])
    assert said(bar, *others) == "en 2024, depende de «Otro 0», «Otro 1» y 2 más"


@pytest.mark.usefixtures("spanish")
def test_summary_counts_projects_by_how_they_stand():
    bars = [
        make_bar("a", begin="2015", end="2020", tone="good"),
        make_bar("b", begin="2020", end="2027", tone="late"),
        make_bar("c", begin="2020", end="2021", tone="late", level=1),
        make_bar("d", tone="late"),
        make_bar("e", begin="2020", tone="progress"),
    ]
    assert summary_text(laid_out(*bars)) == (
        "4 proyectos: 2 atrasados, 1 en curso, 1 terminado; 1 sin fechas. "
        "La línea va de 2015 a 2027."
    )
    assert summary_text(laid_out()) == "0 proyectos. La línea muestra 2026."
