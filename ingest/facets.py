# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Curated facets: one entry per atomic requirement, checked against the document and every vocabulary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from comity.model import dimension
from comity.model.document import Document
from comity.model.errors import ExpectationError, RecordError
from comity.model.requirement import Condition, Parameter, Requirement
from comity.model.source import Edition
from comity.model.vocab import Vocabulary, nearest
from ingest.records import FacetsRecord, ParameterRecord, RequirementRecord, read_record


@dataclass(frozen=True, slots=True)
class _Gate:
    """What an entry is checked against, with the place that an error names."""

    path: Path
    document: Document
    vocabulary: Vocabulary
    dimensions: Mapping[str, dimension.Dimension]


def load(path: Path, edition: Edition, document: Document, vocabulary: Vocabulary) -> tuple[Requirement, ...]:
    """Load ``facets.yml`` of one edition, in document order of its clauses.

    Raises RecordError for an unknown clause, sentence, term or dimension, and ExpectationError when the number of
    entries is not the one that ``source.yml`` expects.
    """
    records = read_record(path, FacetsRecord).requirements
    doubled = [atom for atom, count in Counter(record.id for record in records).items() if count > 1]
    if doubled:
        raise RecordError(f"{path}: {doubled[0]}", "facets stand twice for this requirement")
    gate = _Gate(path, document, vocabulary, dimension.dimensions(vocabulary))
    requirements = [_requirement(record, gate) for record in records]
    if len(requirements) != edition.expect.requirements:
        why = f"{len(requirements)} requirements, but source.yml expects {edition.expect.requirements}"
        raise ExpectationError(str(path), why, "correct expect.requirements or the facets")
    order = {clause.id: position for position, clause in enumerate(document.clauses)}
    return tuple(sorted(requirements, key=lambda r: (order[r.clause], int(r.atom.rpartition("#")[2]))))


def _requirement(record: RequirementRecord, gate: _Gate) -> Requirement:
    place = f"{gate.path}: {record.id}"
    _check_place(record, gate, place)
    for scheme, term in _terms(record):
        if not gate.vocabulary.has(scheme, term):
            hint = nearest(term, gate.vocabulary.scheme(scheme))
            raise RecordError(place, f"{term!r} is not a term of the scheme {scheme}", hint)
    if record.kind == "duty" and (record.modality is None or not record.bearer):
        raise RecordError(place, "a duty needs a modality and a bearer")
    return Requirement(
        source=gate.document.source,
        edition=gate.document.edition,
        atom=record.id,
        text=record.text,
        sentence=record.sentence,
        kind=record.kind,
        modality=record.modality,
        verb=record.verb,
        form=record.form,
        text_status=record.text_status,
        language=gate.document.language,
        implied=record.implied,
        hedge=tuple(sorted(record.hedge)),
        object=record.object,
        state=tuple(sorted(record.state)),
        condition=tuple(sorted((_condition(term) for term in record.condition), key=str)),
        bearer=tuple(sorted(record.bearer)),
        bearer_source=record.bearer_source,
        beneficiary=tuple(sorted(record.beneficiary)),
        counterparty=tuple(sorted(record.counterparty)),
        capability=tuple(sorted(record.capability)),
        subject=tuple(sorted(record.subject)),
        parameters=tuple(_parameter(parameter, gate, place) for parameter in record.parameters),
        alternative_of=record.alternative_of,
        alternative_type=record.alternative_type,
        satisfies=tuple(sorted(record.satisfies)),
        effect=record.effect,
        generic=record.generic,
        valid_from=record.valid_from,
        valid_to=record.valid_to,
        status=record.status,
        note=record.note,
    )


def _check_place(record: RequirementRecord, gate: _Gate, place: str) -> None:
    clauses = {clause.id: clause for clause in gate.document.clauses}
    named = record.id.rpartition("#")[0]
    for clause in (named, *record.satisfies, *([record.alternative_of] if record.alternative_of else [])):
        if clause not in clauses:
            raise RecordError(place, f"no clause {clause!r} in the restatement", nearest(clause, clauses))
    count = len(clauses[named].sentences)
    if record.sentence > count:
        raise RecordError(place, f"clause {named} has {count} sentence(s), not {record.sentence}")


def _terms(record: RequirementRecord) -> Iterator[tuple[str, str]]:
    yield "statement-kind", record.kind
    yield "form", record.form
    yield "text-status", record.text_status
    yield "bearer-source", record.bearer_source
    yield "verification", record.status
    optional = (("modality", record.modality), ("object", record.object), ("route-effect", record.effect))
    yield from ((scheme, term) for scheme, term in optional if term is not None)
    yield from (("condition", _condition(term).predicate) for term in record.condition)
    yield from (("hedge", term) for term in record.hedge)
    yield from (("device-state", term) for term in record.state)
    yield from (("role", term) for term in (*record.bearer, *record.beneficiary, *record.counterparty))
    yield from (("capability", term) for term in record.capability)
    yield from (("subject", term) for term in record.subject)
    for parameter in record.parameters:
        yield "value-status", parameter.status
        yield from (("object", term) for term in [parameter.object] if term is not None)
        yield from (("clock-trigger", term) for term in [parameter.trigger] if term is not None)
        yield from (("role", term) for term in parameter.recipient)


def _condition(term: str) -> Condition:
    return Condition(term.removeprefix("not:"), value=not term.startswith("not:"))


def _parameter(record: ParameterRecord, gate: _Gate, place: str) -> Parameter:
    if record.dimension not in gate.dimensions:
        hint = nearest(record.dimension, gate.dimensions)
        raise RecordError(place, f"{record.dimension!r} is not a declared parameter dimension", hint)
    parameter = Parameter(
        dimension=record.dimension,
        operator=record.operator,
        value=record.typed(),
        status=record.status,
        unit=record.unit,
        object=record.object,
        state=tuple(sorted(record.state)),
        trigger=record.trigger,
        unless=record.unless,
        deliverable=record.deliverable,
        recipient=tuple(sorted(record.recipient)),
        extension=record.extension,
        relief=record.relief,
    )
    try:
        dimension.check(gate.dimensions[record.dimension], parameter)
    except RecordError as error:
        raise RecordError(f"{place}: {error.place}", error.why, error.way_out) from error
    return parameter
