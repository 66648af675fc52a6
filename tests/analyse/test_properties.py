# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""What holds of every corpus: random small ones, two jurisdictions, mixed force, text, time and reading."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from comity.analyse.conflicts import conflicts, mirror
from comity.analyse.families import component
from comity.analyse.gaps import gaps
from comity.analyse.reach import Width
from comity.analyse.stance import stance
from comity.model.corpus import Corpus
from comity.model.vocab import Vocabulary

A, B = "uk", "us-ca"
CAPABILITIES = ("ida.default-credentials", "ida.credential-strength", "upd.automatic", "sdl.appropriate-security")
TURNED = {Width.A_WIDER: Width.B_WIDER, Width.B_WIDER: Width.A_WIDER}


@st.composite
def requirements(draw: Any, make: Any, source: str) -> Any:
    facts: dict[str, Any] = {
        "capability": draw(st.sampled_from(CAPABILITIES)),
        "text_status": draw(st.sampled_from(["operative", "operative", "headline", "note"])),
        "condition": draw(st.sampled_from([(), (), ("has-passwords",), ("has-passwords", "not:is-constrained")])),
        "bearer": draw(st.sampled_from([("manufacturer",), ("importer", "manufacturer"), ()])),
        "parameters": draw(st.sampled_from(_parameters(make))),
    }
    if draw(st.booleans()):
        modality = draw(st.sampled_from(["obligation", "prohibition", "recommendation", "permission"]))
        verb = "may" if modality == "permission" else draw(st.sampled_from(["shall", "should", "none"]))
        generic = draw(st.booleans())
        return make.duty(source, f"{draw(st.integers(1, 9))}#1", modality=modality, verb=verb, generic=generic, **facts)
    effect = draw(st.sampled_from(["conclusive", "illustrative", "excludes-from-scope"]))
    satisfies = draw(st.sampled_from([(), ("1",), ("2",)]))
    return make.route(source, f"{draw(st.integers(1, 9))}#2", effect=effect, satisfies=satisfies, **facts)


def _parameters(make: Any) -> list[tuple[Any, ...]]:
    lengths = [(make.sets("password.min_length", n, op),) for n in (8, 12) for op in (">=", "<=", "=")]
    unnamed = (make.sets("password.min_length", None, ">=", status="named-without-value"),)
    ages = [(make.sets("password.max_age", age),) for age in ("P90D", "P1Y")]
    flags = [(make.sets("password.unique_per_device", flag),) for flag in (True, False)]
    consent = [(make.sets("update.consent_before_automatic", flag),) for flag in (True, False)]
    return [(), (), unnamed, *lengths, *ages, *flags, *consent]


@st.composite
def sources(draw: Any, make: Any, name: str, jurisdiction: str) -> Any:
    start = date(2020, 1, 1) + timedelta(days=draw(st.sampled_from([0, 0, 3000])))
    edition = {"start": start, "examined": draw(st.sampled_from(["whole", "part"])), "unread": ("9",)}
    groups = draw(st.lists(st.sampled_from(["any", "consumer", "household"]), max_size=2, unique=True))
    scope = tuple(make.scope("user-group", group) for group in groups)
    force = draw(st.sampled_from(["statute", "code-of-practice", "voluntary-scheme"]))
    return make.source(name, jurisdiction, force, edition=edition, scope=scope)


@st.composite
def worlds(draw: Any, make: Any) -> Corpus:
    pairs = [("one", A), ("two", B)]
    if draw(st.booleans()):
        pairs.append(("three", B))
    found, held = [], []
    for name, jurisdiction in pairs:
        found.append(draw(sources(make, name, jurisdiction)))
        held += draw(st.lists(requirements(make, name), max_size=5, unique_by=lambda r: r.atom))
    return make.corpus(found, held)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_conflicts_are_the_same_both_ways(data: Any, make: Any, vocabulary: Vocabulary, today: date) -> None:
    corpus = data.draw(worlds(make))
    forth, back = conflicts(corpus, vocabulary, A, B, today), conflicts(corpus, vocabulary, B, A, today)
    assert tuple(mirror(conflict) for conflict in forth) == back
    assert len({conflict.iri for conflict in forth}) == len(forth)
    for conflict in forth:
        assert (conflict.stricter is not None) == (conflict.verdict == "stricter-compatible")
        assert conflict.stricter in {None, A, B}
        assert conflict.a_clauses
        assert conflict.b_clauses


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_silence_never_makes_a_conflict(data: Any, make: Any, vocabulary: Vocabulary, today: date) -> None:
    corpus = data.draw(worlds(make))
    for conflict in conflicts(corpus, vocabulary, A, B, today):
        if conflict.matter in CAPABILITIES:
            for jurisdiction in (A, B):
                assert (stance(corpus, vocabulary, jurisdiction, conflict.matter, today).rank or 0) > 0
    mute = replace(corpus, requirements=tuple(r for r in corpus.requirements if r.source == "one"))
    assert conflicts(mute, vocabulary, A, B, today) == ()


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_gaps_follow_the_lacker(data: Any, make: Any, vocabulary: Vocabulary, today: date) -> None:
    found = gaps(data.draw(worlds(make)), vocabulary, A, B, today)
    assert len({gap.iri for gap in found}) == len(found)
    for gap in found:
        kind = gap.lacker_stance.kind
        assert (kind == "unexamined") == (gap.type == "open")
        assert (gap.type == "missing") <= (kind in {"silent", "mentioned-only", "superseded"})
        assert (gap.type == "lower-threshold") == (gap.dimension is not None)
        assert (gap.holder_stance.rank or 0) > 0
        assert gap.holder_clauses


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_twins_have_no_gap_and_differ_in_nothing(data: Any, make: Any, vocabulary: Vocabulary, today: date) -> None:
    one = data.draw(sources(make, "one", A))
    mine = data.draw(st.lists(requirements(make, "one"), max_size=6, unique_by=lambda r: r.atom))
    twin = replace(one, id="two", jurisdiction=B)
    corpus = make.corpus([one, twin], [*mine, *(replace(r, source="two") for r in mine)])
    assert gaps(corpus, vocabulary, A, B, today) == ()
    assert gaps(corpus, vocabulary, B, A, today) == ()
    for conflict in conflicts(corpus, vocabulary, A, B, today):
        assert conflict.stricter is None


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_before_anything_is_in_force_nothing_binds(data: Any, make: Any, vocabulary: Vocabulary) -> None:
    corpus, before = data.draw(worlds(make)), date(2019, 12, 31)
    assert gaps(corpus, vocabulary, A, B, before) == ()
    assert conflicts(corpus, vocabulary, A, B, before) == ()
    for capability in CAPABILITIES:
        assert stance(corpus, vocabulary, B, capability, before).kind in {
            "not-yet-in-force",
            "unexamined",
            "mentioned-only",
        }


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_definitions_compare_both_ways_alike(data: Any, make: Any, vocabulary: Vocabulary) -> None:
    def some(*members: str) -> Any:
        return st.lists(st.sampled_from(members), min_size=1, unique=True)

    def definition() -> Any:
        return make.definition(
            "thing",
            identifiers=data.draw(some("ip-address", "bluetooth-address", "other-short-range")),
            connection__test=(data.draw(st.sampled_from(["is-able", "does", "is-intended"])),),
            use__group=data.draw(some("any", "household", "consumer")),
        )

    def person() -> Any:
        acts = data.draw(some("makes", "has-made", "sells"))
        return make.definition("maker", acts__of=acts, acts__type=(data.draw(st.sampled_from(["any-of", "all-of"])),))

    for a, b in ((definition(), definition()), (person(), person())):
        forth, back = (tuple(component.differences(x, y, vocabulary)) for x, y in ((a, b), (b, a)))
        assert [TURNED.get(d.stricter, d.stricter) for d in forth] == [d.stricter for d in back]
        assert [(d.component, d.says) for d in forth] == [(d.component, d.says[::-1]) for d in back]
        assert tuple(component.differences(a, a, vocabulary)) == ()
