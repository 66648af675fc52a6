# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""How far two instruments reach, compared on one scope axis: wider, narrower, equal or different."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final

from comity.analyse.scope import TAKES_IN
from comity.model.source import ScopeStatement, Source
from comity.model.vocab import Vocabulary

# Which test takes in all that another takes in, by the definitions of the scheme scope-test: what does connect is
# able to, what is meant to connect is able to, and a single use is enough where most use would be.
WIDER_TEST: Final = frozenset(
    {
        ("is-able", "does"),
        ("is-able", "is-intended"),
        ("any-use", "primarily-used"),
        ("made-available", "primarily-used"),
    }
)
# Axes on which the texts say what they take in; function classes are mostly open lists of examples. Of two rules on one
# capability only users and connections are compared: what kind of thing a rule is about is its object, not its scope.
COMPARED_AXES: Final = ("user-group", "product-kind", "connection", "supply")
AXES_OF_A_RULE: Final = ("user-group", "connection")


class Width(StrEnum):
    """How the reach of A stands to that of B."""

    EQUAL = "equal"
    A_WIDER = "a-wider"
    B_WIDER = "b-wider"
    DIFFERENT = "different"


def on_axis(source: Source, axis: str) -> tuple[ScopeStatement, ...]:
    """Return the statements by which a source takes products in on an axis."""
    return tuple(s for s in source.scope if s.axis == axis and s.status in TAKES_IN)


def compare_reach(a: Sequence[ScopeStatement], b: Sequence[ScopeStatement], axis: str, vocabulary: Vocabulary) -> Width:
    """Compare what two sources take in on one axis, the test of each statement with its value."""
    return width(_within(b, a, axis, vocabulary), _within(a, b, axis, vocabulary))


def width(b_within_a: bool, a_within_b: bool) -> Width:
    """Return the verdict from the two directions of inclusion."""
    if b_within_a and a_within_b:
        return Width.EQUAL
    return Width.A_WIDER if b_within_a else Width.B_WIDER if a_within_b else Width.DIFFERENT


def combine(parts: Iterable[Width]) -> Width:
    """Return how a whole stands when its parts have to hold together: one-sided differences only, else different."""
    told = set(parts) - {Width.EQUAL}
    return Width.EQUAL if not told else told.pop() if len(told) == 1 else Width.DIFFERENT


def reaches(statements: Sequence[ScopeStatement], vocabulary: Vocabulary) -> str:
    """Say what statements on one axis take in, with their test: ``households (primarily used)``."""
    told = []
    for statement in statements:
        test = f" ({vocabulary.concept('scope-test', statement.test).label().lower()})" if statement.test else ""
        told.append(vocabulary.concept(statement.axis, statement.value).label().lower() + test)
    return " or ".join(dict.fromkeys(told))


def test_within(inner: str | None, outer: str | None) -> bool:
    """True when every product that passes the inner test passes the outer; no test is the widest."""
    return outer is None or inner == outer or (inner is not None and (outer, inner) in WIDER_TEST)


def _within(
    inner: Sequence[ScopeStatement], outer: Sequence[ScopeStatement], axis: str, vocabulary: Vocabulary
) -> bool:
    return all(any(_covers(o, i, axis, vocabulary) for o in outer) for i in inner)


def _covers(outer: ScopeStatement, inner: ScopeStatement, axis: str, vocabulary: Vocabulary) -> bool:
    if axis == "user-group" and outer.value == "any":
        return True
    return outer.value in vocabulary.lineage(axis, inner.value) and test_within(inner.test, outer.test)
