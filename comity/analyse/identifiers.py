# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Look-alike numbers: provisions of two works, or of two editions, that read alike and say other things."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import Final

from comity.analyse.index import weakest
from comity.analyse.numbered import Numbered, numbered
from comity.model.corpus import Corpus
from comity.model.finding import LookAlike
from comity.model.requirement import Requirement
from comity.model.source import Source
from comity.model.vocab import Vocabulary

# A prefix of so many letters is a word (guideline, principle); a shorter one (GP, TM, A) is part of the number.
_WORD: Final = 5
_MANY: Final = 3
# What can differ between two editions of a provision; its object is left out, which changes with the splitting alone.
_FACETS: Final[Mapping[str, Callable[[Requirement], Iterable[object]]]] = {
    "capability": lambda r: r.capability,
    "modality": lambda r: (r.modality,) if r.modality else (),
    "bearer": lambda r: r.bearer,
    "condition": lambda r: r.condition,
    "value": lambda r: ((p.dimension, p.operator, p.value) for p in r.parameters),
}


def lookalikes(corpus: Corpus, vocabulary: Vocabulary, source: str | None = None) -> tuple[LookAlike, ...]:
    """Return every pair of look-alike provisions, sorted; those of one source only where its id is given.

    Two works: both provisions ask for capabilities, none of them in common, and their numbers are equal or differ by
    format or prefix only. Two editions of a work: the number is the same and a facet differs, or the number is void in
    the latest edition. A bare number is alike to another one, or to one behind a whole word, and never to GP-TM-01.
    """
    provisions = [one for one in numbered(corpus) if one.requirements]
    groups: dict[tuple[str, ...], list[Numbered]] = {}
    for one in provisions:
        groups.setdefault(one.core, []).append(one)
    found = [pair for group in groups.values() for a, b in combinations(group, 2) for pair in _pair(a, b, vocabulary)]
    found += (pair for work in corpus.sources for pair in _void(work, provisions))
    wanted = (pair for pair in found if source is None or source in {pair.a.split("@")[0], pair.b.split("@")[0]})
    return tuple(sorted(wanted, key=lambda pair: (pair.a, pair.b)))


def _pair(a: Numbered, b: Numbered, vocabulary: Vocabulary) -> Iterator[LookAlike]:
    how = _alike(a, b)
    if how is None:
        return
    if a.source.id != b.source.id:
        yield from _works(a, b, how, vocabulary)
    elif how != "prefix":
        yield from _editions(a, b, how)


def _alike(a: Numbered, b: Numbered) -> str | None:
    """Return in what two numbers of one core differ: nothing, their format, a prefix, or more than that."""
    if a.parts == b.parts:
        return "equal" if a.clause.casefold() == b.clause.casefold() else "format"
    short, long = sorted((a.parts, b.parts), key=len)
    dropped = long[: len(long) - len(short)]
    if not dropped or long[len(dropped) :] != short:
        return None
    return "prefix" if len(short) > 1 or any(len(part) >= _WORD for part in dropped) else None


def _works(a: Numbered, b: Numbered, how: str, vocabulary: Vocabulary) -> Iterator[LookAlike]:
    mine, yours = _values(a, "capability"), _values(b, "capability")
    if not mine or not yours or mine & yours:
        return
    numbers = {
        "equal": f"{a.clause} stands in {a.source.name()} and in {b.source.name()}",
        "format": f"{a.clause} of {a.source.name()} and {b.clause} of {b.source.name()} differ in format only",
        "prefix": f"{a.clause} of {a.source.name()} and {b.clause} of {b.source.name()} differ by a prefix only",
    }
    why = f"{numbers[how]}: the one is on {_on(mine, vocabulary)}, the other on {_on(yours, vocabulary)}."
    yield LookAlike(a.ref, b.ref, how, ("capability",), why, _known(a, b))


def _editions(a: Numbered, b: Numbered, how: str) -> Iterator[LookAlike]:
    differs = tuple(name for name in _FACETS if _values(a, name) != _values(b, name))
    if differs and a.edition != b.edition:
        place = f"{a.source.name()}, {a.edition} and {b.edition}"
        why = f"{b.clause} stands in two editions of {place}, which differ in {' and '.join(differs)}."
        yield LookAlike(a.ref, b.ref, how, differs, why, _known(a, b))


def _void(work: Source, provisions: Iterable[Numbered]) -> Iterator[LookAlike]:
    latest = work.latest.id
    for fact in (fact for fact in work.instrument.identifiers if fact.fact == "void"):
        for one in provisions:
            if one.source.id == work.id and one.edition != latest and one.clause in fact.ids:
                why = f"{one.clause} is a provision of {work.name()} in {one.edition} and void in {latest}."
                known = weakest((fact.status, _known(one)))
                yield LookAlike(one.ref, f"{work.id}@{latest}/{one.clause}", "void", ("provision",), why, known)


def _values(one: Numbered, facet: str) -> frozenset[object]:
    return frozenset(value for requirement in one.requirements for value in _FACETS[facet](requirement))


def _known(*provisions: Numbered) -> str:
    return weakest(requirement.status for one in provisions for requirement in one.requirements)


def _on(capabilities: Iterable[object], vocabulary: Vocabulary) -> str:
    labels = sorted(vocabulary.concept("capability", str(name)).label().lower() for name in capabilities)
    more = f" and {len(labels) - _MANY} more" if len(labels) > _MANY else ""
    return ", ".join(labels[:_MANY]) + more
