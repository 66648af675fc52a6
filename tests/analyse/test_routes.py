# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Route plans on invented recognitions: what counts, what never does, what is left, and that no smaller plan exists."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.analyse.openings import Ground
from comity.analyse.routes import Asked, fewest, routes
from comity.model.corpus import Corpus
from comity.model.document import Anchor, Clause, Document
from comity.model.errors import NotFoundError, RequestError
from comity.model.instrument import Instrument, Level
from comity.model.recognition import Basis, Goal, Holding, Recognition, Recognitions, Target, Way
from comity.model.route import Routes
from comity.model.vocab import Vocabulary

TODAY = date(2026, 1, 1)
AT = {"clause": "1", "status": "verified"}
ONE = Level(id="one", label=(("en", "One"),), adds=("1",), **AT)
TWO = Level(id="two", label=(("en", "Two"),), includes="one", adds=("2",), **AT)


def edge(name: str = "label-to-law", **more: Any) -> Recognition:
    """Return a recognition of the label of Japan, level one, by the law of the United Kingdom."""
    label = Holding(jurisdiction="jp", source="label", edition="1", levels=("one",))
    plain = Recognition(
        id=name,
        ways=(Way((label,)),),
        to=Target(jurisdiction="uk", source="law", edition="1"),
        satisfies=("1", "2"),
        pinned=True,
        effect="conclusive",
        elective=True,
        since=date(2025, 1, 1),
        state="in-force",
        legal_basis=Basis("the law", "law@1/1"),
        residual=("3", "the records"),
        restrictions=("the label is valid",),
        grantor="uk",
        reciprocal=False,
        status="verified",
    )
    return replace(plain, **more)


LAW = Goal(market="uk", source="law", edition="1", level=None, asks=("1", "2"), action="declare", status="verified")
LABEL = Goal(market="jp", source="label", edition="1", level="one", asks=("1",), action="apply", status="verified")


@pytest.fixture
def world(make: Any) -> Corpus:
    scheme = Instrument(levels=(ONE, TWO))
    sources = [
        make.source("law", "uk"),
        make.source("label", "jp", "voluntary-scheme", instrument=scheme),
        make.source("standard", "eu", "standard", editions=(make.edition("1"), make.edition("2"))),
    ]
    anchor = Anchor("restatement.en.md", None, 0, 1)
    clauses = tuple(Clause(name, name, "", None, "operative", True, (), anchor) for name in ("1", "2", "3"))
    works = [("law", "1"), ("label", "1"), ("standard", "1"), ("standard", "2")]
    documents = tuple(Document(source, edition, "en", True, clauses) for source, edition in works)
    return replace(make.corpus(sources), documents=documents)


@pytest.fixture
def ask(world: Corpus, vocabulary: Vocabulary) -> Any:
    def asked(
        *edges: Recognition, markets: Any = ("uk", "jp"), have: Any = (), as_at: date = TODAY, of: Any = None
    ) -> Routes:
        known = Recognitions(edges, (LAW, LABEL))
        return routes(world, vocabulary, known, Asked(markets, have, as_at, of))

    return asked


def actions(found: Routes, which: str = "proven") -> list[list[str]]:
    return [[action.key for action in plan.actions] for plan in getattr(found, which)]


def test_one_label_opens_both_markets_and_tells_its_residue(ask: Any) -> None:
    found = ask(edge())
    assert actions(found) == [["label@1/one"]]
    law = found.proven[0].openings[0]
    (hop,) = law.hops
    assert (hop.uses, hop.recognition.residual) == (("label@1/one",), ("3", "the records"))
    assert (law.own, law.to_show, law.is_open) == (None, (), True)


def test_an_edge_runs_one_way(ask: Any) -> None:
    found = ask(edge(), have=["law@1"], markets=["jp"])
    assert actions(found) == [["label@1/one"]]
    assert not found.now[0].is_open


@pytest.mark.parametrize(
    "effect", ["waives-listed-provisions", "reduces-fee-or-procedure", "evidence-only", "illustrative"]
)
def test_a_waiver_covers_what_it_names_and_is_no_label(ask: Any, effect: str) -> None:
    law = Holding(jurisdiction="uk", source="law", edition="1")
    to = Target(jurisdiction="jp", source="label", edition="1", level="one")
    back = edge("back", ways=(Way((law,)),), to=to, satisfies=("1",), effect=effect, grantor="jp")
    found = ask(back, have=["law@1"], markets=["jp"])
    assert not found.now[0].is_open
    assert actions(found) == [["label@1/one"]]
    assert found.now[0].to_show == (() if effect == "waives-listed-provisions" else ("label@1/1",))
    assert [hop.recognition.id for hop in found.now[0].helps] == ["back"]
    assert [doubt.why for doubt in found.not_counted] == [f"its effect is {effect}"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"state": "announced"}, "its state is announced"),
        ({"state": "signed"}, "its state is signed"),
        ({"state": "adopted"}, "its state is adopted"),
        ({"state": "lapsed"}, "its state is lapsed"),
        ({"since": None}, "its first day is not known"),
        ({"since": date(2026, 1, 2)}, "begins on 2026-01-02"),
        ({"until": date(2025, 12, 31)}, "ended on 2025-12-31"),
        ({"status": "unverified"}, "unverified"),
        ({"effect": None}, "its effect is not known"),
        ({"in_part": True}, "it reaches its clauses in part only"),
        ({"classes": ("residential-router",)}, "only for residential-router"),
    ],
)
def test_what_is_not_proven_never_counts_and_is_told_apart(ask: Any, change: dict[str, Any], why: str) -> None:
    found = ask(edge(**change), have=["label@1/one"])
    for which in ("proven", "reported"):
        assert actions(found, which) == [["law@1"]]
    assert not found.now[0].is_open
    assert [(doubt.recognition, doubt.why) for doubt in found.not_counted] == [("label-to-law", why)]


def test_first_and_last_day_count(ask: Any) -> None:
    bounds = {"since": TODAY, "until": TODAY}
    assert ask(edge(**bounds), have=["label@1/one"], markets=["uk"]).now[0].is_open
    assert not ask(edge(**bounds), have=["label@1/one"], markets=["uk"], as_at=date(2025, 12, 31)).now[0].is_open


def test_a_class_counts_only_for_a_product_that_is_told_to_be_of_it(ask: Any) -> None:
    limited = edge(classes=("network-gateway", "residential-router"))
    assert ask(limited, have=["label@1/one"], markets=["uk"], of="residential-router").now[0].is_open
    assert not ask(limited, have=["label@1/one"], markets=["uk"], of="smart-lock").now[0].is_open


def test_accounts_of_others_open_nothing_in_the_proven_plan(ask: Any) -> None:
    found = ask(edge(status="secondary"))
    assert actions(found) == [["label@1/one", "law@1"]]
    assert actions(found, "reported") == [["label@1/one"]]
    assert found.reported[0].status == "secondary"


def test_another_level_or_edition_does_not_count(ask: Any) -> None:
    assert not ask(edge(), have=["label@1/two"], markets=["uk"]).now[0].is_open, "levels are named one by one"
    followed = Holding(jurisdiction="eu", source="standard", edition="1", clauses=("1", "2"))
    pinned = edge(ways=(Way((followed,)),))
    for label, opens in (("standard@1", True), ("standard@2", False), ("standard@1/1", False)):
        assert ask(pinned, have=[label], markets=["uk"]).now[0].is_open is opens, label
    assert ask(pinned, have=["standard@1/1", "standard@1/2"], markets=["uk"]).now[0].is_open
    assert ask(replace(pinned, pinned=False), have=["standard@2"], markets=["uk"]).now[0].is_open
    later = Way((replace(followed, edition="2"),))
    assert not ask(replace(pinned, pinned=False, ways=(later,)), have=["standard@1"], markets=["uk"]).now[0].is_open


def test_an_edge_to_another_edition_or_level_leads_elsewhere(ask: Any) -> None:
    for to in ({"edition": "0"}, {"level": "one"}):
        target = replace(edge().to, **to)
        assert not ask(edge(to=target), have=["label@1/one"], markets=["uk"]).now[0].is_open


def test_everything_of_a_way_is_needed_and_any_way_is_enough(ask: Any) -> None:
    label, mark = edge().holdings[0], Holding(jurisdiction="int", external="a-mark", name="A mark")
    both = edge(ways=(Way((label, mark)),))
    assert not ask(both, have=["label@1/one"], markets=["uk"]).now[0].is_open
    assert ask(both, have=["label@1/one", "A-Mark"], markets=["uk"]).now[0].is_open
    assert ask(edge(ways=(Way((label,)), Way((mark,)))), have=["a-mark"], markets=["uk"]).now[0].is_open


def test_two_edges_meet_a_goal_together_and_one_alone_leaves_the_rest(ask: Any) -> None:
    first, second = edge("first", satisfies=("1",)), edge("second", satisfies=("2",))
    assert ask(first, second, have=["label@1/one"], markets=["uk"]).now[0].is_open
    alone = ask(first, have=["label@1/one"], markets=["uk"])
    assert (alone.now[0].is_open, alone.now[0].to_show) == (False, ("law@1/2",))


def test_recognitions_do_not_chain(ask: Any) -> None:
    law = Holding(jurisdiction="uk", source="law", edition="1")
    to = Target(jurisdiction="jp", source="label", edition="1", level="one")
    mark = edge("mark", ways=(Way((Holding(jurisdiction="int", external="a-mark", name="A mark"),)),))
    onward = edge("onward", ways=(Way((law,)),), to=to, satisfies=("1",), grantor="jp")
    found = ask(mark, onward, have=["a-mark"])
    assert [opening.is_open for opening in found.now] == [True, False]


def test_a_higher_level_meets_the_goal_of_its_scheme_and_is_not_proposed(ask: Any) -> None:
    assert ask(have=["label@1/two"], markets=["jp"]).now[0].is_open
    assert actions(ask(markets=["jp"])) == [["label@1/one"]]


def test_a_market_that_asks_nothing_or_is_not_examined_has_no_plan(ask: Any) -> None:
    early = ask(edge(), as_at=date(2019, 1, 1))
    assert (early.proven, early.not_asked[0]) == ((), "law@1 begins on 2020-01-01")
    unknown = ask(edge(), markets=["au"])
    assert (unknown.proven, unknown.reported, unknown.unexamined) == ((), (), ("au",))


@pytest.mark.parametrize(
    ("question", "error", "told"),
    [
        ({"markets": ["Atlantis"]}, NotFoundError, "Atlantis: no such jurisdiction or source"),
        ({"markets": []}, RequestError, "no market is named"),
        ({"have": ["lable@1/one"]}, NotFoundError, "label@1/one"),
        ({"have": ["label@1/three"]}, NotFoundError, "no such level or clause"),
        ({"have": ["label@1"]}, RequestError, "levels: one, two"),
        ({"have": ["label/one"]}, RequestError, "names no edition"),
        ({"have": ["label@0/one"]}, NotFoundError, "no such edition .*not known to count"),
        ({"of": "toaster-of-toasters"}, NotFoundError, "function-class"),
    ],
)
def test_an_unknown_name_is_told_clearly(ask: Any, question: dict[str, Any], error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=told):
        ask(edge(), **question)


NAMES = ("a", "b", "c", "d")
EDGES = st.lists(
    st.tuples(
        st.sets(st.sampled_from(["w", "x", "y", "z", *NAMES]), min_size=1, max_size=2),
        st.sampled_from(NAMES),
        st.sets(st.sampled_from(["1", "2"]), min_size=1),
    ),
    max_size=10,
)


def arrow(number: int, holdings: set[str], to: str, clauses: set[str]) -> Recognition:
    def held(name: str) -> Holding:
        if name in NAMES:
            return Holding(jurisdiction="uk", source=name, edition="1")
        return Holding(jurisdiction="int", external=name, name=name)

    way = Way(tuple(held(name) for name in sorted(holdings)))
    target = Target(jurisdiction="uk", source=to, edition="1")
    return edge(f"edge-{number}", ways=(way,), to=target, satisfies=tuple(sorted(clauses)))


@given(EDGES, st.sets(st.sampled_from(NAMES), min_size=1))
@settings(max_examples=150, deadline=None)
def test_no_smaller_set_of_actions_opens_the_markets(make: Any, found: Any, wanted: set[str]) -> None:
    corpus = make.corpus([make.source(name, "uk") for name in NAMES])
    edges = tuple(arrow(number, *row) for number, row in enumerate(found))
    goals = tuple(replace(LAW, source=name) for name in sorted(wanted))
    ground = Ground(corpus, edges)
    everything = [*(f"{name}@1" for name in NAMES), "w", "x", "y", "z"]

    def opens(chosen: tuple[str, ...]) -> bool:
        """Say by the definition, and not by the code under test, whether a set opens the markets."""
        for name in wanted:
            whole = [
                row
                for row in found
                if row[1] == name and {f"{h}@1" if h in NAMES else h for h in row[0]} <= set(chosen)
            ]
            if f"{name}@1" not in chosen and {"1", "2"} - {clause for row in whole for clause in row[2]}:
                return False
        return True

    best = next(size for size in range(9) if any(map(opens, combinations(everything, size))))
    known = {frozenset(chosen) for chosen in combinations(everything, best) if opens(chosen)}
    assert set(fewest(ground, goals, ())) == known
