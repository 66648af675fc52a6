# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Where the rules of two jurisdictions pull apart, or meet exactly: one finder per family, always both ways alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from comity.analyse.families import FAMILIES
from comity.analyse.index import build
from comity.analyse.lens import look
from comity.analyse.pair import pair
from comity.analyse.profile import Profile
from comity.model.corpus import Corpus
from comity.model.finding import Conflict
from comity.model.vocab import Vocabulary


def conflicts(
    corpus: Corpus,
    vocabulary: Vocabulary,
    a: str,
    b: str,
    as_at: date,
    profile: Profile | None = None,
) -> tuple[Conflict, ...]:
    """Return every difference between two jurisdictions on a date, sorted by type, matter and IRI.

    Only where both say something: silence of one is a gap and never a conflict. Asked the other way round, the same
    findings come back under the same IRIs with the sides exchanged. Raises NotFoundError for an unknown jurisdiction.
    """
    index = build(corpus, vocabulary)
    first, second = sorted((a, b))
    left, right = look(index, first, as_at, profile), look(index, second, as_at, profile)
    if first == second:
        return ()
    both = pair(left, right)
    found = [both.conflict(clash) for family in FAMILIES for clash in family(both)]
    turned = found if a == first else [mirror(conflict) for conflict in found]
    return tuple(sorted(turned, key=lambda conflict: (conflict.type, conflict.matter, conflict.iri)))


def mirror(conflict: Conflict) -> Conflict:
    """Return the same finding told from the other side."""
    return replace(
        conflict,
        a=conflict.b,
        b=conflict.a,
        a_clauses=conflict.b_clauses,
        b_clauses=conflict.a_clauses,
        a_says=conflict.b_says,
        b_says=conflict.a_says,
    )
