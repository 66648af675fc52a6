# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The parser of NISTIR 8259 on the publisher's PDF and on made-up texts in other layouts."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.model.document import Anchor, Block, Clause
from comity.model.errors import DocumentError
from comity.settings import Settings
from ingest import formats
from ingest.sources import nistir_8259

PDF = "nistir-8259/nistir-8259.pdf"
# Page of the PDF, first words of the title and pages of the questions of each activity and topic, read off the pages.
ACTIVITIES = {
    "3.1": (15, "Activity 1: Identify", {"A": [15, 15], "B": [15, 15, 16, 16, 16, 16, 16]}),
    "3.2": (16, "Activity 2: Research", {"": [17, 17, 18, 19, 19, 19, 19]}),
    "3.3": (20, "Activity 3: Determine", {"": [21, 21, 22]}),
    "3.4": (23, "Activity 4: Plan", {"A": [23, 24, 24, 24], "B": [24, 24, 24, 25, 25, 25]}),
    "4.1": (26, "Activity 5: Define", {"": [26, 27, 27, 27, 27]}),
    "4.2": (27, "Activity 6: Decide", {}),
    "4.2.1": (27, "Cybersecurity Risk-Related Assumptions", {"": [27, 27, 28, 28]}),
    "4.2.2": (28, "Support and Lifespan Expectations", {"": [28] * 5}),
    "4.2.3": (29, "Device Composition and Capabilities", {"": [29] * 7 + [30]}),
    "4.2.4": (30, "Software Updates", {"": [30] * 6}),
    "4.2.5": (31, "Device Retirement Options", {"": [31, 31]}),
    "4.2.6": (31, "Technical and Non-Technical Means", {"": [31, 31, 32, 32]}),
}


def laid(*parts: tuple[str, str]) -> list[Clause]:
    """Parse blocks of (role, text) as a reader of files would hand them on."""
    blocks = [Block(text, Anchor("report.pdf", 1, 0, len(text)), role, int(role == "heading")) for role, text in parts]
    return list(nistir_8259.parse(blocks))


def texts(clauses: list[Clause]) -> dict[str, list[str]]:
    return {clause.id: [sentence.text for sentence in clause.sentences] for clause in clauses if clause.sentences}


@pytest.fixture(scope="module")
def published() -> list[Clause]:
    folder = Settings().originals
    if folder is None or not (folder / PDF).is_file():
        pytest.skip(f"COMITY_ORIGINALS is not set to a folder that holds {PDF}")
    path: Path = folder / PDF
    return list(nistir_8259.parse(list(formats.read(path.read_bytes(), path.name, "application/pdf"))))


def test_the_pdf_gives_every_activity_and_question_on_its_page(published: list[Clause]) -> None:
    wanted = []
    for name, (page, _, lists) in ACTIVITIES.items():
        wanted.append((name, page))
        wanted += [(f"{name}-{letter}{n}", at) for letter, pages in lists.items() for n, at in enumerate(pages, 1)]
    assert [(c.id, c.anchor.page) for c in published if c.is_provision] == wanted
    assert len(wanted) == 12 + 63


def test_titles_and_parents(published: list[Clause]) -> None:
    by_id = {c.id: c for c in published}
    for name, (_, title, _) in ACTIVITIES.items():
        assert by_id[name].title.startswith(title)
        assert by_id[name].parent == name.rpartition(".")[0]
    assert {c.parent for c in published if c.text_status == "example"} == set(ACTIVITIES) - {"4.2"}


def test_every_question_asks(published: list[Clause]) -> None:
    silent = [c.id for c in published if c.text_status == "example" and "?" not in c.text]
    assert silent == []


def test_prose_and_footnotes_stand_apart(published: list[Clause]) -> None:
    rest = {c.id: c.anchor.page for c in published if not c.is_provision}
    assert rest == {
        **{"audience": 4, "summary": 6, "summary/footnotes": 6, "1": 10, "1.1": 10, "1.1/footnotes": 10, "1.2": 11},
        **{"2": 12, "2/footnotes": 14, "3": 15, "3.3/footnotes": 22, "3.4/footnotes": 24, "4": 26},
        **{"4.2.3/footnotes": 29, "5": 33, "B": 36},
    }
    counts = {c.id: len(c.sentences) for c in published}
    assert [counts[name] for name in ("1.1", "2", "3", "3.3", "4", "5")] == [12, 39, 4, 38, 14, 5]


HEAD = "3.1 Activity 1: Identify Expected Customers and Define Expected Use Cases"
GATES = (
    ("heading", HEAD),
    ("paragraph", "Walkers vary. Makers can ask: 1. Who walks? (e.g., shepherds) 2. Who"),
    ("furniture", "Gates | 5"),
    ("paragraph", "rides? See Section 7. Walls matter."),
    ("paragraph", "A walker is one who walks. Makers can also ask:"),
    ("item", "1. How high is"),
    ("paragraph", "the gate? For example:"),
    ("item", "• Low gates"),
    ("paragraph", "As another example, some are high."),
)


def test_lists_of_questions_inside_a_block_and_over_a_page() -> None:
    assert texts(laid(*GATES)) == {
        "3.1": ["Walkers vary.", "Makers can ask:", "A walker is one who walks.", "Makers can also ask:"],
        "3.1-A1": ["Who walks?", "(e.g., shepherds)"],
        "3.1-A2": ["Who rides?", "See Section 7.", "Walls matter."],
        "3.1-B1": ["How high is the gate?", "For example:", "• Low gates", "As another example, some are high."],
    }


def test_questions_in_running_text() -> None:
    found = laid(
        ("paragraph", "3.3 Activity 3: Determine How to Address Customer Needs and Goals"),
        ("paragraph", "Makers can answer this question: which gate is best? • Oak • Ash"),
        ("paragraph", "They can answer the following question: how strong must it be? Oak is strong."),
        ("paragraph", "This is on the first part of the question: which gate, in other words?"),
    )
    assert texts(found) == {
        "3.3": [
            *("Makers can answer this question:", "• Oak • Ash", "They can answer the following question:"),
            *("Oak is strong.", "This is on the first part of the question: which gate, in other words?"),
        ],
        "3.3-1": ["which gate is best?"],
        "3.3-2": ["how strong must it be?"],
    }


def test_small_type_that_opens_with_a_figure_is_a_footnote() -> None:
    anchor = Anchor("report.pdf", 10, 0, 10)
    blocks = [
        Block("1.1 Purpose and Scope", anchor, "paragraph", 0, 15.7),
        Block("Gates are", anchor, "paragraph", 0, 16.2),
        Block("2 In both cases, old ones.", anchor, "paragraph", 0, 12.1),
        Block("10", anchor, "paragraph", 0, 16.2),
        Block("old.", anchor, "paragraph", 0, 16.2),
    ]
    found = texts(list(nistir_8259.parse(blocks)))
    assert found == {"1.1": ["Gates are old."], "1.1/footnotes": ["In both cases, old ones."]}


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ((("heading", HEAD), ("heading", "3.9 Activity 9: Paint the Gate")), "no section '3.9 Activity 9"),
        ((("heading", HEAD), ("heading", "2 Background")), "section 2 after 3.1"),
        ((("heading", HEAD), ("heading", "Footnotes"), ("item", "7. Gates are old.")), "footnote 7, the last is 6"),
    ],
)
def test_what_stands_out_of_place_is_refused(parts: tuple[tuple[str, str], ...], says: str) -> None:
    with pytest.raises(DocumentError, match=says):
        laid(*parts)
