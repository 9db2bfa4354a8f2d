"""One activity and one organisation with every part that the package can write."""

import datetime
from decimal import Decimal

from gte.workplan import iati
from gte.workplan.iati import codes
from gte.workplan.iati.values import Text

DAY = datetime.date(2025, 1, 1)
YEAR = iati.Period(DAY, datetime.date(2025, 12, 31))
MONEY = iati.Money(Decimal("1250.50"), "USD", DAY)


def text(es):
    return Text(es=es, en=f"{es} (in English)")


REPORTER = iati.Reporter(
    "XE-EXAMPLE-GTE", codes.OrganisationKind.MULTILATERAL, text("Grupo Técnico de Educación"), False
)
DOCUMENT = iati.DocumentLink(
    "https://example.org/acta.pdf",
    "application/pdf",
    text("Acta"),
    (codes.DocumentCategory.RESULTS, codes.DocumentCategory.MEMORANDUM),
    description=text("Lo acordado"),
    languages=("es",),
    day=DAY,
)
AMOUNT = iati.Amount(
    Decimal("80.5"),
    text("Contado en los registros"),
    (iati.Dimension("sex", "female"), iati.Dimension("level", "technical")),
    (DOCUMENT,),
)
TEACHERS = iati.Indicator(
    codes.Measure.UNIT,
    text("Docentes formados"),
    description=text("Con certificado"),
    ascending=True,
    adds_up=True,
    documents=(DOCUMENT,),
    references=(iati.Reference("4.c.1", "1", "https://example.org/indicators"),),
    baselines=(iati.Baseline(2024, AMOUNT, DAY),),
    periods=(iati.IndicatorPeriod(YEAR, targets=(AMOUNT,), actuals=(AMOUNT, AMOUNT)),),
)
OPINION = iati.Indicator(
    codes.Measure.QUALITATIVE,
    text("Opinión de las partes"),
    ascending=False,
    baselines=(iati.Baseline(2024, iati.Amount(comment=text("Sin acuerdo"))),),
    periods=(
        iati.IndicatorPeriod(YEAR, (iati.Amount(),), (iati.Amount(None, text("Conformes")),)),
    ),
)
GUIDE = iati.Result(
    text("Guía de referenciación"),
    (TEACHERS, OPINION),
    kind=codes.ResultKind.OUTPUT,
    description=text("Entregable del plan de trabajo"),
    adds_up=False,
    documents=(DOCUMENT,),
)
CODED = iati.Result(
    text("Marco"), (OPINION,), codes.ResultKind.OUTCOME, references=(iati.Reference("R1", "99"),)
)

ACTIVITY = iati.Activity(
    identifier="XE-EXAMPLE-GTE-P1",
    reporter=REPORTER,
    title=text("Marco de cualificaciones"),
    descriptions=(
        iati.Description(text("Cuatro marcos, una referencia.")),
        iati.Description(text("Que un título valga."), codes.DescriptionKind.OBJECTIVES),
    ),
    participants=(
        iati.Participant(
            codes.OrganisationRole.IMPLEMENTING,
            text("Ministerio"),
            ref="XE-EXAMPLE-MIN",
            kind=codes.OrganisationKind.GOVERNMENT,
            activity_id="XE-EXAMPLE-MIN-7",
        ),
        iati.Participant(codes.OrganisationRole.FUNDING, Text(es="Agencia")),
    ),
    status=codes.ActivityStatus.IMPLEMENTATION,
    dates=(
        iati.ActivityDate(codes.DateKind.PLANNED_START, DAY, text("Según el plan")),
        iati.ActivityDate(codes.DateKind.ACTUAL_START, DAY),
    ),
    other_identifiers=(
        iati.OtherIdentifier("P-1", codes.OtherIdentifierKind.INTERNAL),
        iati.OtherIdentifier(
            "XE-EXAMPLE-OLD-1",
            codes.OtherIdentifierKind.PREVIOUS_ACTIVITY,
            iati.Owner("XE-EXAMPLE-OLD", text("Antes")),
        ),
    ),
    contacts=(
        iati.Contact(
            codes.ContactKind.PROJECT,
            organisation=text("Grupo"),
            department=text("Coordinación"),
            person=text("Oficina de cooperación"),
            job_title=text("Enlace"),
            telephones=("+00 000 0000",),
            emails=("gte@example.org",),
            websites=("https://example.org/",),
            addresses=(text("Calle 1"),),
        ),
    ),
    scope=codes.ActivityScope.MULTI_NATIONAL,
    countries=(iati.RecipientCountry("AA", Decimal(40), text("País")),),
    regions=(iati.RecipientRegion("998", Decimal(60), note=text("Región")),),
    sectors=(
        iati.Sector("11330", Decimal("33.3")),
        iati.Sector("11130", Decimal("66.7"), name=text("Docentes")),
        iati.Sector("T1", vocabulary=codes.OWN_VOCABULARY, name=text("Tema de trabajo 1")),
    ),
    tags=(
        iati.Tag.of_mandate("M-12", text("Mandato 12"), vocabulary_uri="https://example.org/m"),
        iati.Tag("4", codes.SDG_GOALS),
    ),
    collaboration=codes.CollaborationKind.TRIANGULAR,
    flow_type="10",
    finance_type="110",
    aid_types=(iati.AidType("D02"), iati.AidType("1", "2")),
    tied_status="5",
    budgets=(iati.Budget(YEAR, MONEY, codes.BudgetKind.REVISED, codes.BudgetStatus.COMMITTED),),
    documents=(DOCUMENT,),
    related=(iati.RelatedActivity("XE-EXAMPLE-GTE-P2", codes.RelatedKind.SIBLING),),
    results=(GUIDE, CODED),
    hierarchy=1,
    humanitarian=False,
    last_updated=datetime.datetime(2026, 6, 29, 10, tzinfo=datetime.UTC),
)

LINE = iati.Line(MONEY, text("Traducción"), "L1")
ORGANISATION = iati.Organisation(
    identifier="XE-EXAMPLE-GTE",
    name=text("Grupo Técnico de Educación"),
    reporter=REPORTER,
    total_budgets=(iati.TotalBudget(YEAR, MONEY, (LINE,), codes.BudgetStatus.INDICATIVE),),
    recipient_budgets=(
        # On purpose in another order than that of the schema.
        iati.RecipientBudget(iati.Country("AA", text("País")), YEAR, MONEY, (LINE,)),
        iati.RecipientBudget(iati.Region("998", note=text("Región")), YEAR, MONEY),
        iati.RecipientBudget(iati.Owner("XE-EXAMPLE-MIN", text("Ministerio")), YEAR, MONEY),
    ),
    total_expenditures=(iati.TotalExpenditure(YEAR, MONEY, (LINE,)),),
    documents=(iati.OrganisationDocument(DOCUMENT, (iati.Country("AA"),)),),
    last_updated=datetime.datetime(2026, 6, 29, 10, tzinfo=datetime.UTC),
)
