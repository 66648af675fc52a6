# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""An open release laid out for answering: requirements by reference, editions in time, and citations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from api.schemas.common import Citation
from comity.analyse import index as analysis
from comity.analyse.lens import Lens, look
from comity.analyse.parties import Party, resolve
from comity.graph.terms import reference_iri
from comity.model.corpus import Corpus
from comity.model.document import Anchor, Clause, Document
from comity.model.errors import NotFoundError, RequestError
from comity.model.requirement import Requirement
from comity.model.source import Edition, Source
from comity.model.topics import capabilities_of
from comity.model.vocab import Vocabulary
from comity.release import Release

SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Wording:
    """A publisher's own words, or why they are not shown; where they stand in the file is no secret."""

    text: str | None
    withheld: str | None
    anchor: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """A release with the look-ups that answers need; made once, when the server starts."""

    release: Release
    counts: Mapping[str, int]
    corpus: Corpus
    vocabulary: Vocabulary
    index: analysis.Index
    sources: Mapping[str, Source]
    requirements: Mapping[str, Requirement]
    documents: Mapping[tuple[str, str, str], Document]
    published: Mapping[tuple[str, str, str], Document]
    clauses: Mapping[str, Clause]
    atoms: Mapping[str, tuple[Requirement, ...]]

    @classmethod
    def open(cls, release: Release) -> Book:
        """Read everything of a release that answers need, so that no request waits for it."""
        corpus = release.corpus
        atoms: dict[str, list[Requirement]] = {}
        for requirement in corpus.requirements:
            atoms.setdefault(requirement.citation, []).append(requirement)
        return cls(
            release=release,
            counts={
                "requirements": len(corpus.requirements),
                "mappings": len(release.mappings),
                "gaps": len(release.gaps),
                "conflicts": len(release.conflicts),
            },
            corpus=corpus,
            vocabulary=release.vocabulary,
            index=analysis.build(corpus, release.vocabulary),
            sources={source.id: source for source in corpus.sources},
            requirements={requirement.ref: requirement for requirement in corpus.requirements},
            documents={(d.source, d.edition, d.language): d for d in corpus.documents},
            published={(d.source, d.edition, d.language): d for d in release.published},
            clauses={
                f"{document.source}@{document.edition}/{clause.id}": clause
                for document in reversed(corpus.documents)
                for clause in document.clauses
            },
            atoms={citation: tuple(found) for citation, found in atoms.items()},
        )

    def cite(self, reference: str) -> Citation:
        """Return a requirement or clause as an answer cites it, with its IRI and our words."""
        clause = reference.partition("#")[0]
        requirement, known = self.requirements.get(reference), self.clauses.get(clause)
        text = requirement.text if requirement else known.text if known else None
        return Citation(
            ref=reference,
            iri=reference_iri(reference),
            clause=clause,
            clause_iri=reference_iri(clause),
            text=text,
            verification=requirement.status if requirement else None,
        )

    def cites(self, references: Iterable[str]) -> list[Citation]:
        """Return several citations, in the order given."""
        return [self.cite(reference) for reference in references]

    def party(self, name: str) -> Party:
        """Return the jurisdiction, source or edition that a name means."""
        return resolve(self.corpus, self.vocabulary, name)

    def jurisdiction(self, name: str) -> str:
        """Return the code of a jurisdiction by any of its names; a source is refused, with its jurisdiction."""
        party = self.party(name)
        if party.source is None:
            return party.key
        stands = self.sources[party.source].jurisdiction
        raise RequestError(name, "is a source, not a jurisdiction", f"it stands in {stands}")

    def belongs(self, reference: str, party: Party) -> bool:
        """True when a requirement belongs to a jurisdiction, or to an edition that stands for itself."""
        edition = reference.partition("/")[0]
        if party.source is not None:
            return edition == party.key
        return self.sources[edition.partition("@")[0]].jurisdiction == party.key

    def codes(self, names: Sequence[str]) -> tuple[str, ...]:
        """Return the codes of the jurisdictions named, or of every one that a source stands in."""
        if names:
            return tuple(dict.fromkeys(self.jurisdiction(name) for name in names))
        return tuple(sorted({source.jurisdiction for source in self.corpus.sources}))

    def capabilities(self, topic: str | None) -> frozenset[str] | None:
        """Return the capabilities that a topic names, or None where no topic was given."""
        return frozenset(capabilities_of(self.vocabulary, topic)) if topic else None

    def times(self, as_at: date) -> dict[str, str]:
        """Return the editions that matter on a date, ``ID@EDITION``: current, future, ended or undated."""
        return {standing.place: standing.when for lens in self.lenses((), as_at) for standing in lens.stands}

    def lenses(self, names: Sequence[str], as_at: date) -> tuple[Lens, ...]:
        """Return the jurisdictions named, or every one that a source stands in, as seen on a date."""
        return tuple(look(self.index, code, as_at) for code in self.codes(names))

    def full_reference(self, typed: str) -> str:
        """Return a reference with its source's own id and an edition: the latest one where none was typed.

        Raises NotFoundError for an unknown source or edition, or where no clause is named.
        """
        head, slash, place = typed.partition("/")
        edition = self.edition_key(head)
        if not (slash and place):
            raise NotFoundError(typed, "names no clause", "write SOURCE@EDITION/CLAUSE")
        return f"{edition}/{place}"

    def edition_key(self, typed: str) -> str:
        """Return ``ID@EDITION`` of a source as typed, with the latest edition where none is named."""
        source, edition = self.corpus.edition(typed)
        return f"{source.id}@{edition.id}"

    def document(self, edition: str, language: str) -> Document:
        """Return the text of ``ID@EDITION`` in a language, or raise with the languages that there are."""
        source, _, name = edition.partition("@")
        found = self.documents.get((source, name, language))
        if found is None:
            held = sorted(held for work, known, held in self.documents if (work, known) == (source, name))
            raise NotFoundError(edition, f"no restatement in {language}", f"held in: {', '.join(held) or 'none'}")
        return found

    def documents_of(self, typed: str | None, language: str) -> list[Document]:
        """Return the text of one edition in a language, or of every edition that is held in it."""
        if typed is not None:
            return [self.document(self.edition_key(typed), language)]
        return [document for document in self.corpus.documents if document.language == language]

    def edition(self, source: str, edition: str) -> tuple[Source, Edition]:
        """Return an edition of a source, by id or alias of the source."""
        return self.corpus.edition(f"{source}@{edition}")

    def wording(self, source: str, edition: str, language: str, clause: str) -> Wording:
        """Return the publisher's wording of a clause as far as it is held and may leave this release, else why not."""
        document = self.published.get((source, edition, language))
        found = document.clause(clause) if document is not None else None
        if found is None:
            return Wording(None, "no publisher's file of it is in this release")
        if self.sources[source].licence.verbatim != "full":
            return Wording(None, "the publisher's terms do not let it leave this release", found.anchor)
        return Wording(found.text, None, found.anchor)
