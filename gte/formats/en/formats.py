"""English as international documents write it: day before month."""

DATE_FORMAT = "j F Y"
YEAR_MONTH_FORMAT = "F Y"
THOUSAND_SEPARATOR = ","
