# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The parser of NISTIR 8259A on the publisher's PDF and on made-up tables in other layouts."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from comity.model import vocab
from comity.model.document import Anchor, Block, Clause
from comity.model.errors import DocumentError
from comity.settings import Settings
from ingest import catalog, formats
from ingest.sources import nistir_8259a

PDF = "nistir-8259a/nistir-8259a.pdf"
# Name, page of the PDF and number of elements of each capability, read off the rendered pages.
CAPABILITIES = {
    "DI": ("Device Identification", 11, 2),
    "DC": ("Device Configuration", 12, 3),
    "DP": ("Data Protection", 13, 3),
    "LA": ("Logical Access to Interfaces", 14, 3),
    "SU": ("Software Update", 15, 6),
    "CS": ("Cybersecurity State Awareness", 16, 5),
}
# Where the documents of the reference column begin on a page, in points; the column is the last of four.
REFERENCE_COLUMN = 586.0


def original() -> Path:
    folder = Settings().originals
    if folder is None or not (folder / PDF).is_file():
        pytest.skip(f"COMITY_ORIGINALS is not set to a folder that holds {PDF}")
    return folder / PDF


def laid(*parts: tuple[str, str]) -> list[Clause]:
    """Parse blocks of (role, text) as a PDF reader would hand them on."""
    blocks = [Block(text, Anchor("report.pdf", 1, 0, len(text)), role, int(role == "heading")) for role, text in parts]
    return list(nistir_8259a.parse(blocks))


def texts(clauses: list[Clause]) -> dict[str, list[str]]:
    return {clause.id: [sentence.text for sentence in clause.sentences] for clause in clauses}


@pytest.fixture(scope="module")
def published() -> list[Clause]:
    path = original()
    return list(nistir_8259a.parse(formats.read(path.read_bytes(), path.name, "application/pdf")))


def test_the_pdf_gives_every_capability_and_element_on_its_page(published: list[Clause]) -> None:
    wanted = []
    for code, (name, page, count) in CAPABILITIES.items():
        wanted += [(code, name, page, "2"), *((f"{code}-{n}", "", page, code) for n in range(1, count + 1))]
    assert [(c.id, c.title, c.anchor.page, c.parent) for c in published if c.is_provision] == wanted
    assert len(wanted) == 6 + 22


def test_parts_of_an_element_are_no_provisions_of_their_own(published: list[Clause]) -> None:
    parts = [(c.id, c.parent, c.anchor.page) for c in published if "(" in c.id]
    assert parts == [("SU-6(a)", "SU-6", 15), ("SU-6(b)", "SU-6", 15)]


def test_prose_and_footnotes_stand_apart(published: list[Clause]) -> None:
    rest = {c.id: (c.text_status, c.anchor.page) for c in published if not c.is_provision and "(" not in c.id}
    assert {name: rest[name] for name in rest if "rationale" not in name} == {
        "audience": ("explanatory", 4),
        "1": ("explanatory", 7),
        "1/footnotes": ("footnote", 7),
        "2": ("explanatory", 9),
        "A": ("supporting", 20),
        "B": ("definition", 22),
    }
    by_id = {c.id: c for c in published}
    assert [len(by_id[name].sentences) for name in ("1", "1/footnotes", "A")] == [26, 3, 12]


def test_every_reference_example_is_a_relation_and_no_other() -> None:
    """The reference column, read again from the PDF by its place on the page, against the record."""
    record = Settings().corpus / "us" / "nistir-8259a" / "source.yml"
    if not record.is_file():
        pytest.skip("the corpus does not hold nistir-8259a")
    source = catalog.load(record, vocab.load(Settings().ontology))
    document = pdfium.PdfDocument(original().read_bytes())
    for code, (name, page, _) in CAPABILITIES.items():
        text = document[page - 1].get_textpage().get_text_bounded(left=REFERENCE_COLUMN, top=510, bottom=60)
        text = " ".join(re.sub("[\x02\ufffe]\\s*|-\\s+", "-", text).split())
        lists = [part.partition(": ")[2] for part in text.split("•")[1:]]
        printed = sorted(
            item.strip().removeprefix("CLP13_")
            for found in lists
            for item in re.split(r",|(?<=\d) (?=[CDR]\d\.\d)", found)
            if item.strip()
        )
        place = f"{code} ({name}), IoT reference examples"
        ours = [relation for relation in source.relations if relation.place == place]
        assert {relation.type for relation in ours} == {"cites-informatively"}
        assert sorted(r.target.rpartition(", ")[2].removeprefix("CLP13_") for r in ours) == printed


HEADS = (("cell", "Device Cybersecurity Capability"), ("cell", "Common Elements"), ("cell", "Rationale"))


def test_a_table_whose_columns_are_parted() -> None:
    found = laid(
        ("paragraph", "Table 1: Kinds of gate"),
        *HEADS,
        ("cell", "Device Identification: Each gate can be told apart."),
        ("cell", "1. A sign on the gate"),
        ("cell", "2. A mark on the hinge Note: the sign may be the mark."),
        ("cell", "• Visitors ask for it. It is cheap."),
        ("cell", "• IIC: 7.3, 8.5"),
        ("cell", "11.7"),
        ("furniture", "Gates | 5"),
        *HEADS,
        ("cell", "Device Configuration: A gate can be opened."),
        ("cell", "1. The ability to"),
        ("cell", "open the gate, including, but not limited to:"),
        ("cell", "a. The ability to open it wide"),
        ("heading", "References"),
        ("paragraph", "[1] 1. A book on gates."),
    )
    assert texts(found) == {
        "DI": ["Each gate can be told apart."],
        "DI-1": ["A sign on the gate"],
        "DI-2": ["A mark on the hinge", "Note: the sign may be the mark."],
        "DI/rationale": ["Visitors ask for it.", "It is cheap."],
        "DC": ["A gate can be opened."],
        "DC-1": ["The ability to open the gate, including, but not limited to:"],
        "DC-1(a)": ["The ability to open it wide"],
        "DC/rationale": [],
    }


def test_a_table_whose_columns_run_into_each_other_gives_numbers_without_words() -> None:
    found = laid(
        ("paragraph", "Table 1: Kinds of gate"),
        ("paragraph", "Capability Device Identification: 1. A sign A gate can 2. A mark be told"),
        ("item", "• Visitors ask for it • IIC: 7.3, 8.5"),
        ("paragraph", "Capability Device"),
        ("item", "1. The ability to open"),
        ("paragraph", "Configuration: A gate"),
        ("item", "2. The ability to close"),
        ("item", "9. The ability to sing"),
    )
    assert [c.id for c in found] == ["DI", "DI-1", "DI-2", "DI/rationale", "DC", "DC-1", "DC-2", "DC/rationale"]
    assert not [c.id for c in found if c.sentences]


def test_a_capability_goes_on_under_the_heads_of_the_next_page() -> None:
    found = laid(
        ("paragraph", "Table 1"),
        ("cell", "Device Identification: Each gate can be told apart."),
        ("cell", "1. A sign"),
        *HEADS,
        ("cell", "2. A mark"),
        ("cell", "Device Identification: (continued)"),
    )
    assert [c.id for c in found] == ["DI", "DI-1", "DI-2", "DI/rationale"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Software Update: A gate can be mended.", "Software Update out of its order"),
        ("1. A sign", "an element before the first capability"),
    ],
)
def test_a_table_out_of_order_is_refused(text: str, says: str) -> None:
    with pytest.raises(DocumentError, match=says):
        laid(("paragraph", "Table 1"), ("cell", text))


def test_small_type_that_opens_with_a_figure_is_a_footnote() -> None:
    anchor = Anchor("report.pdf", 7, 0, 10)
    blocks = [
        Block("1 Introduction", anchor, "cell", 0, 17.2),
        Block("Gates are old.1 Walls", anchor, "paragraph", 0, 16.2),
        Block("1 Some say older than walls.", anchor, "paragraph", 0, 12.1),
        Block("They say so often.", anchor, "paragraph", 0, 12.1),
        Block("are older.", anchor, "paragraph", 0, 16.2),
    ]
    assert texts(list(nistir_8259a.parse(blocks))) == {
        "1": ["Gates are old.1 Walls are older."],
        "1/footnotes": ["Some say older than walls.", "They say so often."],
    }
