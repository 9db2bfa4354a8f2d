"""For each of the 107 cases of the standard ruleset one planted error that breaks it.

Keys are the id of the rule and the number of its case in rules.json. ``WITH`` names the cases that
cannot be broken without others, and those others.
"""

from tests.workplan.iati.good import after, changed, drop, say

SPACED = " \n"
PROVIDER = "//transaction/provider-org"
RECEIVER = "//transaction/receiver-org"
COUNTED = "//indicator[@measure='1']"
SAID = "//indicator[@measure='5']"
NO_COUNTRY = drop("//recipient-country")
NO_DAC_SECTOR = drop("//iati-activity/sector[@vocabulary='1']")
NO_SECTOR = drop("//iati-activity/sector")
NO_TRANSACTION = drop("//transaction")


def region(percentage, code="998"):
    share = f' percentage="{percentage}"' if percentage is not None else ""
    return after(
        "//activity-date | //recipient-country",
        f'<recipient-region vocabulary="1" code="{code}"{share}/>',
    )


def to_transaction(number, xml):
    return after(f"//transaction[{number}]/*[last()]", xml)


def ends(record, value):
    return say(f"//{record}/period-end/@iso-date", value)


ACTIVITY = {
    "1.1.3#0": [say("//reporting-org/@ref", "XE-EXAMPLE-GTE-P1")],
    "1.1.21#0": [say("//iati-identifier", "XI-OTHER-GTE-P1")],
    "1.14.8#0": [say("//reporting-org/@ref", "NOBODY-1")],
    "1.3.13#0": [say("//iati-identifier", "XE-EXAMPLE-GTE-P/1")],
    "1.14.13#0": [say("//reporting-org/@ref", "XE-EXAMPLE-G&TE")],
    "1.11.13#0": [say("//owner-org/@ref", "XE-EXAMPLE?OLD")],
    "1.10.13#0": [say(f"{PROVIDER}/@ref", "XE-EXAMPLE|A")],
    "1.15.13#0": [say(f"{RECEIVER}/@ref", "XE/EXAMPLE")],
    "1.8.13#0": [say("//participating-org/@ref", "XE/MIN")],
    "1.3.1#0": [say("//iati-identifier", f"XE-EXAMPLE-GTE-P1{SPACED}")],
    "1.14.1#0": [say("//reporting-org/@ref", "XE-EXAMPLE-GTE ")],
    "1.16.1#0": [say("//other-identifier[@type='B1']/@ref", "XE-EXAMPLE ")],
    "1.6.1#0": [say("//other-identifier[@type='A3']/@ref", " XE-EXAMPLE-OLD-1")],
    "1.7.1#0": [say("//related-activity/@ref", "XE-EXAMPLE-GTE-P2 ")],
    "1.11.1#0": [say("//owner-org/@ref", " XE-EXAMPLE-OLD")],
    "1.10.1#0": [say(f"{PROVIDER}/@ref", " XE-EXAMPLE-A")],
    "1.4.1#0": [say("//planned-disbursement/provider-org/@provider-activity-id", "X-1 ")],
    "1.15.1#0": [say("//planned-disbursement/receiver-org/@ref", " XE-EXAMPLE-B")],
    "1.5.1#0": [say(f"{RECEIVER}/@receiver-activity-id", " X-1")],
    "1.8.1#0": [say("//participating-org/@ref", "XE-EXAMPLE-MIN ")],
    "1.9.1#0": [say("//participating-org/@activity-id", " XE-EXAMPLE-MIN-7")],
    "2.1.1#0": [
        drop("//sector[@code='T1']/@percentage"),
        say("//sector[@code='T2']/@percentage", "100"),
    ],
    "2.1.1#1": [
        drop("//sector[@code='11330']/@percentage"),
        say("//sector[@code='11130']/@percentage", "100"),
    ],
    "2.1.2#0": [say("//sector[@code='T1']/@percentage", "31")],
    "2.1.2#1": [say("//sector[@code='11330']/@percentage", "49.99")],
    "2.1.4#0": [drop("//sector[@code='T2']")],
    "2.1.4#1": [drop("//sector[@code='11130']")],
    "2.2.1#0": [drop("//sector[@code='T2']/narrative")],
    "102.1.1#0": [NO_DAC_SECTOR],
    "6.2.2#0": [NO_SECTOR, NO_TRANSACTION],
    "6.6.2#0": [to_transaction(2, '<sector code="11330"/>')],
    "6.7.2#0": [NO_SECTOR, to_transaction(2, '<sector code="11330"/>')],
    "12.3.1#0": [
        say("//sector[@code='T1']/@percentage", "-30"),
        say("//sector[@code='T2']/@percentage", "130"),
    ],
    "3.1.1#0": [
        drop("//recipient-country[1]/@percentage"),
        say("//recipient-country[2]/@percentage", "100"),
    ],
    "3.1.2#0": [say("//recipient-country[1]/@percentage", "41")],
    "3.1.4#0": [drop("//recipient-country[1]")],
    "3.4.1#0": [NO_COUNTRY, region(100), region(None, "1031")],
    "3.4.2#0": [region(10)],
    "3.4.4#0": [NO_COUNTRY, region(99)],
    "3.6.2#0": [to_transaction(2, '<recipient-country code="AA"/>')],
    "3.7.1#0": [NO_COUNTRY, NO_TRANSACTION],
    "3.7.2#0": [NO_COUNTRY, to_transaction(2, '<recipient-country code="AA"/>')],
    "12.1.1#0": [
        say("//recipient-country[1]/@percentage", "-1"),
        say("//recipient-country[2]/@percentage", "101"),
    ],
    "12.1.1#1": [NO_COUNTRY, region(-1), region(101, "1031")],
    "4.1.1#0": [drop("//policy-marker/narrative/@xml:lang")],
    "4.3.1#0": [say("//iati-activity/title/narrative", "")],
    "4.4.1#0": [say("//iati-activity/description/narrative", "")],
    "6.8.1#0": [drop("//owner-org/@ref")],
    "6.9.1#0": [drop("//planned-disbursement/provider-org/@ref")],
    "6.9.2#0": [drop(f"{RECEIVER}/@ref")],
    "6.10.1#0": [drop("//participating-org/@ref"), drop("//participating-org/narrative")],
    "6.11.1#0": [drop("//activity-date[@type='1' or @type='2']")],
    "6.14.1#0": [drop("//policy-marker/@significance")],
    "6.13.1#0": [drop("//policy-marker/narrative")],
    "107.1.1#0": [drop("//default-aid-type[@vocabulary='1']")],
    "107.1.2#0": [after("//default-aid-type", '<default-aid-type vocabulary="2" code="2"/>')],
    "107.1.2#1": [after("//default-aid-type", '<default-aid-type code="E01"/>')],
    "107.2.1#0": [drop("//aid-type[@vocabulary='1']")],
    "107.2.2#0": [after("//aid-type", '<aid-type code="E01"/>')],
    "107.2.2#1": [after("//aid-type", '<aid-type vocabulary="2" code="2"/>')],
    "7.5.3#0": [ends("budget", "2026-01-02")],
    "8.6.3#0": [ends("planned-disbursement", "2024-12-31")],
    "8.6.3#1": [ends("budget", "2024-12-31")],
    "7.8.1#0": [drop("//budget/value/@currency")],
    "7.9.1#0": [drop("//budget-item/@percentage")],
    "7.9.2#0": [say("//budget-item[1]/@percentage", "41")],
    "7.9.4#0": [drop("//budget-item[1]")],
    "12.2.1#0": [say("//capital-spend/@percentage", "100.01")],
    "12.2.1#1": [
        say("//budget-item[1]/@percentage", "-40"),
        say("//budget-item[2]/@percentage", "140"),
    ],
    "8.11.1#0": [after(f"{COUNTED}/title", '<reference vocabulary="1" code="4.1.1"/>')],
    "8.6.1#0": [say(f"{COUNTED}//period-end/@iso-date", "2024-12-31")],
    "8.8.1#0": [drop(f"{COUNTED}/baseline/@value")],
    "8.8.2#0": [say(f"{COUNTED}/baseline/@value", "none")],
    "8.9.1#0": [drop(f"{COUNTED}//target/@value")],
    "8.9.2#0": [say(f"{COUNTED}//target/@value", "1,000")],
    "8.10.1#0": [drop(f"{COUNTED}//actual/@value")],
    "8.10.2#0": [say(f"{COUNTED}//actual/@value", "80 %")],
    "8.8.3#0": [
        say(f"{COUNTED}/@measure", "5"),
        drop(f"{SAID}//target/@value | {SAID}//actual/@value"),
    ],
    "8.9.3#0": [
        say(f"{COUNTED}/@measure", "5"),
        drop(f"{SAID}/baseline/@value | {SAID}//actual/@value"),
    ],
    "8.10.3#0": [
        say(f"{COUNTED}/@measure", "5"),
        drop(f"{SAID}/baseline/@value | {SAID}//target/@value"),
    ],
    "11.1.1#0": [say("//@last-updated-datetime", "2026-06-30T12:00:01Z")],
    "11.1.2#0": [say("//activity-date[@type='3']/@iso-date", "2024-12-31")],
    "11.1.3#0": [after("//activity-date", '<activity-date type="4" iso-date="2025-01-31"/>')],
    "11.1.4#0": [say("//activity-date[@type='2']/@iso-date", "2026-07-01")],
    "11.1.5#0": [after("//activity-date", '<activity-date type="4" iso-date="2026-07-01"/>')],
    "11.2.1#0": [say("//transaction[1]/transaction-date/@iso-date", "2026-07-01")],
    "11.2.2#0": [say("//transaction[1]/value/@value-date", "2026-07-01")],
}

BUDGETS = (
    "total-budget",
    "recipient-country-budget",
    "recipient-org-budget",
    "recipient-region-budget",
)

ORGANISATION = {
    "1.18.8#0": [say("//reporting-org/@ref", "NOBODY-1")],
    "1.18.13#0": [say("//reporting-org/@ref", "XE-EXAMPLE-G&TE")],
    "1.12.13#0": [say("//organisation-identifier", "XE-EXAMPLE/GTE")],
    "1.12.1#0": [say("//organisation-identifier", " XE-EXAMPLE-GTE")],
    "1.17.1#0": [say("//recipient-org/@ref", "XE-EXAMPLE-B ")],
    "1.18.1#0": [say("//reporting-org/@ref", "XE-EXAMPLE-GTE ")],
    "4.5.1#0": [drop("//name/narrative/@xml:lang")],
    "7.8.2#0": [drop("//total-budget/value/@currency")],
    "11.4.1#0": [say("//@last-updated-datetime", "2026-07-01T00:00:00Z")],
    "11.3.1#0": [say("//budget-line/value/@value-date", "2026-01-01")],
    "7.5.3#5": [ends("total-expenditure", "2026-01-02")],
    "8.6.3#6": [ends("total-expenditure", "2024-12-31")],
    **{f"7.5.3#{n}": [ends(name, "2026-01-02")] for n, name in enumerate(BUDGETS, start=1)},
    **{f"8.6.3#{n}": [ends(name, "2024-12-31")] for n, name in enumerate(BUDGETS, start=2)},
}
# The budget of a country that ends before it starts has no day on which a line could fall.
ORGANISATION["8.6.3#3"] = [ends("recipient-country-budget", "2024-12-31"), drop("//budget-line")]

PLANTED = {case: ("activity", edits) for case, edits in ACTIVITY.items()} | {
    case: ("organisation", edits) for case, edits in ORGANISATION.items()
}
# Without any percentage the sum is 0, which is not 100 either.
WITH = {"7.9.1#0": {"7.9.2#0"}}


def planted(case):
    """A file in which one case is broken, with those that cannot but be broken too."""
    record, edits = PLANTED[case]
    return changed(record, *edits)
