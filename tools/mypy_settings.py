"""The tests' settings for mypy's Django plugin.

The plugin asks the running models for their managers and looks those classes up in the code.
modeltranslation puts classes of its own making in their place; here it leaves them alone, so that
the plugin finds the ones we wrote. Everything else, the es and en columns too, is as it runs.
"""

from django.apps import AppConfig

from gte.settings.test import *  # noqa: F403 - the settings of the tests, and one app more
from gte.settings.test import INSTALLED_APPS as APPS


class PlainManagers(AppConfig):
    name = "tools"
    label = "plain_managers"
    path = "tools"

    def ready(self) -> None:
        from modeltranslation import translator

        translator.add_manager = lambda model: None  # noqa: ARG005


# Before modeltranslation, which replaces the managers when it is ready.
INSTALLED_APPS = ["tools.mypy_settings.PlainManagers", *APPS]
