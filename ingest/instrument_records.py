# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The shape of ``instrument.yml``, checked at the door as that of ``source.yml`` is (ingest/records.py)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from ingest.records import Record, Text, Texts

Kind = Literal["statute", "regulation", "guidance", "standard"]


class FactRecord(Record):
    """What every entry carries."""

    clause: Text
    status: str
    note: str = ""


class EnforcerRecord(FactRecord):
    """A body that pursues breaches."""

    name: Text
    role: str
    exclusive: bool | None = None


class MeasureRecord(FactRecord):
    """Something that an enforcer may do."""

    measure: str


class TierRecord(FactRecord):
    """A penalty and what it punishes."""

    id: Text
    ceiling: Text
    punishes: tuple[Text, ...] = ()


class DailyRecord(FactRecord):
    """What each further day may cost."""

    ceiling: Text


class ReliefRecord(FactRecord):
    """Who is spared."""

    whom: Text
    from_: tuple[Text, ...] = ()


class CureRecord(FactRecord):
    """How long a breach may be cured."""

    period: Text


class PrivateActionRecord(FactRecord):
    """Whether injured persons may sue."""

    value: str


class EnforcementRecord(Record):
    """Who enforces, and what a breach costs."""

    enforcers: tuple[EnforcerRecord, ...] = ()
    measures: tuple[MeasureRecord, ...] = ()
    tiers: tuple[TierRecord, ...] = ()
    daily: tuple[DailyRecord, ...] = ()
    relief: tuple[ReliefRecord, ...] = ()
    cure: tuple[CureRecord, ...] = ()
    private_action: PrivateActionRecord | None = None


class LevelRecord(FactRecord):
    """A level of a scheme."""

    id: Text
    label: Annotated[dict[str, Text], Field(min_length=1)]
    includes: str | None = None
    adds: tuple[Text, ...] = ()
    assessor: str | None = None
    procedure: str | None = None


class ProcedureRecord(FactRecord):
    """The conformity procedures that are open to a tier."""

    tier: str
    procedures: Texts
    assessor: str | None = None
    given: str = ""


class OtherLawRecord(FactRecord):
    """What another regime does to this one."""

    regime: Text
    kinds: Annotated[tuple[Kind, ...], Field(min_length=1)]
    effect: Literal["out-of-scope", "counts-as-compliance", "no-double-duty", "saved"]
    condition: Literal["none", "subject-to", "subject-to-and-complying"] = "none"
    reach: Literal["whole-product", "function", "activity", "person"]


class TransitionRecord(FactRecord):
    """Products supplied before a day."""

    provisions: Texts
    supplied_before: date
    reached: bool
    brought_in_by: str | None = None


class ClassForceRecord(FactRecord):
    """Another force for a class or at a level."""

    function_class: str | None = Field(default=None, alias="class")
    level: str | None = None
    force: str
    state: str
    from_: date | None = None
    by: str = ""


class PartDateRecord(FactRecord):
    """A date of a part."""

    part: Text
    provisions: tuple[Text, ...] = ()
    event: Literal["in_force", "applies", "repealed"]
    date: date


class WrongNameRecord(Record):
    """A wrong name or date in circulation; it stands in no clause."""

    wrong: Text
    right: Text
    status: str
    note: str = ""


class MembershipRecord(FactRecord):
    """Who counts as a member of a role."""

    role: str
    members: Texts
    type: Literal["any-of", "all-of"]


class IdentifierRecord(FactRecord):
    """Something about the instrument's own numbers."""

    fact: Literal["void", "reserved", "printed-count", "active-count", "inconsistent", "local-alias", "continued"]
    ids: Texts


class DivergenceRecord(FactRecord):
    """What two language versions say differently."""

    en: Text
    ja: Text
    authentic: Literal["en", "ja"] | None = None


class InstrumentRecord(Record):
    """The whole of an ``instrument.yml``."""

    enforcement: EnforcementRecord = EnforcementRecord()
    levels: tuple[LevelRecord, ...] = ()
    procedures: tuple[ProcedureRecord, ...] = ()
    other_law: tuple[OtherLawRecord, ...] = ()
    transition: tuple[TransitionRecord, ...] = ()
    force_by_class: tuple[ClassForceRecord, ...] = ()
    dates_by_part: tuple[PartDateRecord, ...] = ()
    wrong_names: tuple[WrongNameRecord, ...] = ()
    membership: tuple[MembershipRecord, ...] = ()
    identifiers: tuple[IdentifierRecord, ...] = ()
    language_divergence: tuple[DivergenceRecord, ...] = ()
