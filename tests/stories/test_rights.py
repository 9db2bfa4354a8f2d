"""Who may see what and who may send what: every role, every address of the site.

Each address has one row in the table of its area. An address without a row fails; so does a row
without an address. To add an address, write its row: who may see it, who may send to it, and if
its path takes arguments, a sample of them in ``ARGUMENTS``.

Who is in a row is let through. Of the others, visitors are led to sign in and people with an
account meet the page that says that it is not open to them. ``NOTHING`` is sent by nobody: the
address only answers reading.
"""

from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver
from django.utils.translation import override

from gte.alliance.enums import RoleKind
from gte.alliance.models import ContactPoint, User
from gte.register.registers import BY_URL_NAME
from tests.factories.people import a_party, give_second_factor, make_user, signed_in
from tests.stories.arguments import ARGUMENTS

pytestmark = pytest.mark.django_db

VISITOR, SUPERUSER, WITHOUT_ROLE = "visitor", "superuser", "account without a role"
KINDS = frozenset(str(kind) for kind in RoleKind)
SIGNED_IN = KINDS | {SUPERUSER, WITHOUT_ROLE}
EVERYBODY = SIGNED_IN | {VISITOR}
NOTHING = None
INVITERS = frozenset({"administrator", "coordination", "delegate", SUPERUSER})
MANAGERS = frozenset({"administrator", SUPERUSER})


@dataclass(frozen=True)
class Row:
    """Who may see a page, and who may send to it."""

    see: frozenset = EVERYBODY
    send: frozenset | None = NOTHING


PUBLIC = Row()
FORM = Row(send=EVERYBODY)
# Sending to it is reading it: it changes nothing.
SAME_ANSWER = Row(send=EVERYBODY)
OWN = Row(see=SIGNED_IN, send=SIGNED_IN)
OWN_TO_READ = Row(see=SIGNED_IN)
OWN_TO_SEND = Row(see=NOTHING, send=SIGNED_IN)

RUNNERS = frozenset({"administrator", "coordination", SUPERUSER})
LIBRARIANS = RUNNERS | {"editor"}
PARTIES = RUNNERS | {"delegate"}
EDITORS = LIBRARIANS | {"communications"}
OF_ITS_STATE = frozenset({"delegate", SUPERUSER})

SITE = {
    "health": SAME_ANSWER,
    "favicon.ico": SAME_ANSWER,
    "home": PUBLIC,
    "registers": PUBLIC,
    "about-record": PUBLIC,
    "coverage": PUBLIC,
    "report": PUBLIC,
    "report-list": PUBLIC,
    "robots": PUBLIC,
    "sitemap": PUBLIC,
    "sitemap-part": PUBLIC,
    "picture": PUBLIC,
    "permanent": SAME_ANSWER,
    "components": PUBLIC,
    "feeds": SAME_ANSWER,
    "feed-news": SAME_ANSWER,
    "feed-documents": SAME_ANSWER,
    "feed-meetings": SAME_ANSWER,
    "search": SAME_ANSWER,
    "search-suggestions": SAME_ANSWER,
    "opensearch": SAME_ANSWER,
    "document-view": PUBLIC,
    "document-view-version": PUBLIC,
    "document-picture": PUBLIC,
    "document-download": PUBLIC,
    "document-download-version": PUBLIC,
    "contact-form": FORM,
    "contact-sent": PUBLIC,
    "wagtail_serve": PUBLIC,
    "meeting-calendar": PUBLIC,
    # Whoever has the address: it is the secret.
    "calendar-feed": PUBLIC,
}
# Every register's list and every record's page: read by everybody, sent to by nobody.
REGISTERS = {
    name: PUBLIC
    for register in BY_URL_NAME.values()
    for name in (register.list_url_name, register.model.url_name)
    if name
}
SIGNING_IN = {
    "account_login": FORM,
    "account_logout": FORM,
    "account_inactive": PUBLIC,
    "account_signup": FORM,
    "account_email_verification_sent": PUBLIC,
    "account_confirm_email": FORM,
    "account_reset_password": FORM,
    "account_reset_password_done": PUBLIC,
    "account_reset_password_from_key": FORM,
    "account_reset_password_from_key_done": PUBLIC,
    # Without a right password a moment ago these lead everybody back to the beginning.
    "mfa_authenticate": FORM,
    "account_confirm_login_code": FORM,
    "mfa_login_webauthn": FORM,
    "openid_connect_login": FORM,
    "openid_connect_callback": FORM,
    "socialaccount_login_cancelled": PUBLIC,
    "socialaccount_login_error": PUBLIC,
    "socialaccount_signup": FORM,
    "accept-invitation": FORM,
}
ACCOUNT = {
    "profile": OWN,
    "own-data": OWN_TO_READ,
    "ask-for-erasure": OWN,
    "switch-role": OWN_TO_SEND,
    "account_email": OWN,
    "account_change_password": OWN,
    "account_set_password": OWN,
    "account_reauthenticate": OWN,
    "usersessions_list": OWN,
    "socialaccount_connections": OWN,
    "mfa_index": OWN_TO_READ,
    "mfa_reauthenticate": OWN,
    "mfa_activate_totp": OWN,
    "mfa_deactivate_totp": OWN,
    "mfa_view_recovery_codes": OWN_TO_READ,
    "mfa_generate_recovery_codes": OWN,
    "mfa_download_recovery_codes": OWN,
    "mfa_list_webauthn": OWN_TO_READ,
    "mfa_add_webauthn": OWN,
    "mfa_reauthenticate_webauthn": OWN,
    "mfa_remove_webauthn": OWN,
    "mfa_edit_webauthn": OWN,
}
DESK = {
    "desk": OWN_TO_READ,
    "people": Row(see=INVITERS),
    "invite": Row(see=INVITERS, send=INVITERS),
    "renew-invitation": Row(see=NOTHING, send=INVITERS),
    "withdraw-invitation": Row(see=NOTHING, send=INVITERS),
    "end-role": Row(see=INVITERS, send=INVITERS),
    "remove-second-factor": Row(see=MANAGERS, send=MANAGERS),
    "contacts-desk": Row(see=INVITERS),
    "confirm-contact": Row(see=OF_ITS_STATE, send=OF_ITS_STATE),
    "withdraw-contact": Row(see=NOTHING, send=OF_ITS_STATE),
    "messages": Row(see=RUNNERS),
    "message": Row(see=RUNNERS, send=RUNNERS),
    "desk-governance": Row(see=PARTIES),
    "desk-ledger": Row(see=PARTIES),
    "desk-parties": Row(see=PARTIES),
    "desk-party-suspend": Row(see=RUNNERS, send=RUNNERS),
    "desk-decisions": Row(see=PARTIES),
    "desk-decision": Row(see=PARTIES, send=PARTIES),
    "desk-decision-new": Row(see=RUNNERS, send=RUNNERS),
    "desk-decision-text": Row(see=RUNNERS, send=RUNNERS),
    "desk-decision-silence": Row(see=RUNNERS, send=RUNNERS),
    "desk-decision-extend": Row(see=RUNNERS, send=RUNNERS),
    "desk-decision-withdraw": Row(see=RUNNERS, send=RUNNERS),
    "desk-decision-do": Row(see=RUNNERS, send=RUNNERS),
    "desk-meetings": Row(see=PARTIES),
    "desk-meeting": Row(see=PARTIES),
    "desk-minutes": Row(see=PARTIES),
    "desk-library": Row(see=LIBRARIANS),
    "desk-library-add": Row(see=LIBRARIANS, send=LIBRARIANS),
    "desk-library-document": Row(see=LIBRARIANS, send=LIBRARIANS),
    "desk-library-files": Row(see=LIBRARIANS, send=LIBRARIANS),
    "desk-library-withdraw": Row(see=LIBRARIANS, send=LIBRARIANS),
    "desk-library-restore": Row(see=LIBRARIANS, send=LIBRARIANS),
    "desk-library-withdraw-version": Row(see=LIBRARIANS, send=LIBRARIANS),
}
ADVICE = {
    "desk-consultations": Row(see=PARTIES),
    "desk-consultation-new": Row(see=RUNNERS, send=RUNNERS),
    "desk-consultation": Row(see=PARTIES, send=PARTIES),
    "desk-consultation-answer": Row(see=RUNNERS, send=RUNNERS),
    "desk-consultation-sent": Row(see=RUNNERS, send=RUNNERS),
    "desk-consultation-archive": Row(see=RUNNERS, send=RUNNERS),
    "desk-calendar": Row(see=PARTIES, send=PARTIES),
}
TAKE_PART = RUNNERS | OF_ITS_STATE
COORDINATION_FORM = Row(see=RUNNERS, send=RUNNERS)
COORDINATION_BUTTON = Row(see=NOTHING, send=RUNNERS)
MEETINGS = {
    "desk-meeting-new": COORDINATION_FORM,
    "desk-meeting-edit": COORDINATION_FORM,
    "desk-meeting-cancel": COORDINATION_FORM,
    "desk-meeting-do": COORDINATION_FORM,
    "desk-item-new": COORDINATION_FORM,
    "desk-item": COORDINATION_FORM,
    "desk-item-do": COORDINATION_BUTTON,
    "desk-attendance": COORDINATION_FORM,
    "desk-attendance-delegate": COORDINATION_BUTTON,
    "desk-attendance-remove": COORDINATION_BUTTON,
    "desk-outcome-new": COORDINATION_FORM,
    "desk-outcome": COORDINATION_FORM,
    "desk-outcome-remove": COORDINATION_BUTTON,
    "desk-minutes-edit": COORDINATION_FORM,
    "desk-minutes-circulate": COORDINATION_FORM,
    "desk-minutes-sign": Row(see=NOTHING, send=OF_ITS_STATE),
    "desk-minutes-comment": Row(see=NOTHING, send=OF_ITS_STATE),
    "desk-minutes-answer": COORDINATION_BUTTON,
    "desk-minutes-do": COORDINATION_BUTTON,
    "desk-minutes-file": Row(see=TAKE_PART),
    "meeting-acta": PUBLIC,
}
REPORTS = {
    "desk-reports": Row(see=PARTIES),
    **dict.fromkeys(("desk-report-new", "desk-handover-new"), COORDINATION_FORM),
    "desk-report": Row(see=PARTIES),
    "desk-report-do": COORDINATION_FORM,
    "desk-report-clear": COORDINATION_BUTTON,
    "desk-paragraph-new": COORDINATION_FORM,
    "desk-paragraph": COORDINATION_FORM,
    "desk-paragraph-remove": COORDINATION_BUTTON,
    **dict.fromkeys(("desk-handovers", "desk-handover", "desk-handover-file"), Row(see=PARTIES)),
    "desk-handover-accept": Row(see=OF_ITS_STATE, send=OF_ITS_STATE),
    "progress-report-text": PUBLIC,
    "progress-report-list": PUBLIC,
    "timeline": PUBLIC,
    "plan-timeline": PUBLIC,
}
PLAN = {
    "desk-plan": Row(see=PARTIES),
    "desk-mandates": Row(see=PARTIES),
    "desk-mandate-new": COORDINATION_FORM,
    "desk-mandate": Row(see=PARTIES),
    "desk-mandate-edit": COORDINATION_FORM,
    "desk-iati": Row(see=RUNNERS),
    "desk-iati-file": Row(see=RUNNERS),
    "desk-groups": Row(see=PARTIES),
    "desk-group": Row(see=PARTIES),
    "desk-request": Row(see=PARTIES),
    "desk-request-new": COORDINATION_FORM,
    "desk-request-edit": COORDINATION_FORM,
    "desk-request-answer": COORDINATION_FORM,
    "desk-request-withdraw": COORDINATION_FORM,
    "desk-plans": Row(see=PARTIES),
    "desk-work-plan-new": COORDINATION_FORM,
    "desk-work-plan": Row(see=PARTIES),
    "desk-work-plan-edit": COORDINATION_FORM,
    "desk-work-plan-do": COORDINATION_FORM,
    "desk-plan-line-new": COORDINATION_FORM,
    "desk-plan-line": COORDINATION_FORM,
    "desk-plan-line-do": COORDINATION_BUTTON,
    "desk-plan-entry-new": COORDINATION_FORM,
    "desk-plan-entry-do": COORDINATION_BUTTON,
    "desk-projects": Row(see=PARTIES),
    "desk-project-new": COORDINATION_FORM,
    "desk-project": Row(see=PARTIES),
    "desk-project-edit": COORDINATION_FORM,
    "desk-project-do": COORDINATION_FORM,
    "desk-project-depend": COORDINATION_FORM,
    "desk-dependency-remove": COORDINATION_BUTTON,
    "desk-project-override": COORDINATION_FORM,
    "desk-project-restore": COORDINATION_BUTTON,
    "desk-budget-new": COORDINATION_FORM,
    "desk-budget": COORDINATION_FORM,
    "desk-budget-remove": COORDINATION_BUTTON,
    "desk-risk-new": COORDINATION_FORM,
    "desk-risk": COORDINATION_FORM,
    "desk-risk-close": COORDINATION_BUTTON,
    "desk-deliverables": Row(see=PARTIES),
    "desk-deliverable-new": COORDINATION_FORM,
    "desk-deliverable": Row(see=PARTIES),
    "desk-deliverable-edit": COORDINATION_FORM,
    "desk-deliverable-do": COORDINATION_FORM,
    "desk-deliverable-progress": Row(see=PARTIES, send=PARTIES),
    "desk-deliverable-proof": Row(see=PARTIES, send=PARTIES),
    "desk-deliverable-return": COORDINATION_FORM,
    "desk-deliverable-cancel": COORDINATION_FORM,
    "desk-deliverable-resume": COORDINATION_FORM,
    "desk-deliverable-override": COORDINATION_FORM,
    "desk-deliverable-restore": COORDINATION_BUTTON,
    "desk-proof-withdraw": Row(see=NOTHING, send=PARTIES),
    "desk-proof-copy": Row(see=PARTIES),
}
WORKBOOK = {
    "desk-workbook": Row(see=PARTIES, send=PARTIES),
    "desk-workbook-file": Row(see=PARTIES),
    "desk-workbook-save": Row(see=NOTHING, send=PARTIES),
    "desk-workbook-corrected": Row(see=NOTHING, send=PARTIES),
}
INDICATORS = {
    "indicator-explained": PUBLIC,
    "indicators-add-up": PUBLIC,
    "desk-indicators": Row(see=PARTIES),
    "desk-indicator": Row(see=PARTIES),
    "desk-indicator-new": COORDINATION_FORM,
    "desk-indicator-edit": COORDINATION_FORM,
    "desk-indicator-periods": COORDINATION_FORM,
    "desk-indicator-dimension": COORDINATION_FORM,
    "desk-indicator-dimension-remove": COORDINATION_BUTTON,
    "desk-indicator-target": COORDINATION_FORM,
    "desk-indicator-period-remove": COORDINATION_BUTTON,
    "desk-indicator-measure": COORDINATION_BUTTON,
    "desk-actual-new": Row(see=PARTIES, send=PARTIES),
    "desk-actual-approve": Row(see=NOTHING, send=PARTIES),
    "desk-actual-return": Row(see=PARTIES, send=PARTIES),
}
AREAS = {
    "site": SITE,
    "registers": REGISTERS,
    "signing in": SIGNING_IN,
    "account": ACCOUNT,
    "desk": DESK,
    "advice": ADVICE,
    "meetings": MEETINGS,
    "work plan": PLAN,
    "reports": REPORTS,
    "indicators": INDICATORS,
    "workbook": WORKBOOK,
}
# Whole trees that another program keeps, by the beginning of their path: their doors are checked.
TREES = {"cms/": ("wagtailadmin_home", Row(see=EDITORS))}
ROWS = {name: row for area in AREAS.values() for name, row in area.items()}


def patterns(resolver, prefix=""):
    """Every pattern of the site: its name, or its path where it has none, and the path."""
    for one in resolver.url_patterns:
        path = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from patterns(one, path)
        else:
            yield one.name or path, path


def site_patterns():
    with override("en"):
        return [
            (name, path)
            for name, path in patterns(get_resolver())
            if not any(path.startswith(tree) for tree in TREES)
        ]


def test_every_address_has_a_row():
    assert {name for name, _path in site_patterns()} - set(ROWS) == set()


def test_every_row_has_an_address():
    assert set(ROWS) - {name for name, _path in site_patterns()} == set()


def test_no_address_stands_in_two_tables():
    assert len(ROWS) == sum(len(area) for area in AREAS.values())


# --- what is answered -----------------------------------------------------------------------------


def sample_code(name):
    """The identifier of some record whose page has that name; of a contact, one of our delegate."""
    if name in {"confirm-contact", "withdraw-contact"}:
        return [ContactPoint.objects.filter(state=a_party()).first().code]
    for register in BY_URL_NAME.values():
        if register.model.url_name == name:
            return [register.model.objects.order_by("pk").first().code]
    return []


def path_of(name):
    if "." in name:
        return f"/{name}"
    with override("en"):
        return reverse(name, args=ARGUMENTS.get(name) or sample_code(name))


def outcome(answer, who):
    """What became of a request: let through, led to sign in, refused, or no such verb."""
    if answer.status_code == 405:
        return "no such verb"
    leads = answer.headers.get("Location", "")
    if answer.status_code == 302 and "/login/?next=" in leads:
        return "led to sign in" if who == VISITOR else "refused"
    return "refused" if answer.status_code == 403 else "let through"


def expected(allowed, otherwise, who):
    """What may become of a request; ``otherwise`` is who may use the address's other verb."""
    kept_out = {"led to sign in" if who == VISITOR else "refused"}
    if allowed is NOTHING:
        return {"no such verb"} | (kept_out if who not in (otherwise or EVERYBODY) else set())
    return {"let through"} if who in allowed else kept_out


@pytest.fixture
def people():
    """The cookies of one account for each role, all with a second factor: roles alone decide."""
    found = {kind: make_user(f"{kind}@example.org", kind, second_factor=True) for kind in KINDS}
    found[WITHOUT_ROLE] = make_user("nobody@example.org", second_factor=True)
    found[SUPERUSER] = User.objects.create_superuser("root@example.org", "secret-words")
    give_second_factor(found[SUPERUSER])
    return {who: signed_in(user).cookies for who, user in found.items()}


def ask(people, who, path, method):
    """One request, whose consequences are undone."""
    client = Client(raise_request_exception=False)
    client.cookies.load({name: one.value for name, one in people.get(who, {}).items()})
    with transaction.atomic():
        answer = getattr(client, method)(path)
        transaction.set_rollback(True)
    assert answer.status_code < 500, f"{method} {path} as {who}: {answer.status_code}"
    return outcome(answer, who)


def departures(people, names):
    for name in names:
        path, row = path_of(name), ROWS[name]
        for who in sorted(EVERYBODY):
            for method, allowed, other in (
                ("get", row.see, row.send),
                ("post", row.send, row.see),
            ):
                found = ask(people, who, path, method)
                if found not in expected(allowed, other, who):
                    yield f"{name}: {method} as {who} is {found}"


@pytest.mark.parametrize("area", AREAS)
def test_rights_are_those_of_the_table(people, area, settings):
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert list(departures(people, AREAS[area])) == []


@pytest.mark.parametrize("tree", TREES)
def test_door_of_a_whole_tree(people, tree):
    name, row = TREES[tree]
    path = reverse(name)
    found = {who for who in EVERYBODY if ask(people, who, path, "get") == "let through"}
    assert found == row.see
