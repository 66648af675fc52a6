# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""In what two positions differ in strength: legal force, what is asked, and verb, which stay apart always."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from comity.analyse.index import Index
from comity.analyse.stance import Position
from comity.analyse.voices import Voice

FORCES: Final = ("advice", "scheme", "law")
DEMANDS: Final = ("permission", "route", "duty")
VERBS: Final = ("none", "may", "should", "shall")


def force(index: Index, position: Position) -> str:
    """Return law, scheme or advice: the strongest force among the instruments that carry the stance."""
    return _strongest(position, FORCES, lambda voice: index.table.force_class(voice.standing.source.force))


def demand(position: Position) -> str:
    """Return duty, route or permission: the strongest kind of statement that carries the stance."""
    return _strongest(position, DEMANDS, _kind)


def verb(index: Index, position: Position) -> str:
    """Return the strongest verb family among the duties that carry the stance, none where no duty does."""
    duties = [v.requirement for v in position.carriers if v.requirement.kind == "duty"]
    return max((index.table.family(r.verb, r.ref) for r in duties), key=VERBS.index, default="none")


def differences(index: Index, a: Position, b: Position) -> tuple[str, ...]:
    """Return in which of force, kind and verb two speaking positions differ; verbs are compared between duties only."""
    found: list[str] = []
    if force(index, a) != force(index, b):
        found.append("force")
    if demand(a) != demand(b):
        found.append("kind")
    elif demand(a) == "duty" and verb(index, a) != verb(index, b):
        found.append("verb")
    return tuple(found)


def leans(index: Index, a: Position, b: Position) -> tuple[int, ...]:
    """Return for each difference which side is the stronger in it: 1 for a, -1 for b."""
    scales = {
        "force": FORCES.index(force(index, a)) - FORCES.index(force(index, b)),
        "kind": DEMANDS.index(demand(a)) - DEMANDS.index(demand(b)),
        "verb": VERBS.index(verb(index, a)) - VERBS.index(verb(index, b)),
    }
    return tuple(1 if scales[name] > 0 else -1 for name in differences(index, a, b))


def told(index: Index, a: Position, b: Position) -> tuple[str, ...]:
    """Say of each difference what stands on both sides: ``legal force (law against advice)``."""
    said = {
        "force": f"legal force ({force(index, a)} against {force(index, b)})",
        "kind": f"what is said (a {demand(a)} against a {demand(b)})",
        "verb": f"the verb ({verb(index, a)} against {verb(index, b)})",
    }
    return tuple(said[name] for name in differences(index, a, b))


def _kind(voice: Voice) -> str:
    permission = voice.requirement.kind == "duty" and voice.requirement.modality == "permission"
    return "permission" if permission else voice.requirement.kind


def _strongest(position: Position, scale: tuple[str, ...], of: Callable[[Voice], str]) -> str:
    return max((of(voice) for voice in position.carriers), key=scale.index)
