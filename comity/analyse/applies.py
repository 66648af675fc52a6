# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Which instruments of which markets apply to a product: in, out or undecided, by which clause, and from when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from comity.analyse import held_facts, questions
from comity.analyse.index import build, weakest
from comity.analyse.lens import Lens, Standing, look
from comity.analyse.parties import resolve
from comity.analyse.product import Product
from comity.analyse.questions import Question
from comity.analyse.reaching import Reaching, missing_of_duties, reaching
from comity.analyse.scope import IN, OUT
from comity.model.corpus import Corpus
from comity.model.errors import RequestError
from comity.model.vocab import Vocabulary


@dataclass(frozen=True, slots=True)
class Application:
    """One edition and a product; ``verdict`` says whether it reaches the product, ``when`` whether it speaks yet.

    ``force`` is the one that holds for the product, which may be another than in general; ``clauses`` decided.
    ``missing`` are answers of the profile that decide reach, ``open`` those on which only some duties hang.
    """

    edition: str
    title: str
    jurisdiction: str
    verdict: str
    clauses: tuple[str, ...]
    why: str
    force: str
    binding: bool
    when: str
    starts: date | None
    ends: date | None
    parts: tuple[str, ...]
    addressed: int | None
    missing: tuple[str, ...]
    open: tuple[str, ...]
    remarks: tuple[str, ...]
    verification: str


@dataclass(frozen=True, slots=True)
class Market:
    """A jurisdiction with its instruments, and a sentence where there is none that speaks on the date."""

    code: str
    label: str
    applications: tuple[Application, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """Every market asked for, and the questions that the profile leaves open."""

    as_at: date
    markets: tuple[Market, ...]
    questions: tuple[Question, ...]


def applies(corpus: Corpus, vocabulary: Vocabulary, product: Product, markets: Sequence[str], as_at: date) -> Answer:
    """Return which instruments of the markets reach the product on a date.

    Without markets those of the profile are meant, and where it names none, every one that a source stands in. Raises
    NotFoundError with the nearest right names for an unknown market, and RequestError for a source.
    """
    index = build(corpus, vocabulary)
    typed = tuple(markets) or product.markets
    codes = [_market(corpus, vocabulary, name) for name in typed] or sorted({s.jurisdiction for s in corpus.sources})
    found, missing = [], []
    for code in dict.fromkeys(codes):
        lens = look(index, code, as_at, product.profile)
        rows = [
            (_application(lens, standing, product, reach := reaching(lens, standing, product)), reach)
            for standing in lens.stands
        ]
        missing += [(row.edition, answer) for row, reach in rows for answer in reach.missing]
        missing += [(row.edition, answer) for row, _ in rows for answer in missing_of_duties(row.open)]
        if product.role is None:
            missing += [
                (row.edition, questions.Missing("role", questions.DUTIES)) for row, _ in rows if row.verdict != OUT
            ]
        applications = tuple(row for row, _ in rows)
        found.append(Market(code, index.label("jurisdiction", code), applications, _note(lens, applications)))
    return Answer(as_at, tuple(found), questions.ask(missing, vocabulary))


def _market(corpus: Corpus, vocabulary: Vocabulary, name: str) -> str:
    party = resolve(corpus, vocabulary, name)
    if party.source is not None:
        stands = corpus.source(party.source).jurisdiction
        raise RequestError(name, "is a source, not a market", f"it stands in {stands}")
    return party.key


def _note(lens: Lens, rows: Sequence[Application]) -> str:
    """Say why a market gives no law to follow on the date, and which wider market is asked for by name."""
    label = lens.index.label("jurisdiction", lens.jurisdiction)
    wider = lens.index.vocabulary.concept("jurisdiction", lens.jurisdiction).broader
    told = (
        f"The rules of {lens.index.label('jurisdiction', wider)} are asked for by its own name, {wider}."
        if wider
        else ""
    )
    if not rows:
        return f"{label}: no source is held, so that nothing is known of its rules. {told}".strip()
    if any(row.when != "future" for row in rows):
        return told
    first = min(
        (row for row in rows if row.starts is not None), key=lambda row: (row.starts or lens.as_at, row.edition)
    )
    start = f"the first is {first.edition}, from {first.starts}"
    return f"On {lens.as_at} nothing of {label} speaks yet; {start}. {told}".strip()


def _application(lens: Lens, standing: Standing, product: Product, reach: Reaching) -> Application:
    held, remarks, status = held_facts.force(lens, standing)
    dates, clauses = standing.edition.dates, reach.clauses
    told = [part.why for part in reach.parts if part.why.startswith("date:") and part.verdict == IN]
    return Application(
        edition=standing.place,
        title=standing.source.name(),
        jurisdiction=lens.jurisdiction,
        verdict=reach.verdict,
        clauses=tuple(f"{standing.place}/{clause}" for clause in clauses),
        why=reach.why,
        force=held.source.force.kind,
        binding=held.source.force.binding,
        when=standing.when,
        starts=dates.start,
        ends=dates.repealed,
        parts=held_facts.parts(standing),
        addressed=held_facts.addressed(lens, standing, product.role),
        missing=tuple(sorted({missing.answer for missing in reach.missing})),
        open=() if reach.verdict == OUT else held_facts.open_conditions(lens, standing, reach),
        remarks=tuple(dict.fromkeys([*remarks, *(told if reach.verdict != OUT else ())])),
        verification=weakest((reach.verification, standing.verification, status)),
    )
