# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""What a route plan says: actions, the markets that they open, and for each the recognitions and what is left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from comity.model.recognition import Recognition


@dataclass(frozen=True, slots=True)
class Doubt:
    """A recognition that does not count, and why; it is told apart and opens nothing."""

    recognition: str
    why: str


@dataclass(frozen=True, slots=True)
class Hop:
    """A recognition in use, and what is held by which it applies.

    Edition, level, dates, effect, legal basis, restrictions and residue stand in the recognition.
    """

    uses: tuple[str, ...]
    recognition: Recognition


@dataclass(frozen=True, slots=True)
class Opening:
    """How far one goal of a market is met.

    ``own`` is what is held by which the goal is met directly, None where recognitions have to meet it. ``hops`` meet
    clauses, ``helps`` ease what is done directly and meet nothing by themselves. ``to_show`` are the clauses that no
    hop meets and no help waives: what ``own`` has to show or has shown, and without it what stays open. ``status`` is
    the weakest fact that it rests on, ``note`` what the goal leaves out.
    """

    market: str
    goal: str
    is_open: bool
    own: str | None
    hops: tuple[Hop, ...]
    helps: tuple[Hop, ...]
    to_show: tuple[str, ...]
    status: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do: its name, its kind (label, declaration or standard), and what it is in words."""

    key: str
    kind: str
    what: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A set of actions that opens every market asked, with the account for each; ``status`` is its weakest fact."""

    actions: tuple[Action, ...]
    openings: tuple[Opening, ...]
    status: str


@dataclass(frozen=True, slots=True)
class Routes:
    """The answer: plans on verified recognitions alone, and plans that also trust accounts of others.

    ``now`` is what is open by what is held already, on accounts of others too. ``not_counted`` are recognitions towards
    the markets that open nothing, ``not_asked`` markets whose rules ask nothing on the date, ``unexamined`` those of
    which we do not know what they ask: no plan speaks of these.
    """

    as_at: date
    markets: tuple[str, ...]
    have: tuple[str, ...]
    product_class: str | None
    now: tuple[Opening, ...]
    proven: tuple[Plan, ...]
    reported: tuple[Plan, ...]
    not_counted: tuple[Doubt, ...]
    not_asked: tuple[str, ...]
    unexamined: tuple[str, ...]
