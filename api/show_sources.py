# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Sources, clauses and requirements as shapes: what a record says, with its IRI, its citation and its place in time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from api.book import SUPERSEDED, Book, may_leave
from api.schemas.common import facts
from api.schemas.requirement import MappingOut, ProvisionOut, RequirementOut
from api.schemas.source import (
    CountsOut,
    DatesOut,
    DefinitionOut,
    EditionOut,
    ExtentOut,
    ForceOut,
    JurisdictionOut,
    SourceOut,
)
from comity.graph.terms import reference_iri
from comity.model import ids
from comity.model.document import Clause, Document
from comity.model.mapping import Mapping as Claim
from comity.model.requirement import Requirement
from comity.model.source import Edition, Source
from comity.model.topics import names_of
from comity.model.vocab import Concept

_ENDED = "ended"


def jurisdiction_out(book: Book, concept: Concept) -> JurisdictionOut:
    """Show a jurisdiction with the sources that stand in exactly it."""
    return JurisdictionOut(
        code=concept.notation,
        iri=concept.iri,
        labels=dict(concept.labels),
        names=list(names_of(concept)),
        broader=concept.broader,
        sources=[source.id for source in book.corpus.of_jurisdiction(concept.notation)],
    )


def edition_out(book: Book, source: Source, edition: Edition) -> EditionOut:
    """Show an edition with what was read of it, from what, and how much of that is verified."""
    requirements = list(book.corpus.requirements_of(source.id, edition.id))
    status = Counter(requirement.status for requirement in requirements)
    return EditionOut(
        reference=f"{source.id}@{edition.id}",
        iri=ids.edition_iri(source.id, edition.id),
        source=source.id,
        edition=edition.id,
        label=edition.label,
        name=source.name(),
        jurisdiction=source.jurisdiction,
        force=ForceOut.model_validate(source.force),
        dates=DatesOut.model_validate(edition.dates),
        date_status=dict(edition.date_status),
        extent=ExtentOut.model_validate(edition.extent),
        languages=list(edition.languages),
        counts=CountsOut(
            provisions=edition.expect.provisions,
            requirements=len(requirements),
            verified=status["verified"],
            secondary=status["secondary"],
            unverified=status["unverified"],
        ),
    )


def source_out(book: Book, source: Source) -> SourceOut:
    """Show a work with all its editions."""
    definitions = [
        DefinitionOut(**{**facts(d), "components": {name: list(members) for name, members in d.components}})
        for d in source.definitions
    ]
    return SourceOut(
        **{
            **facts(source),
            "iri": ids.work_iri(source.id),
            "title": dict(source.title),
            "short_title": dict(source.short_title),
            "definitions": definitions,
            "enforcement_known": source.enforcement_known,
            "latest": f"{source.id}@{source.latest.id}",
            "editions": [edition_out(book, source, edition) for edition in source.editions],
        }
    )


def requirement_out(book: Book, requirement: Requirement, times: Mapping[str, str], as_at: date) -> RequirementOut:
    """Show a requirement with its clause, the force of its instrument, and where it stands in time."""
    source, edition = book.edition(requirement.source, requirement.edition)
    clause = book.clauses.get(requirement.citation)
    return RequirementOut(
        **{
            **facts(requirement),
            "ref": requirement.ref,
            "iri": reference_iri(requirement.ref),
            "citation": requirement.citation,
            "clause_iri": reference_iri(requirement.citation),
            "clause_title": clause.title if clause else "",
            "jurisdiction": source.jurisdiction,
            "force": source.force,
            "when": _when(requirement, times, as_at),
            "applies_from": requirement.valid_from or edition.dates.start,
            "applies_to": requirement.valid_to or edition.dates.repealed,
            "verification": requirement.status,
        }
    )


def _when(requirement: Requirement, times: Mapping[str, str], as_at: date) -> str:
    """Say where a requirement stands on a date: by its own dates first, then by those of its edition."""
    if requirement.valid_to is not None and requirement.valid_to < as_at:
        return _ENDED
    if requirement.valid_from is not None and requirement.valid_from > as_at:
        return "future"
    return times.get(f"{requirement.source}@{requirement.edition}", SUPERSEDED)


def provision_out(
    book: Book, document: Document, clause: Clause, times: Mapping[str, str], as_at: date
) -> ProvisionOut:
    """Show a clause with its atomic requirements; a publisher's wording leaves under a full licence only."""
    source = book.sources[document.source]
    reference = f"{document.source}@{document.edition}/{clause.id}"
    return ProvisionOut(
        ref=reference,
        iri=reference_iri(reference),
        source=document.source,
        edition=document.edition,
        jurisdiction=source.jurisdiction,
        clause=clause.id,
        number=clause.number,
        title=clause.title,
        parent=clause.parent,
        text_status=clause.text_status,
        is_provision=clause.is_provision,
        language=document.language,
        text=clause.text if may_leave(source, document) else None,
        requirements=[requirement_out(book, atom, times, as_at) for atom in book.atoms.get(reference, ())],
    )


def mapping_out(book: Book, claim: Claim) -> MappingOut:
    """Show a mapping with both its sides cited."""
    return MappingOut(
        **{
            **facts(claim),
            "iri": ids.mapping_iri(claim.subject, claim.object),
            "subject": book.cite(claim.subject),
            "object": book.cite(claim.object),
            "verification": claim.status,
        }
    )
