DATE_FORMAT = r"j \d\e F \d\e Y"
YEAR_MONTH_FORMAT = r"F \d\e Y"
# A space, as the Spanish academies ask: the four countries differ in points and commas.
THOUSAND_SEPARATOR = "\u00a0"
