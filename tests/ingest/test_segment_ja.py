# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Japanese sentences: what ends one, what opens an item, and that nothing is normalised on the way."""

from __future__ import annotations

import unicodedata

import pytest

from comity.model.document import Anchor, Block
from comity.settings import Settings
from ingest import formats
from ingest.segment_ja import sentences

BSA = "bsa-principles/000_ebb84e84e77d79af.txt"


def block(text: str, role: str = "paragraph", page: int | None = None, start: int = 0) -> Block:
    return Block(text, Anchor("law", page, start, start + len(text)), role)


def texts(*blocks: Block) -> list[str]:
    return [sentence.text for sentence in sentences(blocks)]


@pytest.mark.parametrize(
    "parts",
    [
        ["小人は庭に立つ。", "小人は赤い。"],
        ["本当か？", "本当だ！", "そうか。"],
        ["「立て。」と言った。", "小人は立った。"],
        ["彼は「立て。」", "小人は立った。"],
        ["小人（庭に立つものをいう。）は赤い。", "帽子も赤い。"],
        ["庭は広い（ただし、冬を除く。）。", "花が咲く。"],
        ["小人は増えた。2", "庭は狭い。"],
        ["小人は増えた。※3", "庭は狭い。"],
        ["小人は増えた。", "1つの例を示す。"],
        ["閉じない「括弧でも文は終わる。", "次の文である。"],
        ["重さは2.5kgである。", "軽い。"],
    ],
)
def test_a_stop_ends_a_sentence_outside_brackets(parts: list[str]) -> None:
    joined = "".join(part + (" " if part[-1].isdigit() else "") for part in parts)
    assert texts(block(joined)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["次に掲げる小人をいう。", "一 赤い小人", "二 青い小人", "三 その他の小人"],
        ["次のとおりとする：", "イ 庭", "ロ 門", "ハ 井戸"],
        ["次のとおりとする。", "(ア) 庭", "(イ) 門", "(ウ) 井戸"],
        ["次のとおりとする。", "① 庭に立つこと。", "② 門に立つこと。"],
        ["次のとおりとする。", "１． 庭", "２． 門"],
        ["» 庭は広い。", "» 門は狭い。"],
        ["九 庭", "十 門", "十一 井戸"],
    ],
)
def test_a_marker_opens_an_item(parts: list[str]) -> None:
    assert texts(block(" ".join(parts))) == parts


@pytest.mark.parametrize(
    "sentence",
    [
        "小人は、(1)庭に立ち、(2)門に立ち、(3)眠る。",
        "庭は 一 面の花である。",
        "小人は ア 列に並ぶ。",
        "手順③に従い、門を開ける。",
    ],
)
def test_a_marker_inside_a_sentence_opens_nothing(sentence: str) -> None:
    assert len(texts(block(sentence))) == 1


def test_the_series_decides_what_comes_next() -> None:
    assert texts(block("次のとおり。 イ 庭 ロ 門 イ 井戸")) == ["次のとおり。", "イ 庭", "ロ 門イ井戸"]


def test_blanks_of_line_ends_go_and_those_between_words_stay() -> None:
    assert texts(block("小人は庭 に立ち、 IoT Security を守る。")) == ["小人は庭に立ち、 IoT Security を守る。"]


def test_nothing_is_normalised() -> None:
    printed = "① ﾆﾜ（庭）は、２００㎡である。"
    assert texts(block(printed)) == [printed]
    assert unicodedata.normalize("NFKC", printed) != printed


def test_a_line_of_a_restatement_and_a_heading_are_taken_as_they_are() -> None:
    assert texts(block("一文目。二文目。", "sentence"), block("一 総則。定義。", "heading")) == [
        "一文目。二文目。",
        "一 総則。定義。",
    ]


def test_a_paragraph_goes_on_over_a_page_only() -> None:
    apart = [block("小人は庭に", page=1), block("立つ。門は狭い。", page=2)]
    assert [(s.text, s.anchor.page) for s in sentences(apart)] == [("小人は庭に立つ。", 1), ("門は狭い。", 1)]
    assert texts(block("見出し", page=1), block("本文である。", page=1)) == ["見出し", "本文である。"]
    assert texts(block("次による", page=1), block("一 庭", page=2)) == ["次による", "一 庭"]


def test_ordinals_run_on_and_anchors_are_exact() -> None:
    found = sentences([block("庭。門。", start=100), block("井戸。", start=200)], first=4)
    assert [(s.ordinal, s.text, s.anchor.start, s.anchor.end) for s in found] == [
        (4, "庭。", 100, 102),
        (5, "門。", 102, 104),
        (6, "井戸。", 200, 203),
    ]


def test_a_publishers_text_falls_into_whole_sentences() -> None:
    folder = Settings().originals
    if folder is None or not (folder / BSA).is_file():
        pytest.skip(f"COMITY_ORIGINALS is not set to a folder that holds {BSA}")
    path = folder / BSA
    found = sentences(formats.read(path.read_bytes(), path.name, "text/plain"))
    stops = path.read_text(encoding="utf-8").count("。")
    ended = [s for s in found if s.text.rstrip("0123456789").endswith("。")]
    assert [s.ordinal for s in found] == list(range(1, len(found) + 1))
    assert len(ended) == sum(s.text.count("。") for s in found) == stops
