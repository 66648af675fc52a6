# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The parser of EN 303 645 on the publisher's V3.1.3 and on made-up texts in other layouts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import pytest

from comity.model.document import Anchor, Block, Clause
from comity.model.errors import DocumentError
from comity.settings import Settings
from ingest import formats
from ingest.sources import etsi_en_303_645
from ingest.verify import cues, numbers

PDF = "etsi-en-303-645/en_303645v030103p.pdf"
# Provisions by page, read off the publisher's file.
PAGES = {
    12: "5.0-1",
    13: "5.1-1 5.1-2",
    14: "5.1-2A 5.1-3 5.1-4 5.1-5",
    15: "5.2-1 5.2-2 5.2-3",
    16: "5.3-1 5.3-2",
    17: "5.3-3 5.3-4A 5.3-4B 5.3-5 5.3-6A 5.3-6B",
    18: "5.3-7 5.3-8 5.3-9 5.3-10 5.3-11 5.3-12",
    19: "5.3-13 5.3-14 5.3-15A 5.3-15B 5.3-16",
    20: "5.4-1 5.4-2 5.4-3 5.4-4",
    21: "5.5-1 5.5-2 5.5-3 5.5-4 5.5-5 5.5-6 5.5-7",
    22: "5.5-8 5.6-1 5.6-2 5.6-3",
    23: "5.6-4A 5.6-4B 5.6-5 5.6-6 5.6-7 5.6-8 5.6-9",
    24: "5.7-1 5.7-2 5.8-1 5.8-2 5.8-3",
    25: "5.9-1 5.9-2 5.9-3 5.10-1",
    26: "5.11-1 5.11-2 5.11-3 5.11-4 5.12-1",
    27: "5.12-2 5.12-3 5.13-1A 5.13-1B",
    28: "6-1 6-2 6-3A 6-3B 6-4 6-5 6-6",
    29: "6-7 6-8",
}
VOID = ["5.3-4", "5.3-6", "5.3-15", "5.6-4", "5.13-1", "6-3"]
ROW = re.compile(r"Provision (\d{1,2}(?:\.\d{1,2})?[-.]\d{1,2}[A-Z]?)\s+([MR](?: [CF])*(?: \([\w, ]+\))?)(?=\s|$)")
RESTATED_STATUS = re.compile(r"^#+ Provision (\S+)\n\n(?:.+\n)+?Status: (.+)$", re.MULTILINE)


def laid(*parts: tuple[str, str]) -> list[Clause]:
    """Parse blocks of (role, text) as a PDF reader would hand them on, each on a page of its own."""
    blocks = [
        Block(text, Anchor("standard.pdf", page, 0, len(text)), role, int(role == "heading"))
        for page, (role, text) in enumerate(parts, 1)
    ]
    return list(etsi_en_303_645.parse(blocks))


def short(clauses: Iterable[Clause]) -> list[tuple[str, str]]:
    return [(clause.id, clause.text) for clause in clauses]


@pytest.fixture(scope="module")
def blocks() -> tuple[Block, ...]:
    folder = Settings().originals
    if folder is None or not (folder / PDF).is_file():
        pytest.skip(f"COMITY_ORIGINALS is not set to a folder that holds {PDF}")
    return formats.read((folder / PDF).read_bytes(), "en_303645v030103p.pdf", "application/pdf")


@pytest.fixture(scope="module")
def published(blocks: tuple[Block, ...]) -> dict[str, Clause]:
    return {clause.id: clause for clause in etsi_en_303_645.parse(blocks)}


def test_every_provision_stands_on_its_page(published: dict[str, Clause]) -> None:
    found = [(c.anchor.page, c.id) for c in published.values() if c.is_provision]
    assert found == [(page, number) for page, numbers_ in PAGES.items() for number in numbers_.split()]
    assert len(found) == 78
    assert all(published[number].parent == number.rpartition("-")[0] for _, number in found)


def test_void_numbers_are_kept_and_are_no_provisions(published: dict[str, Clause]) -> None:
    void = [c for c in published.values() if c.title == "Void"]
    assert [c.id for c in void] == VOID
    assert not [c.id for c in void if c.is_provision or c.sentences]


def test_provisions_are_worded_as_their_status_says(published: dict[str, Clause]) -> None:
    """36 mandatory (shall), 42 recommended (should); no provision has both."""
    verbs = [{verb.split()[0] for verb in cues(c)} & {"shall", "should"} for c in published.values() if c.is_provision]
    assert Counter(tuple(sorted(found)) for found in verbs) == {("shall",): 36, ("should",): 42}


def test_the_list_in_a_provision_and_its_exception_are_sentences_of_it(published: dict[str, Clause]) -> None:
    assert len(published["5.2-1"].sentences) == 5
    assert cues(published["5.2-1"]) == ("shall", "shall")
    assert len(published["5.5-5"].sentences) == 2
    assert {c.id for c in published.values() if c.is_provision and len(c.sentences) > 1} == {"5.2-1", "5.5-5", "6-1"}


def test_notes_and_examples_are_numbered_through_their_clause(published: dict[str, Clause]) -> None:
    for kind, clause, last in (("note", "5.3", 9), ("example", "5.3", 16), ("note", "5.2", 3), ("example", "6", 6)):
        known = [name for name in published if name.startswith(f"{clause}/{kind}-")]
        assert known == [f"{clause}/{kind}-{number}" for number in range(1, last + 1)]
    assert published["5.2/note-2"].parent == "5.2-1"
    assert "P7D day" in numbers(published["5.2/note-2"])
    assert numbers(published["5.2-2/text-1"]) == ("P90D day",)


def test_terms_and_conditions_are_clauses_of_their_own(published: dict[str, Clause]) -> None:
    terms = [c.title for c in published.values() if c.parent == "3.1" and c.text_status == "definition" and c.title]
    assert len(terms) == 34 + 1, "34 terms, and the words that open the list"
    assert published["3.1/iot-product"].title == "IoT product"
    labels = [name.removeprefix("B/") for name in published if name.startswith("B/")]
    letters = [f"feature-{letter}" for letter in [*"abcdefghijklmnopqrstuvwxyz", "aa"]]
    assert labels == [*(f"condition-{number}" for number in (3, 12, 14, 15, 16)), *letters]
    assert not [name for name in labels if len(published[f"B/{name}"].sentences) != 1]


def test_restated_status_is_the_one_of_the_table(blocks: tuple[Block, ...]) -> None:
    path = Settings().corpus / "eu" / "etsi-en-303-645" / "v3.1.3" / "restatement.en.md"
    if not path.is_file():
        pytest.skip("COMITY_CORPUS is set to a corpus without EN 303 645")
    table = " ".join(block.text for block in blocks if block.anchor.page in {37, 38} and block.role != "furniture")
    printed = {re.sub(r"^6\.", "6-", number): status for number, status in ROW.findall(table)}
    assert Counter(status[0] for status in printed.values()) == {"M": 36, "R": 42}
    assert dict(RESTATED_STATUS.findall(path.read_text(encoding="utf-8"))) == printed


def test_front_matter_references_and_annexes_drop() -> None:
    found = laid(
        ("heading", "5.1 No locks of one kind ........ 13"),
        ("paragraph", "Provision 5.1-1 In the contents."),
        ("heading", "Foreword"),
        ("heading", "1 Scope"),
        ("paragraph", "Of doors."),
        ("heading", "2 References"),
        ("paragraph", "[i.1] A book of locks."),
        ("heading", "5.1 No locks of one kind"),
        ("paragraph", "Provision 5.1-1 A lock shall fit."),
        ("heading", "Annex A (informative): Pictures"),
        ("heading", "4 5 6"),
        ("paragraph", "Provision 5.1-2 In a picture."),
        ("heading", "History"),
    )
    assert short(found) == [("1", ""), ("1/text-1", "Of doors."), ("5.1", ""), ("5.1-1", "A lock shall fit.")]


def test_page_breaks_heads_and_feet_do_not_break_a_provision() -> None:
    found = laid(
        ("heading", "5.3 Keep doors mended"),
        ("paragraph", "Provision 5.3\u20114A The owner of the"),
        ("paragraph", "ETSI"),
        ("paragraph", "18 ETSI EN 303 645 V9.9.9 (2031-01)"),
        ("furniture", "19"),
        ("heading", "5.3 Keep doors mended"),
        ("paragraph", "House should oil the door. It may squeak."),
        ("paragraph", "A text after it."),
    )
    assert short(found) == [
        ("5.3", ""),
        ("5.3-4A", "The owner of the House should oil the door. It may squeak."),
        ("5.3-4A/text-1", "A text after it."),
    ]
    assert len(found[1].sentences) == 2


def test_paragraphs_run_together_come_apart() -> None:
    (head, void, first, note, example, text) = laid(
        ("heading", "5.6 Fewer doors"),
        ("paragraph", "Provision 5.6-4 Void. Provision 5.6-4A A door shall shut. NOTE 1: See provision 5.6-4."),
        ("paragraph", "EXAMPLE:"),
        ("paragraph", "A red door."),
        ("paragraph", "Provision 5.6-4A is about doors, and provision 5.9-1 about roofs."),
    )
    assert (head.id, void.id, void.is_provision, void.title) == ("5.6", "5.6-4", False, "Void")
    assert (first.id, first.is_provision, first.text) == ("5.6-4A", True, "A door shall shut.")
    assert (note.id, note.parent, note.text) == ("5.6/note-1", "5.6-4A", "See provision 5.6-4.")
    assert (example.id, example.text_status, example.text) == ("5.6/example", "example", "A red door.")
    assert (text.id, text.is_provision) == ("5.6-4A/text-1", False)


def test_a_provision_of_another_clause_is_a_mention() -> None:
    found = laid(
        ("heading", "4 Reporting"),
        ("paragraph", "Provision 4-1 A reason shall be written."),
        ("paragraph", "Provision 5.1-1 is one of those that need no reason."),
    )
    assert [(c.id, c.is_provision) for c in found] == [("4", False), ("4-1", True), ("4-1/text-1", False)]


def test_conditions_over_a_page_and_run_together() -> None:
    found = laid(
        ("heading", "Annex B (informative): A form"),
        ("paragraph", "5.1 No locks of one kind Provision 5.1-1"),
        ("paragraph", "M F (a)"),
        ("item", "3) doors that do"),
        ("paragraph", "Status"),
        ("paragraph", "not open;"),
        ("item", "z) doors that open; aa)"),
        ("paragraph", "windows."),
    )
    assert short(found) == [
        ("B", ""),
        ("B/condition-3", "doors that do not open;"),
        ("B/feature-z", "doors that open;"),
        ("B/feature-aa", "windows."),
    ]


def test_a_restatement_takes_a_line_as_a_sentence_and_no_status() -> None:
    raw = (
        "# A standard\n\n## 5 Doors\n\n### 5.1 Locks\n\n#### Provision 5.1-1\n\n"
        "Locks, e.g. Of brass, shall:\nfit; and\nhold.\nStatus: M C F (14, e)\n\n"
        "##### Note 2\n\nOf brass.\n\n##### Text 3\n\nOr not.\n\n#### Provision 5.1-2 (void)\n"
    )
    found = list(etsi_en_303_645.parse(formats.read(raw.encode(), "restatement.en.md", "text/markdown")))
    assert [(c.id, [s.text for s in c.sentences]) for c in found[2:]] == [
        ("5.1-1", ["Locks, e.g. Of brass, shall:", "fit; and", "hold."]),
        ("5.1/note-2", ["Of brass."]),
        ("5.1-1/text-3", ["Or not."]),
        ("5.1-2", []),
    ]


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ([("heading", "1 Scope"), ("heading", "Doors and windows")], "no heading 'Doors and windows'"),
        ([("heading", "5.1 Locks"), *[("paragraph", "NOTE 1: Of brass.")] * 2], "5.1/note-1 stands twice"),
    ],
)
def test_what_the_standard_does_not_have_is_named(parts: list[tuple[str, str]], says: str) -> None:
    with pytest.raises(DocumentError) as caught:
        laid(*parts)
    assert says in caught.value.why
    assert caught.value.place.startswith("standard.pdf page")
