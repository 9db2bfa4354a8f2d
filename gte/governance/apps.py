from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class GovernanceConfig(AppConfig):
    name = "gte.governance"

    def ready(self) -> None:
        from gte.alliance.domain.notices import require_right
        from gte.alliance.enums import Notice
        from gte.governance import (
            measures,  # noqa: F401 - importing makes them known
            registers,  # noqa: F401 - importing fills the table of registers
        )
        from gte.governance.desk import waiting_count
        from gte.register.desk import DeskEntry, add_desk_entry

        require_right(Notice.MINUTES, "governance.take_part")
        require_right(Notice.INVITED, "governance.be_invited")
        add_desk_entry(
            DeskEntry(
                url_name="desk-governance",
                title=gettext_lazy("Meetings and decisions"),
                lead=gettext_lazy(
                    "What waits for your party: texts to answer, actas to sign, advice to give."
                ),
                right="governance.take_part",
                waiting=waiting_count,
            )
        )
