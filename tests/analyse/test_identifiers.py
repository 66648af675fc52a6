# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Look-alike numbers: found where a bare number would mislead, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from comity.analyse.identifiers import lookalikes
from comity.analyse.numbered import parts
from comity.model.document import Anchor, Clause, Document
from comity.model.finding import LookAlike
from comity.model.instrument import IdentifierFact, Instrument
from comity.model.vocab import Vocabulary

PASSWORDS, STORAGE = "ida.default-credentials", "res.safe-operation"


def clause(number: str, parent: str | None = None) -> Clause:
    place = Anchor("x.md", None, 0, 1)
    return Clause(number, number, "", parent, "operative", parent is None, (), place)


def document(name: str, *clauses: Clause, edition: str = "1") -> Document:
    return Document(name, edition, "en", True, clauses)


@pytest.fixture
def alike(make: Any, vocabulary: Vocabulary) -> Any:
    """Compare one provision of each of two works, by number and capability."""

    def asked(a: str, b: str, one: str | None = PASSWORDS, other: str | None = STORAGE) -> tuple[LookAlike, ...]:
        sources = [make.source("left", "uk"), make.source("right", "eu")]
        duties = [make.duty("left", f"{a}#1", one), make.duty("right", f"{b}#1", other)]
        corpus = make.corpus(sources, duties)
        return lookalikes(
            replace(corpus, documents=(document("left", clause(a)), document("right", clause(b)))), vocabulary
        )

    return asked


@pytest.fixture
def editions(make: Any, vocabulary: Vocabulary) -> Any:
    """Compare provision 4 of two editions of one work, by what the second asks there."""

    def asked(void: bool = False, **later: Any) -> tuple[LookAlike, ...]:
        fact = IdentifierFact(fact="void", ids=("4",), clause="4", status="verified")
        known = Instrument(identifiers=(fact,) if void else ())
        source = make.source("std", "eu", "standard", instrument=known)
        source = replace(source, editions=(make.edition("1"), make.edition("2")))
        second = [] if void else [make.duty("std", "4#1", **({"edition": "2"} | later))]
        held = (document("std", clause("4")), document("std", replace(clause("4"), is_provision=not void), edition="2"))
        corpus = make.corpus([source], [make.duty("std", "4#1", status="secondary"), *second])
        return lookalikes(replace(corpus, documents=held), vocabulary)

    return asked


@pytest.mark.parametrize(
    ("a", "b", "how"),
    [
        ("5", "5", "equal"),
        ("5.1-1", "5.1.1", "format"),
        ("TM-1", "TM-01", "format"),
        ("GP-TM-01", "TM-01", "prefix"),
        ("principle-5", "5", "prefix"),
    ],
)
def test_numbers_that_read_alike_and_say_other_things(alike: Any, a: str, b: str, how: str) -> None:
    (found,) = alike(a, b)
    assert (found.a, found.b, found.how) == (f"left@1/{a}", f"right@1/{b}", how)
    assert "the one is on default credentials" in found.why
    assert found.verification == "verified"


@pytest.mark.parametrize(
    ("a", "b"),
    [("5", "6"), ("GP-TM-01", "1"), ("GP-TM-01", "GP-PS-01"), ("15.1", "5.1"), ("5.1", "5.1A"), ("1.5", "5")],
)
def test_numbers_that_nobody_takes_for_each_other(alike: Any, a: str, b: str) -> None:
    assert alike(a, b) == ()


def test_what_says_the_same_or_asks_for_nothing_is_no_trap(alike: Any) -> None:
    assert alike("5", "5", PASSWORDS, PASSWORDS) == ()
    assert alike("5", "5", PASSWORDS, None) == ()


def test_parts_without_a_number_speak_for_their_provision(make: Any, vocabulary: Vocabulary) -> None:
    duties = [make.duty("left", "5#1"), make.duty("right", "5#1", STORAGE), make.duty("right", "5/note#1")]
    corpus = make.corpus([make.source("left", "uk"), make.source("right", "eu")], duties)
    held = (document("left", clause("5")), document("right", clause("5"), clause("5/note", "5")))
    assert lookalikes(replace(corpus, documents=held), vocabulary) == ()
    apart = replace(corpus, documents=held, requirements=tuple(duties[:2]))
    assert len(lookalikes(apart, vocabulary)) == 1


def test_an_edition_that_asks_other_things_under_the_number(editions: Any) -> None:
    (found,) = editions(modality="recommendation", verb="should", capability=STORAGE)
    assert (found.a, found.b) == ("std@1/4", "std@2/4")
    assert found.differs_in == ("capability", "modality")
    assert found.verification == "secondary"
    assert editions() == ()
    assert editions(object="information") == ()


def test_a_number_that_the_later_edition_leaves_void(editions: Any) -> None:
    (found,) = editions(void=True)
    assert (found.how, found.why) == ("void", "4 is a provision of The std in 1 and void in 2.")


def test_only_the_pairs_of_one_source(make: Any, vocabulary: Vocabulary) -> None:
    names = ("left", "right", "third")
    duties = [make.duty("left"), make.duty("right", capability=STORAGE), make.duty("third", capability=STORAGE)]
    corpus = make.corpus([make.source(name, "eu") for name in names], duties)
    held = replace(corpus, documents=tuple(document(name, clause("1")) for name in names))
    assert {(p.a, p.b) for p in lookalikes(held, vocabulary)} == {
        ("left@1/1", "right@1/1"),
        ("left@1/1", "third@1/1"),
    }
    assert [p.b for p in lookalikes(held, vocabulary, "third")] == ["third@1/1"]


def test_the_parts_of_a_number() -> None:
    assert parts("GP-TM-01") == parts("gp tm 1") == ("gp", "tm", "1")
    assert parts("646A.813(2)") == ("646", "a", "813", "2")
    assert parts("0") == ("0",)
