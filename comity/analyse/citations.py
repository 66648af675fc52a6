# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Who cites what: the documents that sources refer to, in which edition, where, and whether we hold that edition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from comity.model.corpus import Corpus
from comity.model.designation import Designation, designation
from comity.model.errors import NotFoundError
from comity.model.source import Edition, Relation, Source
from comity.model.vocab import nearest


@dataclass(frozen=True, slots=True)
class Citation:
    """One stated relation of a source to a document.

    ``held`` is ``ID@EDITION`` where the cited edition is in the corpus, or ``ID`` where only the work is; ``clause`` is
    the cited clause where that edition holds it. ``is_latest`` says whether the cited edition is the newest held, None
    where none is cited or it is not held.
    """

    source: str
    type: str
    document: str
    edition: str | None
    part: str | None
    place: str
    held: str | None
    clause: str | None
    is_latest: bool | None
    verification: str


def citations(corpus: Corpus, document: str | None = None, by: str | None = None) -> tuple[Citation, ...]:
    """Return the citations in order of document, source and place; only of one document or by one source, if named.

    A document is named by words of its name, in any case. Raises NotFoundError with the nearest names where nobody
    cites it, and for an unknown source.
    """
    only = corpus.source(by).id if by is not None else None
    found = sorted(
        (cited for source in corpus.sources if only in {None, source.id} for cited in _of(corpus, source)),
        key=lambda cited: (cited.document.casefold(), cited.edition or "", cited.source, cited.place, cited.part or ""),
    )
    if document is None:
        return tuple(found)
    wanted = document.casefold().split()
    named = [cited for cited in found if all(word in cited.document.casefold() for word in wanted)]
    if not named:
        raise NotFoundError(document, "no source held cites this", nearest(document, {c.document for c in found}))
    return tuple(named)


def _of(corpus: Corpus, source: Source) -> Iterator[Citation]:
    for relation in source.relations:
        cited = designation(relation.target)
        yield _citation(corpus, source, relation, cited)


def _citation(corpus: Corpus, source: Source, relation: Relation, cited: Designation) -> Citation:
    work = _work(corpus, cited.name)
    edition = _edition(work, cited.edition) if work is not None else None
    held = work.id if work is not None else None
    if work is not None and edition is not None:
        held = f"{work.id}@{edition.id}"
    return Citation(
        source=source.id,
        type=relation.type,
        document=cited.name,
        edition=cited.edition,
        part=cited.part,
        place=relation.place,
        held=held,
        clause=_clause(corpus, work, edition, cited.part),
        is_latest=edition == work.latest if work is not None and edition is not None else None,
        verification=relation.verification,
    )


def _work(corpus: Corpus, name: str) -> Source | None:
    """Return the work of the corpus that a document's name means, by its titles and aliases."""
    wanted = _plain(name)
    for source in corpus.sources:
        names = {source.id, *source.aliases, *(title for _, title in (*source.title, *source.short_title))}
        if wanted in {_plain(known) for known in names}:
            return source
    return None


def _plain(name: str) -> str:
    """Return a name without blanks, hyphens and case, in which citations of one document differ."""
    return "".join(sign for sign in name.casefold() if sign.isalnum())


def _edition(work: Source, cited: str | None) -> Edition | None:
    """Return the held edition that a citation names by its id or label; without one nothing is pinned."""
    if cited is None:
        return None
    told = cited.casefold()
    return next((e for e in work.editions if e.id.casefold() in told or e.label.casefold() == told), None)


def _clause(corpus: Corpus, work: Source | None, edition: Edition | None, part: str | None) -> str | None:
    if work is None or edition is None or part is None:
        return None
    held = (d for d in corpus.documents if (d.source, d.edition, d.language) == (work.id, edition.id, work.language))
    known = next(held, None)
    return f"{work.id}@{edition.id}/{part}" if known is not None and known.clause(part) is not None else None
