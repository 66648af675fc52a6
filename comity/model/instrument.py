# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""What an instrument says of itself beyond its duties: enforcement, levels, procedures, other law, dates, numbers.

Every fact names the clause that states it, in the latest edition held, or the place in words, and how well it is known.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, fields


def in_words(place: str) -> bool:
    """True for a place told in words, such as ``Sch. 2A, not read``; clause ids hold no blank."""
    return " " in place


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What every entry carries: where it is stated, how well that is known, and a remark."""

    clause: str = ""
    status: str
    note: str = ""

    @property
    def concerns(self) -> tuple[str, ...]:
        """The clauses, or places in words, that the fact is about."""
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Enforcer(Fact):
    """A body that pursues breaches; ``exclusive`` is None where the text does not say whether it alone may."""

    name: str
    role: str
    exclusive: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Fact):
    """Something that an enforcer may do."""

    measure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier(Fact):
    """A penalty with its ceiling, as an expression, and the provisions whose breach it punishes."""

    id: str
    ceiling: str
    punishes: tuple[str, ...] = ()

    @property
    def concerns(self) -> tuple[str, ...]:
        """The provisions that it punishes."""
        return self.punishes


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyPenalty(Fact):
    """What each further day of a breach may cost."""

    ceiling: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Relief(Fact):
    """Who is spared a penalty, and for which provisions."""

    whom: str
    from_: tuple[str, ...] = ()

    @property
    def concerns(self) -> tuple[str, ...]:
        """The provisions whose breach is not punished."""
        return self.from_


@dataclass(frozen=True, slots=True, kw_only=True)
class CurePeriod(Fact):
    """How long a breach may be cured before it is pursued."""

    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateAction(Fact):
    """Whether injured persons may sue."""

    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Enforcement:
    """Who enforces, by what, and what a breach costs; a part that is empty was not recorded and is never *none*."""

    enforcers: tuple[Enforcer, ...] = ()
    measures: tuple[Measure, ...] = ()
    tiers: tuple[Tier, ...] = ()
    daily: tuple[DailyPenalty, ...] = ()
    relief: tuple[Relief, ...] = ()
    cure: tuple[CurePeriod, ...] = ()
    private_action: PrivateAction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Level(Fact):
    """A level of a scheme: what it adds to the level that it includes, and who assesses it how."""

    id: str
    label: tuple[tuple[str, str], ...]
    includes: str | None = None
    adds: tuple[str, ...] = ()
    assessor: str | None = None
    procedure: str | None = None

    @property
    def concerns(self) -> tuple[str, ...]:
        """The clauses that it adds."""
        return self.adds


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure(Fact):
    """The conformity procedures that are open to a product tier, under a condition in words."""

    tier: str
    procedures: tuple[str, ...]
    assessor: str | None = None
    given: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherLaw(Fact):
    """What another regime does to this one, on which condition and how far."""

    regime: str
    kinds: tuple[str, ...]
    effect: str
    condition: str
    reach: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition(Fact):
    """Whether provisions reach products supplied before a day, and which act brings them in."""

    provisions: tuple[str, ...]
    supplied_before: datetime.date
    reached: bool
    brought_in_by: str | None = None

    @property
    def concerns(self) -> tuple[str, ...]:
        """The provisions in question."""
        return self.provisions


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassForce(Fact):
    """Another force of the instrument for a class, or at a level: compulsory where it is voluntary in general."""

    function_class: str | None
    level: str | None
    force: str
    state: str
    from_: datetime.date | None = None
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartDate(Fact):
    """A date on which a part enters into force, applies or ends, apart from the rest."""

    part: str
    provisions: tuple[str, ...] = ()
    event: str
    date: datetime.date

    @property
    def concerns(self) -> tuple[str, ...]:
        """The provisions of the part."""
        return self.provisions


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongName(Fact):
    """A wrong name or date in circulation, with the right one."""

    wrong: str
    right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(Fact):
    """Who counts as a member of a role under this instrument: any of, or only all together of, the members."""

    role: str
    members: tuple[str, ...]
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifierFact(Fact):
    """Something about the instrument's own numbers: void, reserved, counted, inconsistent, aliased or continued."""

    fact: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Divergence(Fact):
    """What two language versions of a clause say differently, and which one is authentic."""

    en: str
    ja: str
    authentic: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """Every fact of an instrument beyond its identity, scope and terms; empty where nothing was recorded."""

    enforcement: Enforcement = Enforcement()
    levels: tuple[Level, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    other_law: tuple[OtherLaw, ...] = ()
    transition: tuple[Transition, ...] = ()
    force_by_class: tuple[ClassForce, ...] = ()
    dates_by_part: tuple[PartDate, ...] = ()
    wrong_names: tuple[WrongName, ...] = ()
    membership: tuple[Membership, ...] = ()
    identifiers: tuple[IdentifierFact, ...] = ()
    language_divergence: tuple[Divergence, ...] = ()

    def facts(self) -> Iterator[tuple[str, Fact]]:
        """Yield every fact with its section, such as ``enforcement.tiers``, in the order of the record."""
        yield from _facts(self.enforcement, "enforcement.")
        yield from _facts(self, "")

    def provisions_of(self, level: str) -> tuple[str, ...]:
        """Return the clauses of a level, those of the levels that it includes too."""
        known = {entry.id: entry for entry in self.levels}
        found: list[str] = []
        entry = known.pop(level, None)
        while entry is not None:
            found.extend(entry.adds)
            entry = known.pop(entry.includes or "", None)
        return tuple(found)


def _facts(record: Enforcement | Instrument, before: str) -> Iterator[tuple[str, Fact]]:
    for field in fields(record):
        value = getattr(record, field.name)
        found = (value,) if isinstance(value, Fact) else value if isinstance(value, tuple) else ()
        yield from ((before + field.name, fact) for fact in found)
