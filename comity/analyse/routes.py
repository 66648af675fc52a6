# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The fewest conformity actions that open markets: labels, declarations and standards, over recognitions on a date.

The search is exact, the smallest sets of actions first. What a market asks can always be done directly,
so that a plan exists for every market of which we know what it asks; of another one nothing is planned.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from comity.analyse import recognised
from comity.analyse.index import weakest
from comity.analyse.openings import Ground, asked, lower_levels, own_keys, rank
from comity.analyse.parties import Party, resolve
from comity.model.corpus import Corpus
from comity.model.errors import RequestError
from comity.model.recognition import Goal, Recognition, Recognitions
from comity.model.route import Action, Doubt, Opening, Plan, Routes
from comity.model.vocab import Vocabulary


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: markets by any name, what is held, the date, and the class of the product where it is told."""

    markets: Sequence[str]
    have: Sequence[str]
    as_at: date
    product_class: str | None = None


def routes(corpus: Corpus, vocabulary: Vocabulary, known: Recognitions, question: Asked) -> Routes:
    """Return the fewest actions that open the markets, beside what is held.

    Raises NotFoundError for an unknown market, label or class, and RequestError where no market is named.
    """
    if not question.markets:
        raise RequestError("routes", "no market is named", "name one or more, such as uk jp")
    parties = tuple(dict.fromkeys(resolve(corpus, vocabulary, name) for name in question.markets))
    of_party = {party: [goal for goal in known.goals if _in(goal, party)] for party in parties}
    wanted = tuple(dict.fromkeys(goal for goals in of_party.values() for goal in goals))
    idle = {goal: why for goal in wanted if (why := asked(corpus, goal, question.as_at))}
    goals = tuple(goal for goal in wanted if goal not in idle)
    have = tuple(recognised.held(corpus, known.recognitions, name) for name in question.have)
    classes = recognised.classes_of(vocabulary, question.product_class)
    doubts = {e.id: recognised.in_effect(e, question.as_at, classes) for e in known.recognitions}
    trusted = tuple(e for e in known.recognitions if doubts[e.id] is None)
    ground = Ground(corpus, trusted)
    strict = Ground(corpus, tuple(e for e in trusted if e.status == "verified"))
    return Routes(
        as_at=question.as_at,
        markets=tuple(party.key for party in parties),
        have=have,
        product_class=question.product_class,
        now=tuple(ground.opening(goal, have) for goal in goals),
        proven=_plans(strict, goals, have),
        reported=_plans(ground, goals, have),
        not_counted=tuple(_uncounted(known.recognitions, doubts, parties)),
        not_asked=tuple(idle.values()),
        unexamined=tuple(party.key for party, found in of_party.items() if not found),
    )


def fewest(ground: Ground, goals: Sequence[Goal], have: Collection[str]) -> tuple[frozenset[str], ...]:
    """Return every smallest set of actions that meets all goals beside what is held; none where there is no goal."""
    if not goals:
        return ()
    offered = {goal: ground.candidates(goal) for goal in goals}
    for size in range(len(goals) + 1):
        found = set(_sets(ground, offered, frozenset(have), size))
        if found:
            return tuple(sorted(found, key=sorted))
    raise AssertionError("what a market asks can always be done directly")


def _sets(
    ground: Ground, offered: Mapping[Goal, Sequence[str]], held: frozenset[str], room: int
) -> Iterator[frozenset[str]]:
    """Yield the sets of at most ``room`` actions that meet the goals: one that is not met needs a further action of its
    own candidates, so that trying these alone misses no set.
    """
    unmet = next((goal for goal in offered if not ground.meets(goal, held)), None)
    if unmet is None:
        yield frozenset()
    elif room:
        for key in offered[unmet]:
            if key not in held:
                yield from (rest | {key} for rest in _sets(ground, offered, held | {key}, room - 1))


def _plans(ground: Ground, goals: Sequence[Goal], have: Sequence[str]) -> tuple[Plan, ...]:
    found = fewest(ground, goals, have)
    lean = [chosen for chosen in found if not any(_is_lower(ground.corpus, other, chosen) for other in found)]
    plans = [_plan(ground, goals, have, chosen) for chosen in lean]
    return tuple(sorted(plans, key=lambda plan: (rank(plan.status), [action.key for action in plan.actions])))


def _plan(ground: Ground, goals: Sequence[Goal], have: Sequence[str], chosen: frozenset[str]) -> Plan:
    openings = tuple(ground.opening(goal, {*have, *chosen}) for goal in goals)
    actions = tuple(_action(ground, goals, openings, key) for key in sorted(chosen))
    return Plan(actions, openings, weakest(opening.status for opening in openings))


def _action(ground: Ground, goals: Sequence[Goal], openings: Sequence[Opening], key: str) -> Action:
    for goal in goals:
        if key in own_keys(ground.corpus, goal):
            return Action(key, "label" if goal.level else "declaration", f"{_name(ground, key)}: {goal.action}")
    used = [hop.recognition for opening in openings for hop in opening.hops if key in hop.uses]
    holdings = [h for e in used for h in e.holdings if key in recognised.keys(ground.corpus, h, pinned=e.pinned)]
    clauses = sorted({clause for holding in holdings for clause in holding.clauses})
    external = next((holding.name for holding in holdings if holding.external is not None), None)
    is_standard = any(holding.clauses or holding.part for holding in holdings)
    name = external or _name(ground, key)
    what = f"{name}, clauses {', '.join(clauses)}" if clauses else name
    return Action(key, "standard" if is_standard else "label", what)


def _name(ground: Ground, key: str) -> str:
    """Return the name of a work that is held, with edition and place as they were named."""
    work, _, place = key.partition("/")
    source, edition = ground.corpus.edition(work)
    label = next((dict(level.label).get("en", level.id) for level in source.instrument.levels if level.id == place), "")
    return " ".join(part for part in (source.name(), f"({edition.id})", label or place) if part)


def _is_lower(corpus: Corpus, other: Collection[str], chosen: Collection[str]) -> bool:
    """True when a set of actions is another with a level, or several, in the place of higher ones that take them in."""
    below = {key for held in chosen for key in lower_levels(corpus, held)}
    return other != chosen and set(other) <= below | set(chosen)


def _in(goal: Goal, party: Party) -> bool:
    return goal.work == party.key if party.source is not None else goal.market == party.key


def _uncounted(
    known: Sequence[Recognition], doubts: Mapping[str, str | None], parties: Sequence[Party]
) -> Iterator[Doubt]:
    """Yield the recognitions towards the parties that open nothing by themselves, each with the reason."""
    for entry in known:
        why = doubts[entry.id] or recognised.why_not_met(entry)
        if why is not None and any(party.key in {entry.grantor, entry.to.work} for party in parties):
            yield Doubt(entry.id, why)
