# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Capabilities and findings as shapes: every clause cited, every absence with the face that analysis gave it."""

from __future__ import annotations

from collections.abc import Collection

from api.book import Book
from api.schemas.common import facts
from api.schemas.finding import CapabilityOut, ChangeOut, ConflictOut, FacetChangeOut, GapOut, LookAlikeOut, StanceOut
from comity.analyse.lens import Lens
from comity.analyse.stance import position
from comity.model.finding import Change, Conflict, Gap, LookAlike, Stance
from comity.model.vocab import Concept


def stance_out(book: Book, stance: Stance) -> StanceOut:
    """Show a stance as analysis found it."""
    cited = {name: book.cites(getattr(stance, name)) for name in ("clauses", "nearest")}
    return StanceOut(**{**facts(stance), **cited})


def capability_out(book: Book, concept: Concept, lenses: Collection[Lens]) -> CapabilityOut:
    """Show a leaf of the hub with the stance of each jurisdiction; a head has none."""
    is_leaf = concept.notation in book.index.leaves
    stances = [position(lens, concept.notation).stance for lens in lenses] if is_leaf else []
    return CapabilityOut(
        notation=concept.notation,
        iri=concept.iri,
        labels=dict(concept.labels),
        definitions=dict(concept.definitions),
        synonyms={language: list(names) for language, names in concept.synonyms.items()},
        scope_notes=list(concept.scope_notes),
        broader=concept.broader,
        stances=[stance_out(book, stance) for stance in stances],
    )


def gap_out(book: Book, gap: Gap) -> GapOut:
    """Show a gap with the clauses of both sides and both stances."""
    return GapOut(
        **{
            **facts(gap),
            "holder_clauses": book.cites(gap.holder_clauses),
            "nearest": book.cites(gap.nearest),
            "holder_stance": stance_out(book, gap.holder_stance),
            "lacker_stance": stance_out(book, gap.lacker_stance),
        }
    )


def conflict_out(book: Book, conflict: Conflict) -> ConflictOut:
    """Show a conflict with the clauses of both sides."""
    cited = {name: book.cites(getattr(conflict, name)) for name in ("a_clauses", "b_clauses")}
    return ConflictOut(**{**facts(conflict), **cited})


def change_out(book: Book, change: Change) -> ChangeOut:
    """Show a change with the clauses of both editions."""
    cited = {name: book.cites(getattr(change, name)) for name in ("old", "new")}
    rows = [FacetChangeOut(**facts(row)) for row in change.facets]
    return ChangeOut(**{**facts(change), **cited, "facets": rows})


def lookalike_out(book: Book, pair: LookAlike) -> LookAlikeOut:
    """Show a pair of look-alike provisions with both cited."""
    return LookAlikeOut(**{**facts(pair), "a": book.cite(pair.a), "b": book.cite(pair.b)})
