# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Every clause that a data file cites exists in the edition cited; a build that finds one that does not fails.

Facets and instrument.yml check their own clauses. Here are the scope statements and definitions of source.yml, and the
alignments of the ontology to clauses of works that are held.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from pyoxigraph import NamedNode, RdfFormat, parse

from comity.model import ids
from comity.model.document import Document
from comity.model.errors import RecordError
from comity.model.source import Source
from comity.model.vocab import SKOS, nearest

_MATCHES: Final = frozenset(f"{SKOS}{kind}Match" for kind in ("exact", "close", "broad", "narrow", "related"))
_HELD: Final = f"{ids.BASE}id/"

Clauses = Mapping[tuple[str, str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Cited:
    """A clause as a data file cites it: where, of which edition, which."""

    place: str
    source: str
    edition: str
    clause: str


def check(corpus: Path, ontology: Path, sources: Iterable[Source], documents: Iterable[Document]) -> None:
    """Raise RecordError for the first citation that leads nowhere, naming file, edition and the nearest clauses."""
    known: dict[tuple[str, str], set[str]] = {}
    for document in documents:
        known.setdefault((document.source, document.edition), set()).update(clause.id for clause in document.clauses)
    clauses = {key: frozenset(found) for key, found in known.items()}
    for cited in (*_of_sources(corpus, sources), *_of_alignments(ontology / "align", clauses)):
        held = clauses.get((cited.source, cited.edition))
        if held is None:
            editions = sorted(edition for source, edition in clauses if source == cited.source)
            raise RecordError(cited.place, f"no edition {cited.source}@{cited.edition}", f"held: {', '.join(editions)}")
        if cited.clause not in held:
            why = f"{cited.source}@{cited.edition} has no clause {cited.clause!r}"
            raise RecordError(cited.place, why, nearest(cited.clause, held))


def _of_sources(corpus: Path, sources: Iterable[Source]) -> Iterator[Cited]:
    """Yield what source.yml cites: it speaks of the work, and its clauses are those of every edition held."""
    for source in sources:
        path = corpus / source.jurisdiction / source.id / "source.yml"
        places = [(f"scope.{statement.axis}", statement.clause) for statement in source.scope]
        places += [(f"definitions.{term.term}", term.clause) for term in source.definitions]
        for key, clause in places:
            for edition in source.editions:
                yield Cited(f"{path}: {key}", source.id, edition.id, clause)


def _of_alignments(folder: Path, clauses: Clauses) -> Iterator[Cited]:
    """Yield the clauses of works that are held; works of others are named by IRIs of theirs."""
    works = {source for source, _ in clauses}
    for path in sorted(folder.glob("*.ttl")):
        for quad in parse(path=str(path), format=RdfFormat.TURTLE):
            if quad.predicate.value not in _MATCHES or not isinstance(quad.object, NamedNode):
                continue
            iri = quad.object.value
            source, _, rest = unquote(iri.removeprefix(_HELD)).partition("/")
            if iri.startswith(_HELD) and (source in works or not rest):
                edition, _, clause = rest.partition("/")
                yield Cited(f"{path}: {quad.subject}", source, edition, clause)
