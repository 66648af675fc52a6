# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Japanese deontic endings, each beside a twin on which the rules must stay silent or say something else."""

from __future__ import annotations

import pytest

from comity.model import vocab
from comity.settings import Settings
from ingest.extract.japanese import ending_rules, endings


def cues(sentence: str) -> list[tuple[str, str | None]]:
    return [(ending.rule.verb, ending.rule.modality) for ending in endings(sentence)]


@pytest.mark.parametrize(
    ("sentence", "verb", "modality"),
    [
        ("小人は扉を閉めなければならない。", "しなければならない", "obligation"),
        ("小人は扉を閉めなければなりません。", "しなければならない", "obligation"),
        ("小人は大声を出してはならない。", "してはならない", "prohibition"),
        ("扉を閉めること。", "すること", "obligation"),
        ("扉を開けないこと。", "すること", "prohibition"),
        ("小人は扉を閉めるものとする。", "しなければならない", "obligation"),
        ("小人は扉を開けないものとする。", "してはならない", "prohibition"),
        ("扉を閉める必要があります。", "必要がある", "recommendation"),
        ("扉を閉めることを要する。", "要する", "obligation"),
        ("扉を閉めることが望ましい。", "望ましい", "recommendation"),
        ("扉を開けることは望ましくない。", "望ましい", "advice-against"),
        ("扉を閉めるべきである。", "べきである", "recommendation"),
        ("扉を開けるべきではない。", "べきである", "advice-against"),
        ("鍵の交換が推奨される。", "推奨", "recommendation"),
        ("鍵の共有は推奨されない。", "推奨", "advice-against"),
        ("扉を閉めることが求められる。", "求められる", "recommendation"),
        ("小人は扉を開けることができる。", "できる", "permission"),
    ],
)
def test_an_ending_gives_its_modality(sentence: str, verb: str, modality: str) -> None:
    assert cues(sentence) == [(verb, modality)]


@pytest.mark.parametrize(
    "sentence",
    [
        "閉めなければならない扉を示す。",
        "扉を閉めなければならないわけではない。",
        "守るべきものを守る。",
        "扉を閉めることは大切である。",
        "望ましい色を選ぶ。",
        "小人は扉を開けることができない。",
        "推奨される色は赤である。",
        "扉を閉める。",
    ],
)
def test_a_twin_is_no_cue(sentence: str) -> None:
    assert cues(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "kind", "effect"),
    [
        ("赤い扉は閉まっているものとみなす。", "route", "conclusive"),
        ("赤い扉は閉まっているものと推定する。", "route", "presumption"),
        ("小人は扉を閉めることを要しない。", "exemption", None),
        ("庭の扉については、この限りでない。", "exemption", None),
    ],
)
def test_deeming_and_exempting_are_no_duties(sentence: str, kind: str, effect: str | None) -> None:
    (ending,) = endings(sentence)
    assert (ending.rule.kind, ending.rule.effect, ending.rule.modality) == (kind, effect, None)


def test_coordinate_clauses_give_one_cue_each_in_order() -> None:
    sentence = "小人は扉を閉めなければならず、また鍵を貸してはならないが、窓を開けることができる。"
    assert [verb for verb, _ in cues(sentence)] == ["しなければならない", "してはならない", "できる"]
    assert [sentence[e.start : e.end] for e in endings(sentence)] == [
        "なければならず",
        "てはならない",
        "ことができる",
    ]


def test_a_hedge_goes_with_the_longer_ending() -> None:
    (effort,) = endings("小人は扉を静かに閉めるよう努めなければならない。")
    (thought,) = endings("鍵の交換を検討することが望ましい。")
    assert (effort.rule.hedge, thought.rule.hedge) == ("to-the-extent-possible", "should-consider")


def test_full_width_forms_are_read_as_printed() -> None:
    assert cues("（扉を閉めなければならない）") == [("しなければならない", "obligation")]
    assert cues("扉を閉めなければならない①") == []


def test_every_rule_uses_the_terms_of_the_schemes() -> None:
    vocabulary = vocab.load(Settings().ontology)
    for rule in ending_rules().cues:
        assert vocabulary.has("statement-kind", rule.kind)
        assert rule.modality is None or vocabulary.has("modality", rule.modality)
        assert rule.hedge is None or vocabulary.has("hedge", rule.hedge)
        assert rule.effect is None or vocabulary.has("route-effect", rule.effect)
    assert len({rule.id for rule in ending_rules().cues}) == len(ending_rules().cues)
