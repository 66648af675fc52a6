# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""How each answer is laid out for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from rich.console import Console

from comity.analyse.parties import Party, resolve
from comity.analyse.requires import Answer
from comity.model.corpus import Corpus
from comity.model.errors import NotFoundError
from comity.model.finding import Conflict, Gap, LookAlike, Stance
from comity.model.ids import split_edition
from comity.model.mapping import Mapping
from comity.model.requirement import Requirement
from comity.release import Release
from pipeline.cli.output import NOTICE, table

if TYPE_CHECKING:
    from pipeline.cli.ask import Question


@dataclass(frozen=True, slots=True)
class Brief:
    """Short citations for a table: the edition stands in the column's head where a party has only one."""

    editions: dict[str, str]

    @classmethod
    def of(cls, corpus: Corpus, parties: Sequence[Party]) -> Brief:
        """Collect the parties that speak through one edition only."""
        found = {}
        for party in parties:
            known = [f"{s.id}@{e.id}" for s in corpus.of_jurisdiction(party.key) for e in s.editions]
            if len(known) == 1:
                found[party.key] = known[0]
        return cls(found)

    def head(self, party: Party) -> str:
        """Return a column's head: the party, with its one edition."""
        edition = self.editions.get(party.key)
        return party.key if edition in {None, party.key} else f"{party.key} ({edition})"

    def text(self, told: str) -> str:
        """Return a sentence with the citations shortened."""
        for edition in self.editions.values():
            told = told.replace(f"{edition}/", "")
        return told

    def refs(self, references: Sequence[str]) -> str:
        """Return citations, shortened and joined."""
        return ", ".join(self.text(reference) for reference in references)


def source_rows(corpus: Corpus) -> list[dict[str, Any]]:
    """Return one row per edition: identity, force, what was read from what, and how much of it is verified."""
    rows = []
    for source in corpus.sources:
        for edition in source.editions:
            status = Counter(r.status for r in corpus.requirements_of(source.id, edition.id))
            rows.append(
                {
                    "id": f"{source.id}@{edition.id}",
                    "title": source.name(),
                    "jurisdiction": source.jurisdiction,
                    "force": source.force.kind,
                    "binding": source.force.binding,
                    "examined": edition.extent.examined,
                    "read": list(edition.extent.read),
                    "unread": [{"part": u.part, "reported": u.reported} for u in edition.extent.unread],
                    "copy": edition.extent.copy,
                    "provisions": edition.expect.provisions,
                    "requirements": sum(status.values()),
                    "verified": status["verified"],
                    "secondary": status["secondary"],
                    "unverified": status["unverified"],
                }
            )
    return rows


def print_sources(screen: Console, rows: Sequence[dict[str, Any]], as_at: date) -> None:
    """Print the sources, then from what each was read and what was not read of it."""
    columns = ("edition", "in", "force", "read", "provisions", "requirements", "verified", "not verified")
    cells = [
        (
            row["id"],
            row["jurisdiction"],
            row["force"] + (" (binding)" if row["binding"] else " (not binding)"),
            row["examined"],
            str(row["provisions"]),
            str(row["requirements"]),
            str(row["verified"]),
            str(row["secondary"] + row["unverified"]),
        )
        for row in rows
    ]
    screen.print(table(f"Sources, as at {as_at}", columns, cells, whole=True))
    for row in rows:
        screen.print(f"{row['id']}: {row['title']}, from: {row['copy']}", markup=False)
        for part in row["unread"]:
            told = f": {part['reported']}" if part["reported"] else ""
            screen.print(f"  not read: {row['id']} {part['part']}{told}", markup=False)
    screen.print(NOTICE)


def print_requires(
    screen: Console, question: Question, topic: str | None, answer: Answer, stances: Sequence[Stance]
) -> None:
    """Print the provisions found, the duties behind them, mentions, and the stance on each capability."""
    party = question.parties[0]
    matter = f" on {topic}" if topic else ""
    brief = Brief.of(question.corpus, (party,))
    columns = (brief.head(party), "kind", "strength", "bearer", "if", "says")
    for title, found in (
        (f"{party.label}{matter}, as at {question.as_at}{question.of_product}", answer.requirements),
        ("The duty behind these ways to comply", answer.behind),
        ("Only mentioned (asks for nothing)", answer.mentions),
    ):
        if found or found is answer.requirements:
            screen.print(table(title, columns, [_requirement_row(question.corpus, brief, r) for r in found]))
    if stances:
        ordered = sorted(stances, key=lambda s: -1 * (-1 if s.rank is None else s.rank))
        rows = [(s.capability, s.kind, brief.refs(s.clauses or s.nearest), brief.text(s.why)) for s in ordered]
        screen.print(table("Stance", ("capability", "stance", "clauses", "why"), rows))
    screen.print(NOTICE)


def _requirement_row(corpus: Corpus, brief: Brief, r: Requirement) -> tuple[str, ...]:
    force = corpus.source(r.source).force
    law = "law" if force.binding else force.kind.replace("-", " ")
    strength = f"{r.modality or r.effect or '-'} ({'implied' if r.verb == 'none' else r.verb}; {law})"
    conditions = " and ".join(str(condition) for condition in r.condition)
    flag = "" if r.status == "verified" else f" [{r.status}]"
    return brief.text(r.citation), r.kind, strength, ", ".join(r.bearer), conditions, r.text + flag


def print_gaps(screen: Console, question: Question, sides: tuple[Party, Party], rows: Sequence[Gap]) -> None:
    """Print the gaps of one direction."""
    holder, lacker = sides
    brief = Brief.of(question.corpus, sides)
    title = f"In {holder.label}, not met by {lacker.label}, as at {question.as_at}{question.of_product}: {len(rows)}"
    columns = ("capability, gap", brief.head(holder), brief.head(lacker), "why")
    cells = [
        (
            f"{gap.capability}\n{gap.dimension or ''}".strip() + f"\n{gap.type}",
            brief.refs(gap.holder_clauses),
            brief.refs(gap.nearest) or "-",
            brief.text(gap.why) + ("" if gap.verification == "verified" else f" [{gap.verification}]"),
        )
        for gap in rows
    ]
    screen.print(table(title, columns, cells))
    for line in _unread(rows):
        screen.print(line, markup=False)
    screen.print(NOTICE)


def _unread(rows: Sequence[Gap]) -> list[str]:
    """Say which parts were not read, once for each edition that an absence rests on."""
    readings = {
        (reading.edition, reading.unread) for gap in rows for reading in gap.lacker_stance.readings if reading.unread
    }
    return [f"not read of {edition}: {'; '.join(parts)}" for edition, parts in sorted(readings)]


def print_conflicts(screen: Console, question: Question, rows: Sequence[Conflict]) -> None:
    """Print where two parties' rules pull apart, and where they are equal."""
    a, b = question.parties
    brief = Brief.of(question.corpus, (a, b))
    columns = ("matter, verdict", brief.head(a), brief.head(b), "how to satisfy both")
    cells = [
        (
            f"{clash.type}: {clash.matter}\n{clash.verdict}"
            + (f", stricter: {clash.stricter}" if clash.stricter else "")
            + ("" if clash.verification == "verified" else f" [{clash.verification}]"),
            f"{brief.refs(clash.a_clauses)}: {brief.text(clash.a_says)}",
            f"{brief.refs(clash.b_clauses)}: {brief.text(clash.b_says)}",
            brief.text(clash.satisfy_both),
        )
        for clash in rows
    ]
    screen.print(
        table(f"{a.label} and {b.label}, as at {question.as_at}{question.of_product}: {len(rows)}", columns, cells)
    )
    screen.print(NOTICE)


def print_lookalikes(screen: Console, rows: Sequence[LookAlike]) -> None:
    """Print provisions whose numbers read alike."""
    cells = [(p.a, p.b, p.how, p.why + ("" if p.verification == "verified" else f" [{p.verification}]")) for p in rows]
    screen.print(table(f"Look-alike numbers: {len(rows)}", ("one", "other", "numbers", "why"), cells))
    screen.print(NOTICE)


def print_mappings(screen: Console, question: Question, what: str, rows: Sequence[Mapping]) -> None:
    """Print mappings, strongest first."""
    columns = ("subject", "relation", "object", "confidence", "why")
    cells = [(m.subject, m.relation, m.object, f"{m.confidence:.2f}", m.why) for m in rows]
    screen.print(table(f"Mappings of {what}: {len(rows)} (confidence is not calibrated yet)", columns, cells))
    screen.print(NOTICE)


def mappings_of(release: Release, what: str) -> list[Mapping]:
    """Return the mappings that touch a requirement, a clause, a source or a jurisdiction, seen from its side."""
    corpus = release.corpus
    head, slash, rest = what.partition("/")
    if slash:
        source, edition = corpus.edition(head)
        prefix = f"{source.id}@{edition.id}/{rest}"
        names = {r.ref for r in corpus.requirements if prefix in {r.ref, r.citation}}
        if not names:
            raise NotFoundError(what, "no such clause or requirement", f"see: comity requires {split_edition(head)[0]}")
    else:
        party = resolve(corpus, release.vocabulary, what)
        names = {r.ref for r in corpus.requirements if stands_in(corpus, r.ref, party)}
    seen = [m for m in release.mappings if m.subject in names] + [
        m.turned() for m in release.mappings if m.object in names and m.subject not in names
    ]
    return sorted(seen, key=lambda m: (-m.confidence, m.subject, m.object))


def stands_in(corpus: Corpus, reference: str, party: Party) -> bool:
    """True when a requirement belongs to the party."""
    edition = reference.partition("/")[0]
    if party.source is not None:
        return edition == party.key
    return corpus.source(edition).jurisdiction == party.key
