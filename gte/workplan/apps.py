from django.apps import AppConfig


class WorkplanConfig(AppConfig):
    name = "gte.workplan"

    def ready(self) -> None:
        from gte.governance.commitments import add_keeper
        from gte.workplan import (
            measures,  # noqa: F401 - importing makes them known
            registers,  # noqa: F401 - importing fills the table of registers
        )
        from gte.workplan.keeping import WorkPlanKeeper

        add_keeper(WorkPlanKeeper())
