# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The catalog: every source is a folder ``corpus/<jurisdiction>/<id>`` with a ``source.yml``; nothing else lists it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from comity.model.errors import RecordError
from comity.model.source import (
    Correspondence,
    Dates,
    Definition,
    Edition,
    Expectation,
    Explanation,
    Extent,
    Force,
    Issuer,
    Licence,
    PublisherFile,
    Relation,
    ScopeStatement,
    Source,
    Succession,
    UnreadPart,
)
from comity.model.vocab import Vocabulary, nearest
from ingest import instrument
from ingest.records import DefinitionRecord, EditionRecord, SourceRecord, SuccessionRecord, read_record

_SCHEME_OF_AXIS: Mapping[str, str] = {
    "user-group": "user-group",
    "product-kind": "product-kind",
    "connection": "connection",
    "function-class": "function-class",
    "supply": "supply",
}


def source_files(corpus: Path) -> tuple[Path, ...]:
    """Return every ``source.yml`` of the corpus, sorted by path."""
    return tuple(sorted(corpus.glob("*/*/source.yml")))


def load_all(corpus: Path, vocabulary: Vocabulary) -> tuple[Source, ...]:
    """Load every source of the corpus, sorted by id; a malformed record raises RecordError naming file and key."""
    files = source_files(corpus)
    if not files:
        raise RecordError(str(corpus), "no source.yml found below this folder", "is COMITY_CORPUS set right?")
    return tuple(sorted((load(path, vocabulary) for path in files), key=lambda source: source.id))


def load(path: Path, vocabulary: Vocabulary) -> Source:
    """Load one ``source.yml``, with the ``instrument.yml`` beside it, and check every term against the vocabularies."""
    record = read_record(path, SourceRecord)
    if record.id != path.parent.name:
        raise RecordError(str(path), f"id {record.id!r} differs from its folder {path.parent.name!r}")
    source = replace(_source(record), instrument=instrument.load(path.with_name(instrument.FILE), vocabulary))
    _check_successions(path, source)
    for place, scheme, term in _terms(source):
        if not vocabulary.has(scheme, term):
            hint = nearest(term, vocabulary.scheme(scheme))
            raise RecordError(f"{path}: {place}", f"{term!r} is not a term of the scheme {scheme}", hint)
    return source


def _source(record: SourceRecord) -> Source:
    return Source(
        id=record.id,
        title=tuple(sorted(record.title.items())),
        short_title=tuple(sorted(record.short_title.items())),
        jurisdiction=record.jurisdiction,
        language=record.language,
        force=Force(**record.force.model_dump()),
        licence=Licence(**record.licence.model_dump()),
        editions=tuple(_edition(edition) for edition in record.editions),
        aliases=tuple(record.aliases),
        issuers=tuple(Issuer(issuer.name, issuer.role) for issuer in record.issuers),
        audience=tuple(record.audience),
        official_url=record.official_url,
        scope=tuple(ScopeStatement(**statement.model_dump()) for statement in record.scope),
        definitions=tuple(_definition(definition) for definition in record.definitions),
        relations=tuple(Relation(**relation.model_dump()) for relation in record.relations),
    )


def _edition(record: EditionRecord) -> Edition:
    extent = record.extent
    return Edition(
        id=record.id,
        label=record.label,
        dates=Dates(**record.dates.model_dump()),
        extent=Extent(
            examined=extent.examined,
            read=tuple(extent.read),
            unread=tuple(UnreadPart(**part.model_dump()) for part in extent.unread),
            copy=extent.copy_,
            as_amended_to=extent.as_amended_to,
        ),
        expect=Expectation(**record.expect.model_dump()),
        languages=tuple(record.languages),
        files=tuple(PublisherFile(**file.model_dump()) for file in record.files),
        date_status=tuple(sorted(record.date_status.items())),
        explained=tuple(Explanation(**entry.model_dump()) for entry in record.explained),
        follows=_succession(record.follows) if record.follows is not None else None,
    )


def _succession(record: SuccessionRecord) -> Succession:
    pairs = (Correspondence(tuple(c.old), tuple(c.new), c.verification) for c in record.correspondences)
    return Succession(record.edition, tuple(pairs), tuple(record.void))


def _definition(record: DefinitionRecord) -> Definition:
    return Definition(
        term=record.term,
        clause=record.clause,
        components=tuple(sorted(record.components())),
        verification=record.verification,
        note=record.note,
    )


def _check_successions(path: Path, source: Source) -> None:
    known = [edition.id for edition in source.editions]
    for position, edition in enumerate(source.editions):
        follows = edition.follows
        if follows is not None and follows.edition not in known[:position]:
            why = f"{follows.edition!r} is no edition that stands before it"
            raise RecordError(f"{path}: editions.{edition.id}.follows", why, f"editions held: {', '.join(known)}")


def _terms(source: Source) -> Iterator[tuple[str, str, str]]:
    """Yield (place, scheme, term) for every vocabulary term that the record uses."""
    yield "jurisdiction", "jurisdiction", source.jurisdiction
    yield "force.kind", "legal-force", source.force.kind
    yield "force.basis", "force-basis", source.force.basis
    yield from (("issuers.role", "role", issuer.role) for issuer in source.issuers)
    yield from (("audience", "audience", term) for term in source.audience)
    for statement in source.scope:
        yield "scope.axis", "scope-axis", statement.axis
        yield f"scope.{statement.axis}", _SCHEME_OF_AXIS.get(statement.axis, statement.axis), statement.value
        yield "scope.status", "class-status", statement.status
        yield "scope.verification", "verification", statement.verification
        if statement.test is not None:
            yield "scope.test", "scope-test", statement.test
    yield from (("definitions.verification", "verification", d.verification) for d in source.definitions)
    yield from (("relations.type", "document-relation", relation.type) for relation in source.relations)
    yield from _extent_terms(source.editions)


def _extent_terms(editions: Iterable[Edition]) -> Iterator[tuple[str, str, str]]:
    for edition in editions:
        yield f"editions.{edition.id}.extent.examined", "extent", edition.extent.examined
        for pair in edition.follows.correspondences if edition.follows is not None else ():
            yield f"editions.{edition.id}.follows", "verification", pair.verification
        yield from ((f"editions.{edition.id}.date_status", "verification", status) for _, status in edition.date_status)
