"""A deliverable as its page at the desk prints it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gte.governance.moments import moment_text
from gte.register.blocks import Badge, Item, fact, facts
from gte.register.fields import link, link_all
from gte.workplan.enums import (
    CLOSED,
    DeliverableKind,
    DeliverableStatus,
    Light,
    PartyProgress,
    ProofKind,
)
from gte.workplan.models import Deliverable, Progress, Proof
from gte.workplan.queries.progress import newest_progress, owing_parties
from gte.workplan.queries.proofs import proofs_changed, records_shown
from gte.workplan.registers import DeliverableRegister
from gte.workplan.views.blocks import Action, Row, Table, at_once, badge_cell, cell, to
from gte.workplan.views.project_blocks import desk_link, mandate_link

PROGRESS_TONES = {
    PartyProgress.NOT_STARTED: "muted",
    PartyProgress.UNDER_WAY: "progress",
    PartyProgress.DONE: "good",
}


def page_of(deliverable: Deliverable, part: str = "") -> str:
    address = reverse("desk-deliverable", args=[deliverable.code])
    return f"{address}#{part}" if part else address


def status_badge(deliverable: Deliverable) -> Badge:
    return DeliverableRegister().status_of(deliverable)


def due_text(deliverable: Deliverable) -> str:
    return deliverable.due.display() if deliverable.due else _("no date set")


def owners_text(deliverable: Deliverable) -> str:
    return ", ".join(str(one) for one in deliverable.owners.all()) or _("all parties")


def deliverable_columns() -> tuple[str, ...]:
    return (_("Deliverable"), _("Due"), _("Owed by"), _("Status"))


def deliverable_row(deliverable: Deliverable, columns: tuple[str, ...]) -> Row:
    kind = str(DeliverableKind(deliverable.kind).label)
    if not deliverable.is_public:
        kind = _("%(kind)s, not public") % {"kind": kind}
    cells = [
        cell(deliverable, page_of(deliverable), note=kind),
        cell(due_text(deliverable)),
        cell(owners_text(deliverable)),
        badge_cell(status_badge(deliverable)),
    ]
    return Row(str(deliverable), cells, labels=columns)


def deliverables_table(
    deliverables: Iterable[Deliverable], *, empty: str, actions: Iterable[Action] = ()
) -> Table:
    columns = deliverable_columns()
    rows = [deliverable_row(one, columns) for one in deliverables]
    title = _("Deliverables and commitments")
    return Table("deliverables", title, columns, rows, empty, actions=list(actions))


def deliverable_facts(deliverable: Deliverable) -> list[Any]:
    first = deliverable.first_due
    moved = first.display() if first and first != deliverable.due else None
    accepted = deliverable.accepted_on
    return facts(
        fact(_("Due"), due_text(deliverable)),
        fact(_("First agreed for"), moved),
        fact(_("Accepted on"), date_format(accepted, "DATE_FORMAT") if accepted else None),
        fact(_("Owed by"), *(link_all(deliverable.owners.all()) or [Item(_("all parties"))])),
        fact(_("Coordinating State"), link(deliverable.coordinated_by)),
        fact(_("Term"), link(deliverable.term)),
        fact(_("Projects"), *(desk_link(one) for one in deliverable.projects.all())),
        fact(_("Mandates it answers"), *(mandate_link(one) for one in deliverable.mandates.all())),
        fact(_("Topics"), *link_all(deliverable.topics.all())),
        fact(_("Documents"), *link_all(deliverable.documents.all())),
        fact(_("What the status rests on"), deliverable.status_evidence),
    )


def override_notice(deliverable: Any, zone: str) -> list[str]:
    """A status that is set against the rule, with its reason and who signed it."""
    return [
        _("Set to “%(light)s” by %(name)s on %(when)s: %(reason)s")
        % {
            "light": Light(one.light).label,
            "name": one.by.name,
            "when": moment_text(one.at, zone),
            "reason": one.reason,
        }
        for one in deliverable.overrides.filter(ended_at=None).select_related("by__person")
    ]


def due_warnings(deliverable: Deliverable) -> list[str]:
    """Due after a project of it ends: allowed, and worth a look."""
    return [
        _("“%(deliverable)s” is due (%(due)s) after “%(project)s” ends (%(end)s).")
        % {
            "deliverable": deliverable,
            "due": due_text(deliverable),
            "project": project,
            "end": project.end.display(),
        }
        for project in deliverable.projects.all()
        if project.end and deliverable.due and deliverable.due.earliest > project.end.latest
    ]


# --- progress -------------------------------------------------------------------------------------


def progress_table(deliverable: Deliverable, zone: str, actions: list[Action]) -> Table:
    columns = (_("Party"), _("Progress"), _("Note"), _("Said"))
    said = newest_progress([deliverable])
    rows = [
        progress_row(state, said.get((deliverable.pk, state.pk)), zone, columns)
        for state in owing_parties(deliverable)
    ]
    return Table(
        "progress",
        _("Progress of each party"),
        columns,
        rows,
        _("No State is a party today."),
        actions=actions,
    )


def progress_row(state: Any, progress: Progress | None, zone: str, columns: Any) -> Row:
    if progress is None:
        silent = [cell(state), cell(_("no word yet"), tone="muted"), cell(""), cell("")]
        return Row(str(state), silent, labels=columns)
    label = str(PartyProgress(progress.state).label)
    if progress.percent is not None:
        label = _("%(state)s, %(percent)s %%") % {"state": label, "percent": progress.percent}
    tone = PROGRESS_TONES[PartyProgress(progress.state)]
    cells = [
        cell(state),
        cell(label, tone=tone),
        cell(progress.note),
        cell(moment_text(progress.at, zone), note=progress.by.name),
    ]
    return Row(str(state), cells, labels=columns)


# --- proofs ---------------------------------------------------------------------------------------


def proofs_table(
    deliverable: Deliverable, zone: str, actions: list[Action], *, may_withdraw: bool
) -> Table:
    columns = (_("Proof"), _("Kind"), _("Seen"), _("Now"))
    proofs = list(deliverable.proofs.select_related("document", "party", "added_by__person"))
    changed, records = proofs_changed(proofs), records_shown(proofs)
    rows = [
        Row(
            str(one),
            proof_cells(one, records, is_changed=one.pk in changed),
            proof_actions(one, may_withdraw=may_withdraw),
            columns,
        )
        for one in proofs
    ]
    return Table("proofs", _("Proofs"), columns, rows, _("Nothing proves it yet."), actions=actions)


def proof_cells(proof: Proof, records: dict[str, Any], *, is_changed: bool) -> list[list[Item]]:
    record = records.get(proof.record_code)
    url = proof.url
    if proof.document:
        url = proof.document.get_absolute_url()
    elif record is not None:
        url = record.get_absolute_url()
    who = f"{proof.party or _('the coordination')} · {proof.added_by.name}"
    return [
        [Item(str(proof), url, note=who, external=bool(proof.url))],
        cell(ProofKind(proof.kind).label),
        cell(date_format(proof.seen_on, "DATE_FORMAT"), note=f"SHA-256 {proof.seen_hash[:12]}…"),
        standing_cell(proof, is_changed=is_changed),
    ]


def standing_cell(proof: Proof, *, is_changed: bool) -> list[Item]:
    if proof.withdrawn_at:
        return cell(_("withdrawn"), tone="muted")
    if proof.kind == ProofKind.LINK:
        return cell(_("a copy is kept"), tone="good")
    if is_changed:
        return cell(_("changed since it was seen"), tone="late")
    return cell(_("as it was seen"), tone="good")


def proof_actions(proof: Proof, *, may_withdraw: bool) -> list[Action]:
    found = []
    if proof.kind == ProofKind.LINK:
        found.append(to("desk-proof-copy", proof.pk, label=_("Download the copy")))
    if may_withdraw and not proof.withdrawn_at:
        found.append(at_once("desk-proof-withdraw", proof.pk, label=_("Withdraw")))
    return found


# --- what can be done -----------------------------------------------------------------------------


def coordination_actions(deliverable: Deliverable) -> list[Action]:
    """What the coordination can do now."""
    code, status = deliverable.code, deliverable.status
    edit = to("desk-deliverable-edit", code, label=_("Edit"))
    set_status = to("desk-deliverable-override", code, label=_("Set the status against the rule"))
    if status == DeliverableStatus.CANCELLED:
        return [to("desk-deliverable-resume", code, label=_("Take it up again"))]
    found = [edit, set_status]
    if status == DeliverableStatus.DELIVERED:
        found.insert(0, to("desk-deliverable-return", code, label=_("Return for revision")))
        if not deliverable.accepted_on:
            accept = to("desk-deliverable-do", code, "accept", label=_("Accept"), quiet=False)
            found.insert(0, accept)
    if status not in CLOSED:
        found.append(to("desk-deliverable-cancel", code, label=_("Cancel it")))
    return found
