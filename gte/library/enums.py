from django.db import models
from django.utils.translation import pgettext_lazy


class DocumentKind(models.TextChoices):
    ACT = "act", pgettext_lazy("document", "minutes")
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


class Licence(models.TextChoices):
    """What a reader may do with the document. Its address is in ``LICENCE_URLS``."""

    NOT_STATED = "not_stated", pgettext_lazy("licence", "not stated")
    CC_BY = "cc_by", pgettext_lazy("licence", "CC BY 4.0")
    CC_BY_SA = "cc_by_sa", pgettext_lazy("licence", "CC BY-SA 4.0")
    CC_BY_NC = "cc_by_nc", pgettext_lazy("licence", "CC BY-NC 4.0")
    CC_BY_ND = "cc_by_nd", pgettext_lazy("licence", "CC BY-ND 4.0")
    CC_BY_NC_SA = "cc_by_nc_sa", pgettext_lazy("licence", "CC BY-NC-SA 4.0")
    CC_BY_NC_ND = "cc_by_nc_nd", pgettext_lazy("licence", "CC BY-NC-ND 4.0")
    CC_BY_IGO = "cc_by_igo", pgettext_lazy("licence", "CC BY 3.0 IGO")
    CC0 = "cc0", pgettext_lazy("licence", "CC0 1.0")
    PUBLIC_DOMAIN = "public_domain", pgettext_lazy("licence", "public domain")
    OWN_TERMS = "own_terms", pgettext_lazy("licence", "all rights reserved, or terms of its own")


LICENCE_URLS: dict[str, str] = {
    **{
        f"cc_{terms.replace('-', '_')}": f"https://creativecommons.org/licenses/{terms}/4.0/"
        for terms in ("by", "by-sa", "by-nc", "by-nd", "by-nc-sa", "by-nc-nd")
    },
    Licence.CC_BY_IGO: "https://creativecommons.org/licenses/by/3.0/igo/",
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
    Licence.PUBLIC_DOMAIN: "https://creativecommons.org/publicdomain/mark/1.0/",
}


class Holding(models.TextChoices):
    """Whether the library has the document itself."""

    HELD = "held", pgettext_lazy("holding", "held here")
    LINK = "link", pgettext_lazy("holding", "kept elsewhere")
    NONE = "none", pgettext_lazy("holding", "no copy known")


class DocumentState(models.TextChoices):
    """Whether readers may open a document."""

    OPEN = "open", pgettext_lazy("document", "open to readers")
    WITHDRAWN = "withdrawn", pgettext_lazy("document", "withdrawn")


class DocumentLanguage(models.TextChoices):
    """In which languages a document exists, as lists are narrowed by it."""

    ES = "es", pgettext_lazy("document", "Spanish")
    EN = "en", pgettext_lazy("document", "English")
    BOTH = "es-en", pgettext_lazy("document", "Spanish and English")
    OTHER = "other", pgettext_lazy("document", "another language")


class FileFormat(models.TextChoices):
    """The kinds of file that are taken: what they are called is not translated."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "DOCX"
    XLSX = "xlsx", "XLSX"
    PPTX = "pptx", "PPTX"
    ODT = "odt", "ODT"
    ODS = "ods", "ODS"
    ODP = "odp", "ODP"
    CSV = "csv", "CSV"
    TXT = "txt", "TXT"
    PNG = "png", "PNG"
    JPEG = "jpeg", "JPEG"


class UseKind(models.TextChoices):
    """What is counted of the use of a document."""

    VIEW = "view", pgettext_lazy("use", "view")
    DOWNLOAD = "download", pgettext_lazy("use", "download")
