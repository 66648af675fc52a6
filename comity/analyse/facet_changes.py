# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Facet by facet, what differs between the old and the new wording of a provision, and in which direction.

The direction is told only where the facets show it: a condition more reaches less, a state fewer likewise; a stronger
modality, a value that entails the other or a further capability asks for more. What merely differs has no direction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from comity.analyse import phrase
from comity.analyse.asked import ASKING
from comity.analyse.index import Index
from comity.model.dimension import Order, compare
from comity.model.finding import FacetChange
from comity.model.requirement import Condition, Parameter, Requirement

STRICTER: Final = "stricter"
LAXER: Final = "laxer"
WIDER: Final = "wider"
NARROWER: Final = "narrower"
NOTHING: Final = "nothing"
EVERY: Final = "every state"
NOT_READ: Final = "not known, the wording was not read"
_STRENGTH: Final = {"obligation": 2, "prohibition": 2, "recommendation": 1, "advice-against": 1, "permission": 0}
_DIRECTION: Final = {Order.A_STRICTER: LAXER, Order.B_STRICTER: STRICTER}
_ParameterKey = tuple[str, str | None, str | None, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Wording:
    """What the provisions of one edition that are compared together say, as far as it can carry a stance."""

    index: Index
    requirements: tuple[Requirement, ...]

    @property
    def is_read(self) -> bool:
        """True where every statement was checked against the text; only then does it show what the text leaves out."""
        return all(r.status == "verified" for r in self.requirements)

    @property
    def asking(self) -> tuple[Requirement, ...]:
        """The duties that ask for something."""
        return tuple(r for r in self.requirements if r.kind == "duty" and r.modality in ASKING)

    @property
    def duties(self) -> tuple[Requirement, ...]:
        """All duties, permissions among them; where there are none, every statement."""
        return tuple(r for r in self.requirements if r.kind == "duty") or self.requirements


def facet_changes(old: Wording, new: Wording) -> Iterator[FacetChange]:
    """Yield one row per facet that differs, in a fixed order of facets."""
    yield from _modality(old, new)
    yield from _conditions(old, new)
    yield from _states(old, new)
    yield from _members(old, new, "capability", "capability", lambda r: r.capability, (STRICTER, LAXER))
    yield from _members(old, new, "bearer", "role", lambda r: r.bearer, (WIDER, NARROWER))
    yield from _members(old, new, "object", "object", lambda r: (r.object,) if r.object else (), (None, None))
    yield from _members(old, new, "text-status", "text-status", lambda r: (r.text_status,), (None, None))
    yield from _parameters(old, new)
    yield from _ways(old, new)


def _modality(old: Wording, new: Wording) -> Iterator[FacetChange]:
    was, now = _strongest(old), _strongest(new)
    if was != now:
        grew = _STRENGTH.get(now or "", -1) - _STRENGTH.get(was or "", -1)
        change = STRICTER if grew > 0 else LAXER if grew < 0 else None
        yield FacetChange("modality", _label(old, "modality", was), _label(new, "modality", now), change)


def _strongest(wording: Wording) -> str | None:
    found = sorted({r.modality for r in wording.duties if r.modality is not None})
    return max(found, key=lambda modality: _STRENGTH[modality], default=None)


def _label(wording: Wording, scheme: str, term: str | None) -> str:
    return wording.index.label(scheme, term).lower() if term is not None else NOTHING


def _conditions(old: Wording, new: Wording) -> Iterator[FacetChange]:
    """Compare when it applies: wider where a part of it needs less to apply, narrower where every part needs more.

    That no condition is known of a wording that was not read proves nothing: it may have said so in other words.
    """
    was, parts = _common(old), {frozenset(r.condition) for r in new.duties}
    if parts == {was} or not (old.requirements and new.requirements):
        return
    index = new.index
    wider = any(_all_imply(index, was, part) and not _all_imply(index, part, was) for part in parts)
    narrower = all(_all_imply(index, part, was) and not _all_imply(index, was, part) for part in parts)
    proven = (was or old.is_read) and (all(parts) or new.is_read)
    change = (WIDER if wider else NARROWER if narrower else None) if proven else None
    yield FacetChange("condition", _told(old, was), " or ".join(sorted(_told(new, part) for part in parts)), change)


def _common(wording: Wording) -> frozenset[Condition]:
    sets = [frozenset(r.condition) for r in wording.duties]
    return frozenset.intersection(*sets) if sets else frozenset()


def _all_imply(index: Index, narrow: frozenset[Condition], broad: frozenset[Condition]) -> bool:
    """True where whatever meets all of the first set meets all of the second."""
    return all(any(_implies(index, has, wanted) for has in narrow) for wanted in broad)


def _implies(index: Index, narrow: Condition, broad: Condition) -> bool:
    """True where whatever meets one condition meets the other: a narrower predicate, or the denial of a broader one."""
    if narrow == broad:
        return True
    if narrow.value is not broad.value:
        return False
    low, high = (narrow, broad) if narrow.value else (broad, narrow)
    return high.predicate in index.vocabulary.lineage("condition", low.predicate)[1:]


def _told(wording: Wording, conditions: Iterable[Condition]) -> str:
    labels = sorted(
        f"{'' if c.value else 'not '}{wording.index.label('condition', c.predicate).lower()}" for c in conditions
    )
    return " and ".join(labels) or (NOTHING if wording.is_read else NOT_READ)


def _states(old: Wording, new: Wording) -> Iterator[FacetChange]:
    """Compare the states in which something is asked; a duty without a state holds in every one."""
    was, now = _reach(old), _reach(new)
    if was == now:
        return
    change = _containment(was, now, (WIDER, NARROWER))
    if not (was and now):
        unlimited, direction = (old, NARROWER) if now else (new, WIDER)
        change = direction if unlimited.is_read else None
    told = [_names(wording, "device-state", states) or EVERY for wording, states in ((old, was), (new, now))]
    yield FacetChange("state", told[0], told[1], change)


def _reach(wording: Wording) -> frozenset[str]:
    sets = [frozenset(r.state) for r in wording.duties]
    return frozenset[str]().union(*sets) if all(sets) else frozenset()


def _members(
    old: Wording,
    new: Wording,
    facet: str,
    scheme: str,
    of: Callable[[Requirement], Sequence[str]],
    directions: tuple[str | None, str | None],
) -> Iterator[FacetChange]:
    """Compare sets of terms; that one side lacks a term counts only where its wording was read."""
    was = frozenset(term for r in old.duties for term in of(r))
    now = frozenset(term for r in new.duties for term in of(r))
    if was != now:
        poorer = old if was < now else new
        change = _containment(was, now, directions) if poorer.is_read else None
        yield FacetChange(facet, _names(old, scheme, was) or NOTHING, _names(new, scheme, now) or NOTHING, change)


def _containment(was: frozenset[str], now: frozenset[str], directions: tuple[str | None, str | None]) -> str | None:
    more, fewer = directions
    return more if was < now else fewer if now < was else None


def _names(wording: Wording, scheme: str, terms: Iterable[str]) -> str:
    return ", ".join(sorted(wording.index.label(scheme, term).lower() for term in terms))


def _parameters(old: Wording, new: Wording) -> Iterator[FacetChange]:
    """Compare values by dimension (object, trigger, state); one that stands on one side only is new or gone.

    That a side sets no value counts only where its wording was read: an account of it may have left the value out.
    """
    was, now = _values(old), _values(new)
    for key in sorted(was.keys() | now.keys(), key=str):
        before, after = was.get(key), now.get(key)
        if before == after:
            continue
        order = compare(new.index.dimensions[key[0]], before, after) if before and after else None
        absent = None if before and after else new if before else old
        change = _DIRECTION.get(order) if order is not None else STRICTER if after else LAXER
        change = None if absent is not None and not absent.is_read else change
        yield FacetChange(f"value of {key[0]}", _value(old, before), _value(new, after), change)


def _values(wording: Wording) -> dict[_ParameterKey, Parameter]:
    """Return what the duties ask by dimension; members of sets are joined, of other values the first stands."""
    found: dict[_ParameterKey, Parameter] = {}
    for requirement in wording.asking:
        for parameter in requirement.parameters:
            key = (parameter.dimension, parameter.object, parameter.trigger, parameter.state)
            known = found.get(key)
            if known is not None and isinstance(known.value, tuple) and isinstance(parameter.value, tuple):
                found[key] = replace(known, value=tuple(sorted({*known.value, *parameter.value})))
            else:
                found.setdefault(key, parameter)
    return found


def _value(wording: Wording, parameter: Parameter | None) -> str:
    if parameter is None:
        return NOTHING if wording.is_read else NOT_READ
    return phrase.value(wording.index.dimensions[parameter.dimension], parameter, wording.index)


def _ways(old: Wording, new: Wording) -> Iterator[FacetChange]:
    """Compare how many ways of complying each names; only where both name some, since one way alone needs no list."""
    was = [r for r in old.requirements if r.kind == "route"]
    now = [r for r in new.requirements if r.kind == "route"]
    if len(was) != len(now):
        ordered = was and now and old.is_read and new.is_read
        change = (LAXER if len(now) > len(was) else STRICTER) if ordered else None
        yield FacetChange("ways to comply", str(len(was)), str(len(now)), change)
