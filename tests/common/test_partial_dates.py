"""A date is known to the year, the month or the day, and never said to be known better."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from gte.alliance.models import Term
from gte.common.partial_dates import PartialDate, PartialDateField
from gte.governance.models import Meeting

DAYS = st.dates().map(str)
PARTIAL_DATES = st.one_of(DAYS, DAYS.map(lambda day: day[:7]), DAYS.map(lambda day: day[:4]))


@given(PARTIAL_DATES)
def test_date_is_the_text_it_was_given_as(text):
    assert PartialDate(text) == text
    assert PartialDate(PartialDate(text)) == text


@given(st.dates())
def test_day_means_itself(day):
    date = PartialDate(day)
    assert (date.earliest, date.latest, date.precision) == (day, day, "day")


@given(PARTIAL_DATES)
def test_first_day_is_not_after_the_last(text):
    date = PartialDate(text)
    assert date.earliest <= date.latest
    assert str(date.earliest).startswith(text)
    assert str(date.latest).startswith(text)


@given(PARTIAL_DATES.filter(lambda text: text[:4] != "9999"))
def test_day_after_the_last_no_longer_fits(text):
    following = PartialDate(text).latest + datetime.timedelta(days=1)
    assert not str(following).startswith(text)


@given(st.lists(PARTIAL_DATES, min_size=2, max_size=2))
def test_text_sorts_by_the_first_day(texts):
    """What is stored is compared as text, by either database."""
    one, other = map(PartialDate, texts)
    if one.earliest != other.earliest:
        assert (one < other) == (one.earliest < other.earliest)


@given(PARTIAL_DATES, st.dates())
def test_text_is_not_after_a_day_exactly_if_its_first_day_is_not(text, day):
    assert (PartialDate(text) <= day.isoformat()) == (PartialDate(text).earliest <= day)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2018", "2018-01-01", "2018-12-31", "year"),
        ("2014-10", "2014-10-01", "2014-10-31", "month"),
        ("2016-02", "2016-02-01", "2016-02-29", "month"),
        ("2017-02", "2017-02-01", "2017-02-28", "month"),
        ("2017-12", "2017-12-01", "2017-12-31", "month"),
        ("2016-02-29", "2016-02-29", "2016-02-29", "day"),
    ],
)
def test_date_spans_what_it_can_mean(text, earliest, latest, precision):
    date = PartialDate(text)
    assert (str(date.earliest), str(date.latest)) == (earliest, latest)
    assert date.precision == precision


FORM = "is not a date of the form YYYY, YYYY-MM or YYYY-MM-DD"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", FORM),
        ("18", FORM),
        ("2018-5", FORM),
        ("2018-05-1", FORM),
        ("2018/05/23", FORM),
        ("23-05-2018", FORM),
        ("2018-05-23 ", FORM),
        ("2018-05-23\n", FORM),
        ("2018-05-23T00:00", FORM),
        ("20180523", FORM),
        ("-2018", FORM),
        ("２０１８", FORM),
        ("٢٠١٨", FORM),
        ("unknown", FORM),
        ("0000", "is not a date of the calendar: year 0 is out of range"),
        ("2018-00", "is not a date of the calendar: month must be in 1..12"),
        ("2018-13-40", "is not a date of the calendar: month must be in 1..12"),
        ("2018-02-30", "is not a date of the calendar: day is out of range for month"),
        ("2017-02-29", "is not a date of the calendar: day is out of range for month"),
    ],
)
def test_anything_else_is_refused_with_its_reason(text, reason):
    with pytest.raises(ValueError, match="is not a date") as caught:
        PartialDate(text)
    assert str(caught.value) == f"{text!r} {reason}"


@given(st.text())
def test_any_text_is_a_date_or_refused(text):
    try:
        date = PartialDate(text)
    except ValueError:
        return
    assert str(date.earliest).startswith(text)


@pytest.mark.parametrize(
    ("text", "spanish", "english"),
    [
        ("2018-05-23", "23 de mayo de 2018", "23 May 2018"),
        ("2014-10-01", "1 de octubre de 2014", "1 October 2014"),
        ("2014-10", "octubre de 2014", "October 2014"),
        ("2017", "2017", "2017"),
    ],
)
def test_date_is_shown_as_precisely_as_it_is_known(text, spanish, english):
    with translation.override("es"):
        assert PartialDate(text).display() == spanish
    with translation.override("en"):
        assert PartialDate(text).display() == english


# --- the column -----------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [None, ""])
def test_field_takes_unknown_as_nothing(value):
    assert PartialDateField().to_python(value) is None
    assert PartialDateField(null=True).get_prep_value(value) is None


@pytest.mark.parametrize("value", ["2018-05", PartialDate("2018-05")])
def test_field_gives_a_partial_date(value):
    date = PartialDateField().to_python(value)
    assert (date, type(date)) == ("2018-05", PartialDate)


def test_field_takes_a_day_of_python():
    assert PartialDateField().get_prep_value(datetime.date(2018, 5, 23)) == "2018-05-23"


def test_field_refuses_what_is_no_date():
    with pytest.raises(ValidationError, match="'2018-13' is not a date of the calendar"):
        PartialDateField().to_python("2018-13")


@pytest.mark.django_db
def test_field_comes_back_from_the_database_as_a_partial_date():
    meeting = Meeting.objects.get(code="meeting-gte-creation-2014")
    assert (meeting.date_start, type(meeting.date_start)) == ("2014-10", PartialDate)
    assert meeting.date_end is None


@pytest.mark.django_db
def test_field_is_not_saved_with_what_is_no_date():
    meeting = Meeting.objects.get(code="meeting-gte-creation-2014")
    meeting.date_start = "October 2014"
    with pytest.raises(ValidationError, match="'October 2014' is not a date of the form"):
        meeting.save()


@pytest.mark.django_db
def test_field_compares_in_the_database_by_its_first_day():
    """The sentence that reports stand on: began on or before that day."""
    day = datetime.date(2018, 5, 23)
    began = Term.objects.filter(start_actual__lte=day.isoformat()).values_list("code", flat=True)
    terms = Term.objects.exclude(start_actual=None)
    assert set(began) == {term.code for term in terms if term.start_actual.earliest <= day}
