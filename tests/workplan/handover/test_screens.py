"""The handover at the desk: made by the coordination, read by all, accepted by two parties."""

import io
import zipfile

import pytest
from django.urls import reverse
from django.utils.translation import override

from gte.alliance.models import Term
from gte.library.uploads import store
from gte.workplan.domain.handover import keep_pack
from gte.workplan.models import HandoverPack
from tests.factories.desks import AtDesk
from tests.factories.people import make_account, signed_in
from tests.workplan.handover.conftest import DAY, TERM, files_in

pytestmark = pytest.mark.django_db
SAID = {
    "es": ("Preparar el paquete", "Aceptar el traspaso", "está aceptado por", "aceptado por ambas"),
    "en": ("Make the pack", "Accept the handover", "is accepted for", "accepted by both"),
}


def zip_of(names):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in names.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.fixture
def pack(coordinator):
    """A small one, as if it had been made."""
    small = {
        "pack.json": '{"listings": {"commitments": [{}, {}]}}',
        "csv/commitments.csv": "code\n",
        "guia.es.pdf": "%PDF es",
        "guide.en.pdf": "%PDF en",
    }
    term = Term.objects.get(code=TERM)
    return keep_pack(term, DAY, zip_of(small), coordinator)


@pytest.mark.parametrize("language", ["es", "en"])
def test_handover_goes_from_the_list_to_both_acceptances(coordinator, delegations, language):
    make, accept, accepted, by_both = SAID[language]
    desk = AtDesk(coordinator, language)
    assert f"?term={TERM}" in desk.opens("desk-handovers")
    assert make in desk.opens("desk-handover-new", query=f"?term={TERM}")
    term = Term.objects.get(code=TERM)
    page = desk.sends("desk-handover-new", term=term.pk, as_of="")
    pack = HandoverPack.objects.get()
    assert (pack.term, pack.as_of) == (term, DAY)
    assert pack.hash in page
    assert accept not in page
    files = files_in(desk.opens("desk-handover-file", pack.code, "zip"))
    assert desk.opens("desk-handover-file", pack.code, "es") == files["guia.es.pdf"]
    for code in ("mx", "co"):
        delegate = AtDesk(delegations[code][0], language)
        assert accept in delegate.opens("desk-plan")
        assert accept in delegate.opens("desk-handover", pack.code)
        assert pack.hash in delegate.opens("desk-handover-accept", pack.code)
        assert accepted in delegate.sends("desk-handover-accept", pack.code)
    assert by_both in desk.opens("desk-handovers")
    assert by_both in desk.opens("desk-handover", pack.code)


def test_page_says_what_is_in_the_pack_and_who_is_awaited(pack, coordinator):
    page = AtDesk(coordinator, "en").opens("desk-handover", pack.code)
    assert "awaited: Colombia, Mexico" in page
    assert "csv/commitments.csv" in page
    assert "It is for those who take part in the group" in page


def test_delegate_of_another_party_reads_and_is_told_why_not_to_accept(pack, delegations):
    other = AtDesk(delegations["pe"][0], "en")
    assert "Accept the handover" not in other.opens("desk-handover", pack.code)
    assert "Make a pack" not in other.opens("desk-handovers")
    page = other.opens("desk-handover-accept", pack.code, status=409)
    assert "This handover is accepted by Colombia, Mexico; you speak for Peru." in page
    page = other.is_refused("desk-handover-accept", pack.code)
    assert "you speak for Peru" in page


def test_second_acceptance_of_a_party_is_refused_on_its_page(pack, delegations):
    first, second = (AtDesk(one, "en") for one in delegations["co"])
    first.sends("desk-handover-accept", pack.code)
    assert "has accepted this pack already" in second.is_refused("desk-handover-accept", pack.code)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2099-01-01", "take today or an earlier day"),
        ("2001-01-01", "had not begun on 1 January 2001"),
        ("yesterday", "Enter a valid date"),
    ],
)
def test_day_that_cannot_be_comes_back_with_the_form(coordinator, day, sentence):
    desk = AtDesk(coordinator, "en")
    term = Term.objects.get(code=TERM)
    assert sentence in desk.is_refused("desk-handover-new", term=term.pk, as_of=day)


@pytest.mark.parametrize("term", ["", "0", "x", "ppt"])
def test_term_that_is_none_of_the_coordination_comes_back_with_the_form(coordinator, term):
    sent = Term.objects.get(code="ppt-mx-2014").pk if term == "ppt" else term
    AtDesk(coordinator, "en").is_refused("desk-handover-new", term=sent, as_of="")
    assert not HandoverPack.objects.exists()


@pytest.mark.parametrize("query", ["?term=moon", "?term=", "?term=%00", "?other=1"])
def test_address_with_a_term_that_is_none_still_shows_the_form(coordinator, query):
    AtDesk(coordinator, "en").opens("desk-handover-new", query=query)


def test_unknown_pack_or_file_is_a_page_that_says_so(pack, coordinator):
    desk = AtDesk(coordinator, "en")
    desk.opens("desk-handover", "no-such-pack", status=404)
    desk.opens("desk-handover-file", pack.code, "docx", status=404)
    desk.opens("desk-handover-file", "no-such-pack", "zip", status=404)


def test_pack_whose_file_is_gone_says_so_on_its_page_and_at_its_download(pack, coordinator):
    store.path_of(pack.hash).unlink()
    desk = AtDesk(coordinator, "en")
    assert "is not where it was kept" in desk.opens("desk-handover", pack.code)
    assert "is not where it was kept" in desk.opens(
        "desk-handover-file", pack.code, "zip", status=400
    )


def test_visitors_and_readers_see_nothing_of_it(pack, client):
    reader = signed_in(make_account("editor"))
    for name, arguments in (
        ("desk-handovers", []),
        ("desk-handover", [pack.code]),
        ("desk-handover-file", [pack.code, "zip"]),
    ):
        with override("en"):
            path = reverse(name, args=arguments)
        assert client.get(path).status_code == 302
        assert reader.get(path).status_code == 403
