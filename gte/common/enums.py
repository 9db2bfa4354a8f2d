from decimal import Decimal

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


# One of a kind; of what is missing here there is only one form, as of money.
ONE_UNIT = {
    Unit.PEOPLE: pgettext_lazy("unit", "person"),
    Unit.STUDENTS: pgettext_lazy("unit", "student"),
    Unit.INSTITUTIONS: pgettext_lazy("unit", "institution"),
    Unit.SCHOLARSHIPS: pgettext_lazy("unit", "scholarship"),
    Unit.PROGRAMMES: pgettext_lazy("unit", "programme"),
    Unit.SCHOOLS: pgettext_lazy("unit", "school"),
    Unit.MONTHS: pgettext_lazy("unit", "month"),
    Unit.YEARS: pgettext_lazy("one unit", "year"),
    Unit.PROJECTS: pgettext_lazy("unit", "project"),
    Unit.PROFILES: pgettext_lazy("unit", "profile"),
    Unit.HOURS: pgettext_lazy("unit", "hour"),
    Unit.COUNTRIES: pgettext_lazy("unit", "country"),
    Unit.WORKING_GROUPS: pgettext_lazy("unit", "working group"),
    Unit.VACANCIES: pgettext_lazy("unit", "vacancy"),
    Unit.SECTORS: pgettext_lazy("unit", "sector"),
    Unit.ROUNDS: pgettext_lazy("unit", "round"),
    Unit.POLICIES: pgettext_lazy("unit", "policy"),
    Unit.PLACES: pgettext_lazy("unit", "place"),
    Unit.ENTRIES: pgettext_lazy("unit", "entry"),
    Unit.DAYS: pgettext_lazy("unit", "day"),
    Unit.COMPANIES: pgettext_lazy("unit", "company"),
    Unit.AGREEMENTS: pgettext_lazy("unit", "agreement"),
    Unit.WORKSHOPS: pgettext_lazy("unit", "workshop"),
    Unit.TESTIMONIES: pgettext_lazy("unit", "testimony"),
    Unit.STUDIES: pgettext_lazy("unit", "study"),
    Unit.STEPS: pgettext_lazy("unit", "step"),
    Unit.STAYS: pgettext_lazy("unit", "stay"),
    Unit.STATES: pgettext_lazy("unit", "state"),
    Unit.PAGES: pgettext_lazy("unit", "page"),
    Unit.MISSIONS: pgettext_lazy("unit", "mission"),
    Unit.METRES: pgettext_lazy("unit", "metre"),
    Unit.LEVELS: pgettext_lazy("unit", "level"),
    Unit.JOBS: pgettext_lazy("unit", "job"),
    Unit.FORUMS: pgettext_lazy("unit", "forum"),
    Unit.FIELDS: pgettext_lazy("unit", "field"),
    Unit.COPIES: pgettext_lazy("unit", "copy"),
    Unit.COMPETENCES: pgettext_lazy("unit", "competence"),
    Unit.CENTRES: pgettext_lazy("unit", "centre"),
}


def unit_label(unit: str, value: Decimal) -> str:
    """What so many of a unit are called."""
    one = ONE_UNIT.get(Unit(unit)) if value == 1 else None
    return str(one or Unit(unit).label)
