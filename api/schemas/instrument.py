# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The facts of an instrument beyond its duties, as answers show them, field by field as in comity/model."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field

from api.schemas.common import Shape

Labels = Annotated[dict[str, str], BeforeValidator(dict)]


class FactOut(Shape):
    """What every entry carries."""

    clause: str = Field(description="The clause of the latest edition that states it, or the place in words.")
    status: str = Field(description="How well the fact is known.")
    note: str

    def __str__(self) -> str:
        own = {name: value for name, value in self if name not in FactOut.model_fields and value not in (None, "", [])}
        told = ", ".join(" ".join(map(str, value)) if isinstance(value, list) else str(value) for value in own.values())
        return f"{told} ({self.clause or 'in no clause'}; {self.status})"


class EnforcerOut(FactOut):
    """A body that pursues breaches."""

    name: str
    role: str
    exclusive: bool | None


class MeasureOut(FactOut):
    """Something that an enforcer may do."""

    measure: str


class TierOut(FactOut):
    """A penalty with its ceiling and the provisions whose breach it punishes."""

    id: str
    ceiling: str
    punishes: list[str]


class DailyPenaltyOut(FactOut):
    """What each further day of a breach may cost."""

    ceiling: str


class ReliefOut(FactOut):
    """Who is spared a penalty, and for which provisions."""

    whom: str
    from_: list[str]


class CurePeriodOut(FactOut):
    """How long a breach may be cured before it is pursued."""

    period: str


class PrivateActionOut(FactOut):
    """Whether injured persons may sue."""

    value: str


class EnforcementOut(Shape):
    """Who enforces and what a breach costs; an empty part was not recorded, which never means that there is none."""

    enforcers: list[EnforcerOut]
    measures: list[MeasureOut]
    tiers: list[TierOut]
    daily: list[DailyPenaltyOut]
    relief: list[ReliefOut]
    cure: list[CurePeriodOut]
    private_action: PrivateActionOut | None


class LevelOut(FactOut):
    """A level of a scheme."""

    id: str
    label: Labels
    includes: str | None
    adds: list[str]
    assessor: str | None
    procedure: str | None


class ProcedureOut(FactOut):
    """The conformity procedures that are open to a product tier."""

    tier: str
    procedures: list[str]
    assessor: str | None
    given: str


class OtherLawOut(FactOut):
    """What another regime does to this one."""

    regime: str
    kinds: list[str]
    effect: str
    condition: str
    reach: str


class TransitionOut(FactOut):
    """Whether provisions reach products supplied before a day."""

    provisions: list[str]
    supplied_before: date
    reached: bool
    brought_in_by: str | None


class ClassForceOut(FactOut):
    """Another force of the instrument for a class, or at a level."""

    function_class: str | None
    level: str | None
    force: str
    state: str
    from_: date | None
    by: str


class PartDateOut(FactOut):
    """A date of a part, apart from the rest."""

    part: str
    provisions: list[str]
    event: str
    date: date


class WrongNameOut(FactOut):
    """A wrong name or date in circulation, with the right one."""

    wrong: str
    right: str


class MembershipOut(FactOut):
    """Who counts as a member of a role."""

    role: str
    members: list[str]
    type: str


class IdentifierOut(FactOut):
    """Something about the instrument's own numbers."""

    fact: str
    ids: list[str]


class DivergenceOut(FactOut):
    """What two language versions of a clause say differently."""

    en: str
    ja: str
    authentic: str | None


class InstrumentOut(Shape):
    """Every fact of an instrument beyond its identity, scope and terms."""

    enforcement: EnforcementOut
    levels: list[LevelOut]
    procedures: list[ProcedureOut]
    other_law: list[OtherLawOut]
    transition: list[TransitionOut]
    force_by_class: list[ClassForceOut]
    dates_by_part: list[PartDateOut]
    wrong_names: list[WrongNameOut]
    membership: list[MembershipOut]
    identifiers: list[IdentifierOut]
    language_divergence: list[DivergenceOut]
