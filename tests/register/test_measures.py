"""What the platform counts by itself, counted a second time from the record's files."""

import datetime

import pytest
from django.utils import timezone
from django.utils.translation import override

from gte.alliance.models import State
from gte.common.errors import BadInput
from gte.governance.models import Meeting
from gte.library.models import Document
from gte.register.measures import MEASURES, Measure, add_measure, measured, measures
from gte.workplan.enums import RollUpRule
from gte.workplan.models import Deliverable, Mandate
from tests import facts
from tests.factories.rows import PROVENANCE
from tests.pages import translated

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 21)
YEARS = [(datetime.date(year, 1, 1), datetime.date(year, 12, 31)) for year in range(2010, 2028)]


def of_kind(kind, without=()):
    """The group's own records of a kind, besides some of their types."""
    return [one for one in facts.own(kind) if one.get("kind", one.get("type")) not in without]


def delivered(kind):
    return [
        one
        for one in facts.own("deliverables")
        if one["type"] == kind and one["status"] == "delivered"
    ]


# For each measure the records of the files that it counts, and where their date stands.
RECOUNTS = {
    "documents-published": (lambda: facts.own("documents"), "date"),
    "meetings-held": (
        lambda: [one for one in facts.own("meetings") if one["date_start"] <= str(TODAY)],
        "date_start",
    ),
    "decisions-adopted": (list, "date"),
    "practices-registered": (lambda: facts.own("practices"), None),
    "networks-active": (
        lambda: [one for one in facts.own("experts") if one["status"] == "active"],
        None,
    ),
    "mandates-fulfilled": (
        lambda: [one for one in facts.own("mandates") if one["status"] == "fulfilled"],
        None,
    ),
    "deliverables-met": (lambda: delivered("deliverable"), None),
    "commitments-met": (lambda: delivered("commitment"), None),
    "observer-actions": (
        lambda: [
            one
            for one in of_kind("observers_cooperation", {"rule"})
            if one["observer_id"] and one["status"] in {"active", "completed"}
        ],
        "start",
    ),
    "english-facts": (lambda: of_kind("english", {"gap"}), "date"),
    "mobility-facts": (lambda: of_kind("internships", {"gap"}), "date"),
    "campaign-items": (
        lambda: of_kind("campaign", {"gap", "lesson", "reference_campaign"}),
        "date",
    ),
}


def lies_in(date, start, end):
    return bool(date) and start <= facts.first_day(date) and facts.last_day(date) <= end


def test_every_measure_is_recounted():
    assert {one.key for one in measures()} == set(RECOUNTS)


@pytest.mark.parametrize("key", sorted(RECOUNTS))
def test_measure_counts_the_records_of_the_files(key):
    records, _date = RECOUNTS[key]
    found = measured(key)
    assert list(found.records) == sorted(one["id"] for one in records())
    assert found.value == len(found.records)


@pytest.mark.parametrize("key", sorted(key for key, (_, date) in RECOUNTS.items() if date))
def test_measure_of_a_year_counts_what_certainly_happened_in_it(key):
    records, date = RECOUNTS[key]
    for start, end in YEARS:
        found = measured(key, start=start, end=end)
        assert list(found.records) == sorted(
            one["id"] for one in records() if lies_in(one.get(date), start, end)
        )


def test_most_measures_count_something_in_the_record():
    """Without this a recount of nothing would prove nothing."""
    nothing = {key for key in RECOUNTS if not measured(key).value}
    assert nothing == {"decisions-adopted", "practices-registered"}


@pytest.mark.parametrize("scope", ["adjacent", "national"])
def test_work_of_others_is_never_counted(scope):
    for one in measures():
        before = measured(one.key)
        if before.records:
            model = one.records(None, None, None, None).model
            model.objects.filter(code=before.records[0]).update(scope=scope)
            assert measured(one.key).records == before.records[1:]


def test_record_of_a_year_is_in_none_of_its_quarters():
    given = {**PROVENANCE, "scope_basis": "stated", "title": "T", "kind": "report"}
    Document.objects.create(code="of-2019", date="2019", **given)
    Document.objects.create(code="of-may-2019", date="2019-05", **given)
    year = measured("documents-published", start=day(2019, 1, 1), end=day(2019, 12, 31))
    spring = measured("documents-published", start=day(2019, 4, 1), end=day(2019, 6, 30))
    assert {"of-2019", "of-may-2019"} <= set(year.records)
    assert "of-may-2019" in spring.records
    assert "of-2019" not in spring.records


def test_meetings_of_a_country_are_those_that_it_hosted():
    hosted = [one for one in RECOUNTS["meetings-held"][0]() if one["host_country_id"] == "co"]
    assert hosted
    found = measured("meetings-held", country="co")
    assert list(found.records) == sorted(one["id"] for one in hosted)


def test_meeting_to_come_was_not_held():
    coming = timezone.now().date() + datetime.timedelta(days=30)
    Meeting.objects.create(
        code="to-come",
        name="M",
        kind="ordinary",
        date_start=str(coming),
        scope_basis="stated",
        **PROVENANCE,
    )
    assert "to-come" not in measured("meetings-held").records


def test_deliverable_owed_by_two_parties_is_of_both():
    met = Deliverable.objects.own().filter(kind="deliverable", status="delivered").first()
    states = State.objects.filter(code__in=["cl", "pe"])
    met.owners.set(states)
    for state in states:
        assert measured("deliverables-met", country=state.code).records == (met.code,)
    assert met.code in measured("deliverables-met").records


def test_how_things_stand_is_not_told_of_the_past():
    with pytest.raises(BadInput, match="hoy"):
        measured("mandates-fulfilled", start=day(2018, 1, 1), end=day(2018, 12, 31))
    assert (
        measured("mandates-fulfilled", start=day(2018, 1, 1)).value
        == measured("mandates-fulfilled").value
    )


def test_measured_says_what_was_asked_and_when():
    found = measured("meetings-held", country="co", start=day(2018, 1, 1))
    assert found.arguments == {"country": "co", "start": "2018-01-01"}
    assert abs(timezone.now() - found.at) < datetime.timedelta(minutes=1)


def test_what_cannot_be_asked_is_refused():
    for question in (
        {"key": "no-such"},
        {"key": "documents-published", "country": "co"},
        {"key": "documents-published", "start": day(2020, 1, 1), "end": day(2019, 1, 1)},
    ):
        with pytest.raises(BadInput):
            measured(**question)


def test_unpublished_things_are_not_in_a_public_figure():
    Deliverable.objects.filter(status="delivered").update(is_public=False)
    assert measured("deliverables-met").value == 0


def test_a_key_is_of_one_measure():
    key = "mandates-fulfilled"
    with pytest.raises(ValueError, match=key):
        add_measure(Measure(key, "L", "u", "last", "gte", lambda *_: Mandate.objects.all()))
    assert MEASURES[key].label != "L"


def test_measures_are_worded_in_both_languages_and_follow_a_known_rule():
    for one in measures():
        assert one.rule in RollUpRule.values
        for text in (one.label, one.unit):
            with override("en"):
                english = str(text)
            assert translated(english, "es") != english


def day(year, month, number):
    return datetime.date(year, month, number)
