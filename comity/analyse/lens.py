# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""A jurisdiction seen on a date: which editions stand, in time and in reach, and what was read of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from comity.analyse.index import Index, weakest
from comity.analyse.profile import Profile
from comity.analyse.scope import OUT, Applicability, applicability
from comity.model.finding import Reading
from comity.model.requirement import Condition
from comity.model.source import Dates, Edition, Source


@dataclass(frozen=True, slots=True)
class Standing:
    """An edition with its place in time: current, future, ended or undated, and its reach where a profile is given."""

    source: Source
    edition: Edition
    when: str
    reach: Applicability | None = None

    @property
    def place(self) -> str:
        """The edition as cited, ``SOURCE@EDITION``."""
        return f"{self.source.id}@{self.edition.id}"

    @property
    def applies(self) -> bool:
        """True when it is in force and does not leave the product out."""
        return self.when == "current" and (self.reach is None or self.reach.verdict != OUT)

    @property
    def reading(self) -> Reading:
        """What was read of the edition, for the answers that rest on it."""
        extent = self.edition.extent
        return Reading(self.place, extent.examined, extent.read, tuple(part.part for part in extent.unread))

    @property
    def verification(self) -> str:
        """The weakest of what we know of its date and force."""
        basis = "secondary" if self.source.force.basis == "secondary-source" else "verified"
        return weakest((basis, start_status(self.edition)))


@dataclass(frozen=True, slots=True)
class Lens:
    """A jurisdiction as seen on a date, for a profile or for none, with the editions that matter there and then."""

    index: Index
    jurisdiction: str
    as_at: date
    profile: Profile | None
    stands: tuple[Standing, ...]
    readings: tuple[Reading, ...]

    def answer(self, condition: Condition) -> bool | None:
        """Return whether the profile answers a condition; no profile answers none."""
        return self.profile.answer(condition, self.index.vocabulary) if self.profile is not None else None


def look(index: Index, jurisdiction: str, as_at: date, profile: Profile | None = None) -> Lens:
    """Return a jurisdiction with its editions on a date and their reach for a profile.

    Sources of a wider or narrower jurisdiction are not among them: ``us`` is the federal level and holds nothing of
    ``us-ca`` or ``us-or``, which are asked for by name. Of each work the edition in force stands, else the last that
    is undated or ended; a coming edition also stands beside it. Raises NotFoundError for an unknown jurisdiction.
    """
    sources = index.corpus.of_jurisdiction(jurisdiction)
    if not sources:
        index.vocabulary.concept("jurisdiction", jurisdiction)
    found: list[Standing] = []
    for source in sources:
        for edition, when in _in_time(source, as_at):
            reach = applicability(source, edition, profile, index.vocabulary) if profile is not None else None
            found.append(Standing(source, edition, when, reach))
    return Lens(index, jurisdiction, as_at, profile, tuple(found), tuple(standing.reading for standing in found))


def start_status(edition: Edition) -> str:
    """Return how well the date is known from which the edition speaks."""
    names = {"applies": edition.dates.applies, "in_force": edition.dates.in_force, "published": edition.dates.published}
    used = next((name for name, day in names.items() if day is not None), "applies")
    return dict(edition.date_status).get(used, "verified")


def _in_time(source: Source, as_at: date) -> Iterator[tuple[Edition, str]]:
    placed = [(edition, _when(edition.dates, as_at)) for edition in source.editions]
    current = [pair for pair in placed if pair[1] == "current"][-1:]
    yield from current
    if not current:
        yield from [pair for pair in placed if pair[1] == "undated"][-1:] or [p for p in placed if p[1] == "ended"][-1:]
    yield from [pair for pair in placed if pair[1] == "future"][:1]


def _when(dates: Dates, as_at: date) -> str:
    if dates.repealed is not None and dates.repealed <= as_at:
        return "ended"
    if dates.start is None:
        return "undated"
    return "future" if dates.start > as_at else "current"
