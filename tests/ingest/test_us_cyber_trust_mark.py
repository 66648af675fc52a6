# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The parser of FCC 24-26 on a conversion of the Order and on made-up texts in other layouts."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from comity.model.document import Anchor, Block, Clause
from comity.model.errors import DocumentError
from comity.settings import Settings
from ingest import formats
from ingest.sources import us_cyber_trust_mark

FILE = "us-cyber-trust-mark/fcc-24-26.md"
# Title and number of parts, sections themselves left out, as printed in Appendix A. The second half of 8.203(i)
# breaks off the first within one sentence and stays with it.
SECTIONS = {
    "8.201": ("Incorporation by reference", 3),
    "8.202": ("Basis and purpose", 0),
    "8.203": ("Definitions", 15),
    "8.204": ("Prohibition on use of the FCC IoT Label on products produced by listed sources", 5),
    "8.205": ("Cybersecurity labeling authorization", 2),
    "8.206": ("Identical defined", 0),
    "8.207": ("Responsible party", 0),
    "8.208": ("Application requirements", 24),
    "8.209": ("Grant of authorization to use FCC IoT Label", 6),
    "8.210": ("Dismissal of application", 3),
    "8.211": ("Denial of application", 0),
    "8.212": ("Review of CLA decisions", 15),
    "8.213": ("Limitations on grants to use the FCC IoT Label", 2),
    "8.214": ("IoT product defect and/or design change", 0),
    "8.215": ("Retention of records", 5),
    "8.216": ("Termination of authorization to use the FCC IoT Label", 6),
    "8.217": ("CyberLABs", 23),
    "8.218": ("Recognition of CyberLAB accreditation bodies", 6),
    "8.219": ("Approval/recognition of Cybersecurity Label Administrators", 2),
    "8.220": ("Requirements for CLAs", 47),
    "8.221": ("Requirements for the Lead Administrator", 23),
    "8.222": ("Establishment of an IoT Registry", 13),
}
PARAGRAPHS = (11, 29, 36, 37, 81, 90, 91, 99, 104, 106, 109, 111, 113, 116, 122, 127, 129, 131, 180)


def original() -> Path:
    folder = Settings().originals
    if folder is None or not (folder / FILE).is_file():
        pytest.skip(f"COMITY_ORIGINALS is not set to a folder that holds {FILE}")
    return folder / FILE


def laid(*parts: tuple[str, str]) -> list[Clause]:
    """Parse blocks of (role, text) as another reader would hand them on."""
    blocks = [Block(text, Anchor("order.pdf", 1, 0, len(text)), role) for role, text in parts]
    return list(us_cyber_trust_mark.parse(blocks))


def texts(clauses: list[Clause]) -> dict[str, list[str]]:
    return {clause.id: [sentence.text for sentence in clause.sentences] for clause in clauses}


@pytest.fixture(scope="module")
def published() -> list[Clause]:
    path = original()
    return list(us_cyber_trust_mark.parse(formats.read(path.read_bytes(), path.name, "text/markdown")))


def test_every_section_has_its_title_and_parts(published: list[Clause]) -> None:
    sections = {c.id: c.title for c in published if c.id in SECTIONS}
    parts = Counter(c.id.partition("(")[0] for c in published if "(" in c.id)
    assert {name: (title, parts[name]) for name, title in sections.items()} == SECTIONS


def test_the_ruling_paragraphs_and_no_others(published: list[Clause]) -> None:
    assert [c.id for c in published if c.id.startswith("para-")] == [f"para-{n}" for n in PARAGRAPHS]
    assert sum(c.is_provision for c in published) == 221


def test_numbers_that_matter_stand_in_their_parts(published: list[Clause]) -> None:
    found = texts(published)
    assert "20 days" in found["8.214"][0]
    assert "two-year period" in found["8.215(b)"][0]
    assert "(HBOM)" in found["8.222(b)(10)"][0]
    assert "minimum support period" in found["8.222(b)(9)"][0]
    assert len(found["8.208(c)(7)"]) == 1
    assert "8.222" in found["para-180"][0]


def test_running_heads_and_footnotes_are_left_out(published: list[Clause]) -> None:
    whole = " ".join(" ".join(sentences) for sentences in texts(published).values())
    assert "FCC 24-26" not in whole
    assert "(^" not in whole
    assert "49 U.S.C." not in whole


def test_paragraphs_that_a_conversion_ran_together() -> None:
    numbered = [("item", f"{n}. Gates are made.") for n in range(1, 10)]
    found = laid(
        *numbered,
        ("paragraph", "10. Gates squeak.^7 11. A gate must not squeak, and must be"),
        ("paragraph", "(^7) A footnote on gates that goes on. (continued....)"),
        ("paragraph", "oiled in spring."),
        ("paragraph", "1. Hinges count as gates."),
        ("paragraph", "over the page, still the footnote."),
        ("paragraph", "(^8) Another footnote."),
        ("paragraph", "B. Eligible Gates"),
        ("item", "12. Doors are no gates."),
    )
    assert texts(found) == {
        "para-11": ["A gate must not squeak, and must be oiled in spring.", "1. Hinges count as gates."],
    }


def test_rules_laid_out_over_pages() -> None:
    found = laid(
        ("paragraph", "Subpart B—Labels for Gates"),
        ("paragraph", "§ 8.207 Responsible party."),
        ("paragraph", "The smith is responsible by section"),
        ("furniture", "Page 7"),
        ("paragraph", "8.208, for the gate."),
        ("paragraph", "§ 8.208 Application requirements."),
        ("paragraph", "(a) It shall be signed. (1) By hand; or"),
        ("paragraph", "(2) By machine."),
        ("heading", "APPENDIX B"),
        ("paragraph", "(b) No rule."),
    )
    assert texts(found) == {
        "8.207": ["The smith is responsible by section 8.208, for the gate."],
        "8.208": [],
        "8.208(a)": ["It shall be signed."],
        "8.208(a)(1)": ["By hand; or"],
        "8.208(a)(2)": ["By machine."],
    }
    assert [c.title for c in found if c.title] == ["Responsible party", "Application requirements"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("## Paragraph 12\n\nA latch.\n", "paragraph 12 is not looked for"),
        ("## Paragraph 36\n\nA latch.\n\n## Paragraph 29\n\nA lock.\n", "paragraph 29 is not looked for"),
    ],
)
def test_a_paragraph_out_of_place_is_refused(text: str, why: str) -> None:
    with pytest.raises(DocumentError, match=why):
        list(us_cyber_trust_mark.parse(formats.read(text.encode(), "restatement.en.md", "text/markdown")))
