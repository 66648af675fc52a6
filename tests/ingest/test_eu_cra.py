# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The parser of the Cyber Resilience Act on the Official Journal's PDF and on made-up texts in other layouts."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from comity.model.document import Anchor, Block, Clause
from comity.model.errors import DocumentError
from comity.settings import Settings
from ingest import eu_act, formats
from ingest.sources import eu_cra
from ingest.verify import cues, numbers

PDF = "eu-cra/OJ_L_202402847_EN_TXT.pdf"
# Where articles and annexes begin, read off the publisher's file.
PAGES = {
    28: "1 2",
    29: "3",
    31: "4",
    32: "5 6 7",
    33: "8",
    34: "11 12",
    35: "13",
    38: "14",
    40: "15",
    41: "16",
    42: "17 18",
    43: "19",
    44: "20 21",
    45: "22 23 24 25",
    46: "27",
    47: "28",
    48: "29 30",
    49: "31 32",
    50: "33",
    51: "34",
    57: "52",
    58: "53 54",
    60: "56",
    61: "57",
    62: "58",
    64: "63 64",
    65: "65",
    66: "69 71",
    68: "Annex.I",
    70: "Annex.II",
    71: "Annex.III",
    72: "Annex.IV",
    73: "Annex.V",
    74: "Annex.VI",
    75: "Annex.VII",
    76: "Annex.VIII",
}
TITLES = {
    "3": "Definitions",
    "13": "Obligations of manufacturers",
    "14": "Reporting obligations of manufacturers",
    "21": "Cases in which obligations of manufacturers apply to importers and distributors",
    "24": "Obligations of open-source software stewards",
    "64": "Penalties",
    "Annex.I.II": "Vulnerability handling requirements",
    "Annex.VIII.II": "EU-type examination (based on module B)",
    "Annex.VIII.III(2)": "Production",
}
# That somebody is to be notified binds whoever notifies.
BINDS_OPERATORS = re.compile(
    r"\b(?:manufacturers?|importers?|distributors?|authorised representatives?|economic operators?|stewards?)"
    r" (?:shall|may)\b(?! be notified)",
    re.IGNORECASE,
)


def laid(*parts: str | tuple[str, str]) -> list[Clause]:
    """Parse blocks of text, or (role, text), as a PDF reader would hand them on, each on a page of its own."""
    told = [("paragraph", part) if isinstance(part, str) else part for part in parts]
    blocks = [Block(text, Anchor("act.pdf", page, 0, len(text)), role) for page, (role, text) in enumerate(told, 1)]
    return list(eu_cra.parse(blocks))


def short(clauses: Iterable[Clause]) -> list[tuple[str, str]]:
    return [(clause.id, clause.text) for clause in clauses]


@pytest.fixture(scope="module")
def blocks() -> tuple[Block, ...]:
    folder = Settings().originals
    if folder is None or not (folder / PDF).is_file():
        pytest.skip(f"COMITY_ORIGINALS is not set to a folder that holds {PDF}")
    return formats.read((folder / PDF).read_bytes(), "OJ_L_202402847_EN_TXT.pdf", "application/pdf")


@pytest.fixture(scope="module")
def published(blocks: tuple[Block, ...]) -> dict[str, Clause]:
    return {clause.id: clause for clause in eu_cra.parse(blocks)}


def test_articles_and_annexes_stand_on_their_pages(published: dict[str, Clause]) -> None:
    found = [(c.anchor.page, c.id) for c in published.values() if c.parent is None and c.id != "final"]
    assert found == [(page, name) for page, names in PAGES.items() for name in names.split()]
    assert {name: published[name].title for name in TITLES} == TITLES


def test_annex_one_has_fourteen_and_eight_requirements(published: dict[str, Clause]) -> None:
    first = [c.id for c in published.values() if c.id.startswith("Annex.I.I(") and c.is_provision]
    second = [c.id for c in published.values() if c.id.startswith("Annex.I.II(") and c.is_provision]
    assert first == ["Annex.I.I(1)", *(f"Annex.I.I(2)({letter})" for letter in "abcdefghijklm")]
    assert second == [f"Annex.I.II({number})" for number in range(1, 9)]
    assert {published[name].anchor.page for name in first} == {68}
    assert [published[name].anchor.page for name in second] == [68, *[69] * 7]
    assert published["Annex.I.I(2)(i)"].parent == "Annex.I.I(2)"


def test_every_paragraph_of_the_duties_is_there(published: dict[str, Clause]) -> None:
    for article, last in (("13", 25), ("14", 10), ("18", 3), ("19", 8), ("20", 6), ("24", 3), ("32", 6)):
        known = [name for name in published if re.fullmatch(rf"{article}\(\d+\)", name)]
        assert known == [f"{article}({number})" for number in range(1, last + 1)]
    assert [name for name in published if name.startswith("13(8)")] == ["13(8)", *(f"13(8)/{n}" for n in range(2, 7))]
    assert [name for name in published if re.fullmatch(r"3\(\d+\)", name)] == [f"3({n})" for n in range(1, 52)]
    assert len([name for name in published if name.startswith("Annex.III.I(")]) == 19
    assert len([name for name in published if name.startswith("Annex.III.II(")]) == 4
    assert len([name for name in published if name.startswith("Annex.IV(")]) == 3


def test_the_clocks_of_article_14_are_read(published: dict[str, Clause]) -> None:
    for limb in ("14(2)", "14(4)"):
        assert "PT24H hour" in numbers(published[f"{limb}(a)"])
        assert "PT72H hour" in numbers(published[f"{limb}(b)"])
    assert "P14D day" in numbers(published["14(2)(c)"])
    assert "P1M month" in numbers(published["14(4)(c)"])
    assert [name for name in published if name.startswith("14(2)(c)(")] == [
        f"14(2)(c)({n})" for n in ("i", "ii", "iii")
    ]
    assert not published["14(2)(c)"].is_provision
    assert cues(published["14(2)"]) == ("shall",)


def test_what_goes_on_over_a_page_is_one_sentence(published: dict[str, Clause]) -> None:
    assert len(published["19(7)"].sentences) == 2
    assert "easily understood by that authority." in published["19(7)"].text
    words = published["16(2)/3"]
    assert [sentence.text[:4] for sentence in words.sentences] == ["In p", "only", "Wher"]


def test_footnotes_and_signatures_drop(published: dict[str, Clause]) -> None:
    text = " ".join(clause.text for clause in published.values())
    for gone in ("OJ L 257", "OJ L 170", "OJ L 158", "OJ C,", "METSOLA", "Done at"):
        assert gone not in text
    assert "binding in its entirety" in published["final"].text


def test_what_is_left_out_binds_no_economic_operator(blocks: tuple[Block, ...], published: dict[str, Clause]) -> None:
    left_out = [part for part in eu_act.parts(blocks) if part.id not in published]
    assert len(left_out) > 200
    binding = [part.id for part in left_out for block in part.blocks if BINDS_OPERATORS.search(block.text)]
    assert binding == []


def test_recitals_chapters_and_page_furniture_drop() -> None:
    found = laid(
        "(1) Whereas doors are useful, Article 3 of the Treaty",
        "CHAPTER I",
        "GENERAL PROVISIONS",
        ("heading", "Article 1"),
        "Doors",
        ("item", "1. A door shall fit"),
        ("furniture", "OJ L, 1.1.2030"),
        ("item", "(36) Directive 1/2/EU of the Council on doors (OJ L 1, 1.1.2030, p. 1)."),
        "Its frame, as the",
        "Member State measures it.",
        "CHAPTER II",
        "WINDOWS",
    )
    assert short(found) == [("1", ""), ("1(1)", "A door shall fit Its frame, as the Member State measures it.")]
    assert found[0].title == "Doors"


def test_points_subparagraphs_and_closing_words_nest() -> None:
    found = laid(
        "Article 14",
        "Keys",
        "1. A key shall be:",
        "(a) short; and",
        "(b) of use for:",
        "(i) opening;",
        "(ii) closing,",
        "if the lock allows.",
        "The second subparagraph shall stand.",
        "2. The list runs:",
        *(f"({letter}) item {letter};" for letter in "abcdefghi"),
        "(j) and no more.",
    )
    assert [name for name, _ in short(found)] == [
        "14",
        "14(1)",
        "14(1)(a)",
        "14(1)(b)",
        "14(1)(b)(i)",
        "14(1)(b)(ii)",
        "14(1)/2",
        "14(2)",
        *(f"14(2)({letter})" for letter in "abcdefghij"),
    ]
    assert found[1].text == "A key shall be: if the lock allows."
    assert {c.id: c.parent for c in found}["14(1)(b)(ii)"] == "14(1)(b)"
    assert [c.id for c in found if not c.is_provision] == ["14", "14(1)", "14(1)(b)", "14(2)"]


def test_annexes_have_parts_titles_and_decimals() -> None:
    found = laid(
        "Article 71",
        "Start",
        "This Regulation shall be binding in its entirety.",
        "Done at Delft.",
        "ANNEX I",
        "OF LOCKS",
        "Part I Of the bolt",
        "(1) A bolt shall hold.",
        "Part II Of the key",
        "The maker shall:",
        "(1) cut it;",
        "ANNEX III",
        "OF KINDS",
        "Class I",
        "1. Padlocks",
        "2. Latches",
        "Class II",
        "1. Vaults",
        "(1)",
        "Directive 9/9/EC of the Council on vaults (OJ L 9, 9.9.2009,",
        "p. 1).",
        "ANNEX VIII",
        "OF TESTS",
        "Part I Test by the maker",
        "1. Marking and statement",
        "1.1. The maker shall mark it.",
        "1.2. The maker shall state so.",
        "It shall sign.",
        "2. Production",
        "The maker shall make it well.",
    )
    assert short(found)[2:] == [
        ("Annex.I", ""),
        ("Annex.I.I", ""),
        ("Annex.I.I(1)", "A bolt shall hold."),
        ("Annex.I.II", "The maker shall:"),
        ("Annex.I.II(1)", "cut it;"),
        ("Annex.III", ""),
        ("Annex.III.I", ""),
        ("Annex.III.I(1)", "Padlocks"),
        ("Annex.III.I(2)", "Latches"),
        ("Annex.III.II", ""),
        ("Annex.III.II(1)", "Vaults"),
        ("Annex.VIII", ""),
        ("Annex.VIII.I", ""),
        ("Annex.VIII.I(1)", ""),
        ("Annex.VIII.I(1.1)", "The maker shall mark it."),
        ("Annex.VIII.I(1.2)", "The maker shall state so."),
        ("Annex.VIII.I(1.2)/2", "It shall sign."),
        ("Annex.VIII.I(2)", "The maker shall make it well."),
    ]
    titles = {c.id: c.title for c in found}
    assert (titles["Annex.I.I"], titles["Annex.VIII.I(1)"], titles["Annex.VIII.I(2)"]) == (
        "Of the bolt",
        "Marking and statement",
        "Production",
    )


def test_plain_text_with_broken_lines_is_read() -> None:
    first = "Article 1\n\nDoors\n\n1. A door shall\nfit its frame.\n\n(a) whether of wood;\n(b) or of steel.\n"
    text = f"{first}\nArticle 2\n\nWindows\n"
    found = eu_cra.parse(formats.read(text.encode(), "act.txt", "text/plain"))
    assert short(found) == [
        ("1", ""),
        ("1(1)", "A door shall fit its frame."),
        ("1(1)(a)", "whether of wood;"),
        ("1(1)(b)", "or of steel."),
        ("2", ""),
    ]


def test_lines_of_a_restatement_are_sentences_and_gaps_part_subparagraphs() -> None:
    first = "## Article 13: Doors\n\n1. A door shall fit.\nIt shall close.\n\nIts maker shall sign.\n"
    text = f"{first}\n4. Left-out numbers are no fault.\n"
    found = list(eu_cra.parse(formats.read(text.encode(), "restatement.en.md", "text/markdown")))
    assert [(c.id, [s.text for s in c.sentences]) for c in found] == [
        ("13", []),
        ("13(1)", ["A door shall fit.", "It shall close."]),
        ("13(1)/2", ["Its maker shall sign."]),
        ("13(4)", ["Left-out numbers are no fault."]),
    ]
    assert found[0].title == "Doors"


def test_what_binds_authorities_alone_is_left_out_with_its_points() -> None:
    found = laid(
        "Article 35", "Bodies", "1. States shall notify:", "(a) bodies.", "Article 65", "Suits", "One may sue."
    )
    assert short(found) == [("65", "One may sue.")]


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        (("Article 3", "Words", "Article 2", "Scope"), "article 2 is out of its order"),
        (("Article 3", "Words", "ANNEX II", "X", "ANNEX I", "Y"), "annex 1 is out of its order"),
        (("Article 1", "Doors", "2. Two.", "1. One."), "1 1 is out of its order"),
        (
            ("Article 1", "Doors", "1. One:", "(a) a;", "(c) c."),
            r"point \(c\) after 1\(1\)\(a\) is not the next one due",
        ),
    ],
)
def test_a_number_out_of_its_order_is_refused(parts: tuple[str, ...], says: str) -> None:
    with pytest.raises(DocumentError, match=says):
        laid(*parts)


def test_a_broken_off_sentence_may_go_on_with_a_label() -> None:
    found = laid("Article 1", "Doors", "1. As said in point", "(c) of Article 9, a door shall fit.")
    assert short(found) == [("1", ""), ("1(1)", "As said in point (c) of Article 9, a door shall fit.")]
