# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The PSTI Act and Regulations: two files as one work, citations as ids, and layouts other than the website's."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.model.document import Anchor, Block, Clause
from comity.model.errors import DocumentError
from comity.settings import Settings
from ingest import formats
from ingest.sources import uk_psti

RESTATED = Settings().corpus / "uk" / "uk-psti" / "2025" / "restatement.en.md"
FILES = ("act-2022-46.md", "regulations-2023-1007.md")
ACT = "Product Security and Telecommunications Infrastructure Act 2022"
REGULATIONS = f"The {ACT[:-9]} (Security Requirements for Relevant Connectable Products) Regulations 2023"
TITLES = {
    "s.1": "Power to specify security requirements",
    "s.5": "Types of product that may be relevant connectable products",
    "s.7": "Relevant persons",
    "s.8": "Duty to comply with security requirements",
    "s.9": "Statements of compliance",
    "s.12": "Duty to maintain records",
    "s.17": "Duty to investigate potential compliance failures of importer or manufacturer",
    "s.20": "Duty to maintain records of investigations",
    "s.24": "Duties to take action in relation to distributor's compliance failures",
    "s.30": "Recall notices",
    "s.36": "Monetary penalties",
    "s.38": "The relevant maximum",
    "s.39": "Penalty notices: further provision",
    "s.42": "Forfeiture",
    "s.52": "Offences by directors, partners etc",
    "s.54": 'Meaning of "UK consumer connectable product"',
    "s.56": "Meaning of other expressions used in Part 1",
    "s.76": "Power to make transitional or saving provision",
    "s.80": "Short title",
    "reg.2": "Interpretation",
    "reg.4": "Deemed compliance with security requirements",
    "reg.5": "Multiple manufacturers",
    "reg.8": "Manufacturer retention of statement of compliance",
    "reg.10": "Review",
    "Sch.1": "Security requirements for manufacturers",
    "Sch.1(1)": "Passwords",
    "Sch.1(2)": "Information on how to report security issues",
    "Sch.1(3)": "Information on minimum security update periods",
    "Sch.2": "Conditions for Deemed Compliance with Security Requirements",
    "Sch.3(4)": "Smart meter products",
    "Sch.3(6)": "Motor vehicles",
    "Sch.3(8)": "Agricultural and forestry vehicles",
    "Sch.4": "Minimum Information Required for Statements of Compliance",
    "Sch.4(1)": "",
}
PROVISIONS = [
    *(f"s.{number}" for number in (*range(1, 57), *range(76, 81))),
    *(f"reg.{number}" for number in range(1, 11)),
    *(f"Sch.1({number})" for number in range(1, 4)),
    *(f"Sch.2({number})" for number in range(1, 4)),
    *(f"Sch.3({number})" for number in range(1, 9)),
    "Sch.4(1)",
]


def published() -> dict[str, Clause]:
    """Read the publisher's files in a row; skips where they are not at hand."""
    folder = Settings().originals
    paths = [folder / "uk-psti" / name for name in FILES] if folder else []
    if not paths or not all(path.is_file() for path in paths):
        pytest.skip("the publisher's files of uk-psti are not in COMITY_ORIGINALS")
    return read(*paths)


def read(*paths: Path) -> dict[str, Clause]:
    blocks = [b for p in paths for b in formats.read(p.read_bytes(), p.name, formats.media_type_of(p.name))]
    return {clause.id: clause for clause in uk_psti.parse(blocks)}


def laid(*parts: tuple[str, str]) -> list[Clause]:
    blocks = [Block(text, Anchor("laid.pdf", 1 + at // 4, 0, len(text)), role) for at, (role, text) in enumerate(parts)]
    return list(uk_psti.parse(blocks))


@pytest.mark.parametrize("where", ["restatement", "published"])
def test_provisions_have_their_numbers_and_titles(where: str) -> None:
    found = read(RESTATED) if where == "restatement" else published()
    assert [clause.id for clause in found.values() if clause.is_provision] == PROVISIONS
    titles = {name: found[name].title.replace("’", "'").replace("“", '"').replace("”", '"') for name in TITLES}
    assert titles == TITLES


def test_citations_nest_and_act_and_regulations_do_not_collide() -> None:
    found = read(RESTATED)
    assert found["Sch.1(1)(2)(a)"].parent == "Sch.1(1)(2)"
    assert found["Sch.1(1)(2)"].parent == "Sch.1(1)"
    assert found["Sch.1(1)"].parent == "Sch.1"
    assert found["s.8(2)(b)"].parent == "s.8(2)"
    assert found["reg.8(b)"].parent == "reg.8"
    assert found["Sch.2(2)(2)(b)(iii)"].text == "6.5;"
    assert not found["Sch.2A"].is_provision and len(found["Sch.2A"].sentences) == 2
    assert found["s.54(2)"].text_status == found["Sch.1(1)(5)"].text_status == "definition"
    assert found["s.8(1)"].text_status == "operative"


def test_published_text_is_cleared_of_what_the_website_adds() -> None:
    found = published()
    text = " ".join(clause.text for clause in found.values())
    assert not [
        mark for mark in ("U.K.", "[F1", "F2", "Commencement Information", "Camrose", "Regulation 4 ") if mark in text
    ]
    assert found["Sch.1(3)(7)"].sentences[0].text.endswith("Unfair Trading Regulations 2008;")
    assert "defined support period must be published" in found["Sch.1(3)(3)"].text
    assert found["Sch.3(8)"].text.endswith("forestry vehicles applies.")
    assert {clause.anchor.file for clause in found.values()} == set(FILES)
    assert "s.57" not in found and "s.75" not in found


def test_published_lists_keep_their_closing_words_and_definitions_whole() -> None:
    found = published()
    assert found["s.25(4)"].text.endswith("compliance failure as soon as possible.")
    assert found["s.19(10)(b)"].text.endswith("about the compliance failure, and")
    assert found["s.5(7)"].text.endswith("as meeting the second connectability condition.")
    assert found["Sch.2(2)(2)"].text.endswith("paragraph 2(1) of Schedule 1.")
    assert "local or public authority" in found["s.56(1)"].text and "s.56(1)(a)" not in found
    assert {"s.47(6)", "s.20(3)(b)", "Sch.2(2)(4)"} <= set(found)


def test_layout_of_print_with_breaks_and_contents() -> None:
    found = laid(
        ("paragraph", ACT),
        ("paragraph", "PART 1 PRODUCT SECURITY"),
        ("paragraph", "1 Power to build"),
        ("paragraph", "2 Houses"),
        ("paragraph", "PART 2 ROADS"),
        ("paragraph", "57 Roads"),
        ("heading", "PART 1"),
        ("heading", "CHAPTER 1 Building"),
        ("furniture", "Product Security (c. 46) 2"),
        ("paragraph", "General"),
        ("paragraph", "1 Power to build"),
        ("paragraph", "(1) A builder may build under section"),
        ("paragraph", "(2) of another act."),
        ("paragraph", "(2) If—"),
        ("paragraph", "(a) it rains, and"),
        ("paragraph", "(b) it blows,"),
        ("paragraph", "the builder must stop."),
        ("paragraph", "2 Houses"),
        ("paragraph", "In this Part “house” means a building."),
        ("paragraph", REGULATIONS),
        ("paragraph", "Roofs"),
        ("paragraph", "1. Every roof must hold."),
        ("paragraph", "Walls"),
        ("paragraph", "2.—(1) Walls must stand."),
        ("paragraph", "Camrose"),
        ("paragraph", "SCHEDULE 1"),
        ("paragraph", "Regulation 2"),
        ("paragraph", "Rules for walls"),
        ("paragraph", "Bricks"),
        ("paragraph", "1.—(1) Bricks must be—"),
        ("paragraph", "(a) red; or"),
        ("paragraph", "(b) grey."),
    )
    assert [(clause.id, clause.title, clause.text) for clause in found] == [
        ("s.1", "Power to build", ""),
        ("s.1(1)", "", "A builder may build under section (2) of another act."),
        ("s.1(2)", "", "If— the builder must stop."),
        ("s.1(2)(a)", "", "it rains, and"),
        ("s.1(2)(b)", "", "it blows,"),
        ("s.2", "Houses", "In this Part “house” means a building."),
        ("reg.1", "Roofs", "Every roof must hold."),
        ("reg.2", "Walls", ""),
        ("reg.2(1)", "", "Walls must stand."),
        ("Sch.1", "Rules for walls", ""),
        ("Sch.1(1)", "Bricks", ""),
        ("Sch.1(1)(1)", "", "Bricks must be—"),
        ("Sch.1(1)(1)(a)", "", "red; or"),
        ("Sch.1(1)(1)(b)", "", "grey."),
    ]


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ([("heading", ACT), ("heading", "PART 1"), ("heading", "2 Houses")], "provision 2 where 1 is due"),
        ([("heading", ACT), ("heading", "PART 1"), ("heading", "Of gardens")], "no heading 'Of gardens' in the Act"),
        ([("heading", REGULATIONS), ("heading", "Roofs"), ("paragraph", "3. Hold.")], "provision 3 where 1 is due"),
        ([("heading", REGULATIONS), ("heading", "Schedule 5 Gardens")], "no Schedule 5 here"),
        (
            [
                ("heading", REGULATIONS),
                ("heading", "R"),
                ("paragraph", "1. Go."),
                ("heading", "Of gardens"),
                ("paragraph", "Dig."),
            ],
            "no numbered provision under the heading 'Of gardens'",
        ),
    ],
)
def test_what_the_work_does_not_have_is_refused(parts: list[tuple[str, str]], says: str) -> None:
    with pytest.raises(DocumentError) as caught:
        laid(*parts)
    assert says in caught.value.why
