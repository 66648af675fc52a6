# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""``recognitions.yml``: its terms, and every edition, level and clause that it names, held to what we hold.

A recognition that points at nothing would be a promise that nobody made, so the build fails on the first one:

- Every clause is resolved in the edition cited. Levels are known of the latest edition alone.
- A *verified* recognition names the clause that grants it; one in force that can count names its first day.
- The grantor is the jurisdiction of what is reached. *Reciprocal* needs a record that runs the other way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from comity.model.document import Document
from comity.model.errors import RecordError
from comity.model.instrument import in_words
from comity.model.recognition import Basis, Goal, Holding, Recognition, Recognitions, Target, Way
from comity.model.source import Source
from comity.model.vocab import Vocabulary, nearest
from ingest.names import Names
from ingest.recognition_records import (
    GoalRecord,
    HoldingRecord,
    OneWork,
    RecognitionRecord,
    RecognitionsRecord,
    TargetRecord,
)
from ingest.records import read_record

FILE: Final = "recognitions.yml"


def load(path: Path, vocabulary: Vocabulary, sources: Iterable[Source], documents: Iterable[Document]) -> Recognitions:
    """Load the file and check everything that it names; where there is none, nothing is recorded.

    Raises RecordError naming file, entry and the nearest right names.
    """
    if not path.is_file():
        return Recognitions()
    record = read_record(path, RecognitionsRecord)
    names = Names.of(str(path), sources, documents)
    goals = tuple(_goal(names.at(f"goals.{goal.source}"), goal) for goal in record.goals)
    found = tuple(_recognition(names.at(entry.id), entry) for entry in record.recognitions)
    for place, scheme, term in (*_goal_terms(goals), *(row for entry in found for row in _terms(entry))):
        if not vocabulary.has(scheme, term):
            hint = nearest(term, vocabulary.scheme(scheme))
            raise RecordError(f"{path}: {place}", f"{term!r} is not a term of the scheme {scheme}", hint)
    _check_together(path, found)
    return Recognitions(found, goals)


def _recognition(names: Names, record: RecognitionRecord) -> Recognition:
    ways = tuple(Way(tuple(_holding(names, each) for each in way.all_of)) for way in record.from_.any_of)
    to = _target(names, record.to)
    _check(names, record, to)
    same = ("id", "satisfies", "in_part", "effect", "classes", "since", "until", "state", "residual", "restrictions")
    facts = {name: getattr(record, name) for name in (*same, "grantor", "status", "note")}
    return Recognition(
        ways=ways,
        to=to,
        pinned=record.edition == "pinned",
        elective=record.use == "elective",
        legal_basis=Basis(record.legal_basis.text, record.legal_basis.clause),
        reciprocal=record.direction == "reciprocal",
        **facts,
    )


def _check(names: Names, record: RecognitionRecord, to: Target) -> None:
    """Check the clauses of one recognition, and that it says enough for the status that it claims."""
    held = [each for way in record.from_.any_of for each in way.all_of if each.source is not None]
    if to.external is not None and not held:
        raise RecordError(names.place, "neither side is held", "add one of them as a source")
    if to.external is None:
        names.clauses(to.work, record.satisfies)
        names.clauses(to.work, (place for place in record.residual if not in_words(place)))
    if record.legal_basis.clause is not None:
        names.reference(record.legal_basis.clause)
    elif record.status == "verified":
        raise RecordError(names.place, "a verified recognition names its clause", "or is secondary or unverified")
    if record.grantor != to.jurisdiction:
        why = f"the grantor {record.grantor!r} is not the jurisdiction of what is reached"
        raise RecordError(names.place, why, f"that is {to.jurisdiction}")
    if record.state == "in-force" and record.status != "unverified" and record.since is None:
        raise RecordError(names.place, "is in force and has no first day", "add since, or say unverified")


def _holding(names: Names, record: HoldingRecord) -> Holding:
    if record.source is not None:
        names.clauses(record.source, (*record.clauses, *([record.part] if record.part is not None else ())))
        for level in record.levels:
            names.level(record.source, level)
    return Holding(**_work(names, record), levels=record.levels, part=record.part, clauses=record.clauses)


def _target(names: Names, record: TargetRecord) -> Target:
    if record.source is not None and record.level is not None:
        names.level(record.source, record.level)
    return Target(**_work(names, record), level=record.level)


def _work(names: Names, record: OneWork) -> dict[str, str]:
    if record.external is not None:
        scheme = record.external
        told = {"name": scheme.name, "iri": scheme.iri}
        return {"external": scheme.id, "jurisdiction": scheme.jurisdiction, **told}
    source, edition = names.edition(record.source or "")
    return {"source": source.id, "edition": edition.id, "jurisdiction": source.jurisdiction}


def _goal(names: Names, record: GoalRecord) -> Goal:
    source, edition = names.edition(record.source)
    asks = record.asks
    if record.level is not None:
        names.level(record.source, record.level)
        asks = source.instrument.provisions_of(record.level)
    names.clauses(record.source, asks)
    if record.market != source.jurisdiction:
        why = f"the market {record.market!r} is not where {source.id} stands"
        raise RecordError(names.place, why, f"that is {source.jurisdiction}")
    told = {"action": record.action, "status": record.status, "note": record.note}
    return Goal(market=record.market, source=source.id, edition=edition.id, level=record.level, asks=asks, **told)


def _check_together(path: Path, found: tuple[Recognition, ...]) -> None:
    names = [entry.id for entry in found]
    ends = {(held.jurisdiction, entry.grantor) for entry in found for held in entry.holdings}
    for entry in found:
        if names.count(entry.id) > 1:
            raise RecordError(f"{path}: {entry.id}", "stands twice", "an id is never used again")
        if entry.reciprocal and not any((entry.grantor, held.jurisdiction) in ends for held in entry.holdings):
            raise RecordError(f"{path}: {entry.id}", "no record runs the other way", "add it, or say one-way")


def _goal_terms(goals: Iterable[Goal]) -> Iterator[tuple[str, str, str]]:
    yield from ((f"goals.{goal.name}", "verification", goal.status) for goal in goals)


def _terms(entry: Recognition) -> Iterator[tuple[str, str, str]]:
    """Yield (place, scheme, term) for every vocabulary term that a recognition uses."""
    yield entry.id, "verification", entry.status
    yield entry.id, "recognition-status", entry.state
    yield entry.id, "jurisdiction", entry.grantor
    yield from ((entry.id, "jurisdiction", held.jurisdiction) for held in entry.holdings)
    yield from ((entry.id, "function-class", term) for term in entry.classes)
    if entry.effect is not None:
        yield entry.id, "route-effect", entry.effect
