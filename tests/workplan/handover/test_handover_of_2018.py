"""The handover from Colombia to México: each commitment of that meeting is in the pack.

What is expected is counted from the files of the record, not by our code: the commitments that the
note on the XXVII meeting tells of, the meetings held by then, the mandates issued by then.
"""

import csv
import dataclasses
import io
import json

import pytest

from gte.common.partial_dates import PartialDate
from gte.workplan.facts import DeliverableRow, Facts
from gte.workplan.handover.contents import Contents
from gte.workplan.handover.guide import guide
from gte.workplan.handover.rows import AccreditationRow, ActaRow, ComingRow, DecisionRow
from gte.workplan.report.document import Points
from gte.workplan.report.pdf import render_pdf
from tests import facts
from tests.pdfs import broken_rules, page_texts
from tests.workplan.handover.conftest import DAY, NEXT, TERM

MEETING = "meeting-gte-27-2018"
GUIDES = {"es": "guia.es.pdf", "en": "guide.en.pdf"}
LANGUAGES = pytest.mark.parametrize("language", ["es", "en"])


def of_the_meeting():
    """The commitments whose source is the note on the meeting: they were agreed in it."""
    (meeting,) = (one for one in facts.records("meetings") if one["id"] == MEETING)
    return [
        one
        for one in facts.records("deliverables")
        if one["type"] == "commitment" and one["source"] == meeting["source"]
    ]


def listing(pack, name):
    return json.loads(pack["pack.json"])["listings"][name]


def rows(pack, name):
    return list(csv.DictReader(io.StringIO(pack[f"csv/{name}.csv"].decode("utf-8-sig"))))


def joined(texts):
    return "".join("".join(texts).split())


def test_meeting_agreed_six_commitments():
    assert len(of_the_meeting()) == 6


@pytest.mark.parametrize("read", [listing, rows])
def test_each_commitment_of_the_meeting_is_in_the_files_in_both_languages(pack_of_2018, read):
    found = {one["code"]: one for one in read(pack_of_2018, "commitments")}
    for expected in of_the_meeting():
        row = found[expected["id"]]
        assert (row["title_es"], row["title_en"]) == (
            expected["name"]["es"],
            expected["name"]["en"],
        )
        assert (row["group"], row["term"], row["due"]) == ("next_term", NEXT, expected["due"])


def unnamed(pages, language):
    """The commitments of the meeting that these pages do not name."""
    names = [one["name"][language] for one in of_the_meeting()]
    return [name for name in names if joined([name]) not in joined(pages)]


@LANGUAGES
def test_each_commitment_of_the_meeting_is_named_in_the_guide(pack_of_2018, language):
    """On the first page, and again where each stands with its date."""
    pages = page_texts(pack_of_2018[GUIDES[language]])
    assert unnamed(pages[:1], language) == []
    assert unnamed(pages[1:3], language) == []


@LANGUAGES
def test_commitment_that_is_left_out_is_found(contents_of_2018, language):
    left = dict(contents_of_2018.facts.by_kind)
    left["deliverable"] = {
        code: row for code, row in left["deliverable"].items() if code != "commitment-2018-english"
    }
    gathered = dataclasses.replace(contents_of_2018.gathered, facts=Facts(left))
    pages = page_texts(render_pdf(guide(Contents(gathered), language)))
    expected = {
        "es": "Propuesta de inglés con observadores",
        "en": "English proposal with observers",
    }
    assert unnamed(pages[:1], language) == [expected[language]]


@LANGUAGES
def test_what_is_needed_first_is_one_page(pack_of_2018, language):
    first, second = page_texts(pack_of_2018[GUIDES[language]])[:2]
    title = {"es": "1. Lo que requiere atención primero", "en": "1. What needs you first"}
    second_title = {"es": "2. Compromisos y entregables", "en": "2. Commitments and deliverables"}
    assert title[language] in first
    assert second.startswith(second_title[language])


def crowded(gathered):
    """Twelve of everything that may come first, with titles as long as titles may be."""
    long = "Marco regional de cualificaciones técnicas y profesionales " * 4

    def many(row, **more):
        return [
            row(code=f"x-{at}", title_es=f"{at} {long}", title_en=f"{at} {long}", **more)
            for at in range(12)
        ]

    late = many(DeliverableRow, status="unknown", due=PartialDate("2018-01"), term=TERM)
    promised = many(DeliverableRow, status="unknown", term=NEXT, term_start=PartialDate("2018-07"))
    promised = [dataclasses.replace(one, code=f"p-{one.code}") for one in promised]
    kinds = {**gathered.facts.by_kind, "deliverable": {one.code: one for one in late + promised}}
    on = PartialDate("2018-07-15")
    return dataclasses.replace(
        gathered,
        facts=Facts(kinds),
        decisions=many(DecisionRow, status="silence", expiry="2018-07-03T00:00:00Z"),
        coming=many(ComingRow, date_start=on),
        accreditations=many(AccreditationRow, state="co", role="delegate", rank="head", end=on),
        actas=many(ActaRow, date_start=PartialDate("2018-05"), state="draft"),
    )


@LANGUAGES
def test_what_is_needed_first_is_one_page_whatever_there_is(contents_of_2018, language):
    made = guide(Contents(crowded(contents_of_2018.gathered)), language)
    (points,) = (one for one in made.parts[0].blocks if isinstance(one, Points))
    assert len(points.points) == 6
    short = dataclasses.replace(made, parts=made.parts[:2])
    first, second = page_texts(render_pdf(short))[:2]
    assert f"1. {made.parts[0].title}" in first
    assert second.startswith(f"2. {made.parts[1].title}")


@LANGUAGES
def test_guide_says_that_no_piece_of_the_campaign_is_in_the_record(pack_of_2018, language):
    said = {
        "es": "Las imágenes, los videos y las cuentas en redes sociales no están en el registro",
        "en": "Pictures, films and accounts on social networks are not in the record",
    }
    assert said[language] in " ".join(page_texts(pack_of_2018[GUIDES[language]]))
    assert listing(pack_of_2018, "campaign-documents") == []


def test_nothing_that_became_of_them_later_is_in_the_pack(pack_of_2018):
    """Some are registered as delivered, by what happened in 2020 and 2021."""
    assert {one["status"] for one in of_the_meeting()} > {"unknown"}
    found = [one for one in listing(pack_of_2018, "commitments") if one["term"] == NEXT]
    assert {(one["status"], one["status_basis"]) for one in found} == {("planned", "not_begun")}
    assert {one["statement_es"] for one in found} == {""}
    assert "RIAP (2020)" not in joined(name.decode() for name in [pack_of_2018["pack.json"]])


def test_closed_are_those_of_the_term_that_are_delivered(pack_of_2018):
    expected = {
        one["id"]
        for one in facts.records("deliverables")
        if one["presidency_id"] == TERM and one["status"] == "delivered"
    }
    found = listing(pack_of_2018, "commitments")
    assert {one["code"] for one in found if one["group"] == "closed"} == expected


def test_open_are_those_of_terms_that_had_begun_and_of_none(pack_of_2018):
    terms = {one["id"]: one for one in facts.records("presidencies")}
    expected = {
        one["id"]
        for one in facts.records("deliverables")
        if one["status"] != "delivered"
        and one["presidency_id"]
        and facts.first_day(terms[one["presidency_id"]]["start"]) <= DAY
    }
    found = listing(pack_of_2018, "commitments")
    terms_of_found = {one["code"] for one in found if one["group"] == "open" and one["term"]}
    assert terms_of_found == expected


def test_mandates_are_those_issued_by_the_day(pack_of_2018):
    expected = {
        one["id"]
        for one in facts.records("mandates")
        if "gte" in one["addressed_to"]
        and (one["date"] is None or facts.first_day(one["date"]) <= DAY)
    }
    assert {one["code"] for one in listing(pack_of_2018, "mandates")} == expected


def test_register_of_actas_has_every_meeting_of_the_group_and_says_that_no_acta_is_kept(
    pack_of_2018,
):
    expected = [
        one["id"]
        for one in facts.records("meetings")
        if one["body"] == "gte" and facts.first_day(one["date_start"]) <= DAY
    ]
    found = listing(pack_of_2018, "actas")
    assert sorted(one["meeting"] for one in found) == sorted(expected)
    assert MEETING in expected
    assert {one["acta"] for one in found} == {""}


def test_observers_admitted_later_are_not_in_the_pipeline(pack_of_2018):
    expected = {
        one["id"]
        for one in facts.records("observers")
        if one["admitted_year"] is None or int(one["admitted_year"]) <= DAY.year
    }
    found = listing(pack_of_2018, "observers")
    assert {one["code"] for one in found} == expected
    assert {one["code"] for one in found if one["last_contact"]} == {"obs-no", "obs-ca"}


def test_nothing_dated_after_the_day_is_in_the_files(pack_of_2018):
    """But for dates that were agreed for later."""
    agreed = {"due", "first_due", "planned_start", "planned_end", "end", "in_force_until"}
    last = DAY.isoformat()
    late = [
        (name, column, value)
        for name, found in json.loads(pack_of_2018["pack.json"])["listings"].items()
        for row in found
        for column, value in row.items()
        if isinstance(value, str) and value[:4].isdigit() and value[4:5] in {"", "-"}
        if column not in agreed and value[: len(last)] > last[: len(value)]
    ]
    assert late == []


@LANGUAGES
@pytest.mark.external
def test_guide_is_accessible(pack_of_2018, language):
    assert broken_rules(pack_of_2018[GUIDES[language]]) == set()


@LANGUAGES
def test_guide_says_who_hands_over_to_whom_and_what_it_cannot_tell(pack_of_2018, language):
    pages = page_texts(pack_of_2018[GUIDES[language]])
    said = {
        "es": ("Colombia", "México", "30 de junio de 2018", "no se sabe en qué día se acordaron"),
        "en": ("Colombia", "Mexico", "30 June 2018", "not known on which day they were agreed"),
    }[language]
    assert [one for one in said[:3] if one not in pages[0]] == []
    assert said[3] in " ".join(pages)
