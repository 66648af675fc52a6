# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The parser of NISTIR 8228 on the publisher's PDF and on made-up texts in other layouts."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.model.document import Anchor, Block, Clause
from comity.model.errors import DocumentError
from comity.settings import Settings
from ingest import formats
from ingest.sources import nistir_8228

PDF = "nistir-8228/nistir-8228.pdf"
# For each page of the PDF the expectations and the challenges on it, first and last, read off the rendered pages.
PAGES = {
    24: ((1, 2), (1, 2)),
    25: ((3, 5), (3, 6)),
    26: ((6, 6), (7, 10)),
    27: ((7, 8), (11, 14)),
    28: ((9, 10), (15, 18)),
    29: ((11, 12), (19, 21)),
    30: ((13, 13), (22, 23)),
    31: ((14, 16), (24, 27)),
    32: ((17, 18), (28, 30)),
    33: ((19, 21), (31, 35)),
    34: ((22, 24), (36, 42)),
    35: ((25, 25), (43, 49)),
}
# The last challenge under each expectation, 1 to 25.
LAST = (1, 3, 4, 5, 7, 11, 13, 16, 17, 19, 20, 22, 23, 24, 26, 27, 29, 30, 32, 33, 35, 36, 40, 43, 49)
# The last expectation of each area.
AREAS = {
    **{"4.1/asset-management": 4, "4.1/vulnerability-management": 7, "4.1/access-management": 14},
    **{"4.1/incident-detection": 18, "4.2/data-protection": 21, "4.3/disassociated-data-management": 22},
    **{"4.3/informed-decision-making": 23, "4.3/pii-processing-permissions-management": 24},
    "4.3/information-flow-management": 25,
}


@pytest.fixture(scope="module")
def published() -> dict[str, Clause]:
    folder = Settings().originals
    if folder is None or not (folder / PDF).is_file():
        pytest.skip(f"COMITY_ORIGINALS is not set to a folder that holds {PDF}")
    path: Path = folder / PDF
    return {
        clause.id: clause for clause in nistir_8228.parse(formats.read(path.read_bytes(), path.name, "application/pdf"))
    }


def laid(*parts: tuple[str, str]) -> list[Clause]:
    """Parse blocks of (role, text) as a PDF reader would hand them on."""
    return list(nistir_8228.parse([Block(text, Anchor("report.pdf", 1, 0, len(text)), role) for role, text in parts]))


def texts(clauses: list[Clause]) -> dict[str, list[str]]:
    return {clause.id: [sentence.text for sentence in clause.sentences] for clause in clauses}


def test_the_pdf_gives_every_expectation_and_challenge_on_its_page(published: dict[str, Clause]) -> None:
    wanted = {}
    for page, ranges in PAGES.items():
        for letter, (first, last) in zip("EC", ranges, strict=True):
            wanted |= {f"{letter}{number}": page for number in range(first, last + 1)}
    assert {c.id: c.anchor.page for c in published.values() if c.is_provision} == wanted
    assert len(wanted) == 25 + 49


def test_challenges_stand_under_their_expectation_and_expectations_under_their_area(
    published: dict[str, Clause],
) -> None:
    wanted, first = {}, 1
    for expectation, last in enumerate(LAST, 1):
        wanted |= {f"C{number}": f"E{expectation}" for number in range(first, last + 1)}
        first = last + 1
    first = 1
    for area, last in AREAS.items():
        wanted |= {f"E{number}": area for number in range(first, last + 1)}
        first = last + 1
    assert {c.id: c.parent for c in published.values() if c.is_provision} == wanted
    assert {c.id: c.parent for c in published.values() if c.text_status == "title"} == {a: a[:3] for a in AREAS}


def test_an_expectation_has_its_words_and_a_challenge_of_mixed_columns_none(published: dict[str, Clause]) -> None:
    assert [c.id for c in published.values() if c.id[0] == "E" and not c.sentences] == []
    assert [c.id for c in published.values() if c.is_provision and c.id[0] == "C" and c.sentences] == []
    assert [len(published[f"E{number}"].sentences) for number in (1, 13, 25)] == [1, 2, 1]


def test_prose_stands_apart_on_its_page(published: dict[str, Clause]) -> None:
    found = {c.id: (c.text_status, c.anchor.page) for c in published.values() if not c.is_provision and c.sentences}
    assert found == {
        "audience": ("explanatory", 5),
        "1.1": ("explanatory", 11),
        "2": ("definition", 13),
        "3": ("explanatory", 15),
        "3.1": ("explanatory", 16),
        "3.1/discussion": ("supporting", 16),
        "3.2": ("explanatory", 17),
        "3.3": ("explanatory", 19),
        "4": ("explanatory", 21),
        "4.1": ("explanatory", 22),
        "4.2": ("explanatory", 32),
        "4.3": ("explanatory", 33),
        "5": ("operative", 36),
        "5.1": ("operative", 36),
        "5.2": ("supporting", 39),
        "A": ("explanatory", 40),
        "C": ("definition", 42),
    }
    assert [len(published[name].sentences) for name in ("3.1", "3.2", "3.3")] == [1, 1, 1]


def test_figures_footnotes_and_parts_left_out_give_no_text(published: dict[str, Clause]) -> None:
    text = " ".join(clause.text for clause in published.values())
    assert text
    for words in (
        "Figure 3: ",
        "Figure 6: ",
        "measurement uncertainty, see",
        "RFC7228",
        "Freedom of Information",
        "[1] Newhouse",
    ):
        assert words not in text


def test_a_table_whose_cells_are_parted() -> None:
    found = laid(
        ("heading", "4.2 Potential Challenges with Achieving Goal 2, Protect Data Security"),
        ("paragraph", "A table of gates follows. Table 2: it is not."),
        ("paragraph", "Table 2: Potential Challenges"),
        ("cell", "Challenges for Individual IoT Devices"),
        ("cell", "Data Protection"),
        ("cell", "Expectation 1: A gate can be shut. (Bolts are examples.)"),
        ("cell", "1. The gate may not shut."),
        ("cell", "Risk Consideration 2"),
        ("furniture", "5"),
        ("cell", "Affected Draft NIST SP 800-53 Revision 5 Controls"),
        ("cell", "2. The gate may be gone."),
    )
    assert texts(found) == {
        "4.2": ["A table of gates follows.", "Table 2: it is not."],
        "4.2/data-protection": [],
        "E1": ["A gate can be shut.", "(Bolts are examples.)"],
        "C1": ["The gate may not shut.", "Risk Consideration 2"],
        "C2": ["The gate may be gone."],
    }


def test_a_table_whose_columns_run_into_each_other_gives_numbers_without_words() -> None:
    found = laid(
        ("cell", "4.1 Potential Challenges with Achieving Goal 1, Protect Device Security"),
        ("paragraph", "Table 1: Potential Challenges"),
        ("cell", "Expectation 1: A gate can be shut."),
        ("item", "1. The gate may • CM-8, Gates • May have to"),
        ("paragraph", "not shut. watch it."),
    )
    assert texts(found) == {"4.1": [], "E1": ["A gate can be shut."], "C1": []}


def test_a_title_broken_in_two_and_a_page_that_breaks_a_sentence() -> None:
    found = laid(
        ("cell", "5 Recommendations for Addressing Cybersecurity and Privacy Risk Mitigation"),
        ("cell", "Challenges for IoT Devices"),
        ("item", "• Shut the gates"),
        ("cell", "Figure 6: A gate"),
        ("furniture", "26"),
        ("paragraph", "and bolt them."),
        ("heading", "Appendix D—References"),
        ("paragraph", "[1] A book on gates."),
    )
    assert texts(found) == {"5": ["Shut the gates and bolt them."]}
    assert found[0].title.endswith("Risk Mitigation Challenges for IoT Devices")


@pytest.mark.parametrize(
    ("role", "text", "says"),
    [
        ("cell", "Expectation 3: A gate can be shut.", "expectation 3 after expectation 1"),
        ("item", "4. The gate may not shut.", "challenge 4 after challenge 1"),
        ("heading", "4.4 Gates of the Garden", "unknown heading 4.4 Gates of the Garden"),
    ],
)
def test_numbers_out_of_order_and_unknown_headings_are_refused(role: str, text: str, says: str) -> None:
    with pytest.raises(DocumentError, match=says):
        laid(
            ("paragraph", "Table 1: Potential Challenges"),
            ("cell", "Expectation 1: A gate can be shut."),
            ("item", "1. The gate may not shut."),
            (role, text),
        )


def test_a_challenge_before_every_expectation_is_refused() -> None:
    with pytest.raises(DocumentError, match="a challenge before the first expectation"):
        laid(("paragraph", "Table 1: Potential Challenges"), ("item", "1. The gate may not shut."))
