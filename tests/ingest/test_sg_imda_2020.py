# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The IMDA guide: every provision on its page in the publisher's two files, and the traps of their layout re-flowed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from comity.model.document import Anchor, Block, Clause, Document
from comity.model.errors import DocumentError
from comity.settings import Settings
from ingest import formats
from ingest.sources.sg_imda_2020 import parse
from ingest.verify import verify

FOLDER = "sg-imda-2020"
GUIDE = "imda-iot-cyber-security-guide-v1.pdf"
ANNEX = "imda-guide-annex-a-v1.pdf"
RESTATEMENT = Settings().corpus / "sg" / FOLDER / "v1" / "restatement.en.md"
# Number, title and page, read off the rendered pages of the PDF.
RECOMMENDATIONS = {
    "6.2.1": ("Employ strong cryptography", 9),
    "6.2.2": ("Protect impactful data", 9),
    "6.3.1": ("Conduct threat modelling", 9),
    "6.3.2": ("Establish Root-of-Trust", 10),
    "6.3.3": ("Employ secure transport protocols", 10),
    "6.4.1": ("Enforce proper access controls", 10),
    "6.4.2": ("Provide audit trails", 10),
    "6.5.1": ("Guard against resource exhaustion", 11),
    "7.2.1": ("Use strong credentials", 11),
    "7.3.1": ("Segment IoT and enterprise networks", 11),
    "7.4.1": ("Establish proper device management", 12),
    "7.5.1": ("Recover from attacks", 12),
    "7.5.2": ("Conduct periodic assessments", 12),
}
STEPS = {f"TM-{rank}": 13 if rank < 5 else 14 for rank in range(1, 8)}
# Group, number and title as printed, and the page of each question.
QUESTIONS = {
    "CK-CS": ("1", "Cryptographic support", (15, 15)),
    "CK-FP": ("2", "Security function protection", (15, 15)),
    "CK-IA": ("3", "Identification and authentication", (15, 15)),
    "CK-NP": ("4", "Network protection", (15, 15, 15, 16)),
    "CK-DP": ("5", "Data protection", (16, 16, 16, 16)),
    "CK-AP": ("6", "Access protection", (16, 17, 17, 17, 17)),
    "CK-MT": ("7", "Security management", (17, 17, 17, 17)),
    "CK-RS": ("8", "Resiliency support", (18, 18, 18, 18)),
    "CK-AU": ("9", "Security audit", (18, 18)),
    "CK-LP": ("10", "Lifecycle protection", (18, 18, 19, 19, 19, 19, 19, 19, 19, 19)),
}
ASKED = {f"{g}-{at:02}": page for g, (_, _, pages) in QUESTIONS.items() for at, page in enumerate(pages, 1)}
ANNEX_PAGES = {"A.1": 5, "A.2": 5, "A.3": 7, "A.4": 8, "A.5": 8, "A.6": 10, "A.7": 10, "A.8": 11, "A.9": 12, "A.10": 13}


def published(name: str) -> tuple[Block, ...]:
    folder = Settings().originals
    if folder is None or not (folder / FOLDER / name).is_file():
        pytest.skip(f"COMITY_ORIGINALS is not set to a folder that holds {FOLDER}/{name}")
    return formats.read((folder / FOLDER / name).read_bytes(), name, "application/pdf")


@pytest.fixture(scope="module")
def guide() -> tuple[Block, ...]:
    return published(GUIDE)


@pytest.fixture(scope="module")
def annex() -> tuple[Block, ...]:
    return published(ANNEX)


def clauses(blocks: Sequence[Block]) -> dict[str, Clause]:
    found = list(parse(blocks))
    by_id = {clause.id: clause for clause in found}
    assert len(by_id) == len(found)
    return by_id


def laid(*pages: Sequence[tuple[str, str]], file: str = "made-up.pdf") -> list[Block]:
    """Blocks of (role, text) page by page, as the reader of PDFs gives them."""
    blocks: list[Block] = []
    for number, page in enumerate(pages, 1):
        offset = 0
        for role, text in page:
            blocks.append(Block(text, Anchor(file, number, offset, offset + len(text)), role))
            offset += len(text) + 1
    return blocks


def test_every_provision_stands_on_its_page_in_the_guide(guide: tuple[Block, ...]) -> None:
    provisions = {c.id: c for c in parse(guide) if c.is_provision}
    assert list(provisions) == [*RECOMMENDATIONS, *STEPS, *ASKED]
    assert len(provisions) == 59
    assert {n: (provisions[n].title, provisions[n].anchor.page) for n in RECOMMENDATIONS} == RECOMMENDATIONS
    assert {n: provisions[n].anchor.page for n in STEPS} == STEPS
    assert {n: provisions[n].anchor.page for n in ASKED} == ASKED
    assert all(provision.sentences for provision in provisions.values())


def test_the_groups_of_questions_have_the_printed_numbers_and_titles(guide: tuple[Block, ...]) -> None:
    found = clauses(guide)
    assert {g: (found[g].number, found[g].title) for g in QUESTIONS} == {
        g: (n, t) for g, (n, t, _) in QUESTIONS.items()
    }
    assert {found[n].parent for n in ASKED} == set(QUESTIONS)
    assert {found[n].text_status for n in ASKED} == {"pro-forma"}


def test_the_annex_has_its_sections_and_no_provision(annex: tuple[Block, ...]) -> None:
    found = clauses(annex)
    assert {n: c.anchor.page for n, c in found.items() if c.parent == "A"} == ANNEX_PAGES
    assert not [c.id for c in found.values() if c.is_provision]
    assert {c.text_status for n, c in found.items() if n != "status"} == {"informative-annex"}


def test_both_files_in_a_row_give_what_each_gives_alone(guide: tuple[Block, ...], annex: tuple[Block, ...]) -> None:
    both, first, second = clauses((*guide, *annex)), clauses(guide), clauses(annex)
    assert list(both) == [*first, *(name for name in second if name != "status")]
    assert both == {**second, **first}
    assert first["status"].text == second["status"].text


def test_the_restatement_differs_from_both_files_in_nothing(guide: tuple[Block, ...], annex: tuple[Block, ...]) -> None:
    ours = tuple(parse(formats.read(RESTATEMENT.read_bytes(), RESTATEMENT.name, "text/markdown")))
    theirs = tuple(parse((*guide, *annex)))
    assert [c.id for c in ours] == [c.id for c in theirs]
    # Table A-5 is an image in the file: its ten rows stand at the end of A.9 in the restatement only.
    counts = {c.id: (len(c.sentences), len(t.sentences)) for c, t in zip(ours, theirs, strict=True)}
    assert {name: pair for name, pair in counts.items() if pair[0] != pair[1]} == {"A.9": (12, 2)}
    restated = Document(FOLDER, "v1", "en", is_restatement=True, clauses=ours)
    assert verify(restated, Document(FOLDER, "v1", "en", is_restatement=False, clauses=theirs)) == ()


def test_a_heading_taken_for_a_running_head_opens_its_section() -> None:
    blocks = laid(
        [("heading", "8 Gnome modelling"), ("paragraph", "1 Count the gnomes"), ("furniture", "Page 1")],
        [("paragraph", "Ask gnomes."), ("cell", "CK-GN-01 Is it clay?"), ("furniture", "9 Vendor questions")],
        [("furniture", "ID"), ("furniture", "12 Made-up Cyber Security Guide V1"), ("cell", "CK-GN-02 Is it red?")],
    )
    found = clauses(blocks)
    assert list(found) == ["8", "TM-1", "9", "CK-GN", "CK-GN-01", "CK-GN-02"]
    assert found["9"].text == "Ask gnomes."
    assert found["TM-1"].text == "Count the gnomes"


def test_a_number_that_is_not_the_next_one_due_opens_nothing() -> None:
    blocks = laid(
        [
            ("heading", "6 Clay"),
            ("paragraph", "6.1 Principle 1: Clay first"),
            ("paragraph", "6.1.1 Fire the clay [2], [5]"),
            ("paragraph", "Recommendation: Gnomes shall be fired as said in section"),
            ("paragraph", "7.2.1 Paint them all"),
            ("paragraph", "6.1.3 Skip one number"),
            ("heading", "9 Questions"),
            ("cell", "CK-GN-01 Is it fired? CK-GN-07 is no question here."),
        ]
    )
    found = clauses(blocks)
    assert list(found) == ["6", "6.1", "6.1.1", "9", "CK-GN", "CK-GN-01"]
    assert found["6.1.1"].title == "Fire the clay"
    assert "7.2.1 Paint them all" in found["6.1.1"].text
    assert found["CK-GN-01"].text == "Is it fired? CK-GN-07 is no question here."


def test_a_recommendation_goes_on_behind_a_footnote_and_a_page() -> None:
    blocks = laid(
        [
            ("heading", "6 Clay"),
            ("paragraph", "6.1 Principle 1: Clay"),
            ("paragraph", "6.1.1 Fire the clay"),
            ("paragraph", "Clay is soft. Thus it is fired."),
            ("paragraph", "The latest versions of kilns should be used. They are hot."),
        ],
        [
            ("paragraph", "Recommendation: Gnomes shall be fired. Examples of kilns include: \uf02d gas \uf02d wood"),
            ("paragraph", "or straw"),
        ],
    )
    found = clauses(blocks)
    assert found["6.1.1/explanation"].text == "Clay is soft. Thus it is fired."
    assert found["6.3.3/footnotes"].text == "The latest versions of kilns should be used. They are hot."
    assert found["6.1.1"].text == "Gnomes shall be fired."
    assert [s.text for s in found["6.1.1/examples"].sentences] == ["gas", "wood or straw"]
    assert [s.ordinal for s in found["6.1.1/examples"].sentences] == [1, 2]


def test_a_mark_that_a_page_break_cuts_in_two_is_read_whole() -> None:
    blocks = laid(
        [
            ("heading", "9 Questions"),
            ("cell", "CK-GN-01 Is it fired?"),
            ("cell", "Examples of kilns"),
            ("furniture", "9"),
        ],
        [("furniture", "Head"), ("cell", "that serve:"), ("cell", "· gas"), ("cell", "· a. wood")],
    )
    found = clauses(blocks)
    assert found["CK-GN-01"].text == "Is it fired?"
    assert [s.text for s in found["CK-GN-01/examples"].sentences] == ["gas", "a. wood"]


def test_a_row_goes_on_in_the_next_cell_and_over_a_repeated_head() -> None:
    blocks = laid(
        [("heading", "8 Steps"), ("paragraph", "ID"), ("cell", "Y / N Supporting"), ("paragraph", "1 Find the")],
        [
            ("cell", "Threat modelling checklist"),
            ("cell", "gnomes"),
            ("cell", "a. Look under the hedge • Left • Right"),
        ],
        [("paragraph", "2"), ("cell", "Paint them"), ("paragraph", "4 Not yet")],
    )
    found = clauses(blocks)
    assert list(found) == ["8", "TM-1", "TM-2"]
    assert [s.text for s in found["TM-1"].sentences] == ["Find the gnomes", "Look under the hedge", "Left", "Right"]
    assert found["TM-2"].text == "Paint them 4 Not yet"


def test_the_annex_numbers_anew_and_front_matter_is_read_once() -> None:
    first = laid(
        [("heading", "Guidelines"), ("paragraph", "This Guide is a living gnome."), ("paragraph", "NOTICE")],
        [
            ("heading", "1 Clay"),
            ("paragraph", "Clay is soft."),
            ("heading", "3 References"),
            ("paragraph", "[1] Kilns"),
        ],
    )
    second = laid(
        [("heading", "Guidelines"), ("heading", "Annex A Concepts"), ("paragraph", "This Guide is a living gnome.")],
        [("heading", "Annex A: Concepts (informative)"), ("heading", "1 Kiln"), ("paragraph", "Kilns are hot.")],
        file="annex.pdf",
    )
    found = clauses([*first, *second])
    assert {name: clause.text for name, clause in found.items()} == {
        "status": "This Guide is a living gnome.",
        "1": "Clay is soft.",
        "A": "",
        "A.1": "Kilns are hot.",
    }
    assert found["A"].title == "Concepts"
    assert set(clauses(second)) == {"A", "status", "A.1"}


def test_a_term_is_parted_from_its_definition_and_its_acronym() -> None:
    blocks = laid([("heading", "4 Terms"), ("paragraph", "Garden gnome"), ("paragraph", "Figure of clay that"),
                   ("paragraph", "(GG)"), ("paragraph", "guards a garden.")])  # fmt: skip
    found = clauses(blocks)
    assert found["4/garden-gnome"].title == "Garden gnome"
    assert found["4/garden-gnome"].text == "Figure of clay that guards a garden."


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ("## 1 Clay\n\nText.\n\n## Surprise\n\nText.\n", "the guide has no heading 'Surprise' here"),
        ("## 2 Scope\n\nText.\n\n### Footnotes\n\n9. Text.\n", "footnote 9, and the guide has four"),
        ("## 6 Clay\n\n### Clause 6.2 Second\n\nText.\n", "the guide has no heading 'Clause 6.2 Second' here"),
    ],
)
def test_what_the_guide_does_not_have_is_refused(raw: str, why: str) -> None:
    with pytest.raises(DocumentError, match=why):
        list(parse(formats.read(raw.encode(), Path("restatement.en.md").name, "text/markdown")))
