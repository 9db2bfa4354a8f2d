"""Grace Whitfield asks what her country's cooperation has come to."""

import pytest

from tests import facts

pytestmark = pytest.mark.django_db


def test_observer_follows_her_countrys_cooperation_to_the_mandate_it_answers(grace):
    home = grace.opens_the_site()
    assert home.language == "en"
    grace.follows("All registers", "//main")
    grace.follows("Observer States", "//main")
    grace.sends(q="canada")
    state = grace.follows("Canada", "//table")
    assert state.h1 == "Canada"
    assert "Observer State since" in state.main

    action = grace.follows(facts.title("coop-ca-paefe", "en"))
    assert "completed" in action.main
    assert "25 July 2016 – 31 March 2023" in action.main

    project = grace.follows(facts.title("project-paefe", "en"))
    expected = facts.mandates_behind("project-paefe", facts.day("2026-01-29"))
    mandates = project.links("//section[.//*[@id='mandates']]")
    assert {link.text for link in mandates} == {facts.title(code, "en") for code in expected}

    # The way back is the same: the project names the cooperation, the cooperation its State.
    grace.follows(facts.title("coop-ca-paefe", "en"))
    assert grace.follows("Canada", "//main").h1 == "Canada"


def test_observer_sees_what_is_counted_apart_from_what_is_not(grace):
    grace.opens_the_site()
    report = grace.follows("Report for the High Level Group")
    (part,) = report.all("//section[@id='cooperation']")
    text = " ".join(part.text_content().split())
    assert "is not counted as the group's" in text
