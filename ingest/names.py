# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Names of editions, levels and clauses in a data file, each held to what we hold; the error gives the nearest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Self

from comity.model.corpus import find_edition
from comity.model.document import Document
from comity.model.errors import NotFoundError, RecordError
from comity.model.ids import split_edition
from comity.model.source import Edition, Source
from comity.model.vocab import nearest


@dataclass(frozen=True)
class Names:
    """What may be named, and the place of the entry that names it; every check raises RecordError."""

    place: str
    sources: tuple[Source, ...]
    held: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, place: str, sources: Iterable[Source], documents: Iterable[Document]) -> Self:
        """Return the names of sources and of the clauses of documents, by ``ID@EDITION``."""
        held: dict[str, set[str]] = {}
        for document in documents:
            held.setdefault(f"{document.source}@{document.edition}", set()).update(c.id for c in document.clauses)
        return cls(place, tuple(sources), {work: frozenset(found) for work, found in held.items()})

    def at(self, entry: str) -> Self:
        """Return the same names for an entry of the file."""
        return replace(self, place=f"{self.place}: {entry}")

    def edition(self, reference: str) -> tuple[Source, Edition]:
        """Return the edition that ``ID@EDITION`` names; an alias is refused, so that data says one thing one way."""
        try:
            source, edition = find_edition(self.sources, reference)
        except NotFoundError as error:
            raise RecordError(self.place, f"{error.why}: {reference!r}", error.way_out) from error
        if (source.id, edition.id) != split_edition(reference):
            why = f"write {reference!r} in full, as it is held"
            raise RecordError(self.place, why, f"that is {source.id}@{edition.id}")
        return source, edition

    def level(self, reference: str, wanted: str) -> None:
        """Check a level; those of an older edition are not known."""
        source, edition = self.edition(reference)
        if edition != source.latest:
            why = f"the levels of {reference} are not known, only those of {source.latest.id}"
            raise RecordError(self.place, why, "name its clauses")
        known = [level.id for level in source.instrument.levels]
        if wanted not in known:
            raise RecordError(self.place, f"{source.id} has no level {wanted!r}", nearest(wanted, known))

    def clauses(self, work: str, wanted: Iterable[str]) -> None:
        """Check clauses of ``ID@EDITION``."""
        known = self.held.get(work, frozenset())
        for clause in wanted:
            if clause not in known:
                raise RecordError(self.place, f"{work} has no clause {clause!r}", nearest(clause, known))

    def reference(self, clause: str) -> None:
        """Check ``ID@EDITION/CLAUSE``."""
        work, _, place = clause.partition("/")
        self.edition(work)
        self.clauses(work, [place])
