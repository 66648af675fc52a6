# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The parser of NIST IR 8425 on the copy that was read and on made-up texts in other layouts."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.model.document import Anchor, Block, Clause
from comity.model.errors import DocumentError
from comity.settings import Settings
from ingest import formats
from ingest.sources import nistir_8425

COPY = "nistir-8425/nistir-8425.md"
# Name, part and sub-criteria of each outcome, with the parts of each sub-criterion, read off the copy.
OUTCOMES = {
    "AI": ("Asset Identification", "2.2.1", ["", ""]),
    "PC": ("Product Configuration", "2.2.1", ["", "", ""]),
    "DP": ("Data Protection", "2.2.1", ["", "", ""]),
    "IA": ("Interface Access Control", "2.2.1", ["abc", "abc"]),
    "SU": ("Software Update", "2.2.1", ["", ""]),
    "CS": ("Cybersecurity State Awareness", "2.2.1", [""]),
    "DOC": ("Documentation", "2.2.2", ["abcdefg"]),
    "IQR": ("Information and Query Reception", "2.2.2", ["ab"]),
    "IND": ("Information Dissemination", "2.2.2", ["abcde", "abcde"]),
    "EDU": ("Product Education and Awareness", "2.2.2", ["abcde"]),
}
# How many Roman items stand under a part.
ITEMS = {"DOC-1(a)": 8, "DOC-1(d)": 7, "DOC-1(e)": 3, "DOC-1(f)": 3, "DOC-1(g)": 5, "EDU-1(a)": 4}


def laid(*parts: tuple[str, str]) -> list[Clause]:
    """Parse blocks of (role, text) as a reader of files would hand them on."""
    blocks = [Block(text, Anchor("report.pdf", 1, 0, len(text)), role, int(role == "heading")) for role, text in parts]
    return list(nistir_8425.parse(blocks))


def texts(clauses: list[Clause]) -> dict[str, list[str]]:
    return {clause.id: [sentence.text for sentence in clause.sentences] for clause in clauses if clause.sentences}


@pytest.fixture(scope="module")
def published() -> list[Clause]:
    folder = Settings().originals
    if folder is None or not (folder / COPY).is_file():
        pytest.skip(f"COMITY_ORIGINALS is not set to a folder that holds {COPY}")
    path: Path = folder / COPY
    return list(nistir_8425.parse(list(formats.read(path.read_bytes(), path.name, "text/markdown"))))


def test_the_copy_gives_every_outcome_and_sub_criterion(published: list[Clause]) -> None:
    wanted = []
    for code, (name, part, criteria) in OUTCOMES.items():
        wanted += [(code, name, part), *((f"{code}-{n}", "", code) for n in range(1, len(criteria) + 1))]
    assert [(c.id, c.title, c.parent) for c in published if c.is_provision] == wanted
    assert len(wanted) == 10 + 18


def test_the_copy_gives_every_part_and_item_in_its_place(published: list[Clause]) -> None:
    wanted = []
    for code, (_, _, criteria) in OUTCOMES.items():
        for number, letters in enumerate(criteria, 1):
            for letter in letters:
                part = f"{code}-{number}({letter})"
                items = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")[: ITEMS.get(part, 0)]
                wanted += [(part, f"{code}-{number}"), *((f"{part}({item})", part) for item in items)]
    assert [(c.id, c.parent) for c in published if "(" in c.id] == wanted


def test_at_a_minimum_stands_in_three_sub_criteria(published: list[Clause]) -> None:
    heads = {c.id: c.sentences[-1].text for c in published if c.is_provision}
    found = {name: text for name, text in heads.items() if "minimum" in text}
    assert list(found) == ["IA-1", "IA-2", "IND-1"]
    assert all("shall" in text and text.startswith("At a minimum") for text in found.values())


def test_lists_of_examples_are_told_apart(published: list[Clause]) -> None:
    examples = {c.id.rpartition("(")[0] for c in published if c.text_status == "example"}
    assert examples == {"DOC-1(d)", "DOC-1(e)", "IND-2"}


def test_prose_tables_and_footnotes_stand_apart(published: list[Clause]) -> None:
    rest = [c.id for c in published if c.id.partition("/")[0] not in OUTCOMES and "-" not in c.id and c.sentences]
    assert rest == [
        *("audience", "1", "1/footnotes", "2", "2.1", "2.1/note", "2.1/footnotes", "2.2", "2.2/footnotes"),
        *("3", "3.1", "3.1/footnotes", "3.2", "3.2/footnotes", "A"),
    ]
    counts = {c.id: len(c.sentences) for c in published}
    assert [counts[name] for name in ("2.1", "2.1/note", "table-1", "table-2", "A")] == [15, 7, 15, 12, 9]
    utilities = [c.id for c in published if c.id.endswith("/utility") and c.sentences]
    assert utilities == [f"{code}/utility" for code in OUTCOMES]


GATES = (
    ("heading", "2.2.1. IoT Product Capabilities"),
    ("paragraph", "Each gate can be told apart."),
    ("item", "1. A sign,^9 including: a. Its height, including: i. In feet. ii. In yards."),
    ("furniture", "Gates | 5"),
    ("paragraph", "(^9) Signs are old."),
    ("paragraph", "b. Its colour, which may"),
    ("paragraph", "be green, for example : i. Grass. ii. Moss, see"),
    ("paragraph", "7. The seventh. v. The fifth."),
    ("paragraph", "Cybersecurity utility: Walkers like signs and"),
    ("paragraph", "gates."),
    ("heading", "Asset Identification"),
    ("paragraph", "A gate can be opened."),
    ("item", "1. The hinge turns."),
    ("paragraph", "Cybersecurity utility: It saves climbing."),
)


def test_a_name_below_its_text_and_a_list_over_a_page() -> None:
    assert texts(laid(*GATES, ("heading", "Product Configuration"))) == {
        "AI": ["Each gate can be told apart."],
        "AI-1": ["A sign, including:"],
        "AI-1(a)": ["Its height, including:"],
        "AI-1(a)(i)": ["In feet."],
        "AI-1(a)(ii)": ["In yards."],
        "AI-1(b)": ["Its colour, which may be green, for example :"],
        "AI-1(b)(i)": ["Grass."],
        "AI-1(b)(ii)": ["Moss, see 7.", "The seventh. v. The fifth."],
        "AI/utility": ["Walkers like signs and gates."],
        "AI/footnotes": ["Signs are old."],
        "PC": ["A gate can be opened."],
        "PC-1": ["The hinge turns."],
        "PC/utility": ["It saves climbing."],
    }


def test_a_name_above_its_text_gives_the_same() -> None:
    moved = [GATES[0], GATES[10], *GATES[1:10], ("heading", "Product Configuration"), *GATES[11:]]
    assert texts(laid(*moved)) == texts(laid(*GATES))


def test_a_table_ends_where_no_row_can_stand() -> None:
    found = laid(
        ("paragraph", "Gathering Source Information about Consumer IoT Product Cybersecurity"),
        ("paragraph", "Gates were counted."),
        ("paragraph", "Table 1. Gates and Their Ills."),
        ("paragraph", "Rust – Water on a hinge."),
        ("paragraph", "A hinge squeaks Documentation"),
        ("paragraph", "All were oiled."),
    )
    assert texts(found) == {
        "3.1": ["Gates were counted.", "All were oiled."],
        "table-1": ["Rust – Water on a hinge.", "A hinge squeaks Documentation"],
    }


@pytest.mark.parametrize(
    ("role", "text", "says"),
    [
        ("heading", "Software Update", "Software Update out of its order"),
        ("heading", "Gate Control", "no outcome 'Gate Control'"),
        ("item", "1. A sign", "a list before the first outcome"),
        ("paragraph", "(^22) Signs are new.", "footnote 22, the last is 21"),
    ],
)
def test_what_the_profile_does_not_have_is_refused(role: str, text: str, says: str) -> None:
    with pytest.raises(DocumentError, match=says):
        laid(GATES[0], (role, text))
