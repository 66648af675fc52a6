# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The parser of the C2 Consensus on the publisher's PDF and on made-up texts in other layouts."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.model.document import Anchor, Block, Clause
from comity.model.errors import DocumentError
from comity.settings import Settings
from ingest import formats
from ingest.sources import c2_consensus

PDF = "c2-consensus/c2-consensus.pdf"
# Title and page of the PDF of each capability, read off the rendered pages (two more than the page numbers printed).
CAPABILITIES = {
    "5.1.1": ("Device Identifiers", 12),
    "5.1.2": ("Secured Access", 14),
    "5.1.3": ("Data In Transit Is Protected", 15),
    "5.1.4": ("Data At Rest Is Protected", 16),
    "5.1.5": ("Industry Accepted Protocols are Used for Communications", 17),
    "5.1.6": ("Data Validation", 17),
    "5.1.7": ("Event Logging", 18),
    "5.1.8": ("Cryptography", 18),
    "5.1.9": ("Patchability", 19),
    "5.1.10": ("Reprovisioning", 20),
    "5.2.1": ("Vulnerability Submission and Handling Process", 20),
    "5.2.2": ("EoL/EoS Updates and Disclosure", 21),
    "5.2.3": ("Device Intent Documentation", 21),
}
ANNEXES = {
    **{"A": 23, "A.1": 23, "A.2": 23, "B": 25, "B.1": 25, "B.2": 26, "B.3": 26, "B.4": 26, "B.5": 27, "B.6": 27},
    **{"B.7": 28, "B.8": 28, "B.9": 28, "C": 29},
}


@pytest.fixture(scope="module")
def published() -> dict[str, Clause]:
    folder = Settings().originals
    if folder is None or not (folder / PDF).is_file():
        pytest.skip(f"COMITY_ORIGINALS is not set to a folder that holds {PDF}")
    path: Path = folder / PDF
    return {
        clause.id: clause
        for clause in c2_consensus.parse(formats.read(path.read_bytes(), path.name, "application/pdf"))
    }


def laid(*parts: tuple[str, str, int]) -> list[Clause]:
    """Parse blocks of (role, text, page) as a PDF reader would hand them on."""
    return list(
        c2_consensus.parse([Block(text, Anchor("c2.pdf", page, 0, len(text)), role) for role, text, page in parts])
    )


def texts(clauses: list[Clause]) -> dict[str, list[str]]:
    return {clause.id: [sentence.text for sentence in clause.sentences] for clause in clauses if clause.sentences}


def test_the_pdf_gives_every_capability_on_its_page(published: dict[str, Clause]) -> None:
    found = {c.id: (c.title, c.anchor.page) for c in published.values() if c.is_provision}
    assert found == CAPABILITIES
    assert len(found) == 13


def test_each_capability_has_its_scope_and_discussion(published: dict[str, Clause]) -> None:
    for name in CAPABILITIES:
        assert published[name].text_status == "operative"
        assert published[name].parent == name.rpartition(".")[0]
        for label in ("scope", "discussion"):
            part = published[f"{name}/{label}"]
            assert (part.parent, part.text_status, bool(part.sentences)) == (name, "supporting", True)
    assert published["5.2.3/discussion"].anchor.page == 22


def test_annexes_stand_apart_from_the_baseline(published: dict[str, Clause]) -> None:
    found = {name: c.anchor.page for name, c in published.items() if name[0] in "ABC" and "/" not in name}
    assert found == ANNEXES
    items = [c for name, c in published.items() if name[:2] in {"A.", "B."}]
    assert {c.text_status for c in items} == {"informative-annex"}
    assert [c.id for c in items if "/" not in c.id and not c.sentences[0].text.startswith("Status: ")] == []


def test_every_term_is_joined_to_its_definition(published: dict[str, Clause]) -> None:
    opened = [sentence.text.partition(":")[0] for sentence in published["2"].sentences if ": " in sentence.text]
    terms = "Configuration|Credential|Cryptographic Certificate|Device|Endpoint|Entity|EoL|EoS|Identity|IoT|Managed|PKI"
    assert opened == [*terms.split("|"), "Policy", "Post-market", "Pre-market", "Root of Trust", "Unmanaged"]


def test_mappings_endnotes_and_the_figure_are_no_text(published: dict[str, Clause]) -> None:
    text = " ".join(clause.text for clause in published.values())
    assert text
    for words in ("[IABG]", "GP-TM", "GPS Pet Tracker", "Convening the Conveners.", "CSDE BEGAN", "Forbes", "CNSSI"):
        assert words not in text
    assert list(published)[-1] == "C"


def test_a_discussion_goes_on_over_a_page_with_a_running_head() -> None:
    found = laid(
        ("heading", "05 | Consensus Baseline IoT Device Security Capabilities", 1),
        ("heading", "5.1 SECURE DEVICE CAPABILITIES — BASELINE", 1),
        ("paragraph", "5.1.1. Device Identifiers", 1),
        ("heading", "Definition: A sign on each gate.", 1),
        ("heading", "Discussion: Gates are opened by", 1),
        ("furniture", "| 1 |", 1),
        ("cell", "05 | CONSENSUS BASELINE IOT DEVICE SECURITY CAPABILITIES", 2),
        ("paragraph", "people who know them.", 2),
        ("heading", "Multiple Identifiers, examples", 2),
        ("paragraph", "▸ A gate with two signs. As Section 5.1.2 says, signs are cheap.", 2),
        ("heading", "09 | Annex D: Informative References", 3),
        ("paragraph", "Scope: books on gates.", 3),
    )
    assert texts(found) == {
        "5.1.1": ["A sign on each gate."],
        "5.1.1/discussion": [
            "Gates are opened by people who know them.",
            "A gate with two signs.",
            "As Section 5.1.2 says, signs are cheap.",
        ],
    }


def test_terms_in_two_columns_and_in_one() -> None:
    found = laid(
        ("heading", "02 | Definitions and Acronyms", 1),
        ("cell", "Configuration The way a gate is set.", 1),
        ("heading", "Cryptographic", 1),
        ("heading", "Certificate", 1),
        ("cell", "A letter under seal.", 1),
        ("item", "* A book on gates", 1),
        ("paragraph", "Device: A gate.", 2),
    )
    assert texts(found) == {
        "2": [
            "Configuration: The way a gate is set.",
            "Cryptographic Certificate: A letter under seal.",
            "Device: A gate.",
        ]
    }


def test_cells_of_a_figure_end_with_its_page() -> None:
    found = laid(
        ("heading", "Annex C: Discussion of Implementation and Complexity", 1),
        ("paragraph", "Gates differ.", 1),
        ("heading", "FIGURE 1: KINDS OF GATE", 1),
        ("cell", "Garden gate", 1),
        ("paragraph", "Big gates differ more.", 2),
    )
    assert texts(found) == {"C": ["Gates differ.", "Big gates differ more."]}


@pytest.mark.parametrize(
    ("heading", "says"),
    [
        ("5.1.2 Garden Gates", "unknown heading 5.1.2 Garden Gates"),
        ("5.3.1 Device Identifiers", "unknown heading 5.3.1 Device Identifiers"),
        ("5.1.2 Secured Access", "5.1.2 out of its order"),
    ],
)
def test_a_heading_that_is_unknown_or_out_of_order_is_refused(heading: str, says: str) -> None:
    with pytest.raises(DocumentError, match=says):
        laid(("heading", "5.1 Secure Device Capabilities – Baseline", 1), ("heading", heading, 1))
