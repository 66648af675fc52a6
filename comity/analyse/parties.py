# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Who is compared: a jurisdiction, or one source or edition standing alone, by any name that a user types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from comity.model.corpus import Corpus
from comity.model.errors import NotFoundError, RequestError
from comity.model.topics import names_of
from comity.model.vocab import Vocabulary, nearest


@dataclass(frozen=True, slots=True)
class Party:
    """A side of a comparison; ``key`` is the jurisdiction to ask for within the corpus that ``stage`` returns."""

    key: str
    label: str
    source: str | None = None
    edition: str | None = None


def resolve(corpus: Corpus, vocabulary: Vocabulary, name: str) -> Party:
    """Return the party that a name means: a jurisdiction (code or name), a source (id or alias) or ``ID@EDITION``.

    Raises NotFoundError with the nearest right names.
    """
    wanted = name.strip().casefold()
    jurisdictions = vocabulary.scheme("jurisdiction")
    for code, concept in sorted(jurisdictions.items()):
        if wanted in {known.casefold() for known in names_of(concept)}:
            return Party(code, concept.label())
    try:
        source, edition = corpus.edition(name)
    except NotFoundError as error:
        if "@" in name and error.why != "no such source":
            raise
        known = set(jurisdictions) | {s.id for s in corpus.sources} | {a for s in corpus.sources for a in s.aliases}
        known |= {concept.label() for concept in jurisdictions.values()}
        raise NotFoundError(name, "no such jurisdiction or source", nearest(name, known)) from error
    reference = f"{source.id}@{edition.id}"
    return Party(reference, f"{source.name()} ({reference})", source.id, edition.id)


def stage(corpus: Corpus, *parties: Party) -> Corpus:
    """Return the corpus in which each source party stands as a jurisdiction of its own, cut to its edition.

    Raises RequestError for two editions of one work, and for a jurisdiction beside a source of its own: taken apart,
    the other side would look as if it held nothing.
    """
    alone = {party.source: party for party in parties if party.source is not None}
    if not alone:
        return corpus
    _check_apart(corpus, parties)
    sources = []
    for source in corpus.sources:
        party = alone.get(source.id)
        if party is None:
            sources.append(source)
            continue
        edition = next(edition for edition in source.editions if edition.id == party.edition)
        sources.append(replace(source, jurisdiction=party.key, editions=(edition,)))
    return replace(corpus, sources=tuple(sources))


def _check_apart(corpus: Corpus, parties: Sequence[Party]) -> None:
    whole = {party.key for party in parties if party.source is None}
    editions: dict[str, str] = {}
    for party in parties:
        if party.source is None:
            continue
        if editions.setdefault(party.source, party.key) != party.key:
            names = f"{editions[party.source]} and {party.key}"
            raise RequestError(
                names, "two editions of one work cannot be compared yet", "compare each with another party"
            )
        home = corpus.source(party.source).jurisdiction
        if home in whole:
            raise RequestError(
                party.key, f"is itself a part of {home}", "compare it with another jurisdiction or source"
            )
