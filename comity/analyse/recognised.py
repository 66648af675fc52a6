# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Which recognitions count on a date, and what somebody holds under them; what is not proven never counts.

A recognition runs from what is really held: what counts as met by way of one is held by nobody, so that recognitions
do not chain.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from comity.model.corpus import Corpus
from comity.model.errors import NotFoundError, RequestError
from comity.model.recognition import Holding, Recognition
from comity.model.source import Source
from comity.model.vocab import Vocabulary, nearest

# Effects by which a clause counts as met; the others help with it, and leave it to be met.
MEETS: Final = frozenset({"conclusive", "presumption", "sufficient-means"})
HELPS: Final = frozenset({"waives-listed-provisions", "replaces-assessment-not-duty", "reduces-fee-or-procedure"})


def in_effect(entry: Recognition, as_at: date, classes: Collection[str]) -> str | None:
    """Return why a recognition has no proven effect on a date and for a product of these classes, or None.

    ``classes`` are the function classes of the product with everything broader; with none given, a recognition that is
    limited to a class has no effect that is known.
    """
    reasons = (
        (entry.state != "in-force", f"its state is {entry.state}"),
        (entry.status == "unverified", "unverified"),
        (entry.since is None, "its first day is not known"),
        (entry.since is not None and as_at < entry.since, f"begins on {entry.since}"),
        (entry.until is not None and as_at > entry.until, f"ended on {entry.until}"),
        (entry.effect is None, "its effect is not known"),
        (bool(entry.classes) and not set(entry.classes) & set(classes), f"only for {', '.join(entry.classes)}"),
    )
    return next((why for holds, why in reasons if holds), None)


def why_not_met(entry: Recognition) -> str | None:
    """Return why a recognition in effect meets no clause by itself, or None."""
    if entry.effect not in MEETS:
        return f"its effect is {entry.effect}"
    return "it reaches its clauses in part only" if entry.in_part else None


def classes_of(vocabulary: Vocabulary, name: str | None) -> frozenset[str]:
    """Return a function class with everything broader; raises NotFoundError for an unknown one."""
    if name is None:
        return frozenset()
    return frozenset(vocabulary.lineage("function-class", name))


def editions(corpus: Corpus, holding: Holding, *, pinned: bool) -> tuple[str, ...]:
    """Return the works under which a holding counts: the edition named, and later ones that we hold unless pinned.

    A scheme that is not held counts under its own name.
    """
    if pinned or holding.source is None:
        return (holding.work,)
    known = [edition.id for edition in corpus.source(holding.source).editions]
    start = known.index(holding.edition) if holding.edition in known else len(known)
    return tuple(f"{holding.source}@{edition}" for edition in known[start:]) or (holding.work,)


def keys(corpus: Corpus, holding: Holding, *, pinned: bool) -> tuple[str, ...]:
    """Return the names of what a maker may hold to satisfy a holding, any one of them."""
    works = editions(corpus, holding, pinned=pinned)
    places = holding.levels or ((holding.part,) if holding.part is not None else (None,))
    return tuple(f"{work}/{place}" if place else work for work in works for place in places)


def used(corpus: Corpus, entry: Recognition, held: Collection[str]) -> tuple[str, ...]:
    """Return what is held of the first way that is held whole, empty where none is."""
    for way in entry.ways:
        found = [_used(corpus, holding, held, pinned=entry.pinned) for holding in way.all_of]
        if all(found):
            return tuple(dict.fromkeys(key for keys in found for key in keys))
    return ()


def _used(corpus: Corpus, holding: Holding, held: Collection[str], *, pinned: bool) -> tuple[str, ...]:
    for key in keys(corpus, holding, pinned=pinned):
        if key in held:
            return (key,)
    for work in editions(corpus, holding, pinned=pinned) if holding.clauses else ():
        followed = tuple(f"{work}/{clause}" for clause in holding.clauses)
        if set(followed) <= set(held):
            return followed
    return ()


def held(corpus: Corpus, known: Iterable[Recognition], typed: str) -> str:
    """Return the name of what a maker says to hold: ``ID@EDITION/LEVEL``, ``ID@EDITION/CLAUSE``, or a scheme's own id.

    The edition has to be typed: a label under other criteria is another label. Raises NotFoundError with the nearest
    names, and RequestError where an edition or a level is left out.
    """
    name = typed.strip()
    external = {key.casefold(): key for key in _external(known)}
    if name.casefold() in external:
        return external[name.casefold()]
    work, _, place = name.partition("/")
    try:
        source, edition = corpus.edition(work)
    except NotFoundError as error:
        other = f"{error.way_out}; a label under another one is not known to count"
        hint = other if error.why != "no such source" else nearest(name, (*external.values(), *_levels(corpus)))
        raise NotFoundError(typed, error.why, hint) from error
    if "@" not in work:
        raise RequestError(typed, "names no edition", f"write {source.id}@{source.latest.id} if that is the one")
    reference = f"{source.id}@{edition.id}"
    of_latest = source.instrument.levels if edition == source.latest else ()
    if not place:
        if of_latest:
            raise RequestError(typed, "names no level", f"levels: {', '.join(level.id for level in of_latest)}")
        return reference
    for level in of_latest:
        if place.casefold() in {level.id.casefold(), level.clause.casefold()}:
            return f"{reference}/{level.id}"
    clauses = _clauses(corpus, source, edition.id)
    if place in clauses:
        return f"{reference}/{place}"
    known_places = (*(level.id for level in of_latest), *clauses)
    raise NotFoundError(typed, f"{reference} has no such level or clause", nearest(place, known_places))


def _external(known: Iterable[Recognition]) -> Iterator[str]:
    for holding in (held for entry in known for held in entry.holdings if held.external is not None):
        yield from (f"{holding.work}/{place}" for place in (*holding.levels, *holding.clauses))
        if not holding.levels:
            yield holding.work


def _levels(corpus: Corpus) -> Iterator[str]:
    for source in corpus.sources:
        yield from (f"{source.id}@{source.latest.id}/{level.id}" for level in source.instrument.levels)


def _clauses(corpus: Corpus, source: Source, edition: str) -> Sequence[str]:
    found = (d.clauses for d in corpus.documents if (d.source, d.edition) == (source.id, edition))
    return tuple(dict.fromkeys(clause.id for clauses in found for clause in clauses))
