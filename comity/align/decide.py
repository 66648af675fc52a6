# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The rules that turn a candidate pair into a relation; each mapping says which facets decided.

``subset-of`` reads: whoever meets the object meets the subject; the object asks for all that the subject asks, and
more (NIST IR 8477 reads the sets in the same way). The confidence is a rule of thumb, not calibrated yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from comity.align.candidates import Candidate
from comity.align.features import Lean, Vote, facet_votes, opposed_polarity
from comity.align.knowledge import Knowledge
from comity.align.thresholds import parameter_votes
from comity.model.mapping import Mapping
from comity.model.requirement import Requirement

RELATIONS: Final = ("equal", "subset-of", "superset-of", "intersects-with", "no-relationship")

# Similarity from which two texts are taken to say the same, to be about one matter, and to look alike.
SAME_TEXT: Final = 0.75
SAME_MATTER: Final = 0.5
LOOKS_ALIKE: Final = 0.4
_JUSTIFICATION: Final = "semapv:CompositeMatching"
# Confidence before similarity tilts it: (with values that stand in an order, without).
_BASE: Final = {
    "equal": (0.8, 0.6),
    "subset-of": (0.75, 0.55),
    "superset-of": (0.75, 0.55),
    "intersects-with": (0.6, 0.5),
    "no-relationship": (0.65, 0.65),
}
_TILT: Final = 0.3
_MACHINE_MADE: Final = 0.1
_STATUS: Final = ("unverified", "secondary", "verified")


def decide(candidate: Candidate, known: Knowledge, model: str) -> Mapping | None:
    """Return the mapping of a pair: a negative one where facets part what looks alike, None where nothing is claimed.

    ``model`` is the revision of the embedder, kept as evidence.
    """
    a, b = candidate.subject, candidate.object
    votes = _all_votes(a, b, known)
    parting = [vote for vote in votes if vote.lean is Lean.APART]
    if not set(a.capability) & set(b.capability):
        near = any((x, y) in known.neighbours for x in a.capability for y in b.capability)
        if a.generic or b.generic or not near or candidate.similarity < LOOKS_ALIKE:
            return None
        return _mapping(candidate, "no-relationship", [v for v in parting if v.facet == "capability"], known, model)
    if parting:
        return (
            None
            if candidate.similarity < LOOKS_ALIKE
            else _mapping(candidate, "no-relationship", parting, known, model)
        )
    anchored = any(vote.anchors for vote in votes)
    relation = _relation(votes, candidate.similarity, anchored=anchored)
    return _mapping(candidate, relation, votes, known, model)


def _all_votes(a: Requirement, b: Requirement, known: Knowledge) -> tuple[Vote, ...]:
    votes = (*facet_votes(a, b, known), *parameter_votes(a, b, known))
    if opposed_polarity(a, b) and not any(vote.anchors for vote in votes):
        return (*votes, Vote("polarity", Lean.BOTH, "one is worded as a ban and the other is not"))
    return votes


def _relation(votes: Sequence[Vote], similarity: float, *, anchored: bool) -> str:
    leans = {vote.lean for vote in votes} - {Lean.SAME}
    if not leans:
        return "equal" if anchored or similarity >= SAME_TEXT else "intersects-with"
    general = any(vote.facet == "scope" for vote in votes)
    if len(leans) > 1 or not (anchored or general or similarity >= SAME_MATTER):
        return "intersects-with"
    return {Lean.SUBJECT: "superset-of", Lean.OBJECT: "subset-of"}.get(leans.pop(), "intersects-with")


def _mapping(candidate: Candidate, relation: str, votes: Sequence[Vote], known: Knowledge, model: str) -> Mapping:
    a, b = candidate.subject, candidate.object
    anchored = any(vote.anchors for vote in votes)
    return Mapping(
        subject=a.ref,
        relation=relation,
        object=b.ref,
        confidence=_confidence(candidate, relation, anchored=anchored),
        justification=_JUSTIFICATION,
        similarity=candidate.similarity,
        decided_by=tuple(sorted({vote.facet for vote in votes})) or ("similarity",),
        why=_why(candidate, relation, votes, known),
        model=model,
        rationale="functional" if anchored else "semantic",
        status=min((a.status, b.status), key=_STATUS.index),
    )


def _confidence(candidate: Candidate, relation: str, *, anchored: bool) -> float:
    """Not calibrated yet: a base for each rule, tilted by similarity, less where a facet is machine-made."""
    base = _BASE[relation][0 if anchored else 1]
    machine_made = sum(r.origin != "curated" for r in (candidate.subject, candidate.object))
    tilted = base + _TILT * (candidate.similarity - SAME_MATTER) - _MACHINE_MADE * machine_made
    return round(min(max(tilted, 0.05), 0.95), 4)


def _why(candidate: Candidate, relation: str, votes: Sequence[Vote], known: Knowledge) -> str:
    shared = known.names("capability", set(candidate.subject.capability) & set(candidate.object.capability))
    said = "; ".join(vote.says for vote in votes)
    if relation == "no-relationship":
        return f"Alike in wording, but apart: {said}."
    if relation == "equal":
        return f"Both ask the same of {shared}: {said or 'no facet differs and the texts agree'}."
    if relation == "intersects-with":
        return f"Both concern {shared}; neither contains the other: {said or 'no facet differs, yet the texts do'}."
    wider = "subject" if relation == "superset-of" else "object"
    return f"On {shared} the {wider} asks for more: {said}."
