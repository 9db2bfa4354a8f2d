"""A plan with a row of each kind, and its workbook as people send it back."""

import io
from datetime import date
from types import SimpleNamespace

import openpyxl
from django.utils.translation import override

from gte.register.sheets.exchange import confirm, preview
from gte.workplan.domain.projects import make_dependent, set_budget
from gte.workplan.domain.writing import Given
from gte.workplan.sheets.workbook import PlanBook
from tests.factories.indicators import ADDRESS, an_indicator, by_sex, part, stands, with_periods
from tests.factories.plans import a_deliverable, a_mandate, a_plan, a_project, both, day, states
from tests.register.sheets.making import column_of


def populated(by, delegations):
    """Two projects, what they owe, a plan, a dependency, money, indicators with values."""
    mandate = a_mandate(by)
    links = {"mandates": [mandate], "participants": states("cl", "pe")}
    lead = states("cl")[0]
    first = a_project(by, "Red de liceos", links=links, lead=lead)
    second = a_project(by, "Catálogo", start=day("2027-12"), end=day("2028"), is_public=False)
    owed = a_deliverable(by, links={"projects": [first], "owners": states("cl", "pe")})
    plan = a_plan(by, first)
    make_dependent(project=second, on=first, by=by)
    money = {
        **both(purpose="Viajes"),
        "state": "planned",
        "amount": 1200,
        "currency": "USD",
        "in_kind": False,
        "start": date(2027, 1, 1),
        "end": date(2027, 12, 31),
        "source_state": lead,
        "source_name": "",
    }
    item = set_budget(project=first, by=by, given=Given(money))
    counted = an_indicator(by, project=first)
    periods = with_periods(counted, by)
    by_sex(counted, by)
    parts = {"sexo": {"mujeres": part(6), "hombres": part(4)}}
    stands(periods[0], delegations["cl"][0], delegations["pe"][0], 10, party=lead, breakdown=parts)
    said = an_indicator(
        by, "Percepción", value_kind="qualitative", unit_es="", unit_en="", rule="last"
    )
    return SimpleNamespace(**{name: value for name, value in locals().items() if name != "by"})


class Sent:
    """The workbook of one reader, worked on and sent back."""

    def __init__(self, by, plan=None, language="en"):
        self.by, self.plan, self.language = by, plan, language
        with override(language):
            self.data = PlanBook(by, plan).written(language=language)

    @property
    def exchange(self):
        return PlanBook(self.by, self.plan).exchange

    def edited(self, change):
        workbook = openpyxl.load_workbook(io.BytesIO(self.data))
        change(workbook)
        target = io.BytesIO()
        workbook.save(target)
        self.data = target.getvalue()
        return self

    def changed(self, name, code, **cells):
        """Other values in the row of a code; without a code in a new row."""

        def change(workbook):
            tab = tab_of(workbook, name)
            row = row_of(tab, str(code)) if code else tab.max_row + 1
            for key, value in cells.items():
                tab.cell(row, column_of(tab, key)).value = value

        return self.edited(change)

    def added(self, name, **cells):
        return self.changed(name, "", **cells)

    def seen(self):
        with override(self.language):
            return preview(io.BytesIO(self.data), exchange=self.exchange, by=self.by)

    def saved(self):
        with override(self.language):
            return confirm(self.seen().token, exchange=self.exchange, by=self.by)

    def refusals(self):
        """What is wrong: sheet, row, column and sentence of each."""
        with override(self.language):
            return [problem.sentence for problem in self.seen().reading.refusals()]


def tab_of(workbook, name):
    return next(tab for tab in workbook if f"{name}/" in str(tab["A1"].value))


def row_of(tab, code):
    column = column_of(tab, "code")
    return next(row for row in range(3, tab.max_row + 1) if tab.cell(row, column).value == code)


def rows_of(by, name, plan=None):
    """The rows of a sheet as they are now, by their codes."""
    book = PlanBook(by, plan)
    book.sheets()
    return {row["code"]: row for row in book.current()[name]}


def only(by, name, **having):
    """The code of the one row that has these values."""
    [code] = [
        code
        for code, row in rows_of(by, name).items()
        if all(row[key] == value for key, value in having.items())
    ]
    return code


def opened_rows(data, name):
    """The values of the rows below the headings."""
    tab = tab_of(openpyxl.load_workbook(io.BytesIO(data), read_only=True), name)
    return list(tab.iter_rows(min_row=3, values_only=True))


__all__ = ["ADDRESS", "Sent", "only", "opened_rows", "populated", "row_of", "rows_of", "tab_of"]
