# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Object to quads to object, for any requirement: through the quads themselves and through N-Quads."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse

from comity.graph import lift, read, serialise
from comity.graph.terms import comity
from comity.model.errors import GraphError
from comity.model.requirement import Condition, Parameter, Requirement

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
WORD = st.text(st.characters(categories=("L", "N"), include_characters="-._() §"), min_size=1, max_size=12)
CLAUSE = st.lists(WORD.filter(lambda word: word.strip(".") != ""), min_size=1, max_size=3).map("/".join)
WORDS = st.sets(WORD, max_size=3).map(lambda found: tuple(sorted(found)))
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.none() | st.booleans() | NUMBERS | TEXT.filter(bool) | WORDS
DATES = st.none() | st.dates(date(1000, 1, 1))
MAYBE = st.none() | WORD
CONDITIONS = st.sets(st.tuples(WORD, st.booleans()), max_size=3).map(
    lambda pairs: tuple(sorted((Condition(*pair) for pair in pairs), key=str))
)
PARAMETERS = st.builds(
    Parameter,
    WORD,
    WORD,
    VALUES,
    status=WORD,
    unit=MAYBE,
    object=MAYBE,
    state=WORDS,
    trigger=MAYBE,
    unless=MAYBE,
    deliverable=MAYBE,
    recipient=WORDS,
    extension=MAYBE,
    relief=MAYBE,
)
REQUIREMENTS = st.builds(
    Requirement,
    source=WORD,
    edition=WORD,
    atom=st.tuples(CLAUSE, st.integers(1, 99)).map(lambda pair: f"{pair[0]}#{pair[1]}"),
    text=TEXT,
    sentence=st.integers(1, 99),
    kind=st.sampled_from(["duty", "route", "exemption", "definition", "framework"]),
    modality=MAYBE,
    verb=WORD,
    form=WORD,
    text_status=WORD,
    language=st.sampled_from(["en", "ja"]),
    implied=st.booleans(),
    hedge=WORDS,
    object=MAYBE,
    state=WORDS,
    condition=CONDITIONS,
    bearer=WORDS,
    bearer_source=WORD,
    beneficiary=WORDS,
    counterparty=WORDS,
    capability=WORDS,
    subject=WORDS,
    parameters=st.lists(PARAMETERS, max_size=3).map(tuple),
    alternative_of=st.none() | CLAUSE,
    alternative_type=st.sampled_from([None, "any-of", "all-of"]),
    satisfies=st.sets(CLAUSE, max_size=3).map(lambda found: tuple(sorted(found))),
    effect=MAYBE,
    generic=st.booleans(),
    valid_from=DATES,
    valid_to=DATES,
    origin=WORD,
    status=WORD,
    note=TEXT,
)


@given(REQUIREMENTS)
def test_a_requirement_survives_the_graph(requirement: Requirement) -> None:
    assert list(read.requirements(lift.lift_requirement(requirement))) == [requirement]


@given(REQUIREMENTS)
def test_a_requirement_survives_n_quads(requirement: Requirement) -> None:
    written = serialise.nquads(lift.lift_requirement(requirement))
    assert list(read.requirements(parse(written, format=RdfFormat.N_QUADS))) == [requirement]


def test_the_type_of_a_value_survives() -> None:
    def value(told: object) -> object:
        requirement = Requirement(
            "a", "1", "1#1", "x", 1, "duty", None, "none", "form", "note", parameters=(Parameter("d", "=", told),)
        )
        return next(iter(read.requirements(lift.lift_requirement(requirement)))).parameters[0].value

    for told in (True, 1, 1.0, "1", "true", (), ("1",), None):
        assert (type(value(told)), value(told)) == (type(told), told)


def test_a_missing_property_is_named(records: SimpleNamespace) -> None:
    quads = [quad for quad in lift.lift_requirement(records.a_duty()) if quad.predicate != comity("form")]
    with pytest.raises(GraphError, match="has no comity:form"):
        list(read.requirements(quads))


def test_requirements_come_sorted_and_nothing_else_does(small_world: tuple[object, ...]) -> None:
    refs = [requirement.ref for requirement in read.requirements(reversed(small_world))]
    assert refs == ["xx-act@2020/1(a)#1", "xx-act@2020/1(a)#2", "xx-code@2020/1(a)#1"]
