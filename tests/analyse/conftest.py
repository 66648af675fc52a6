# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Small invented corpora over the real vocabularies: every rule is tested on a world that shows nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from comity.model import vocab
from comity.model.corpus import Corpus
from comity.model.requirement import Condition, Parameter, Requirement
from comity.model.source import (
    Dates,
    Definition,
    Edition,
    Expectation,
    Extent,
    Force,
    Licence,
    ScopeStatement,
    Source,
    UnreadPart,
)
from comity.model.vocab import Vocabulary
from comity.settings import Settings

START = date(2020, 1, 1)


@dataclass(frozen=True)
class Make:
    """Constructors with the dullest defaults; a work is a statute, read whole, and applies from 2020."""

    def edition(self, name: str = "1", start: date | None = START, **more: Any) -> Edition:
        unread = tuple(UnreadPart(part) for part in more.pop("unread", ()))
        extent = Extent(more.pop("examined", "whole"), more.pop("read", ()), unread)
        dates = Dates(applies=start, repealed=more.pop("repealed", None))
        return Edition(name, name, dates, extent, Expectation(0, 0), **more)

    def source(self, name: str, jurisdiction: str, force: str = "statute", **more: Any) -> Source:
        binding = more.pop("binding", force in {"statute", "delegated-legislation", "compulsory-scheme"})
        editions = more.pop("editions", None) or (self.edition(**more.pop("edition", {})),)
        return Source(
            id=name,
            title=(("en", name),),
            short_title=(("en", f"The {name}"),),
            jurisdiction=jurisdiction,
            language="en",
            force=Force(force, binding, more.pop("basis", "stated")),
            licence=Licence("CC0-1.0", "full"),
            editions=editions,
            **more,
        )

    def duty(
        self, source: str, atom: str = "1#1", capability: str | None = "ida.default-credentials", **more: Any
    ) -> Requirement:
        conditions = tuple(
            Condition(name.removeprefix("not:"), not name.startswith("not:")) for name in more.pop("condition", ())
        )
        facts: dict[str, Any] = {
            "source": source,
            "edition": "1",
            "atom": atom,
            "text": f"What {atom} asks.",
            "sentence": 1,
            "kind": "duty",
            "modality": "obligation",
            "verb": "shall",
            "form": "normative-sentence",
            "text_status": "operative",
            "object": "device",
            "bearer": ("manufacturer",),
            "capability": (capability,) if capability else (),
            "condition": conditions,
        }
        return Requirement(**(facts | more))

    def route(
        self, source: str, atom: str, capability: str | None = "ida.default-credentials", **more: Any
    ) -> Requirement:
        facts = {"kind": "route", "modality": None, "verb": "may", "effect": "conclusive"}
        return self.duty(source, atom, capability, **(facts | more))

    def sets(self, dimension: str, value: Any, operator: str = "=", **more: Any) -> Parameter:
        return Parameter(dimension, operator, value, **more)

    def scope(self, axis: str, value: str, status: str = "named-in", **more: Any) -> ScopeStatement:
        return ScopeStatement(axis, value, status, more.pop("clause", "2"), **more)

    def definition(self, term: str, **components: Any) -> Definition:
        pairs = ((name.replace("__", "."), tuple(sorted(members))) for name, members in components.items())
        return Definition(term, "3", tuple(sorted(pairs)))

    def corpus(self, sources: Sequence[Source], requirements: Sequence[Requirement] = ()) -> Corpus:
        return Corpus(tuple(sources), (), tuple(requirements), date(2026, 1, 1))


@pytest.fixture(scope="session")
def make() -> Make:
    """The constructors."""
    return Make()


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The vocabularies of the repository."""
    return vocab.load(Settings().ontology)


@pytest.fixture(scope="session")
def today() -> date:
    """A date on which everything that starts in 2020 is in force."""
    return date(2026, 1, 1)
