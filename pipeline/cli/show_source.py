# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""One source in full, for people: identity, editions, scope, terms, relations, and the facts of the instrument."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Final

from rich.console import Console

from comity.model.instrument import Fact
from comity.model.source import Edition, Source
from comity.model.vocab import Vocabulary
from pipeline.cli.output import NOTICE, table

_COMMON: Final = frozenset(field.name for field in fields(Fact))
_ENFORCEMENT: Final = {
    "silent": "Enforcement: the text was read whole and says nothing.",
    "not-examined": "Enforcement: not examined, which is not to say that there is none.",
}


def print_source(screen: Console, source: Source, vocabulary: Vocabulary) -> None:
    """Print a source in full; every fact has its clause, or its place in words, and how well it is known."""
    screen.print(f"{source.id}: {dict(source.title)['en']}", markup=False)
    for line in (*_identity(source, vocabulary), *(line for e in source.editions for line in _edition(source, e))):
        screen.print(line, markup=False)
    scope = [(s.axis, s.value, s.status, s.test or "", s.clause, s.verification) for s in source.scope]
    terms = [(d.term, _components(d.components), d.clause, d.verification) for d in source.definitions]
    relations = [(r.type, r.target, r.place, r.verification) for r in source.relations]
    facts = [(section, _told(fact), fact.clause, fact.status) for section, fact in source.instrument.facts()]
    for title, columns, rows in (
        ("Scope", ("axis", "value", "how", "test", "clause", "known"), scope),
        ("Definitions", ("term", "components", "clause", "known"), terms),
        ("Relations", ("relation", "document", "place", "known"), relations),
        ("Facts of the instrument", ("fact", "says", "clause or place", "known"), facts),
    ):
        if rows:
            screen.print(table(f"{title}: {len(rows)}", columns, rows))
    if source.enforcement_known in _ENFORCEMENT:
        screen.print(_ENFORCEMENT[source.enforcement_known], markup=False)
    screen.print(NOTICE)


def _identity(source: Source, vocabulary: Vocabulary) -> Iterator[str]:
    force = source.force
    yield f"  in: {vocabulary.concept('jurisdiction', source.jurisdiction).label()} ({source.jurisdiction})"
    yield f"  also called: {', '.join(source.aliases) or '-'}"
    yield f"  issued by: {'; '.join(f'{issuer.name} ({issuer.role})' for issuer in source.issuers) or '-'}"
    binds = "binding" if force.binding else "not binding"
    yield f"  force: {force.kind}, {binds} ({force.basis}). {force.note}".rstrip()
    yield f"  speaks to: {', '.join(source.audience) or '-'}"
    yield f"  official page: {source.official_url or '-'}"


def _edition(source: Source, edition: Edition) -> Iterator[str]:
    names = ("adopted", "published", "in_force", "applies", "repealed")
    known = dict(edition.date_status)
    days = [f"{name} {day} ({known.get(name, 'verified')})" for name in names if (day := getattr(edition.dates, name))]
    yield f"  {source.id}@{edition.id}: {edition.label}; {', '.join(days) or 'undated'}"
    yield f"    read: {edition.extent.examined}, from: {edition.extent.copy}"
    yield from (f"    not read: {part.part}" for part in edition.extent.unread)


def _components(components: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    return "; ".join(f"{name}: {', '.join(members)}" for name, members in components)


def _told(fact: Fact) -> str:
    """Say what a fact says, field by field, what is empty left out, with its note on a line of its own."""
    own = ((f.name.rstrip("_"), getattr(fact, f.name)) for f in fields(fact) if f.name not in _COMMON)
    told = "; ".join(f"{name}: {_shown(value)}" for name, value in own if value not in (None, "", ()))
    return f"{told}\n{fact.note}".rstrip()


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(" ".join(part) if isinstance(part, tuple) else str(part) for part in value)
    return str(value)
