from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Certainty(models.TextChoices):
    """Whether a fact stands in its source or was reconstructed from it."""

    DOCUMENTED = "documented", _("documented")
    INFERRED = "inferred", _("inferred")


class Scope(models.TextChoices):
    """Whose work a record is. Only ``gte`` is ever counted as the group's."""

    GTE = "gte", _("the group's own")
    ADJACENT = "adjacent", _("adjacent: of a neighbouring body")
    NATIONAL = "national", _("national: of one country")
    CROSS_CUTTING = "cross_cutting", _("cross-cutting theme")


class ScopeBasis(models.TextChoices):
    """Where a record's scope comes from."""

    STATED = "stated", _("stated by the record")
    DERIVED = "derived", _("derived from its links")


class Language(models.TextChoices):
    """The two languages in which everything is published."""

    ES = "es", _("Spanish")
    EN = "en", _("English")


class Unit(models.TextChoices):
    """What the figures of the record count. Money is its currency (ISO 4217)."""

    PEOPLE = "people", pgettext_lazy("unit", "people")
    STUDENTS = "students", pgettext_lazy("unit", "students")
    INSTITUTIONS = "institutions", pgettext_lazy("unit", "institutions")
    SCHOLARSHIPS = "scholarships", pgettext_lazy("unit", "scholarships")
    PROGRAMMES = "programmes", pgettext_lazy("unit", "programmes")
    PERCENT = "percent", pgettext_lazy("unit", "percent")
    SCHOOLS = "schools", pgettext_lazy("unit", "schools")
    MONTHS = "months", pgettext_lazy("unit", "months")
    YEARS = "years", pgettext_lazy("unit", "years")
    PROJECTS = "projects", pgettext_lazy("unit", "projects")
    PROFILES = "profiles", pgettext_lazy("unit", "profiles")
    HOURS = "hours", pgettext_lazy("unit", "hours")
    COUNTRIES = "countries", pgettext_lazy("unit", "countries")
    YEAR = "year", pgettext_lazy("unit", "year")
    WORKING_GROUPS = "working_groups", pgettext_lazy("unit", "working groups")
    VACANCIES = "vacancies", pgettext_lazy("unit", "vacancies")
    SECTORS = "sectors", pgettext_lazy("unit", "sectors")
    ROUNDS = "rounds", pgettext_lazy("unit", "rounds")
    POLICIES = "policies", pgettext_lazy("unit", "policies")
    PLACES = "places", pgettext_lazy("unit", "places")
    ENTRIES = "entries", pgettext_lazy("unit", "entries")
    DAYS = "days", pgettext_lazy("unit", "days")
    COMPANIES = "companies", pgettext_lazy("unit", "companies")
    AGREEMENTS = "agreements", pgettext_lazy("unit", "agreements")
    WORKSHOPS = "workshops", pgettext_lazy("unit", "workshops")
    TESTIMONIES = "testimonies", pgettext_lazy("unit", "testimonies")
    STUDIES = "studies", pgettext_lazy("unit", "studies")
    STEPS = "steps", pgettext_lazy("unit", "steps")
    STAYS = "stays", pgettext_lazy("unit", "stays")
    STATES = "states", pgettext_lazy("unit", "states")
    SCORE = "score", pgettext_lazy("unit", "score")
    RANK = "rank", pgettext_lazy("unit", "rank")
    PAGES = "pages", pgettext_lazy("unit", "pages")
    MISSIONS = "missions", pgettext_lazy("unit", "missions")
    METRES = "metres", pgettext_lazy("unit", "metres")
    LEVELS = "levels", pgettext_lazy("unit", "levels")
    JOBS = "jobs", pgettext_lazy("unit", "jobs")
    FORUMS = "forums", pgettext_lazy("unit", "forums")
    FIELDS = "fields", pgettext_lazy("unit", "fields")
    COPIES = "copies", pgettext_lazy("unit", "copies")
    COMPETENCES = "competences", pgettext_lazy("unit", "competences")
    CENTRES = "centres", pgettext_lazy("unit", "centres")
    PEN = "PEN", pgettext_lazy("unit", "PEN")
    CAD = "CAD", pgettext_lazy("unit", "CAD")
    USD = "USD", pgettext_lazy("unit", "USD")
    COP = "COP", pgettext_lazy("unit", "COP")
    CLP = "CLP", pgettext_lazy("unit", "CLP")
    MILLION_COP = "million_COP", pgettext_lazy("unit", "million COP")
