"""Activities and organisations of any shape and with any text, for hypothesis."""

from decimal import Decimal

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from gte.workplan import iati
from gte.workplan.iati import codes
from gte.workplan.iati.values import Text

any_shape = settings(
    max_examples=40,
    deadline=None,
    # A record of this size takes minutes to shrink; what failed is said well enough by its finding.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

# All of it: control characters, lone surrogates, marks of direction, XML's own signs.
WORDS = st.one_of(
    st.text(max_size=12), st.sampled_from(["", " ", "]]>", "<a>&", "\x00\ud800\uffff"])
)
CODE = WORDS
SHARES = st.none() | st.decimals(0, 100, places=2)
DAYS = st.dates()
# The first and the last year are left out: in another zone they would be no year of Python's.
MOMENTS = st.datetimes(timezones=st.timezones()).filter(lambda when: 1 < when.year < 9999)
TEXTS = st.builds(Text, WORDS, WORDS)
ADDRESSES = st.builds(
    "https://example.org{}{}".format,
    st.sampled_from(["/", ":8000/", "/?", "/#", "/%"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
)


def several(strategy, least=0):
    return st.lists(strategy, min_size=least, max_size=2).map(tuple)


def code(enum):
    return st.sampled_from(list(enum))


PERIODS = st.builds(iati.Period, DAYS, DAYS)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False) | st.just(Decimal("1E+3"))
MONEY = st.builds(iati.Money, NUMBERS, CODE, DAYS)
REPORTERS = st.builds(
    iati.Reporter, CODE, code(codes.OrganisationKind), TEXTS, st.none() | st.booleans()
)
DOCUMENTS = st.builds(
    iati.DocumentLink,
    ADDRESSES,
    WORDS,
    TEXTS,
    several(code(codes.DocumentCategory), 1),
    TEXTS,
    several(CODE),
    st.none() | DAYS,
)
AMOUNTS = st.builds(
    iati.Amount,
    st.none() | NUMBERS,
    TEXTS,
    several(st.builds(iati.Dimension, WORDS, WORDS)),
    several(DOCUMENTS),
)
REFERENCES = several(st.builds(iati.Reference, CODE, CODE, st.none() | ADDRESSES))
INDICATORS = st.builds(
    iati.Indicator,
    code(codes.Measure),
    TEXTS,
    TEXTS,
    st.booleans(),
    st.none() | st.booleans(),
    several(DOCUMENTS),
    REFERENCES,
    several(st.builds(iati.Baseline, st.integers(1, 9999), AMOUNTS, st.none() | DAYS)),
    several(st.builds(iati.IndicatorPeriod, PERIODS, several(AMOUNTS), several(AMOUNTS))),
)
RESULTS = st.builds(
    iati.Result,
    TEXTS,
    several(INDICATORS, 1),
    code(codes.ResultKind),
    TEXTS,
    st.none() | st.booleans(),
    several(DOCUMENTS),
    REFERENCES,
)
OWNERS = st.builds(iati.Owner, st.none() | CODE, TEXTS)
CONTACTS = st.builds(
    iati.Contact,
    code(codes.ContactKind),
    TEXTS,
    TEXTS,
    TEXTS,
    TEXTS,
    several(WORDS),
    several(WORDS),
    several(ADDRESSES),
    several(TEXTS),
)
PARTICIPANTS = st.builds(
    iati.Participant,
    code(codes.OrganisationRole),
    TEXTS,
    st.none() | CODE,
    st.none() | code(codes.OrganisationKind),
    st.none() | CODE,
)
ACTIVITIES = st.builds(
    iati.Activity,
    identifier=WORDS,
    reporter=REPORTERS,
    title=TEXTS,
    descriptions=several(st.builds(iati.Description, TEXTS, code(codes.DescriptionKind)), 1),
    participants=several(PARTICIPANTS, 1),
    status=code(codes.ActivityStatus),
    dates=several(st.builds(iati.ActivityDate, code(codes.DateKind), DAYS, TEXTS), 1),
    other_identifiers=several(
        st.builds(iati.OtherIdentifier, CODE, code(codes.OtherIdentifierKind), st.none() | OWNERS)
    ),
    contacts=several(CONTACTS),
    scope=st.none() | code(codes.ActivityScope),
    countries=several(st.builds(iati.RecipientCountry, CODE, SHARES, TEXTS)),
    regions=several(st.builds(iati.RecipientRegion, CODE, SHARES, CODE, TEXTS)),
    sectors=several(st.builds(iati.Sector, CODE, SHARES, CODE, TEXTS)),
    tags=several(st.builds(iati.Tag, CODE, CODE, TEXTS, st.none() | ADDRESSES)),
    collaboration=st.none() | code(codes.CollaborationKind),
    flow_type=st.none() | CODE,
    finance_type=st.none() | CODE,
    aid_types=several(st.builds(iati.AidType, CODE, st.none() | CODE)),
    tied_status=st.none() | CODE,
    budgets=several(
        st.builds(iati.Budget, PERIODS, MONEY, code(codes.BudgetKind), code(codes.BudgetStatus))
    ),
    documents=several(DOCUMENTS),
    related=several(st.builds(iati.RelatedActivity, CODE, code(codes.RelatedKind))),
    results=several(RESULTS),
    budget_not_provided=st.none() | code(codes.BudgetNotProvided),
    hierarchy=st.none() | st.integers(0, 9),
    humanitarian=st.none() | st.booleans(),
    last_updated=st.none() | MOMENTS,
)

LINES = several(st.builds(iati.Line, MONEY, TEXTS, st.none() | CODE))
STATUSES = st.none() | code(codes.BudgetStatus)
COUNTRIES = st.builds(iati.Country, CODE, TEXTS)
RECIPIENTS = OWNERS | COUNTRIES | st.builds(iati.Region, CODE, CODE, TEXTS)
ORGANISATIONS = st.builds(
    iati.Organisation,
    identifier=WORDS,
    name=TEXTS,
    reporter=REPORTERS,
    total_budgets=several(st.builds(iati.TotalBudget, PERIODS, MONEY, LINES, STATUSES)),
    recipient_budgets=several(
        st.builds(iati.RecipientBudget, RECIPIENTS, PERIODS, MONEY, LINES, STATUSES)
    ),
    total_expenditures=several(st.builds(iati.TotalExpenditure, PERIODS, MONEY, LINES)),
    documents=several(st.builds(iati.OrganisationDocument, DOCUMENTS, several(COUNTRIES))),
    last_updated=st.none() | MOMENTS,
)
