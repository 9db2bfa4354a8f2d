from django.db import models
from django.utils.translation import pgettext_lazy


class DocumentKind(models.TextChoices):
    ACT = "act", pgettext_lazy("document", "act (acta)")
    AGREEMENT = "agreement", pgettext_lazy("document", "agreement")
    ARTICLE = "article", pgettext_lazy("document", "article")
    CALL = "call", pgettext_lazy("document", "call")
    CONCEPT_NOTE = "concept_note", pgettext_lazy("document", "concept note")
    DECISION = "decision", pgettext_lazy("document", "decision")
    FAQ = "faq", pgettext_lazy("document", "frequently asked questions")
    MANDATE_COMPILATION = (
        "mandate_compilation",
        pgettext_lazy("document", "compilation of mandates"),
    )
    MEETING_NOTE = "meeting_note", pgettext_lazy("document", "meeting note")
    METHODOLOGY = "methodology", pgettext_lazy("document", "methodology")
    MINISTERIAL_DECLARATION = (
        "ministerial_declaration",
        pgettext_lazy("document", "ministerial declaration"),
    )
    NEWS = "news", pgettext_lazy("document", "news")
    NOTICE = "notice", pgettext_lazy("document", "notice")
    POLICY_BRIEF = "policy_brief", pgettext_lazy("document", "policy brief")
    PRESIDENTIAL_DECLARATION = (
        "presidential_declaration",
        pgettext_lazy("document", "presidential declaration"),
    )
    REGULATION = "regulation", pgettext_lazy("document", "regulation")
    REPORT = "report", pgettext_lazy("document", "report")
    ROADMAP = "roadmap", pgettext_lazy("document", "road map")
    RULES = "rules", pgettext_lazy("document", "rules")
    STUDY = "study", pgettext_lazy("document", "study")
    THESIS = "thesis", pgettext_lazy("document", "thesis")
    TREATY = "treaty", pgettext_lazy("document", "treaty")
    WEB_DOCUMENTARY = "web_documentary", pgettext_lazy("document", "web documentary")
    WEB_PAGE = "web_page", pgettext_lazy("document", "web page")
    WORK_PLAN = "work_plan", pgettext_lazy("document", "work plan")


class AddressKind(models.TextChoices):
    """Who keeps the copy that the address leads to."""

    OFFICIAL = "official", pgettext_lazy("kind of address", "official site")
    INSTITUTIONAL = "institutional", pgettext_lazy("kind of address", "institution's site")
    LANDING_PAGE = "landing_page", pgettext_lazy("kind of address", "landing page")
    DESCRIPTION_PAGE = "description_page", pgettext_lazy("kind of address", "description page")
    THIRD_PARTY_COPY = (
        "third_party_copy",
        pgettext_lazy("kind of address", "copy kept by a third party"),
    )
    PRESS = "press", pgettext_lazy("kind of address", "press")
    NEWS_ABOUT = "news_about", pgettext_lazy("kind of address", "news about the document")


class AccessChecked(models.TextChoices):
    """How far the document was read when it was registered."""

    FULL_TEXT = "full_text", pgettext_lazy("access", "the full text was read")
    EXCERPT_ONLY = "excerpt_only", pgettext_lazy("access", "an excerpt was read")
    TITLE_AND_SUMMARY_ONLY = (
        "title_and_summary_only",
        pgettext_lazy("access", "only title and summary were read"),
    )
    DESCRIBED_ONLY = "described_only", pgettext_lazy("access", "only a description was read")
