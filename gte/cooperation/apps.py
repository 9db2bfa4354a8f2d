from django.apps import AppConfig


class CooperationConfig(AppConfig):
    name = "gte.cooperation"

    def ready(self) -> None:
        from gte.cooperation import (
            handover,
            measures,  # noqa: F401 - importing makes them known
            registers,  # noqa: F401 - importing fills the table of registers
        )
        from gte.cooperation.country import cooperation_table
        from gte.cooperation.facts import COOPERATION
        from gte.cooperation.report import cooperation_part
        from gte.workplan.country.sheet import add_table
        from gte.workplan.facts import add_kind, add_trace
        from gte.workplan.handover.gathering import add_source
        from gte.workplan.handover.listings import add_section
        from gte.workplan.report.parts import add_part

        add_part(40, cooperation_part)
        add_table(50, cooperation_table)
        add_kind(COOPERATION)
        add_trace("cooperation_actions", "start", "end")
        add_trace("english_facts", "date")
        add_trace("campaign_items", "date")
        add_source(handover.OBSERVERS, handover.observers_on)
        add_source(handover.CAMPAIGN, handover.campaign_on)
        add_section(60, handover.OBSERVERS_SECTION)
        add_section(80, handover.CAMPAIGN_SECTION)
