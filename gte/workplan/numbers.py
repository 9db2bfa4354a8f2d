"""Which quantities the tables keep as they are typed."""

from __future__ import annotations

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gte.common.errors import BadInput

# SQLite keeps a number as binary floating point: so many decimal digits come back as they were.
DIGITS = 15


def check_digits(said: Decimal | int) -> None:
    """Raises ValidationError for a number that would come back as another one."""
    number = Decimal(said)
    if number.is_finite() and len(number.normalize().as_tuple().digits) > DIGITS:
        raise ValidationError(
            _("%(number)s has more than %(most)s digits and would not be kept exactly: round it.")
            % {"number": f"{number:f}", "most": DIGITS}
        )


def check_kept(*numbers: Decimal | int | None) -> None:
    """Raises BadInput as ``check_digits`` does."""
    for number in numbers:
        try:
            if number is not None:
                check_digits(number)
        except ValidationError as error:
            raise BadInput(error.messages[0]) from error
