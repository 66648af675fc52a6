# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""A cited document taken apart: its name, the edition and the part that are cited with it, as printed.

``ISO/IEC 29147:2014`` is ISO/IEC 29147 in the edition of 2014; ``ETSI TS 103 645 V1.1.1 (2019), 4.5-1`` also names a
provision. What names no edition is an undated reference and means whichever edition is current.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_YEAR: Final = r"(?:19|20)\d{2}"
_EDITION: Final = re.compile(
    rf"(?P<name>.+?)(?P<edition>"
    rf"(?::{_YEAR}(?:/\w+ [\w-]+)?"
    rf"|,? (?:Release|Rev\.|ver\.) \d+(?:\.\d+)*"
    rf"|,? [Vv]\d+(?:\.\d+)+"
    rf"|,? \d+(?:\.\d+)+(?: Beta)?(?= \())?"
    rf"(?: \([^()]*{_YEAR}[^()]*\))?)"
)
# What follows a comma is a part where an edition stands before it or where it looks like one; names hold commas too.
_PLACE_WORDS: Final = "|".join(
    ("Articles? ", r"Sch\. ", "Annex ", "[Pp]arts? ", "provisions? ", "challenges? ", "points? ", "(?:CR|EDR|GP)[ -]")
)
_PART: Final = re.compile(rf"(?P<rest>.+?), (?P<part>(?<={_YEAR}\), ).+|(?:{_PLACE_WORDS}|[A-Z]{{0,5}}\d).*)")


@dataclass(frozen=True, slots=True)
class Designation:
    """A document as cited; ``edition`` and ``part`` are None where the citation names none."""

    name: str
    edition: str | None = None
    part: str | None = None

    @property
    def is_dated(self) -> bool:
        """True when the citation is pinned to an edition."""
        return self.edition is not None


def designation(target: str) -> Designation:
    """Take a citation apart; what cannot be told apart stays in the name."""
    text, part = target.strip(), None
    if match := _PART.fullmatch(text):
        text, part = match["rest"], match["part"]
    match = _EDITION.fullmatch(text)
    if match is None or not match["edition"]:
        return Designation(text, None, part)
    return Designation(match["name"], match["edition"].strip(" :,"), part)
