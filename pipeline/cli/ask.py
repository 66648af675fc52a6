# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Questions to a release: sources, requires, gaps, conflicts, lookalikes, map."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

import typer

from comity import codec
from comity.analyse.conflicts import conflicts as find_conflicts
from comity.analyse.gaps import gaps as find_gaps
from comity.analyse.identifiers import lookalikes as find_lookalikes
from comity.analyse.parties import Party, resolve, stage
from comity.analyse.product import Product
from comity.analyse.profile import Profile
from comity.analyse.requires import requires as find_requirements
from comity.analyse.stance import stance as find_stance
from comity.model.corpus import Corpus
from comity.model.errors import RequestError
from comity.model.finding import Conflict, Gap, LookAlike, Stance
from comity.model.mapping import Mapping
from comity.model.requirement import Requirement
from comity.model.source import Source
from comity.model.topics import capabilities_of
from comity.model.vocab import Vocabulary
from comity.release import Release, open_current
from comity.settings import Settings
from pipeline.cli import profiles, show, show_source
from pipeline.cli.output import NOTICE, AsAt, AsJson, console, print_json
from pipeline.cli.profiles import ProfileFile

Topic = Annotated[str | None, typer.Option("--topic", "-t", help="A capability, by id, label or synonym.")]


@dataclass(frozen=True, slots=True)
class Question:
    """An open release with the parties of a question, the corpus staged for them, and the date."""

    release: Release
    corpus: Corpus
    vocabulary: Vocabulary
    parties: tuple[Party, ...]
    as_at: date
    product: Product | None = None

    @classmethod
    def ask(cls, names: tuple[str, ...], as_at: str | None, profile: str | None = None) -> Question:
        """Open the current release, resolve every name that was typed, and read the profile of the product."""
        release = open_current(Settings())
        parties = tuple(resolve(release.corpus, release.vocabulary, name) for name in names)
        product = profiles.load(profile, release.vocabulary) if profile is not None else None
        staged, day = stage(release.corpus, *parties), parse_date(as_at, release)
        return cls(release, staged, release.vocabulary, parties, day, product)

    def capabilities(self, topic: str | None) -> tuple[str, ...]:
        """Return the capabilities of a topic; none typed means no restriction."""
        return capabilities_of(self.vocabulary, topic) if topic else ()

    def head(self) -> dict[str, Any]:
        """Return what every JSON answer begins with."""
        head = {"as_at": self.as_at.isoformat(), "release": self.release.version, "notice": NOTICE}
        return head | profiles.told(self.product)

    @property
    def profile(self) -> Profile | None:
        """The profile that findings are for, None where no product was named."""
        return self.product.profile if self.product is not None else None

    @property
    def of_product(self) -> str:
        """What a title says of the product."""
        return f", for {self.product.title()}" if self.product is not None else ""


def parse_date(typed: str | None, release: Release) -> date:
    """Return the date typed, or the release's own."""
    if typed is None:
        return release.as_at
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        raise RequestError(f"--as-at {typed}", "not a date", "write it as 2026-01-31") from error


def sources(
    which: Annotated[str | None, typer.Argument(metavar="[ID]", help="Print this one in full.")] = None,
    as_json: AsJson = False,
) -> None:
    """List the sources: editions, force, what was read from what, verified counts; or print one in full."""
    question = Question.ask((), None)
    if which is not None:
        _one_source(question, which, as_json)
        return
    rows = show.source_rows(question.corpus)
    if as_json:
        print_json(question.head() | {"sources": rows})
        return
    show.print_sources(console(), rows, question.as_at)


def requires(
    who: Annotated[str, typer.Argument(help="A jurisdiction (uk, California …), a source, or ID@EDITION.")],
    topic: Topic = None,
    as_at: AsAt = None,
    profile: ProfileFile = None,
    as_json: AsJson = False,
) -> None:
    """Say what a jurisdiction or a source requires, clause by clause."""
    question = Question.ask((who,), as_at, profile)
    party, chosen = question.parties[0], question.capabilities(topic)
    answer = find_requirements(question.corpus, question.vocabulary, party.key, chosen)
    stances = [_stance(question, party, capability) for capability in chosen]
    if as_json:
        parts = {"requirements": answer.requirements, "behind": answer.behind, "mentions": answer.mentions}
        data = {name: codec.to_json(list(found), list[Requirement]) for name, found in parts.items()}
        print_json(question.head() | data | {"stances": codec.to_json(stances, list[Stance])})
        return
    show.print_requires(console(), question, topic, answer, stances)


def gaps(
    a: Annotated[str, typer.Argument(help="Who asks: a jurisdiction, a source, or ID@EDITION.")],
    b: Annotated[str, typer.Argument(help="Who may not meet it.")],
    both: Annotated[bool, typer.Option("--both", help="Give both directions.")] = False,
    topic: Topic = None,
    as_at: AsAt = None,
    profile: ProfileFile = None,
    as_json: AsJson = False,
) -> None:
    """List what A asks and B does not meet, with the clauses of both and why."""
    question = Question.ask((a, b), as_at, profile)
    chosen = question.capabilities(topic)
    first, second = question.parties
    directions = [(first, second), (second, first)] if both else [(first, second)]
    found = [(holder, lacker, _gaps(question, holder, lacker, chosen)) for holder, lacker in directions]
    if as_json:
        data = [
            {"in": holder.label, "not_met_by": lacker.label, "gaps": codec.to_json(list(rows), list[Gap])}
            for holder, lacker, rows in found
        ]
        print_json(question.head() | {"directions": data})
        return
    for holder, lacker, rows in found:
        show.print_gaps(console(), question, (holder, lacker), rows)


def conflicts(
    a: Annotated[str, typer.Argument(help="A jurisdiction, a source, or ID@EDITION.")],
    b: Annotated[str, typer.Argument(help="The other side.")],
    topic: Topic = None,
    as_at: AsAt = None,
    profile: ProfileFile = None,
    as_json: AsJson = False,
) -> None:
    """List where the rules of A and B pull apart, where they meet, and how to satisfy both."""
    question = Question.ask((a, b), as_at, profile)
    first, second = question.parties
    chosen = question.capabilities(topic)
    found = find_conflicts(
        question.corpus, question.vocabulary, first.key, second.key, question.as_at, question.profile
    )
    rows = [clash for clash in found if not chosen or clash.matter in chosen]
    if as_json:
        data = {"a": first.label, "b": second.label, "conflicts": codec.to_json(rows, list[Conflict])}
        print_json(question.head() | data)
        return
    show.print_conflicts(console(), question, rows)


def lookalikes(
    which: Annotated[str | None, typer.Argument(metavar="[ID]", help="Only those of this source.")] = None,
    as_json: AsJson = False,
) -> None:
    """List provisions of two works or editions whose numbers read alike and that say other things."""
    question = Question.ask((), None)
    source = question.corpus.edition(which)[0].id if which is not None else None
    rows = find_lookalikes(question.corpus, question.vocabulary, source)
    if as_json:
        print_json(question.head() | {"lookalikes": codec.to_json(list(rows), list[LookAlike])})
        return
    show.print_lookalikes(console(), rows)


def mappings(
    what: Annotated[
        str, typer.Argument(help="A requirement or clause (ID@EDITION/CLAUSE), a source or a jurisdiction.")
    ],
    other: Annotated[str | None, typer.Argument(help="Only mappings to this jurisdiction or source.")] = None,
    min_confidence: Annotated[float, typer.Option(min=0.0, max=1.0, help="Leave out weaker ones.")] = 0.0,
    as_json: AsJson = False,
) -> None:
    """List the mappings of a requirement, a clause, a source or a jurisdiction, strongest first."""
    question = Question.ask((other,) if other else (), None)
    rows = [
        mapping
        for mapping in show.mappings_of(question.release, what)
        if mapping.confidence >= min_confidence
        and (not other or show.stands_in(question.release.corpus, mapping.object, question.parties[0]))
    ]
    if as_json:
        print_json(question.head() | {"mappings": codec.to_json(rows, list[Mapping])})
        return
    show.print_mappings(console(), question, what, rows)


def _one_source(question: Question, which: str, as_json: bool) -> None:
    source = question.corpus.edition(which)[0]
    if as_json:
        found = {"source": codec.to_json(source, Source), "enforcement_known": source.enforcement_known}
        print_json(question.head() | found)
        return
    show_source.print_source(console(), source, question.vocabulary)


def _stance(question: Question, party: Party, capability: str) -> Stance:
    return find_stance(question.corpus, question.vocabulary, party.key, capability, question.as_at, question.profile)


def _gaps(question: Question, holder: Party, lacker: Party, chosen: tuple[str, ...]) -> list[Gap]:
    found = find_gaps(question.corpus, question.vocabulary, holder.key, lacker.key, question.as_at, question.profile)
    return [gap for gap in found if not chosen or gap.capability in chosen]
