"""Fills the installation it runs in with indicators of every kind; run by tests.

python -m tests.workplan.populate_indicators     in the environment of an installation with people

Prints as JSON, by name, what addresses of its pages need.
"""

import json
import os
import sys


def person(key):
    from gte.alliance.models import User

    return User.objects.get(email=f"{key}@example.org")


def judged(period, by, heads, value=None, out_of=None, **more):
    """A value that a delegate of another party has approved."""
    from tests.factories.indicators import stands

    mine = {role.state_id for role in by.roles_in_force}
    other = next(one for one in heads if one.roles_in_force[0].state_id not in mine)
    return stands(period, by, other, value, out_of, **more)


def taught(by, heads):
    """A tree with two parts, one of which says nothing of the last year."""
    from decimal import Decimal

    from tests.factories.indicators import an_indicator, by_sex, part, with_periods, year

    given = {"baseline": Decimal(10), "baseline_on": year(2019).end}
    top = an_indicator(by, "Docentes formados en todo el ámbito de la cooperación", **given)
    periods = with_periods(top, by, *[year(number, 60) for number in range(2020, 2027)])
    for name, years in (("Norte", 7), ("Sur", 6)):
        low = an_indicator(by, f"Docentes formados: {name}", parent=top)
        code = by_sex(low, by).code
        own = with_periods(low, by, *[year(number, 30) for number in range(2020, 2027)])
        for step, period in enumerate(own[:years]):
            parts = {code: {"mujeres": part(8 + step), "hombres": part(5)}}
            judged(period, by, heads, 13 + step, breakdown=parts)
    return top, periods[-1]


def shared(by, heads):
    """A percentage of which each party states its own, one of them waiting and one returned."""
    from gte.governance.queries.parties import voice_of
    from gte.workplan.domain.actuals import return_actual
    from tests.factories.indicators import an_indicator, states, with_periods, year

    columns = {"rule": "ratio", "value_kind": "percentage", "level": "outcome"}
    one = an_indicator(by, "Escuelas con taller", unit_es="escuelas", unit_en="schools", **columns)
    first, second = with_periods(one, by, year(2025, 50, 100), year(2026, 60, 100))
    judged(first, by, heads, 30, 90)
    note = "Datos preliminares."
    waits, back = (
        states(second, head, 5, 40, party=voice_of(head).party, note=note) for head in heads[:2]
    )
    return_actual(actual=back, by=waits.stated_by, reason="Falta el anexo.")
    return one, second


def measured(by):
    from gte.workplan.domain.measuring import measure_indicator
    from tests.factories.indicators import an_indicator, with_periods, year

    one = an_indicator(by, "Reuniones celebradas", measure="meetings-held")
    periods = with_periods(one, by, *[year(number, 3) for number in range(2015, 2020)])
    for period in periods:
        measure_indicator(period=period, by=by)
    return one, periods[0]


def told(by, heads):
    from tests.factories.indicators import an_indicator, with_periods, year

    columns = {"value_kind": "qualitative", "unit_es": "", "unit_en": "", "level": "impact"}
    one = an_indicator(by, "Cómo se reconoce lo aprendido", **columns)
    words = {"target_text_es": "Hay acuerdo.", "target_text_en": "There is an agreement."}
    (period,) = with_periods(one, by, year(2025, **words))
    texts = {"text_es": "Dos países reconocen.", "text_en": "Two countries recognise."}
    judged(period, by, heads, **texts)
    return one, period


def main():
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gte.settings.base")
    django.setup()
    by = person("coordina")
    heads = [person(key) for key in ("delegada", "delegada2", "delegada3")]
    made = {
        "tree": taught(by, heads),
        "share": shared(by, heads),
        "measured": measured(by),
        "words": told(by, heads),
    }
    named = {name: [one.code, period.pk] for name, (one, period) in made.items()}
    sys.stdout.write(json.dumps(named))


if __name__ == "__main__":
    main()
