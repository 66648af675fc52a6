# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""What a jurisdiction asks in values, and the ways it leaves open: the two things that comparisons are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from comity.analyse.index import Index
from comity.analyse.voices import Voice
from comity.model.dimension import COMPARABLE, Dimension, Order, compare
from comity.model.requirement import Parameter, Requirement

ASKING: Final = frozenset({"obligation", "prohibition", "recommendation", "advice-against"})
AT_LEAST: Final = frozenset({Order.EQUAL, Order.A_STRICTER})


@dataclass(frozen=True, slots=True)
class Demand:
    """A value that duties ask for on one dimension, with the voices that ask; sets of several duties are joined."""

    dimension: Dimension
    parameter: Parameter
    voices: tuple[Voice, ...]

    @property
    def comparable(self) -> bool:
        """True when it gives a value that can be compared; otherwise the matter is named without one."""
        return self.parameter.status in COMPARABLE and self.parameter.value is not None


@dataclass(frozen=True, slots=True)
class Way:
    """One way that is enough by itself: a single route, or the members of an all-of group, or the duties themselves."""

    voices: tuple[Voice, ...]
    demands: tuple[Demand, ...]
    head: str = ""

    @property
    def effects(self) -> frozenset[str]:
        """The legal effects that the text gives this way."""
        return frozenset(v.requirement.effect for v in self.voices if v.requirement.effect)


def asks(voice: Voice) -> bool:
    """True when the voice is a duty that asks for something; a route or a permission asks for nothing."""
    return voice.speaks and voice.requirement.kind == "duty" and voice.requirement.modality in ASKING


def demands(index: Index, heard: Iterable[Voice], capability: str | None = None) -> tuple[Demand, ...]:
    """Return what these voices ask or name in values, sorted by dimension; only what is about the capability, if given.

    Values that another value of the same voices entails are left out. A value on a dimension that measures another
    capability of the same requirement belongs there and not here.
    """
    found: dict[tuple[str, str, str], list[Demand]] = {}
    for voice in heard:
        for parameter in voice.requirement.parameters:
            dimension = index.dimensions[parameter.dimension]
            if capability is None or _about(dimension, voice.requirement, capability):
                key = (dimension.id, f"{parameter.object} {parameter.trigger} {parameter.state}", f"{parameter.unless}")
                found.setdefault(key, []).append(Demand(dimension, parameter, (voice,)))
    return tuple(demand for key in sorted(found) for demand in _merged(found[key]))


def meets(mine: Sequence[Demand], yours: Demand) -> bool:
    """True when one of my values on the dimension is as strict as yours, or stricter."""
    return any(order in AT_LEAST for order, _ in against(mine, yours))


def against(mine: Sequence[Demand], yours: Demand) -> tuple[tuple[Order, Demand], ...]:
    """Return how each of my values on your dimension stands to yours: A_STRICTER means that mine is stricter."""
    same = [demand for demand in mine if demand.dimension.id == yours.dimension.id]
    return tuple((compare(yours.dimension, demand.parameter, yours.parameter), demand) for demand in same)


def ways(index: Index, heard: Iterable[Voice], capability: str | None = None) -> tuple[Way, ...]:
    """Return the ways that routes leave open; the head of a group is no way of its own, its members are.

    Members of an all-of group make one way together with their head; those of an any-of group are a way each. Members
    may stand in the very clause that heads them, as where one sentence leaves a choice.
    """
    routes = [voice for voice in heard if voice.speaks and voice.requirement.kind == "route"]
    heads = {_group(voice) for voice in routes if voice.requirement.alternative_of}
    found: list[Way] = []
    together: dict[tuple[str, str], list[Voice]] = {}
    for voice in routes:
        requirement = voice.requirement
        own = (voice.standing.place, requirement.clause)
        if requirement.alternative_type == "all-of":
            together.setdefault(_group(voice), []).append(voice)
        elif own not in heads or _group(voice) == own:
            found.append(Way((voice,), demands(index, (voice,), capability)))
    for key, members in sorted(together.items()):
        clause = [voice for voice in routes if (voice.standing.place, voice.requirement.clause) == key]
        head = [voice for voice in clause if voice not in members]
        whole = (*head, *members)
        found.append(Way(whole, demands(index, whole, capability), head=f"{key[0]}/{key[1]}"))
    return tuple(sorted(found, key=lambda way: way.voices[0].ref))


def satisfies(mine: Way, yours: Way) -> bool:
    """True when whoever takes my way has taken yours too; ways without a comparable value are never compared."""
    wanted = [demand for demand in yours.demands if demand.comparable]
    return bool(wanted) and all(meets(mine.demands, demand) for demand in wanted)


def duty_way(index: Index, heard: Iterable[Voice], capability: str) -> Way | None:
    """Return what the duties ask for as the one way that they leave, or None when they set no comparable value."""
    asking = tuple(voice for voice in heard if asks(voice))
    wanted = tuple(demand for demand in demands(index, asking, capability) if demand.comparable)
    if not wanted:
        return None
    return Way(_voices(wanted), wanted)


def distinct(several: Iterable[Voice]) -> tuple[Voice, ...]:
    """Return voices without repetition, in the order in which they were first heard."""
    return tuple({voice.ref: voice for voice in several}.values())


def _group(voice: Voice) -> tuple[str, str]:
    return voice.standing.place, voice.requirement.alternative_of or ""


def _about(dimension: Dimension, requirement: Requirement, capability: str) -> bool:
    return dimension.capability == capability or dimension.capability not in requirement.capability


def _merged(same: Sequence[Demand]) -> list[Demand]:
    """Join the sets, then drop what another value entails; what is only named stands aside."""
    sets = [d for d in same if d.comparable and isinstance(d.parameter.value, tuple)]
    rest = [d for d in same if d not in sets]
    kept: list[Demand] = []
    if sets:
        members = {member for d in sets if isinstance(d.parameter.value, tuple) for member in d.parameter.value}
        joined = replace(sets[0].parameter, value=tuple(sorted(members)))
        kept.append(Demand(sets[0].dimension, joined, _voices(sets)))
    for demand in rest:
        stronger = [k for k in kept if compare(k.dimension, k.parameter, demand.parameter) in AT_LEAST]
        if stronger or (not demand.comparable and kept):
            continue
        kept = [k for k in kept if compare(k.dimension, demand.parameter, k.parameter) != Order.A_STRICTER]
        kept.append(replace(demand, voices=_voices(d for d in rest if d.parameter == demand.parameter)))
    return kept


def _voices(several: Iterable[Demand]) -> tuple[Voice, ...]:
    return distinct(voice for demand in several for voice in demand.voices)
