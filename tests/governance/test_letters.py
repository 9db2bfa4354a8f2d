"""Every letter of governance, in both languages, as its reader finds it."""

import datetime
import re
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core import mail
from django.urls import resolve, reverse
from django.utils import timezone
from django.utils.translation import override

from gte.alliance.domain.notices import LONGEST_SUBJECT, own_letter, post
from gte.alliance.models import PendingNotice, State
from gte.governance import notices
from gte.governance.domain.consultations import open_consultation
from gte.governance.domain.decisions import Wording, change_text, put_to_parties
from gte.governance.domain.meetings import change_meeting
from gte.governance.enums import PositionKind
from gte.governance.queries.standing import standing_of
from tests.factories.delegations import MONDAY, drafted
from tests.governance.calendar_readers import SANTIAGO
from tests.governance.test_consultations import question
from tests.governance.test_feeds import LINK, convened, plan
from tests.governance.test_invited import invite, invited_delegate

pytestmark = pytest.mark.django_db

FOLDER = settings.PACKAGE_DIR / "templates" / "mail" / "governance"
TEMPLATES = sorted(path.stem for path in FOLDER.glob("*.txt") if path.stem != "foot")
WEEK = datetime.timedelta(days=7)
WORDS = "No podemos aceptar «el 50 %» & <las demás> condiciones."
# Signs that an escape would show, and a title as long as titles may be.
TITLE = "Marco «regional» & cualificaciones <2027>: 'primera' \"fase\" " + "muy larga " * 19
WITH_HOUR = {
    "decision_adopted",
    "decision_extended",
    "decision_reminder",
    "decision_silence",
    "meeting_cancelled",
    "meeting_changed",
    "meeting_convened",
    "meeting_invited",
}
SAID = (
    "decision_amendment",
    "decision_broken",
    "decision_objection",
    "decision_objection_withdrawn",
)
PAGES = {
    "decision": "desk-decision",
    "consultation": "desk-consultation",
    "meeting": "desk-meeting",
    "minutes": "desk-minutes",
    "party": "desk-parties",
}


@pytest.fixture
def decision(coordinator, delegations):
    """Put to the parties, and as it would be once it is adopted."""
    decision = drafted(coordinator)
    text = Wording(TITLE[:250], TITLE[:250], "a", "b")
    change_text(decision=decision, by=coordinator, wording=text)
    put_to_parties(decision=decision, by=coordinator)
    decision.refresh_from_db()
    decision.year, decision.number, decision.adopted_at = 2026, 7, MONDAY
    return decision


@pytest.fixture
def meeting(coordinator):
    meeting = convened(coordinator, MONDAY, SANTIAGO)
    changed = plan(MONDAY, SANTIAGO, name_es=TITLE[:250], name_en=TITLE[:250])
    change_meeting(meeting=meeting, by=coordinator, plan=changed)
    meeting.refresh_from_db()
    return meeting


@pytest.fixture
def observer(coordinator, meeting):
    """The delegate of an Observer State that is invited to an item of the meeting."""
    user = invited_delegate("observer@example.org")
    invite(meeting, coordinator, "Cooperación", user)
    return user


@pytest.fixture
def tellers(coordinator, decision, meeting, observer):
    """For each template, what makes the letter go."""
    stands = standing_of(decision)
    silent = SimpleNamespace(parties=stands.parties, waiting=stands.waiting, expiry=MONDAY + WEEK)
    made = open_consultation(by=coordinator, question=question(TITLE[:240].strip()))
    parties = list(State.objects.filter(code__in=stands.parties))
    PendingNotice.objects.all().delete()
    party, until = parties[0], timezone.localdate() + WEEK

    def about_meeting(template, **more):
        return lambda: notices.about_meeting(meeting, parties, template, **more)

    def said(template):
        words = notices.Said(party, WORDS, "Inés Soto", PositionKind.ABSTENTION.label)
        return lambda: notices.tell_said(decision, stands, template, words)

    def about_minutes(template, **more):
        return lambda: notices.about_minutes(meeting, parties, template, **more)

    return {
        "decision_put": lambda: notices.tell_put(decision, parties, None, 2),
        "decision_silence": lambda: notices.tell_put(decision, parties, MONDAY + WEEK),
        "decision_extended": lambda: notices.tell_extended(decision, stands, MONDAY + WEEK, WORDS),
        "decision_withdrawn": lambda: notices.tell_withdrawn(decision, stands, WORDS),
        "decision_adopted": lambda: notices.tell_adopted(decision, silent),
        **{name: said(name) for name in SAID},
        "decision_reminder": lambda: notices.tell_reminder(decision, silent),
        "party_suspended": lambda: notices.tell_suspended(parties, party, WORDS),
        "meeting_convened": about_meeting("meeting_convened"),
        "meeting_invited": about_meeting("meeting_convened"),
        "meeting_changed": about_meeting("meeting_changed"),
        "meeting_cancelled": about_meeting("meeting_cancelled", reason=WORDS),
        "minutes_circulated": about_minutes("minutes_circulated", until=until),
        "minutes_to_sign": about_minutes("minutes_to_sign"),
        "minutes_signed": about_minutes("minutes_signed"),
        "minutes_reminder": lambda: notices.tell_minutes_reminder(meeting, parties, until),
        "consultation_opened": lambda: notices.tell_consultation(made, parties),
        "consultation_reminder": lambda: notices.tell_consultation_reminder(made, parties),
    }


def test_every_template_has_a_teller(tellers):
    assert sorted(tellers) == TEMPLATES


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_letter_says_plainly_what_it_is_about_and_leads_there(
    template, language, tellers, delegations, observer
):
    invited = template == "meeting_invited"
    reader = observer if invited else delegations["co"][0]
    reader.language = language
    reader.save()
    tellers[template]()
    post([own_letter(notice) for notice in PendingNotice.objects.filter(user=reader)])
    (letter,) = mail.outbox
    assert "\n" not in letter.subject
    assert 10 < len(letter.subject) <= LONGEST_SUBJECT
    # What an escape, a variable without a value, or an empty paragraph would leave.
    whole = f"{letter.subject}\n{letter.body}"
    assert not re.search(r"&(amp|lt|gt|quot|#)|\{\{|None|\n\n\n|  ", whole)
    assert letter.subject.endswith("…") == (len(letter.subject) == LONGEST_SUBJECT)
    about = "«el 50 %»" if template == "party_suspended" else TITLE[:60]
    assert about in letter.body
    # An hour is that of the reader's capital.
    if template in WITH_HOUR:
        assert {"es": "(hora de Bogotá)", "en": "(time of Bogota)"}[language] in letter.body
    addresses = re.findall(r"^http://[^/]+(/\S+)$", letter.body, re.MULTILINE)
    page = "meeting" if invited else PAGES[template.partition("_")[0]]
    with override(language):
        assert resolve(addresses[-1]).url_name == page
        assert letter.body.rstrip().endswith(reverse("profile"))
    if template in SAID:
        assert {"es": "Inés Soto, suplente", "en": "Inés Soto, alternate"}[language] in letter.body
    if template in {"meeting_convened", "meeting_changed", "meeting_invited"}:
        assert LINK in letter.body
        with override(language):
            assert resolve(addresses[0]).url_name == "meeting-calendar"
