from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class WorkplanConfig(AppConfig):
    name = "gte.workplan"

    def ready(self) -> None:
        from gte.alliance.domain.notices import require_right
        from gte.alliance.enums import Notice
        from gte.governance.announcing import when_announced
        from gte.governance.commitments import add_keeper
        from gte.governance.domain.reminders import add_reminders
        from gte.register.desk import DeskEntry, add_desk_entry
        from gte.workplan import (
            measures,  # noqa: F401 - importing makes them known
            registers,  # noqa: F401 - importing fills the table of registers
        )
        from gte.workplan.desk import add_entry
        from gte.workplan.domain.plans import publish_approved
        from gte.workplan.domain.reminders import unreported
        from gte.workplan.handover import (
            governing,  # noqa: F401 - importing adds their sections to the pack
            meetings,  # noqa: F401
            papers,  # noqa: F401
            work,  # noqa: F401
        )
        from gte.workplan.keeping import WorkPlanKeeper
        from gte.workplan.queries.sides import waiting_count

        require_right(Notice.WORK_PLAN, "governance.take_part")
        add_reminders(unreported)
        add_keeper(WorkPlanKeeper())
        when_announced(publish_approved)
        add_entry()
        add_desk_entry(
            DeskEntry(
                url_name="desk-indicators",
                title=gettext_lazy("Indicators"),
                lead=gettext_lazy("Values to state, and values of other parties to approve."),
                right="governance.take_part",
                waiting=waiting_count,
            )
        )
