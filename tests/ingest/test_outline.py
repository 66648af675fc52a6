# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Statutes in any layout: a made-up ordinance about garden gnomes, nested, run together, wrapped and as a web page."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from comity.model.document import Anchor, Block
from ingest import formats, outline
from ingest.outline import DIGIT, LOWER, ROMAN, UPPER, Grammar

GRAMMAR = Grammar(
    section=re.compile(r"(?:§\s*)?(?P<number>77\.0[12])(?P<stop>\.)?(?=\s|$)\s*"),
    foreign=re.compile(r"(?:§\s*)?\d+\.\d+\b|TITLE \d"),
    levels=(LOWER, DIGIT, UPPER, ROMAN),
)
NESTED = """
TITLE 9. Gnomes

77.01.

(a) A gnome shall:

(1) Stand upright.

(2) Hold either of these:

(A) A rod; or

(B) A lamp that meets subdivision (b) of Section 77.02.

(b) No gnome shall shout. It may whisper.

(Amended by Stats. 1901, Ch. 7.)

77.02.

For the purposes of this title:

(a) "Gnome" means a figure of clay, subject to subdivision (b).

(b) "Lamp" means a light.

77.03.

(a) Another law altogether.
"""
RUN_TOGETHER = (
    "77.01. (a) A gnome shall: (1) Stand upright. (2) Hold either of these: (A) A rod; or (B) A lamp that meets "
    "subdivision (b) of Section 77.02. (b) No gnome shall shout. It may whisper.\n\n"
    "(Amended by Stats. 1901, Ch. 7.)\n\n"
    '77.02. For the purposes of this title: (a) "Gnome" means a figure of clay, subject to subdivision (b). '
    '(b) "Lamp" means a light.\n\n77.03. (a) Another law altogether.'
)
EXPECTED = {
    "77.01": "",
    "77.01(a)": "A gnome shall:",
    "77.01(a)(1)": "Stand upright.",
    "77.01(a)(2)": "Hold either of these:",
    "77.01(a)(2)(A)": "A rod; or",
    "77.01(a)(2)(B)": "A lamp that meets subdivision (b) of Section 77.02.",
    "77.01(b)": "No gnome shall shout. It may whisper.",
    "77.02": "For the purposes of this title:",
    "77.02(a)": '"Gnome" means a figure of clay, subject to subdivision (b).',
    "77.02(b)": '"Lamp" means a light.',
}


def outlined(blocks: tuple[Block, ...], grammar: Grammar = GRAMMAR) -> dict[str, str]:
    return {node.id: " ".join(p.text for p in node.pieces) for node in outline.outline(blocks, grammar)}


def wrapped(text: str, width: int) -> str:
    """The text re-flowed to a width, paragraph by paragraph."""
    from textwrap import fill

    return "\n\n".join(fill(" ".join(part.split()), width) for part in text.split("\n\n"))


def web(text: str) -> str:
    parts = (f"<p><span>{part}</span></p>" for part in text.split("\n\n") if part.strip())
    return f"<html><body><div>{''.join(parts)}</div></body></html>"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (NESTED, "law.txt"),
        (RUN_TOGETHER, "law.txt"),
        (wrapped(NESTED, 30), "law.txt"),
        (wrapped(RUN_TOGETHER, 41), "law.txt"),
        (wrapped(RUN_TOGETHER, 64), "law.txt"),
        (web(NESTED), "law.html"),
        (web(RUN_TOGETHER), "law.html"),
        (NESTED.replace("77.0", "## 77.0").replace("Section ## ", "Section "), "restatement.en.md"),
    ],
)
def test_every_layout_gives_the_same_outline(text: str, name: str) -> None:
    assert outlined(formats.read(text.encode(), name, formats.media_type_of(name))) == EXPECTED


@pytest.mark.parametrize("per_page", [1, 2, 3])
def test_page_breaks_change_nothing(per_page: int) -> None:
    blocks = formats.read(NESTED.encode(), "law.txt", "text/plain")
    furniture = Block("Gnome Gazette", Anchor("law", 1, 0, 13), "furniture")
    paged = [replace(block, anchor=replace(block.anchor, page=1 + at // per_page)) for at, block in enumerate(blocks)]
    broken = [piece for block in paged for piece in (block, furniture)]
    assert outlined(tuple(broken)) == EXPECTED


def test_anchors_point_at_the_words() -> None:
    for node in outline.outline(formats.read(RUN_TOGETHER.encode(), "law.txt", "text/plain"), GRAMMAR):
        for piece in node.pieces:
            assert RUN_TOGETHER[piece.anchor.start : piece.anchor.end] == piece.text


def test_parents_and_leaves() -> None:
    nodes = {n.id: n for n in outline.outline(formats.read(NESTED.encode(), "law.txt", "text/plain"), GRAMMAR)}
    assert nodes["77.01"].parent is None
    assert nodes["77.01(a)(2)(B)"].parent == "77.01(a)(2)"
    assert [key for key, node in nodes.items() if not node.is_leaf] == ["77.01", "77.01(a)", "77.01(a)(2)", "77.02"]


def test_a_section_printed_twice_is_taken_once_the_longer_one() -> None:
    twice = "77.01. (a) One only.\n\n77.02. (a) X.\n\n77.01. (a) One. (b) Two."
    assert outlined(formats.read(twice.encode(), "law.txt", "text/plain")) == {
        "77.01": "",
        "77.01(a)": "One.",
        "77.01(b)": "Two.",
        "77.02": "",
        "77.02(a)": "X.",
    }


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("77.01. (a) As paragraph (1) of subdivision (b) says.", ["77.01", "77.01(a)"]),
        ("77.01. (a) One. (c) Out of turn.", ["77.01", "77.01(a)"]),
        ("77.01. (a) One, (1) Two. (i) Not yet.", ["77.01", "77.01(a)", "77.01(a)(1)"]),
        ("77.01. Words (a) in the middle.", ["77.01"]),
        ("77.01. (a) See subdivisions (b), (c) And so on.", ["77.01", "77.01(a)"]),
    ],
)
def test_a_label_out_of_place_opens_nothing(text: str, ids: list[str]) -> None:
    assert list(outlined(formats.read(text.encode(), "law.txt", "text/plain"))) == ids


def test_the_letter_i_after_h_is_no_roman_one() -> None:
    text = "77.01. " + " ".join(f"({letter}) Rule." for letter in "abcdefghij")
    assert list(outlined(formats.read(text.encode(), "law.txt", "text/plain")))[-2:] == ["77.01(i)", "77.01(j)"]
    deep = "77.01. (a) X: (1) Y: (A) Z: (i) One; (ii) Two."
    found = list(outlined(formats.read(deep.encode(), "law.txt", "text/plain")))
    assert found[-2:] == ["77.01(a)(1)(A)(i)", "77.01(a)(1)(A)(ii)"]


def test_a_title_after_the_number_is_a_title() -> None:
    nodes = list(outline.outline(formats.read(b"77.01 Gnomes at night. (a) Rule.", "law.txt", "text/plain"), GRAMMAR))
    assert [(node.id, node.title) for node in nodes] == [("77.01", "Gnomes at night"), ("77.01(a)", "")]
