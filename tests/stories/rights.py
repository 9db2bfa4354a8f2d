"""Who may see and who may send to each address: one row for each, in the table of its area."""

from dataclasses import dataclass

from gte.alliance.enums import RoleKind
from gte.register.registers import BY_URL_NAME

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
    "country-sheets": PUBLIC,
    "country-sheet": PUBLIC,
    "country-sheet-list": PUBLIC,
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
