# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Lengths of time that keep their calendar units, because a month is not thirty days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

_ISO: Final = re.compile(
    r"^P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$", re.ASCII
)
_DAY: Final = 86_400
# In the order of the groups of _ISO: each unit as (months, seconds).
UNITS: Final = {
    "years": (12, 0),
    "months": (1, 0),
    "weeks": (0, 7 * _DAY),
    "days": (0, _DAY),
    "hours": (0, 3600),
    "minutes": (0, 60),
    "seconds": (0, 1),
}
_CYCLE: Final = 4800  # months after which the Gregorian calendar repeats itself


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time as whole months and whole seconds; the two never convert into each other."""

    months: int
    seconds: int

    def at_most(self, other: Duration) -> bool:
        """True when this one is no longer than the other from whichever month both start.

        Neither of ``P1M`` and ``P30D`` is at most the other; ``P1Y`` and ``P12M`` are the same length. The four
        dates of XML Schema Part 2 are not enough: they would have ``P9M`` at most 275 days, which fails from May.
        """
        months, room = self.months - other.months, other.seconds - self.seconds
        longest = _span(months)[1] if months >= 0 else -_span(-months)[0]
        return longest * _DAY <= room


def parse(text: str) -> Duration | None:
    """Read an ISO 8601 duration of whole units, such as ``P5Y``, ``PT72H`` or ``P2W``; None when it is not one."""
    found = _ISO.match(text)
    if found is None:
        return None
    amounts = [int(group or 0) for group in found.groups()]
    pairs = list(zip(amounts, UNITS.values(), strict=True))
    return Duration(sum(n * months for n, (months, _) in pairs), sum(n * seconds for n, (_, seconds) in pairs))


def of(amount: int, unit: str) -> Duration | None:
    """Return so many years, months, weeks, days, hours, minutes or seconds; None for any other unit."""
    if unit not in UNITS:
        return None
    months, seconds = UNITS[unit]
    return Duration(amount * months, amount * seconds)


@cache
def _span(months: int) -> tuple[int, int]:
    """Return the fewest and the most days that so many months last, from any first of a month."""
    spans = [_days(start + months) - _days(start) for start in range(_CYCLE)]
    return min(spans), max(spans)


def _days(month: int) -> int:
    """Return the day number of the first day of a month counted from year 0, in the Gregorian calendar."""
    year, past_march = divmod(month - 2, 12)
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * past_march + 2) // 5
