# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Where the other side asks the same of fewer products: a condition more, or a narrower scope."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from comity.analyse import phrase
from comity.analyse.asked import asks
from comity.analyse.index import Index
from comity.analyse.reach import AXES_OF_A_RULE, Width, compare_reach, on_axis, reaches
from comity.analyse.stance import Position
from comity.model.source import Source


@dataclass(frozen=True, slots=True)
class Narrowing:
    """One reason why a position reaches less: the facet (condition or scope) and a clause of a sentence."""

    facet: str
    why: str


def narrower(index: Index, wide: Position, narrow: Position) -> tuple[Narrowing, ...]:
    """Return why the second position reaches less than the first, empty where it does not."""
    return (*_conditions(wide, narrow), *_scopes(index, wide, narrow))


def _conditions(wide: Position, narrow: Position) -> Iterator[Narrowing]:
    mine = [voice for voice in wide.carriers if asks(voice)]
    yours = [voice for voice in narrow.carriers if asks(voice)]
    if not mine or not yours:
        return
    if all(any(set(y.open) <= set(m.open) for y in yours) for m in mine):
        return
    extra = sorted({condition for voice in yours for condition in voice.open})
    refs = phrase.cite(voice.ref for voice in yours)
    yield Narrowing("condition", f"only under a condition: {', '.join(extra)} ({refs})")


def _scopes(index: Index, wide: Position, narrow: Position) -> Iterator[Narrowing]:
    theirs = _sources(narrow)
    for axis in AXES_OF_A_RULE:
        for source in _sources(wide):
            if theirs and all(_is_wider(index, source, other, axis) for other in theirs):
                told = [f"{s.name()} reaches {reaches(on_axis(s, axis), index.vocabulary)}" for s in (source, *theirs)]
                label = index.label("scope-axis", axis).lower()
                yield Narrowing("scope", f"for fewer products ({label}): {', '.join(told)}")
                break


def _is_wider(index: Index, mine: Source, theirs: Source, axis: str) -> bool:
    a, b = on_axis(mine, axis), on_axis(theirs, axis)
    return bool(a) and bool(b) and compare_reach(a, b, axis, index.vocabulary) is Width.A_WIDER


def _sources(position: Position) -> tuple[Source, ...]:
    found = {voice.standing.source.id: voice.standing.source for voice in position.carriers}
    return tuple(found[key] for key in sorted(found))
