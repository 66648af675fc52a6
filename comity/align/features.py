# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""How two requirements differ, facet by facet: each difference leans to one side, to both, or parts them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from comity.align.knowledge import Knowledge
from comity.model.requirement import Requirement

# Strength of a modality among rules that bear a stance; a text that does not bear one only mentions.
_STRENGTH: Final = {"obligation": 3, "prohibition": 3, "recommendation": 2, "advice-against": 2, "permission": 1}
_ROUTE_STRENGTH: Final = 1
_NEGATIVE: Final = frozenset({"prohibition", "advice-against"})


class Lean(StrEnum):
    """Who asks for more in one facet."""

    SAME = "same"
    SUBJECT = "subject asks for more"
    OBJECT = "object asks for more"
    BOTH = "each has something of its own"
    APART = "nothing in common"


@dataclass(frozen=True, slots=True)
class Vote:
    """What one facet says of a pair, in words that an answer can print.

    ``anchors`` is true where the facet proves that both ask about one matter (values that stand in an order).
    """

    facet: str
    lean: Lean
    says: str
    anchors: bool = False


def facet_votes(a: Requirement, b: Requirement, known: Knowledge) -> tuple[Vote, ...]:
    """Return what every facet but the parameters says, in a fixed order; a facet that is alike says nothing."""
    return tuple(vote for read in _FACETS for vote in read(a, b, known))


def _capability(a: Requirement, b: Requirement, known: Knowledge) -> Iterator[Vote]:
    if a.generic != b.generic:
        lean, holder, other = (Lean.SUBJECT, "subject", "object") if a.generic else (Lean.OBJECT, "object", "subject")
        yield Vote("scope", lean, f"the {holder} is a general duty that reaches beyond what the {other} names")
        return
    lean = _more_is_more(a.capability, b.capability)
    if lean is not Lean.SAME:
        names = [known.names("capability", r.capability) for r in (a, b)]
        kept = ", which the hub keeps apart" if lean is Lean.APART else ""
        yield Vote("capability", lean, f"{names[0]} against {names[1]}{kept}")


def _bearer(a: Requirement, b: Requirement, known: Knowledge) -> Iterator[Vote]:
    if not a.bearer or not b.bearer:
        return
    lean = _more_is_more(a.bearer, b.bearer)
    if lean is Lean.APART and known.sides(a.bearer) & known.sides(b.bearer):
        lean = Lean.BOTH
    if lean is not Lean.SAME:
        yield Vote("bearer", lean, f"asked of {known.names('role', a.bearer)} against {known.names('role', b.bearer)}")


def _condition(a: Requirement, b: Requirement, known: Knowledge) -> Iterator[Vote]:
    wanted = {(c.predicate, c.value) for c in a.condition}, {(c.predicate, c.value) for c in b.condition}
    if any((predicate, not value) in wanted[1] for predicate, value in wanted[0]):
        yield Vote("condition", Lean.APART, "their conditions exclude each other")
        return
    lean = _fewer_is_more(*wanted)
    if lean is not Lean.SAME:
        texts = [", ".join(sorted(map(str, r.condition))) or "always" for r in (a, b)]
        yield Vote("condition", lean, f"applies under {texts[0]} against {texts[1]}")


def _state(a: Requirement, b: Requirement, known: Knowledge) -> Iterator[Vote]:
    if set(a.state) == set(b.state):
        return
    if not a.state or not b.state:  # no state named: it holds in all of them
        lean = Lean.OBJECT if a.state else Lean.SUBJECT
    else:
        lean = _more_is_more(a.state, b.state)
        lean = Lean.BOTH if lean is Lean.APART else lean
    texts = [known.names("device-state", r.state) if r.state else "every state" for r in (a, b)]
    yield Vote("state", lean, f"holds in {texts[0]} against {texts[1]}")


def _object(a: Requirement, b: Requirement, known: Knowledge) -> Iterator[Vote]:
    if a.object and b.object and a.object != b.object:
        names = [known.names("object", [name]) for name in (a.object, b.object)]
        yield Vote("object", Lean.BOTH, f"attaches to {names[0]} against {names[1]}")


def _modality(a: Requirement, b: Requirement, known: Knowledge) -> Iterator[Vote]:
    strengths = [_strength(r, known) for r in (a, b)]
    if strengths[0] != strengths[1]:
        lean = Lean.SUBJECT if strengths[0] > strengths[1] else Lean.OBJECT
        yield Vote("modality", lean, f"{_force(a)} against {_force(b)}")
    elif set(a.hedge) != set(b.hedge):
        lean = _fewer_is_more(a.hedge, b.hedge)
        yield Vote("hedge", lean, f"hedged by {known.names('hedge', a.hedge)} against {known.names('hedge', b.hedge)}")


def _strength(requirement: Requirement, known: Knowledge) -> int:
    if not known.vocabulary.concept("text-status", requirement.text_status).flag("bearsStance"):
        return 0
    return _ROUTE_STRENGTH if requirement.modality is None else _STRENGTH[requirement.modality]


def _force(requirement: Requirement) -> str:
    return f"{requirement.modality or requirement.kind} ({requirement.text_status})"


def opposed_polarity(a: Requirement, b: Requirement) -> bool:
    """True when one forbids or advises against and the other asks or allows."""
    return (a.modality in _NEGATIVE) != (b.modality in _NEGATIVE)


def _more_is_more(a: Collection[str], b: Collection[str]) -> Lean:
    x, y = set(a), set(b)
    if x == y:
        return Lean.SAME
    if not x & y:
        return Lean.APART
    return Lean.SUBJECT if x > y else Lean.OBJECT if x < y else Lean.BOTH


def _fewer_is_more(a: Collection[object], b: Collection[object]) -> Lean:
    x, y = set(a), set(b)
    if x == y:
        return Lean.SAME
    return Lean.SUBJECT if x < y else Lean.OBJECT if x > y else Lean.BOTH


_FACETS: Final[tuple[Callable[[Requirement, Requirement, Knowledge], Iterator[Vote]], ...]] = (
    _capability,
    _bearer,
    _condition,
    _state,
    _object,
    _modality,
)
