"""What the page of a decision says and offers at each step, to each who reads it."""

import datetime

import pytest

from gte.governance.domain.decisions import change_text, put_to_parties
from gte.governance.domain.windows import open_silence
from gte.governance.queries.standing import standing_of
from gte.governance.silence import Status
from tests.factories.delegations import MONDAY, adopted, at, drafted, say, wording
from tests.factories.desks import AtDesk

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)
WEEK = datetime.timedelta(days=7)


@pytest.fixture
def put(coordinator, delegations):
    decision = drafted(coordinator)
    return put_to_parties(decision=decision, by=coordinator)


@pytest.fixture
def silent(coordinator, delegations):
    """A calendar under silence for a week from Monday."""
    with at(MONDAY - WEEK):
        authority = adopted(coordinator, delegations, matter="procedure", authorises=("calendar",))
    with at(MONDAY):
        decision = drafted(coordinator)
        return open_silence(
            decision=decision, by=coordinator, expires_at=MONDAY + WEEK, authority=authority
        )


OTHER = {"es": "en", "en": "es"}


def part(page, start, end="</section>"):
    """The page from one word on to another."""
    found = page[page.index(start) :]
    return found[: found.index(end)]


def with_side(text, language, **changed):
    """The wording of a version with another title or body in one language."""
    names = ("title_es", "title_en", "body_es", "body_en")
    fields = {name: getattr(text, name) for name in names}
    fields |= {f"{name}_{language}": words for name, words in changed.items()}
    return type(wording())(**fields)


# --- what changed ---------------------------------------------------------------------------------


@pytest.mark.parametrize("reader", ["es", "en"])
@pytest.mark.parametrize("changed", ["es", "en"])
@pytest.mark.parametrize("field", ["title", "body"])
def test_change_of_one_language_is_shown_to_readers_of_either(
    field, changed, reader, put, coordinator, delegations
):
    said = with_side(put.texts.get(), changed, **{field: "Otra cosa."})
    change_text(decision=put, by=coordinator, wording=said)
    put_to_parties(decision=put, by=coordinator)
    page = AtDesk(delegations["pe"][0], reader).opens("desk-decision", put.code)
    changes = part(page, "<details>", "</details>")
    names = {"es": {"es": "Español", "en": "Inglés"}, "en": {"es": "Spanish", "en": "English"}}
    headings = [f"<h3>{names[reader][side]}</h3>" for side in (reader, OTHER[reader])]
    first, second = changes.partition(headings[0])[2].split(headings[1])
    sides = {reader: first, OTHER[reader]: second}
    unchanged = {"es": "sin cambios", "en": "unchanged"}[reader]
    assert ("<ins>" in sides[changed], unchanged in sides[changed]) == (True, False)
    assert ("<ins>" in sides[OTHER[changed]], unchanged in sides[OTHER[changed]]) == (False, True)


# --- after a broken silence -----------------------------------------------------------------------


def test_broken_silence_may_be_put_for_consensus_with_the_same_text(
    silent, coordinator, delegations
):
    with at(MONDAY + HOUR):
        say(silent, delegations["mx"][0], "objection", "Coincide con elecciones.")
        desk = AtDesk(coordinator)
        page = desk.opens("desk-decision", silent.code)
        said = part(page, 'id="positions"')
        assert "en silencio hasta ahora" not in said
        assert said.count("no dijo nada") == len(delegations) - 1
        do = desk.address("desk-decision-do", silent.code, "put")
        assert f'action="{do}"' in page
        page = desk.sends("desk-decision-do", silent.code, "put")
        stands = standing_of(silent)
        assert (stands.status, stands.positions, stands.expiry) == (Status.OPEN, {}, None)
        assert "Coincide con elecciones." not in part(page, 'id="positions"')
        # The parties are asked about this very text now: it is not offered twice.
        assert f'action="{do}"' not in page


# --- no authority for a silence -------------------------------------------------------------------


@pytest.mark.parametrize("language", ["es", "en"])
def test_silence_without_an_authority_leads_to_the_draft_of_one(language, coordinator):
    decision = drafted(coordinator)
    desk = AtDesk(coordinator, language)
    page = desk.opens("desk-decision-silence", decision.code)
    sentence = {"es": "Ninguna decisión vigente autoriza", "en": "No decision in force authorises"}
    assert sentence[language] in page
    assert 'name="expiry_day"' not in page
    link = f"{desk.address('desk-decision-new')}?matter=procedure&authorises=calendar"
    assert f'href="{link}"' in page
    form = desk.opens("desk-decision-new", query="?matter=procedure&authorises=calendar")
    assert '<option value="procedure" selected>' in form
    ticked = part(form, 'value="calendar" id="id_authorises', ">")
    assert "checked" in ticked
    assert form.count(" checked") == 1


def test_silence_on_a_matter_that_is_not_on_the_list_says_so_and_offers_no_draft(coordinator):
    decision = drafted(coordinator, matter="work_plan")
    page = AtDesk(coordinator).opens("desk-decision-silence", decision.code)
    assert "no está en la lista publicada" in page
    assert "matter=procedure" not in page


@pytest.mark.parametrize(
    "query", ["?matter=%00&authorises=x", "?meeting=x", "?authorises=work_plan"]
)
def test_draft_of_a_crafted_address_is_the_empty_form(query, coordinator):
    form = AtDesk(coordinator).opens("desk-decision-new", query=query)
    assert " checked" not in form


def test_silence_with_an_authority_shows_its_form(coordinator, delegations):
    adopted(coordinator, delegations, matter="procedure", authorises=("calendar",))
    page = AtDesk(coordinator).opens("desk-decision-silence", drafted(coordinator).code)
    assert 'name="expiry_day"' in page
