# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Everything a release knows, as records: what analysis reads, in process and without a graph query."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from comity.model.document import Document
from comity.model.errors import NotFoundError
from comity.model.ids import split_edition
from comity.model.requirement import Requirement
from comity.model.source import Edition, Source
from comity.model.vocab import nearest


def find_source(sources: Sequence[Source], name: str) -> Source:
    """Return a source by id or alias (case does not matter), or raise with the nearest right names.

    The code of a jurisdiction means its source as long as it has one only.
    """
    wanted = split_edition(name)[0].casefold()
    for source in sources:
        if wanted in {source.id.casefold(), *(alias.casefold() for alias in source.aliases)}:
            return source
    alone = [source for source in sources if source.jurisdiction == wanted]
    if len(alone) == 1:
        return alone[0]
    known = {source.id for source in sources} | {alias for source in sources for alias in source.aliases}
    raise NotFoundError(name, "no such source", nearest(wanted, known))


def find_edition(sources: Sequence[Source], reference: str) -> tuple[Source, Edition]:
    """Return the source and edition of ``ID@EDITION``; ``ID`` alone means the latest edition."""
    source, wanted = find_source(sources, reference), split_edition(reference)[1]
    if wanted is None:
        return source, source.latest
    for edition in source.editions:
        if edition.id.casefold() == wanted.casefold():
            return source, edition
    editions = ", ".join(edition.id for edition in source.editions)
    raise NotFoundError(reference, f"{source.id} has no such edition", f"editions: {editions}")


@dataclass(frozen=True, slots=True)
class Corpus:
    """Sources, their restated documents and their requirements, with the date that stored findings are for."""

    sources: tuple[Source, ...]
    documents: tuple[Document, ...]
    requirements: tuple[Requirement, ...]
    as_at: date

    def source(self, name: str) -> Source:
        """Return a source by id or alias, as find_source does."""
        return find_source(self.sources, name)

    def edition(self, reference: str) -> tuple[Source, Edition]:
        """Return the source and edition of ``ID@EDITION``, as find_edition does."""
        return find_edition(self.sources, reference)

    def of_jurisdiction(self, jurisdiction: str) -> tuple[Source, ...]:
        """Return the sources that stand in exactly this jurisdiction."""
        return tuple(source for source in self.sources if source.jurisdiction == jurisdiction)

    def requirements_of(self, source: str, edition: str) -> Iterator[Requirement]:
        """Yield the requirements of one edition, in document order."""
        return (r for r in self.requirements if r.source == source and r.edition == edition)

    def requirement(self, reference: str) -> Requirement:
        """Return a requirement by its full reference, or raise."""
        for requirement in self.requirements:
            if requirement.ref == reference:
                return requirement
        raise NotFoundError(reference, "no such requirement", nearest(reference, (r.ref for r in self.requirements)))

    def document(self, source: str, edition: str, language: str = "en") -> Document:
        """Return the restated document of an edition in a language, or raise."""
        for document in self.documents:
            if (document.source, document.edition, document.language) == (source, edition, language):
                return document
        raise NotFoundError(f"{source}@{edition}", f"no restatement in {language}")
