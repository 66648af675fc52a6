# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Scope: two instruments that ask for the same reach different products."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from comity.analyse.lens import Standing
from comity.analyse.pair import Clash, Pair, Side
from comity.analyse.reach import COMPARED_AXES, Width, compare_reach, on_axis, reaches
from comity.analyse.scope import users_apart
from comity.model.source import ScopeStatement

_STRICTER = {Width.A_WIDER: "a", Width.B_WIDER: "b"}


def clashes(pair: Pair) -> Iterator[Clash]:
    """Yield one clash per axis on which both instruments say what they reach, and say it differently.

    The one that reaches more is the stricter: whoever treats all its products so has treated the other's too.
    """
    for mine, yours in pair.works:
        for axis in COMPARED_AXES:
            a, b = on_axis(mine.source, axis), on_axis(yours.source, axis)
            if a and b and (width := compare_reach(a, b, axis, pair.index.vocabulary)) is not Width.EQUAL:
                yield _clash(pair, (mine, yours), axis, (a, b), width)


def _clash(
    pair: Pair,
    works: tuple[Standing, Standing],
    axis: str,
    said: tuple[Sequence[ScopeStatement], Sequence[ScopeStatement]],
    width: Width,
) -> Clash:
    sides = [_side(pair, standing, statements) for standing, statements in zip(works, said, strict=True)]
    stricter = _STRICTER.get(width)
    label = pair.index.label("scope-axis", axis).lower()
    if stricter is None:
        verdict, why = "incomparable", f"on the {label} neither is shown to lie within the other"
        both = "treat a product as covered when either text reaches it, and meet the rules of each that does"
    else:
        wider, narrower = (said[0], said[1]) if stricter == "a" else (said[1], said[0])
        why = f"{pair.name_of(stricter)} reaches more on the {label}{_witness(pair, axis, wider, narrower)}"
        verdict = "stricter-compatible"
        both = f"apply the rules to all that {pair.name_of(stricter)} reaches; the other reaches only part of that"
    why = f"{why}: {pair.names[0]} {sides[0].says}, {pair.names[1]} {sides[1].says}"
    key = (axis, works[0].source.id, works[1].source.id)
    return Clash("scope", f"scope: {label}", key, verdict, sides[0], sides[1], why, both, stricter)


def _side(pair: Pair, standing: Standing, statements: Sequence[ScopeStatement]) -> Side:
    clauses = tuple(sorted({f"{standing.place}/{statement.clause}" for statement in statements}))
    checks = tuple(statement.verification for statement in statements)
    says = f"reaches {reaches(statements, pair.index.vocabulary)}"
    return Side(says, clauses, pair.is_law(standing), (*checks, standing.verification))


def _witness(pair: Pair, axis: str, wider: Sequence[ScopeStatement], narrower: Sequence[ScopeStatement]) -> str:
    """Name a kind of product that is inside one and outside the other, where the vocabulary holds one for certain."""
    if axis != "user-group":
        return ""
    values, reached = {s.value for s in narrower}, {s.value for s in wider}
    for group in ("industrial-operator", *sorted(pair.index.vocabulary.scheme("user-group"))):
        if ("any" in reached or group in reached) and users_apart(group, values):
            return f" (a product only for {pair.index.label('user-group', group).lower()} falls in there alone)"
    return ""
