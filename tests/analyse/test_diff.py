# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Two editions compared: each kind of change beside a twin that must not show it, then the editions of EN 303 645."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from comity.analyse.diff import diff, successions, to_review
from comity.model.corpus import Corpus
from comity.model.document import Anchor, Clause, Document
from comity.model.errors import RecordError, RequestError
from comity.model.finding import Change
from comity.model.mapping import Mapping
from comity.model.requirement import Condition, Requirement
from comity.model.source import Correspondence, Succession
from comity.model.vocab import Vocabulary
from comity.release import Release

HERE = Anchor("law", None, 0, 1)
ETSI = "etsi-en-303-645"
Facts = dict[str, Any]


def clause(name: str) -> Clause:
    return Clause(name, name, "", None, "operative", True, (), HERE)


def two_editions(
    make: Any, old: Sequence[Requirement], new: Sequence[Requirement], follows: Succession | None = None
) -> Corpus:
    first, second = make.edition("1"), make.edition("2")
    source = make.source("law", "uk", editions=(first, replace(second, follows=follows or Succession("1"))))
    documents = [
        Document("law", edition, "en", True, tuple(clause(n) for n in dict.fromkeys(r.clause for r in found)))
        for edition, found in (("1", old), ("2", new))
    ]
    later = tuple(replace(requirement, edition="2") for requirement in new)
    return Corpus((source,), tuple(documents), (*old, *later), make.corpus(()).as_at)


def change(make: Any, vocabulary: Vocabulary, old: Facts, new: Facts) -> Change:
    corpus = two_editions(make, [make.duty("law", **old)], [make.duty("law", **new)])
    (found,) = diff(corpus, vocabulary, "law@1", "law@2")
    return found


@pytest.mark.parametrize(
    ("old", "new", "facet", "kinds"),
    [
        ({}, {"modality": "recommendation"}, "modality", ("laxer",)),
        ({"modality": "recommendation"}, {"modality": "prohibition"}, "modality", ("stricter",)),
        ({}, {"condition": ["has-passwords"]}, "condition", ("narrower",)),
        ({"condition": ["has-passwords"]}, {}, "condition", ("wider",)),
        ({"condition": ["has-passwords"]}, {"condition": ["is-constrained"]}, "condition", ()),
        ({}, {"state": ("reset",)}, "state", ("narrower",)),
        ({"state": ("reset",)}, {"state": ("factory-default", "reset")}, "state", ("wider",)),
        ({}, {"bearer": ("importer", "manufacturer")}, "bearer", ("wider",)),
        ({}, {"object": "associated-service"}, "object", ()),
        ({}, {"capability": ("ida.brute-force", "ida.default-credentials")}, "capability", ("stricter",)),
    ],
)
def test_each_facet_shows_its_direction(
    make: Any, vocabulary: Vocabulary, old: Facts, new: Facts, facet: str, kinds: tuple[str, ...]
) -> None:
    old, new = ({k: v for k, v in side.items() if k != "capability"} for side in (old, dict(new)))
    found = change(make, vocabulary, old, new) if facet != "capability" else capability_change(make, vocabulary)
    assert [row.facet for row in found.facets] == [facet]
    assert found.changes == kinds


def capability_change(make: Any, vocabulary: Vocabulary) -> Change:
    one = make.duty("law")
    two = replace(one, capability=("ida.brute-force", "ida.default-credentials"))
    (found,) = diff(two_editions(make, [one], [two]), vocabulary, "law@1", "law@2")
    return found


def test_nothing_differs_where_only_the_words_do(make: Any, vocabulary: Vocabulary) -> None:
    found = change(make, vocabulary, {"text": "A gnome stands."}, {"text": "Gnomes stand."})
    assert (found.changes, found.facets) == (("facets-alike",), ())


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [((8, ">="), (12, ">="), ("stricter",)), ((12, ">="), (8, ">="), ("laxer",)), (None, (8, ">="), ("stricter",))],
)
def test_values_are_ordered_by_their_dimension(
    make: Any, vocabulary: Vocabulary, old: Any, new: Any, kinds: tuple[str, ...]
) -> None:
    sides = [
        {"parameters": (make.sets("password.min_length", *side, unit="characters"),) if side else ()}
        for side in (old, new)
    ]
    found = change(make, vocabulary, *sides)
    assert [row.facet for row in found.facets] == ["value of password.min_length"]
    assert found.changes == kinds


@pytest.mark.parametrize("facet", ["value", "capability", "condition", "state"])
def test_what_an_unread_wording_lacks_is_no_change_proven(make: Any, vocabulary: Vocabulary, facet: str) -> None:
    more = {
        "value": {"parameters": (make.sets("password.min_length", 8, ">=", unit="characters"),)},
        "capability": {"capability": ("ida.brute-force", "ida.default-credentials")},
        "condition": {"condition": (Condition("has-passwords"),)},
        "state": {"state": ("reset",)},
    }[facet]
    old = make.duty("law", status="secondary")
    (found,) = diff(two_editions(make, [old], [replace(make.duty("law"), **more)]), vocabulary, "law@1", "law@2")
    assert [row.change for row in found.facets] == [None]
    assert found.verification == "secondary"
    # The other way round the newer wording was read, and what it lacks is gone.
    rich = replace(make.duty("law", status="secondary"), **more)
    (back,) = diff(two_editions(make, [rich], [make.duty("law")]), vocabulary, "law@1", "law@2")
    assert [row.change for row in back.facets] != [None]


def test_a_measure_can_be_weaker_and_reach_further_at_once(make: Any, vocabulary: Vocabulary) -> None:
    found = change(make, vocabulary, {"condition": ["has-passwords"]}, {"modality": "recommendation", "verb": "should"})
    assert found.changes == ("laxer", "wider")


def test_added_dropped_moved_split_merged_void(make: Any, vocabulary: Vocabulary) -> None:
    old = [make.duty("law", f"{name}#1") for name in ("1", "2", "3", "4", "5", "6")]
    new = [make.duty("law", f"{name}#1") for name in ("1", "2A", "2B", "7", "34", "8")]
    pairs = (
        Correspondence(("2",), ("2A", "2B")),
        Correspondence(("5",), ("7",)),
        Correspondence(("3", "4"), ("34",), "secondary"),
    )
    corpus = two_editions(make, old, new, Succession("1", pairs, ("2", "6")))
    found = {(c.old, c.new): c for c in diff(corpus, vocabulary, "law@1", "law@2")}
    named = {
        tuple(ref.partition("/")[2] for ref in (*key[0], *key[1])): (c.changes, c.verification)
        for key, c in found.items()
    }
    assert named == {
        ("1", "1"): (("facets-alike",), "verified"),
        ("2", "2A", "2B"): (("facets-alike", "split", "void"), "verified"),
        ("5", "7"): (("facets-alike", "moved"), "verified"),
        ("3", "4", "34"): (("facets-alike", "merged"), "secondary"),
        ("8",): (("added",), "verified"),
        ("6",): (("dropped", "void"), "verified"),
    }


def test_a_correspondence_to_nowhere_is_refused(make: Any, vocabulary: Vocabulary) -> None:
    duty = make.duty("law")
    corpus = two_editions(make, [duty], [duty], Succession("1", (Correspondence(("1",), ("1A",)),)))
    with pytest.raises(RecordError, match=r"law@2: follows: 2 has no provision '1A'"):
        diff(corpus, vocabulary, "law@1", "law@2")


def test_editions_that_do_not_follow_are_refused(make: Any, vocabulary: Vocabulary) -> None:
    duty = make.duty("law")
    corpus = two_editions(make, [duty], [duty])
    assert successions(corpus) == (("law@1", "law@2"),)
    with pytest.raises(RequestError, match="1 is not recorded as following 2"):
        diff(corpus, vocabulary, "law@2", "law@1")


def test_only_mappings_on_changed_provisions_are_to_review(make: Any, vocabulary: Vocabulary) -> None:
    old = [make.duty("law", "1#1"), make.duty("law", "11#1")]
    new = [make.duty("law", "1#1", modality="recommendation"), make.duty("law", "11#1")]
    changes = diff(two_editions(make, old, new), vocabulary, "law@1", "law@2")

    def mapping(obj: str) -> Mapping:
        return Mapping("code@1/9#1", "equal", obj, 0.5, "semapv:ManualMappingCuration", 1.0, (), "")

    known = [mapping(f"law@{ref}#1") for ref in ("1/1", "1/11", "2/1", "2/11")]
    assert [m.object for m in to_review(changes, known)] == ["law@1/1#1", "law@2/1#1"]


@pytest.fixture(scope="module")
def etsi(release: Release) -> dict[str, Change]:
    assert successions(release.corpus).count((f"{ETSI}@v2.1.1", f"{ETSI}@v3.1.3")) == 1
    found = [change for change in release.changes if change.source == ETSI]
    return {"+".join(ref.partition("/")[2] for ref in change.new or change.old): change for change in found}


@pytest.mark.slow
def test_every_provision_of_both_editions_is_told_once(release: Release, etsi: dict[str, Change]) -> None:
    for edition, count in (("v2.1.1", 68), ("v3.1.3", 78)):
        told = [ref for change in etsi.values() for ref in (change.old if edition == "v2.1.1" else change.new)]
        assert len(told) == len(set(told)) == count
    assert {name for name, change in etsi.items() if "added" in change.changes} == {"5.1-2A", "6-6", "6-7", "6-8"}
    splits = {change.old[0].partition("/")[2] for change in etsi.values() if "split" in change.changes}
    assert splits == {"5.3-4", "5.3-6", "5.3-15", "5.6-4", "5.13-1", "6-3"}
    assert not [name for name, change in etsi.items() if "dropped" in change.changes]
    assert [name for name, change in etsi.items() if "moved" in change.changes] == ["5.0-1"]


@pytest.mark.slow
def test_the_debug_interface_is_less_protected_and_more_widely(etsi: dict[str, Change]) -> None:
    assert {"split", "void", "laxer", "wider"} <= set(etsi["5.6-4A+5.6-4B"].changes)
    assert "wider" not in etsi["5.13-1A+5.13-1B"].changes


@pytest.mark.slow
def test_what_singapore_and_the_uk_refer_to_keeps_its_number(etsi: dict[str, Change]) -> None:
    assert all(not {"moved", "split", "added"} & set(etsi[name].changes) for name in ("5.1-1", "5.1-2", "5.2-1"))
    periodic = [row for row in etsi["5.3-5"].facets if row.facet == "value of update.check_interval_max"]
    assert [(row.now, row.change) for row in periodic] == [("nothing", "laxer")]
    assert {change.verification for change in etsi.values() if change.old} <= {"secondary", "unverified"}
