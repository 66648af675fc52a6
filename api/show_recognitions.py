# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Recognitions and route plans as shapes, each recognition with whether it counts on the date of the answer."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from api.schemas.common import facts
from api.schemas.recognition import (
    ActionOut,
    DoubtOut,
    HopOut,
    OpeningOut,
    PlanOut,
    RecognitionOut,
    RoutesOut,
)
from comity.analyse.recognised import in_effect, why_not_met
from comity.model import ids
from comity.model.recognition import Recognition
from comity.model.route import Hop, Opening, Plan, Routes


def recognition_out(entry: Recognition, as_at: date, classes: Collection[str]) -> RecognitionOut:
    """Show a recognition; one that does not count on the date says why."""
    why = in_effect(entry, as_at, classes) or why_not_met(entry)
    told = {"iri": ids.recognition_iri(entry.id), "counts": why is None, "why_not": why}
    return RecognitionOut(**{**facts(entry), **told})


def routes_out(found: Routes, classes: Collection[str]) -> RoutesOut:
    """Show an answer on routes."""
    shown = _Shown(found.as_at, classes)
    return RoutesOut(
        markets=list(found.markets),
        have=list(found.have),
        product_class=found.product_class,
        now=[shown.opening(opening) for opening in found.now],
        proven=[shown.plan(plan) for plan in found.proven],
        reported=[shown.plan(plan) for plan in found.reported],
        not_counted=[DoubtOut(**facts(doubt)) for doubt in found.not_counted],
        not_asked=list(found.not_asked),
        unexamined=list(found.unexamined),
    )


class _Shown:
    """Shows the parts of an answer for its date and the class of the product."""

    def __init__(self, as_at: date, classes: Collection[str]) -> None:
        self._as_at, self._classes = as_at, classes

    def plan(self, plan: Plan) -> PlanOut:
        """Show a plan with every opening."""
        actions = [ActionOut(**facts(action)) for action in plan.actions]
        return PlanOut(actions=actions, openings=[self.opening(o) for o in plan.openings], status=plan.status)

    def opening(self, opening: Opening) -> OpeningOut:
        """Show an opening with its recognitions."""
        lists = {"hops": self._hops(opening.hops), "helps": self._hops(opening.helps)}
        return OpeningOut(**{**facts(opening), **lists})

    def _hops(self, hops: Sequence[Hop]) -> list[HopOut]:
        shown = [recognition_out(hop.recognition, self._as_at, self._classes) for hop in hops]
        return [HopOut(uses=list(hop.uses), recognition=out) for hop, out in zip(hops, shown, strict=True)]
