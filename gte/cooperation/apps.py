from django.apps import AppConfig


class CooperationConfig(AppConfig):
    name = "gte.cooperation"

    def ready(self) -> None:
        from gte.cooperation import (
            measures,  # noqa: F401 - importing makes them known
            registers,  # noqa: F401 - importing fills the table of registers
        )
        from gte.cooperation.country import cooperation_table
        from gte.cooperation.facts import COOPERATION
        from gte.cooperation.report import cooperation_part
        from gte.workplan.country.sheet import add_table
        from gte.workplan.facts import add_kind, add_trace
        from gte.workplan.report.parts import add_part

        add_part(40, cooperation_part)
        add_table(50, cooperation_table)
        add_kind(COOPERATION)
        add_trace("cooperation_actions", "start", "end")
        add_trace("english_facts", "date")
        add_trace("campaign_items", "date")
