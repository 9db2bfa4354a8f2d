from django.db import models
from django.utils.translation import pgettext_lazy


class CriterionKind(models.TextChoices):
    CHARACTERISTIC = "characteristic", pgettext_lazy("practice", "characteristic")
    SYSTEMATIZATION_CRITERION = (
        "systematization_criterion",
        pgettext_lazy("practice", "systematization criterion"),
    )


class EvidenceKind(models.TextChoices):
    INSTITUTIONAL = "institutional", pgettext_lazy("practice evidence", "institutional")
    ACADEMIC = "academic", pgettext_lazy("practice evidence", "academic")
    PRESS = "press", pgettext_lazy("practice evidence", "press")
    INTERNATIONAL_ORGANISATION = (
        "international_organisation",
        pgettext_lazy("practice evidence", "international organisation"),
    )


class InstitutionKind(models.TextChoices):
    SECTOR_COUNCIL = "sector_council", pgettext_lazy("institution", "sector council")
    MINISTRY = "ministry", pgettext_lazy("institution", "ministry")
    UNIVERSITY = "university", pgettext_lazy("institution", "university")
    REGIONAL_GOVERNMENT = "regional_government", pgettext_lazy("institution", "regional government")
    TECHNICAL_INSTITUTE = "technical_institute", pgettext_lazy("institution", "technical institute")
    PUBLIC_AGENCY = "public_agency", pgettext_lazy("institution", "public agency")
    TRAINING_SERVICE = "training_service", pgettext_lazy("institution", "training service")
    NGO = "ngo", pgettext_lazy("institution", "non-governmental organisation")
    BUSINESS_ASSOCIATION = (
        "business_association",
        pgettext_lazy("institution", "business association"),
    )
    TECHNICAL_SCHOOL = "technical_school", pgettext_lazy("institution", "technical school")
    COMPANY = "company", pgettext_lazy("institution", "company")
    TECHNICAL_CENTRE = "technical_centre", pgettext_lazy("institution", "technical centre")


class EducationLevel(models.TextChoices):
    SECONDARY_AND_TERTIARY = (
        "secondary_and_tertiary",
        pgettext_lazy("education level", "secondary and tertiary"),
    )
    TERTIARY = "tertiary", pgettext_lazy("education level", "tertiary")
    UPPER_SECONDARY = "upper_secondary", pgettext_lazy("education level", "upper secondary")
    NON_FORMAL = "non_formal", pgettext_lazy("education level", "non-formal")
    TECHNICAL_PRODUCTIVE = (
        "technical_productive",
        pgettext_lazy("education level", "technical-productive"),
    )


class Sector(models.TextChoices):
    MINING = "mining", pgettext_lazy("sector", "mining")
    MULTISECTOR = "multisector", pgettext_lazy("sector", "several sectors")
    MECHANICS = "mechanics", pgettext_lazy("sector", "mechanics")
    AGRICULTURE_TOURISM = "agriculture_tourism", pgettext_lazy("sector", "agriculture and tourism")
    INNOVATION = "innovation", pgettext_lazy("sector", "innovation")
    ENERGY_MINING = "energy_mining", pgettext_lazy("sector", "energy and mining")
    SCHOOL_MANAGEMENT = "school_management", pgettext_lazy("sector", "school management")
    HERITAGE_CRAFTS = "heritage_crafts", pgettext_lazy("sector", "heritage crafts")
    AGROINDUSTRY = "agroindustry", pgettext_lazy("sector", "agroindustry")
    BUSINESS_ENGINEERING = (
        "business_engineering",
        pgettext_lazy("sector", "business and engineering"),
    )
    ENVIRONMENT = "environment", pgettext_lazy("sector", "environment")
    MANUFACTURING_SERVICES = (
        "manufacturing_services",
        pgettext_lazy("sector", "manufacturing and services"),
    )
    AEROSPACE = "aerospace", pgettext_lazy("sector", "aerospace")
    RENEWABLE_ENERGY = "renewable_energy", pgettext_lazy("sector", "renewable energy")
    BUSINESS = "business", pgettext_lazy("sector", "business")
    INDUSTRY = "industry", pgettext_lazy("sector", "industry")
    STEEL = "steel", pgettext_lazy("sector", "steel")
    INDUSTRY_ICT = "industry_ict", pgettext_lazy("sector", "industry and ICT")
    AGRICULTURE = "agriculture", pgettext_lazy("sector", "agriculture")
    INCLUSION = "inclusion", pgettext_lazy("sector", "inclusion")
    GASTRONOMY = "gastronomy", pgettext_lazy("sector", "gastronomy")
    MINING_METALLURGY = "mining_metallurgy", pgettext_lazy("sector", "mining and metallurgy")


class ResultKind(models.TextChoices):
    RESULT = "result", pgettext_lazy("figure", "result")
    CONTEXT = "context", pgettext_lazy("figure", "context")
