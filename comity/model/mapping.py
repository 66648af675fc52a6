# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""A mapping: a claim that two requirements stand in a set relation, with the evidence for it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

_TURNED: Final = {
    "subset-of": "superset-of",
    "superset-of": "subset-of",
    "subject": "object",
    "object": "subject",
}


@dataclass(frozen=True, slots=True)
class Mapping:
    """A claim about two requirements, each ``SOURCE@EDITION/CLAUSE#N``.

    ``relation`` follows STRM (NIST IR 8477): equal, subset-of, superset-of, intersects-with, no-relationship, read
    "subject is … object". ``confidence`` is in [0, 1]; ``justification`` is a SEMAPV term; ``decided_by`` names the
    facets that decided, ``why`` says it in one sentence.
    """

    subject: str
    relation: str
    object: str
    confidence: float
    justification: str
    similarity: float
    decided_by: tuple[str, ...]
    why: str
    model: str = ""
    rationale: str = "semantic"
    status: str = "verified"

    def turned(self) -> Mapping:
        """Return the same claim read from the other side: subject, object, relation and the words of the reason."""
        return replace(
            self,
            subject=self.object,
            object=self.subject,
            relation=_TURNED.get(self.relation, self.relation),
            why=re.sub(r"\b(subject|object)\b", lambda word: _TURNED[word.group()], self.why),
        )
