"""The registers of good practices and of the criteria they are systematized by."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gte.alliance.models import State, Topic
from gte.alliance.registers import STATE_FACET
from gte.common.bilingual import text_of
from gte.common.enums import Certainty
from gte.practices.enums import (
    CriterionKind,
    EducationLevel,
    EvidenceKind,
    InstitutionKind,
    ResultKind,
    Sector,
)
from gte.practices.models import Criterion, Practice
from gte.register.blocks import (
    Detail,
    ListBlock,
    bilingual_list,
    fact,
    facts,
    figure_rows,
    texts,
)
from gte.register.fields import CERTAINTY_FACET, TOPIC_FACET, link, link_all
from gte.register.registers import Cell, Facet, Register, add_register, add_section


def period_text(period: str) -> str:
    """Says "2012-" as "since 2012", "2014-2016" with a dash; anything else as its source has it."""
    start, dash, end = period.partition("-")
    if not dash:
        return period
    if re.fullmatch(r"\d{4}s", start):
        return _("since the %(decade)ss") % {"decade": start.removesuffix("s")}
    return f"{start}–{end}" if end else _("since %(date)s") % {"date": start}


@add_register
class PracticeRegister(Register):
    model = Practice
    list_url_name = "practices"
    path = pgettext_lazy("address", "practices/")
    title = gettext_lazy("Good practices")
    lead = gettext_lazy(
        "Experiences in technical education found in public sources. None comes from the group's "
        "official repository; each State is to confirm its own."
    )
    kind_label = gettext_lazy("Good practice")
    columns = (gettext_lazy("Practice"), gettext_lazy("State"), gettext_lazy("Sector"))
    fields = ("title", "institution", "sector", "state__name")
    facets = (
        STATE_FACET,
        TOPIC_FACET,
        Facet("level", gettext_lazy("Level"), "level", EducationLevel),
        Facet("evidence", gettext_lazy("Evidence"), "evidence_kind", EvidenceKind),
    )
    select = ("state",)
    detail_select = ("state",)
    detail_prefetch = ("figures",)
    search_select = ("state",)

    def search_countries(self, record: Practice) -> list[State]:
        return [record.state]

    def search_date(self, record: Practice) -> str:
        """The year it began."""
        return match[0] if (match := re.match(r"\d{4}", record.period)) else ""

    def summary_of(self, record: Practice) -> str:
        return record.institution

    def cells(self, record: Practice) -> list[Cell]:
        return [Cell(str(record.state)), Cell(str(Sector(record.sector).label))]

    def meta_of(self, record: Practice) -> str:
        return record.institution

    def detail(self, record: Practice) -> Detail:
        figures = list(record.figures.all())
        has_results = any(figure.kind == ResultKind.RESULT for figure in figures)
        results = [record.results_summary, "" if has_results else _("No figure yet.")]
        return Detail(
            lead=record.problem,
            facts=facts(
                fact(_("State"), link(record.state)),
                fact(_("Institution"), record.institution),
                fact(_("Kind of institution"), str(InstitutionKind(record.institution_kind).label)),
                fact(_("Level"), str(EducationLevel(record.level).label)),
                fact(_("Sector"), str(Sector(record.sector).label)),
                fact(_("Period"), period_text(record.period)),
                fact(_("Evidence"), str(EvidenceKind(record.evidence_kind).label)),
                fact(
                    _("In the group's repository"),
                    _("yes") if record.in_official_repository else _("no"),
                ),
                fact(_("Topics"), *link_all(record.topics.all())),
            ),
            texts=texts(
                (_("Methodology"), record.methodology),
                (_("Results"), " ".join(filter(None, results))),
            ),
            figures=figure_rows(figures),
        )


@add_register
class CriterionRegister(Register):
    model = Criterion
    list_url_name = "criteria"
    path = pgettext_lazy("address", "criteria/")
    title = gettext_lazy("Criteria of good practices")
    lead = gettext_lazy(
        "Five characteristics and three systematization criteria. Definitions are the group's; "
        "scale, indicators and questions are a proposal."
    )
    kind_label = gettext_lazy("Criterion")
    columns = (gettext_lazy("Criterion"), gettext_lazy("Kind"))
    fields = ("name", "definition", "kind")
    facets = (Facet("kind", gettext_lazy("Kind"), "kind", CriterionKind), CERTAINTY_FACET)
    detail_prefetch = ("questions",)

    def summary_of(self, record: Criterion) -> str:
        return record.definition

    def cells(self, record: Criterion) -> list[Cell]:
        return [Cell(str(CriterionKind(record.kind).label))]

    def detail(self, record: Criterion) -> Detail:
        proposal = _("Certainty: %(certainty)s.") % {
            "certainty": Certainty(record.indicators_certainty).label
        }
        levels = [
            f"{value}: {text_of(label)}"
            for value, label in enumerate(record.scale_labels, record.scale_min)
        ]
        questions = [
            _("%(question)s Evidence: %(evidence)s.")
            % {"question": question.text, "evidence": question.evidence}
            for question in record.questions.all()
        ]
        return Detail(
            lead=record.definition,
            facts=facts(fact(_("Kind"), str(CriterionKind(record.kind).label))),
            lists=[
                *bilingual_list(_("Indicators"), record.indicators, proposal),
                ListBlock(_("Questions"), questions, proposal),
                ListBlock(_("Scale"), levels, proposal),
            ],
        )


add_section(Topic, "practices", gettext_lazy("Good practices"), lambda topic: topic.practices.all())
add_section(State, "practices", gettext_lazy("Good practices"), lambda state: state.practices.all())
