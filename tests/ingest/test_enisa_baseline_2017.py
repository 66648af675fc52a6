# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The parser of the ENISA baseline on the list of its measures and on made-up texts in other layouts."""

from __future__ import annotations

from collections import Counter

import pytest

from comity.model.document import Anchor, Block, Clause
from comity.settings import Settings
from ingest import formats
from ingest.sources import enisa_baseline_2017
from ingest.verify import cues

LIST = "enisa-baseline-2017/measures.md"
# The last measure of each domain, in order, read off the list.
LAST = {
    "PS": {"4.1.1": 7, "4.1.2": 9, "4.1.3": 10, "4.1.4": 12},
    "OP": {"4.2.1": 3, "4.2.2": 4, "4.2.3": 8, "4.2.4": 11, "4.2.5": 14},
    "TM": {
        **{"4.3.1": 2, "4.3.2": 7, "4.3.3": 9, "4.3.4": 14, "4.3.5": 17, "4.3.6": 20, "4.3.7": 26, "4.3.8": 28},
        **{"4.3.9": 33, "4.3.10": 37, "4.3.11": 46, "4.3.12": 53, "4.3.13": 54, "4.3.14": 55, "4.3.15": 57},
    },
}


def parsed(text: str) -> list[Clause]:
    return list(enisa_baseline_2017.parse(formats.read(text.encode(), "list.md", "text/markdown")))


def laid(*parts: tuple[str, str]) -> list[Clause]:
    """Parse blocks of (role, text) as a PDF reader would hand them on, each on a page of its own."""
    blocks = [
        Block(text, Anchor("report.pdf", page, 0, len(text)), role, int(role == "heading") * 2)
        for page, (role, text) in enumerate(parts, 1)
    ]
    return list(enisa_baseline_2017.parse(blocks))


@pytest.fixture(scope="module")
def published() -> list[Clause]:
    folder = Settings().originals
    if folder is None or not (folder / LIST).is_file():
        pytest.skip(f"COMITY_ORIGINALS is not set to a folder that holds {LIST}")
    return parsed((folder / LIST).read_text(encoding="utf-8"))


def test_the_list_gives_every_measure_under_its_domain(published: list[Clause]) -> None:
    wanted = []
    for group, domains in LAST.items():
        first = 1
        for domain, last in domains.items():
            wanted += [(f"GP-{group}-{number:02}", domain) for number in range(first, last + 1)]
            first = last + 1
    assert [(c.id, c.parent) for c in published if c.is_provision] == wanted
    assert len(wanted) == 83
    assert {c.text_status for c in published if c.is_provision} == {"operative"}


def test_the_list_gives_domains_their_titles_and_no_text(published: list[Clause]) -> None:
    domains = [c for c in published if not c.is_provision]
    assert [c.id for c in domains] == ["title", *(d for group in LAST.values() for d in group)]
    assert not [c.id for c in domains if c.sentences or not c.title]
    assert {c.id: c.title for c in domains}["4.3.7"] == "Authentication"


def test_the_added_mapping_is_no_text_of_a_measure(published: list[Clause]) -> None:
    text = " ".join(clause.text for clause in published)
    assert text
    assert not [words for words in ("N/A", "OWASP", "Insecure Default", "Lack of", "GP-") if words in text]


def test_measures_divide_by_modal_verb(published: list[Clause]) -> None:
    """Must in 11 measures, shall in one, should alone in 11, none of the three in 60."""
    strongest = Counter(
        next((verb for verb in ("must", "shall", "should") if verb in {cue.split()[0] for cue in cues(clause)}), "none")
        for clause in published
        if clause.is_provision
    )
    assert strongest == {"must": 11, "shall": 1, "should": 11, "none": 60}


def test_a_cell_broken_over_two_tables_goes_on() -> None:
    head = "| Baseline | Good Practices | Description | OWASP IoT Top 10 Mapping |\n| - | - | - | - |\n"
    found = parsed(
        f"# Baseline\n\n{head}| **4.3.1** | Locks | GP-TM-01: Fit a lock that | **N/A** |\n\n"
        f"{head}| | | holds. GP-TM-02: Keep a spare key. | I1 Weak, Guessable, or Hardcoded Locks I10 Lack of Doors |\n"
    )
    assert [(c.id, c.parent, c.text) for c in found] == [
        ("title", None, ""),
        ("4.3.1", None, ""),
        ("GP-TM-01", "4.3.1", "Fit a lock that holds."),
        ("GP-TM-02", "4.3.1", "Keep a spare key."),
    ]


def test_running_text_with_heads_and_breaks() -> None:
    found = laid(
        ("paragraph", "4.2.1 Doors and windows ................ 31"),
        ("heading", "4.2.1 Doors and windows"),
        ("paragraph", "A sentence that leads in, and belongs to no measure."),
        ("item", "• GP\u2011OP- 01: Doors should close. GP-OP-02: Windows"),
        ("furniture", "Baseline | 31"),
        ("heading", "Baseline of the house"),
        ("paragraph", "should open, as GP-OP-01 says for doors."),
        ("heading", "5 What is missing"),
        ("paragraph", "Text of a later chapter."),
    )
    assert [(c.id, c.parent, c.text) for c in found] == [
        ("4.2.1", None, ""),
        ("GP-OP-01", "4.2.1", "Doors should close."),
        ("GP-OP-02", "4.2.1", "Windows should open, as GP-OP-01 says for doors."),
    ]
    assert [c.anchor.page for c in found] == [2, 4, 4]


def test_a_measure_printed_again_in_an_annex_adds_nothing() -> None:
    found = laid(
        ("heading", "4.1.1 Roofs"),
        ("paragraph", "GP-PS-01: Keep the rain out."),
        ("heading", "Annex A Measures in detail"),
        ("paragraph", "GP-PS-01: Keep the rain out, with tiles."),
        ("paragraph", "Tiles are heavy."),
    )
    assert [(c.id, c.text) for c in found] == [("4.1.1", ""), ("GP-PS-01", "Keep the rain out.")]


def test_headed_measures_take_a_line_as_a_sentence() -> None:
    raw = "# Baseline\n\n## 4.1.2 Walls\n\n### Measure GP-PS-08\n\nBuild, e.g. Of brick.\nPaint. Then dry.\n"
    blocks = formats.read(raw.encode(), "restatement.en.md", "text/markdown")
    (measure,) = (c for c in enisa_baseline_2017.parse(blocks) if c.is_provision)
    assert [s.text for s in measure.sentences] == ["Build, e.g. Of brick.", "Paint. Then dry."]
    assert measure.parent == "4.1.2"
