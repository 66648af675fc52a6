# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""What each stage does: read the files that earlier stages left, write its own; heavy parts load when needed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain, permutations
from pathlib import Path

from pyoxigraph import Quad

from comity import codec
from comity.model import ids, vocab
from comity.model.corpus import Corpus
from comity.model.document import Document
from comity.model.errors import ComityError, GraphError, RecordError
from comity.model.finding import Change, Conflict, Gap
from comity.model.recognition import Goal, Recognition
from comity.model.requirement import Requirement
from comity.model.source import Edition, Source
from comity.model.vocab import Concept, Vocabulary
from comity.release import (
    CHANGES,
    CONFLICTS,
    DOCUMENTS,
    GAPS,
    GOALS,
    GRAPH,
    MAPPINGS,
    PUBLISHED,
    RECOGNITIONS,
    REQUIREMENTS,
    SOURCES,
    STORE,
    VOCABULARY,
)
from comity.settings import Settings

EVALUATION = "evaluation.json"
VECTORS = "vectors"
SHACL = "shacl.txt"
REASONING = "reasoning.json"
AS_AT = "as_at.json"
PUBLISHED_REPORT = "published.json"
_VOCABULARY_SHAPE = dict[str, dict[str, Concept]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stage works: the settings, the folders that earlier stages left, and its own empty folder."""

    settings: Settings
    before: Mapping[str, Path]
    out: Path

    def vocabulary(self) -> Vocabulary:
        """Return the vocabulary that the first stage left."""
        return Vocabulary(codec.load_one(self.before["vocabulary"] / VOCABULARY, _VOCABULARY_SHAPE))

    def sources(self) -> tuple[Source, ...]:
        """Return the catalogued sources."""
        return tuple(codec.load_lines(self.before["catalog"] / SOURCES, Source))

    def as_at(self) -> date:
        """Return the date that stored findings are for."""
        return date.fromisoformat(json.loads((self.before["catalog"] / AS_AT).read_text(encoding="utf-8")))

    def documents(self) -> tuple[Document, ...]:
        """Return the parsed restatements."""
        return tuple(codec.load_lines(self.before["parse"] / DOCUMENTS, Document))

    def corpus(self) -> Corpus:
        """Return everything that is known before mapping and analysis."""
        requirements = tuple(codec.load_lines(self.before["facets"] / REQUIREMENTS, Requirement))
        return Corpus(self.sources(), self.documents(), requirements, self.as_at())


def vocabulary(place: Place) -> None:
    """Read every SKOS scheme."""
    loaded = vocab.load(place.settings.ontology)
    schemes = {scheme: dict(concepts) for scheme, concepts in loaded.schemes.items()}
    codec.dump_one(place.out / VOCABULARY, schemes, _VOCABULARY_SHAPE)


def catalog(place: Place) -> None:
    """Read every source.yml and the release date."""
    from ingest import catalog as room
    from ingest.records import read_yaml

    sources = room.load_all(place.settings.corpus, place.vocabulary())
    codec.dump_lines(place.out / SOURCES, sources, Source)
    path = place.settings.corpus / "release.yml"
    as_at = (read_yaml(path) or {}).get("as_at")
    if not isinstance(as_at, date):
        raise RecordError(f"{path}: as_at", "must be a date, such as 2026-01-31")
    (place.out / AS_AT).write_text(json.dumps(as_at.isoformat()) + "\n", encoding="utf-8")


def parse(place: Place) -> None:
    """Parse every restatement in every language of every edition; data files may cite only clauses found there."""
    from ingest import recognitions, references
    from ingest.instrument import FILE, check_clauses
    from ingest.parse import parse_restatement

    sources = place.sources()
    documents = [
        parse_restatement(place.settings.corpus, source, edition, language)
        for source in sources
        for edition in source.editions
        for language in edition.languages
    ]
    for source in sources:
        latest = [d for d in documents if (d.source, d.edition) == (source.id, source.latest.id)]
        path = place.settings.corpus / source.jurisdiction / source.id / FILE
        check_clauses(source.instrument, path, latest)
    references.check(place.settings.corpus, place.settings.ontology, sources, documents)
    codec.dump_lines(place.out / DOCUMENTS, documents, Document)
    path = place.settings.corpus / recognitions.FILE
    found = recognitions.load(path, place.vocabulary(), sources, documents)
    codec.dump_lines(place.out / RECOGNITIONS, found.recognitions, Recognition)
    codec.dump_lines(place.out / GOALS, found.goals, Goal)


def published(place: Place) -> None:
    """Parse the publishers' files that are at hand, where the setting asks for it; one that fails is told, alone."""
    from ingest import originals
    from ingest.parse import parse_published

    found: list[Document] = []
    report: dict[str, str] = {}
    for source, edition, language, paths in _files_at_hand(place):
        name = f"{source.id}@{edition.id};lang={language}"
        try:
            found.append(parse_published(paths, source, edition, language))
            report[name] = "read"
        except ComityError as error:
            report[name] = str(error).replace(str(originals.folder(place.settings)), "originals")
    codec.dump_lines(place.out / PUBLISHED, found, Document)
    text = json.dumps(report, indent=2, sort_keys=True, ensure_ascii=False)
    (place.out / PUBLISHED_REPORT).write_text(text + "\n", encoding="utf-8")


def _files_at_hand(place: Place) -> Iterator[tuple[Source, Edition, str, list[Path]]]:
    from ingest import originals

    if not place.settings.published:
        return
    for source in place.sources():
        for edition in source.editions:
            for language in originals.languages(edition):
                paths = originals.at_hand(place.settings, source, edition, language)
                if paths:
                    yield source, edition, language, paths


def facets(place: Place) -> None:
    """Read the curated facets of every edition."""
    from ingest import facets as room
    from ingest.parse import edition_folder

    found: list[Requirement] = []
    known, documents = place.vocabulary(), place.documents()
    for source in place.sources():
        for edition in source.editions:
            document = next(d for d in documents if (d.source, d.edition) == (source.id, edition.id))
            path = edition_folder(place.settings.corpus, source, edition) / "facets.yml"
            found.extend(room.load(path, edition, document, known))
    codec.dump_lines(place.out / REQUIREMENTS, found, Requirement)


def readings(place: Place) -> None:
    """Measure how far the two independent readings of each edition agree."""
    from ingest.agreement import agreement

    report = agreement(place.settings.corpus, place.sources())
    (place.out / EVALUATION).write_text(json.dumps(report, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def align(place: Place) -> None:
    """Embed requirements and hub concepts, and map requirements onto each other."""
    from comity.align import align as room
    from comity.align import sssom
    from comity.align.embed import open_embedder
    from comity.align.vectors import vectors

    corpus, known, model = place.corpus(), place.vocabulary(), open_embedder(place.settings.model)
    found = vectors(corpus, known, model)
    found.write(place.out / VECTORS)
    facts = sssom.SetFacts(id=f"{ids.BASE}mappings", version=corpus.as_at.isoformat())
    sssom.write(room.align(corpus, known, model, found), place.out / MAPPINGS, facts)


def analyse(place: Place) -> None:
    """Find gaps and conflicts between every two jurisdictions, for the release's date and no profile, and changes."""
    from comity.analyse.conflicts import conflicts
    from comity.analyse.diff import diff, successions
    from comity.analyse.gaps import gaps

    corpus, known = place.corpus(), place.vocabulary()
    parties = sorted({source.jurisdiction for source in corpus.sources})
    pairs = list(permutations(parties, 2))
    found = [gap for a, b in pairs for gap in gaps(corpus, known, a, b, corpus.as_at)]
    codec.dump_lines(place.out / GAPS, found, Gap)
    clashes = [clash for a, b in pairs if a < b for clash in conflicts(corpus, known, a, b, corpus.as_at)]
    codec.dump_lines(place.out / CONFLICTS, clashes, Conflict)
    changes = [change for old, new in successions(corpus) for change in diff(corpus, known, old, new)]
    codec.dump_lines(place.out / CHANGES, changes, Change)


def lift(place: Place) -> None:
    """Lift everything into one graph, sorted."""
    from comity.align import sssom
    from comity.graph import lift as room
    from comity.graph.ontology import ontology_quads
    from comity.graph.serialise import write_nquads

    corpus = place.corpus()
    clashes = codec.load_lines(place.before["analyse"] / CONFLICTS, Conflict)
    gaps = codec.load_lines(place.before["analyse"] / GAPS, Gap)
    changes = codec.load_lines(place.before["analyse"] / CHANGES, Change)
    parts: list[Iterable[Quad]] = [ontology_quads(place.settings.ontology)]
    parts += (room.lift_source(source) for source in corpus.sources)
    parts += (room.lift_document(document) for document in corpus.documents)
    parts += map(room.lift_document, codec.load_lines(place.before["published"] / PUBLISHED, Document))
    parts += (room.lift_requirement(requirement) for requirement in corpus.requirements)
    parts += (room.lift_mapping(mapping) for mapping in sssom.read(place.before["align"] / MAPPINGS))
    parts += (room.lift_gap(gap) for gap in gaps)
    parts += (room.lift_conflict(clash) for clash in clashes)
    parts += (room.lift_change(change) for change in changes)
    recognitions = codec.load_lines(place.before["parse"] / RECOGNITIONS, Recognition)
    parts += (room.lift_recognition(entry) for entry in recognitions)
    write_nquads(place.out / GRAPH, chain.from_iterable(parts))


def validate(place: Place) -> None:
    """Check the whole graph against the SHACL shapes; a violation ends the build."""
    from pyoxigraph import RdfFormat
    from pyoxigraph import parse as read

    from comity.graph.validate import report
    from comity.graph.validate import validate_in_two as room

    quads = read(path=str(place.before["lift"] / GRAPH), format=RdfFormat.N_QUADS)
    violations = room(quads, place.settings.ontology / "shapes")
    if violations:
        first, count = violations[0], len(violations)
        raise GraphError(first.node, f"{first.path}: {first.message}", f"{count} violation(s) of ontology/shapes")
    (place.out / SHACL).write_text(report(violations), encoding="utf-8")


def reason(place: Place) -> None:
    """Classify the ontology with the facts and check their consistency; without Java say that it was skipped."""
    from comity.graph.reason import State
    from comity.graph.reason import reason as room

    corpus = place.corpus()
    found = room(place.settings.ontology, corpus.requirements, corpus.sources)
    if found.state is State.INCONSISTENT:
        raise GraphError("ontology", f"HermiT finds a contradiction: {found.why}", ", ".join(found.classes))
    data = {"state": found.state.value, "why": found.why, "inferred": sorted(str(triple) for triple in found.inferred)}
    (place.out / REASONING).write_text(json.dumps(data, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def store(place: Place) -> None:
    """Load the graph into the embedded store."""
    from comity.graph.store import build

    build(place.before["lift"] / GRAPH, place.out / STORE)


def files_at_hand(place: Place) -> str:
    """Return what the stage of publishers' files depends on besides code: which files are here, by hash."""
    paths = [path for *_, paths in _files_at_hand(place) for path in paths]
    return " ".join(hashlib.sha256(path.read_bytes()).hexdigest() for path in paths)


def model_name(place: Place) -> str:
    """Return what the mapping stage depends on besides files: the embedding model."""
    return place.settings.model


def java(_: Place) -> str:
    """Return what the reasoning stage depends on besides files: whether there is a Java."""
    import shutil

    return "java" if shutil.which("java") else "no java"
