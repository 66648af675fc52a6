# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Does an instrument reach a product? Axis by axis, with the clause that says so, and undecided where nobody said."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from comity.analyse import address, excepted
from comity.analyse.profile import AXES, Profile
from comity.model.source import Edition, ScopeStatement, Source
from comity.model.vocab import Vocabulary

IN: Final = "in"
OUT: Final = "out"
UNDECIDED: Final = "undecided"
# A test that some definitions add to the scope axes: the product is assigned an address of a certain kind.
ADDRESS: Final = "address"
TAKES_IN: Final = frozenset({"named-in", "covered-by-the-general-test", "back-in"})
_LEAVES_OPEN: Final = frozenset({"excepted-under-a-condition", "not-named"})
# Reached only where the same product goes to somebody else as well, which a profile says by naming that group too.
_IDENTICAL: Final = "identical-product-also-supplied"
# User groups fall into two worlds that do not meet: a rule for one does not reach a product that is only for the other.
_PRIVATE_USE: Final = frozenset({"consumer", "household", "child"})
_WORKING_USE: Final = frozenset({"worker-or-business", "industrial-operator", "public-body", "critical-infrastructure"})
# Axes on which an unanswered profile is not asked: a profile is of a product, and a market is named by asking for it.
_ASSUMED: Final = {"product-kind": "device"}
_SETTLED_BY_THE_QUESTION: Final = frozenset({"supply"})


@dataclass(frozen=True, slots=True)
class AxisDecision:
    """What one axis decides, with the statements that decided and one sentence of reason."""

    axis: str
    verdict: str
    statements: tuple[ScopeStatement, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Applicability:
    """Whether an instrument reaches a product: out if any axis is out, undecided if any is open, else in."""

    verdict: str
    axes: tuple[AxisDecision, ...]

    @property
    def deciding(self) -> tuple[AxisDecision, ...]:
        """The axes that gave the verdict."""
        return tuple(decision for decision in self.axes if decision.verdict == self.verdict)

    @property
    def why(self) -> str:
        """The reasons of the deciding axes, in one sentence."""
        reasons = "; ".join(decision.why for decision in self.deciding)
        return reasons or "the instrument states no scope that the profile could fail"

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clauses that decided, sorted."""
        return tuple(sorted({statement.clause for decision in self.deciding for statement in decision.statements}))


def applicability(source: Source, edition: Edition, profile: Profile, vocabulary: Vocabulary) -> Applicability:
    """Return whether an edition reaches a product of this profile, axis by axis (docs/architecture.md section 4).

    Scope statements belong to the work; clauses are named with the edition asked for. An axis on which the
    instrument says nothing sets no limit. An unanswered product kind is read as a device, and supply as settled by
    asking for this market; on every other axis an unanswered profile leaves the matter undecided. Where a definition
    asks for an address, having one is decided like an axis.
    """
    decisions = []
    for name in AXES:
        statements = tuple(statement for statement in source.scope if statement.axis == name)
        if statements:
            axis = _Axis(name, statements, source, f"{source.id}@{edition.id}", vocabulary)
            decisions.append(_decide(axis, profile))
    decisions += _addressed(source, f"{source.id}@{edition.id}", profile, vocabulary)
    verdicts = {decision.verdict for decision in decisions}
    verdict = OUT if OUT in verdicts else UNDECIDED if UNDECIDED in verdicts else IN
    return Applicability(verdict, tuple(decisions))


def _addressed(source: Source, place: str, profile: Profile, vocabulary: Vocabulary) -> list[AxisDecision]:
    verdicts = {True: IN, False: OUT, None: UNDECIDED}
    found = []
    for definition in address.asking(source):
        used = ScopeStatement(ADDRESS, definition.term, "named-in", definition.clause, None, definition.verification)
        why = address.told(definition, place, profile, vocabulary)
        found.append(AxisDecision(ADDRESS, verdicts[address.meets(definition, profile)], (used,), why))
    return found


def users_apart(member: str, values: Collection[str]) -> bool:
    """True when a product that is only for this user group cannot be for any of the others, by their definitions."""
    others = set(values)
    return (member in _WORKING_USE and others <= _PRIVATE_USE) or (member in _PRIVATE_USE and others <= _WORKING_USE)


@dataclass(frozen=True, slots=True)
class _Axis:
    """The statements of one source on one axis, with what it takes to decide and to cite."""

    name: str
    statements: tuple[ScopeStatement, ...]
    source: Source
    place: str
    vocabulary: Vocabulary

    @property
    def taking_in(self) -> tuple[ScopeStatement, ...]:
        return tuple(s for s in self.statements if s.status in TAKES_IN)

    @property
    def universal(self) -> tuple[ScopeStatement, ...]:
        return tuple(s for s in self.taking_in if s.value == "any")

    @property
    def taking_out(self) -> tuple[ScopeStatement, ...]:
        return tuple(s for s in self.statements if s.status == "named-out" or s.status in _LEAVES_OPEN)

    @property
    def is_open_list(self) -> bool:
        """True for classes named as examples beside a general test, which then decides on those that are not named."""
        general = any(s.status == "covered-by-the-general-test" for s in self.source.scope)
        return self.name == "function-class" and general

    def cite(self, statements: Sequence[ScopeStatement]) -> str:
        return ", ".join(sorted({f"{self.place}/{statement.clause}" for statement in statements}))


def _decide(axis: _Axis, profile: Profile) -> AxisDecision:
    name = axis.name
    members = profile.on(name) or ((_ASSUMED[name],) if name in _ASSUMED else ())
    if not members:
        return _unanswered(axis)
    found = [_member(axis, member, profile) for member in members]
    verdict = IN if any(v == IN for v, _ in found) else UNDECIDED if any(v == UNDECIDED for v, _ in found) else OUT
    used = tuple(dict.fromkeys(s for v, used in found if v == verdict for s in used))
    product = " and ".join(axis.vocabulary.concept(name, member).label() for member in members)
    reads = " or ".join(sorted({f"{_label(s, axis.vocabulary)} [{_status(s, axis.vocabulary)}]" for s in used}))
    why = f"{_name(axis)}: of the product {product}, in the text {reads} ({axis.cite(used)})"
    return AxisDecision(name, verdict, used, why)


def _unanswered(axis: _Axis) -> AxisDecision:
    settled = axis.name in _SETTLED_BY_THE_QUESTION or (axis.is_open_list and not axis.taking_out)
    if axis.universal or settled:
        used = axis.universal or axis.statements
        return AxisDecision(axis.name, IN, used, f"{_name(axis)}: no limit for this question ({axis.cite(used)})")
    wanted = " or ".join(sorted({_label(s, axis.vocabulary) for s in axis.taking_in}))
    parted = " or ".join(sorted({_label(s, axis.vocabulary) for s in axis.taking_out}))
    told = [f"asks for {wanted}"] if wanted else []
    told += [f"takes out or leaves open {parted}"] if parted else []
    why = f"{_name(axis)}: the profile does not say, the text {' and '.join(told)} ({axis.cite(axis.statements)})"
    return AxisDecision(axis.name, UNDECIDED, axis.statements, why)


def _member(axis: _Axis, member: str, profile: Profile) -> tuple[str, tuple[ScopeStatement, ...]]:
    """Decide for one thing that holds of the product; the nearest statement in the hierarchy wins."""
    for term in axis.vocabulary.lineage(axis.name, member):
        named = tuple(s for s in axis.statements if s.value == term and s.status != "switched-off-for-a-provision")
        statuses = {s.status for s in named}
        if "named-out" in statuses and "back-in" not in statuses:
            return OUT, named
        truths = {excepted.holds(axis.source, s, profile, axis.vocabulary) for s in named} - {None}
        if truths and "back-in" not in statuses:
            return (OUT if True in truths else IN), named
        if named:
            left_open = statuses & _LEAVES_OPEN and "back-in" not in statuses
            return (UNDECIDED if left_open or all(s.test == _IDENTICAL for s in named) else IN), named
    if axis.universal:
        return IN, axis.universal
    if not axis.taking_in or axis.is_open_list:
        return IN, axis.statements
    return (OUT if _apart(axis, member) else UNDECIDED), axis.taking_in


def _apart(axis: _Axis, member: str) -> bool:
    """True when no product of this member alone can be among those that the statements take in."""
    if axis.name == "connection":
        return member == "none"
    if axis.name != "user-group" or any(s.test == _IDENTICAL for s in axis.taking_in):
        return False
    return users_apart(member, {s.value for s in axis.taking_in})


def _name(axis: _Axis) -> str:
    return axis.vocabulary.concept("scope-axis", axis.name).label().lower()


def _status(statement: ScopeStatement, vocabulary: Vocabulary) -> str:
    return vocabulary.concept("class-status", statement.status).label().lower()


def _label(statement: ScopeStatement, vocabulary: Vocabulary) -> str:
    label = vocabulary.concept(statement.axis, statement.value).label()
    test = f" ({vocabulary.concept('scope-test', statement.test).label().lower()})" if statement.test else ""
    return f"{label}{test}"
