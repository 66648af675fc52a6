# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Does one edition reach a product, all told: its scope, its exemptions under a condition, its transition, its end?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from comity.analyse import excepted, phrase, questions, transition
from comity.analyse.index import weakest
from comity.analyse.lens import Lens, Standing
from comity.analyse.product import Product
from comity.analyse.questions import Missing
from comity.analyse.scope import ADDRESS, IN, OUT, TAKES_IN, UNDECIDED, AxisDecision, applicability
from comity.analyse.voices import exemptions
from comity.model.requirement import Requirement
from comity.model.source import ScopeStatement


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that decides: its verdict, the clauses, a reason, what is missing, and how well it is known."""

    verdict: str
    clauses: tuple[str, ...]
    why: str
    missing: tuple[Missing, ...] = ()
    status: str = "verified"


@dataclass(frozen=True, slots=True)
class Reaching:
    """Every part of the decision: out if one part is out, undecided if one is open, else in."""

    parts: tuple[Part, ...]

    @property
    def verdict(self) -> str:
        """The verdict of all parts together."""
        verdicts = {part.verdict for part in self.parts}
        return OUT if OUT in verdicts else UNDECIDED if UNDECIDED in verdicts else IN

    @property
    def deciding(self) -> tuple[Part, ...]:
        """The parts that gave the verdict."""
        return tuple(part for part in self.parts if part.verdict == self.verdict)

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clauses that decided, sorted."""
        return tuple(sorted({clause for part in self.deciding for clause in part.clauses}))

    @property
    def why(self) -> str:
        """The reasons of the deciding parts, in one sentence."""
        reasons = "; ".join(dict.fromkeys(part.why for part in self.deciding))
        return phrase.sentence(reasons or "the instrument states no scope that the profile could fail")

    @property
    def missing(self) -> tuple[Missing, ...]:
        """The answers that are missing; none are asked of a product that is out whatever they are."""
        if self.verdict == OUT:
            return ()
        return tuple(dict.fromkeys(missing for part in self.parts for missing in part.missing))

    @property
    def verification(self) -> str:
        """The weakest of what the deciding parts rest on."""
        return weakest(part.status for part in self.deciding)


def reaching(lens: Lens, standing: Standing, product: Product) -> Reaching:
    """Return whether an edition reaches a product, with every part of the decision."""
    index, source = lens.index, standing.source
    reach = standing.reach or applicability(source, standing.edition, product.profile, index.vocabulary)
    parts = [_scope(lens, standing, product, decision) for decision in reach.axes]
    parts += _exempted(lens, standing)
    for passage in transition.passages(index, standing, product.placed_on_market):
        missing = (Missing("placed_on_market"),) if passage.asks_date else ()
        parts.append(Part(passage.verdict, passage.clauses, passage.why, missing, passage.status))
    if standing.when == "ended":
        parts.append(Part(OUT, (), f"it ended on {standing.edition.dates.repealed}"))
    return Reaching(tuple(parts))


def missing_of_duties(terms: Iterable[str]) -> tuple[Missing, ...]:
    """Return conditions on which only single duties hang, as missing answers."""
    return tuple(Missing(term, questions.DUTIES) for term in terms)


def _scope(lens: Lens, standing: Standing, product: Product, decision: AxisDecision) -> Part:
    missing: list[Missing] = []
    if decision.verdict == UNDECIDED:
        if decision.axis == ADDRESS or not product.profile.on(decision.axis):
            missing.append(questions.of_axis(decision.axis))
        else:
            for statement in decision.statements:
                asked = excepted.condition(standing.source, statement)
                reference = f"{standing.place}/{statement.clause}"
                text = f"Read {reference}: {statement.note}" if statement.note else f"Read {reference}."
                missing.append(Missing(asked.predicate) if asked else Missing(reference, questions.REACH, text))
    clauses = tuple(dict.fromkeys(statement.clause for statement in _cited(lens, product, decision)))
    status = weakest(statement.verification for statement in decision.statements)
    return Part(decision.verdict, clauses, decision.why, tuple(dict.fromkeys(missing)), status)


def _cited(lens: Lens, product: Product, decision: AxisDecision) -> tuple[ScopeStatement, ...]:
    """Return the statements worth citing: of a product that is in, not the exceptions that are for others."""
    members = product.profile.on(decision.axis)
    if decision.verdict != IN or not members:
        return tuple(s for s in decision.statements if decision.verdict != IN or s.status in TAKES_IN)
    terms = {term for member in members for term in lens.index.vocabulary.lineage(decision.axis, member)}
    return tuple(s for s in decision.statements if s.value in terms or s.value == "any")


def _exempted(lens: Lens, standing: Standing) -> list[Part]:
    """Return what exemptions of the whole instrument decide; those without a condition stand in its scope already."""
    found = []
    for exemption in exemptions(lens.index, standing, ()):
        truths = {condition: lens.answer(condition) for condition in exemption.condition}
        if exemption.capability or not truths or False in truths.values():
            continue
        missing = tuple(Missing(condition.predicate) for condition, truth in truths.items() if truth is None)
        found.append(_part(lens, exemption, missing))
    return found


def _part(lens: Lens, exemption: Requirement, missing: tuple[Missing, ...]) -> Part:
    told = phrase.conditions(lens.index, (str(condition) for condition in exemption.condition))
    does = "would take the product out" if missing else "takes the product out"
    why = (
        f"exemption: {exemption.ref} {does}, if it holds that it {told}"
        if missing
        else f"exemption: {exemption.ref} {does} ({told})"
    )
    return Part(UNDECIDED if missing else OUT, (exemption.clause,), why, missing, exemption.status)
