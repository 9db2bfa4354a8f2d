from django.apps import AppConfig


class WorkplanConfig(AppConfig):
    name = "gte.workplan"

    def ready(self) -> None:
        from gte.governance.announcing import when_announced
        from gte.governance.commitments import add_keeper
        from gte.workplan import registers  # noqa: F401 - importing fills the table of registers
        from gte.workplan.desk import add_entry
        from gte.workplan.domain.plans import publish_approved
        from gte.workplan.keeping import WorkPlanKeeper

        add_keeper(WorkPlanKeeper())
        when_announced(publish_approved)
        add_entry()
