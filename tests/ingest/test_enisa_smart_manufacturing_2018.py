# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The parser of ENISA's study on Smart Manufacturing on the publisher's file and on made-up texts in other layouts."""

from __future__ import annotations

import pytest

from comity.model.document import Anchor, Block, Clause
from comity.model.errors import DocumentError
from comity.settings import Settings
from ingest import formats
from ingest.sources import enisa_smart_manufacturing_2018 as study
from ingest.verify import cues, numbers

FILE = "enisa-smart-manufacturing-2018/enisa-smart-manufacturing-2018.pdf"
# Title and last measure of each domain, in order, read off pages 37 to 43.
DOMAINS = {
    "4.2.1": ("Security by design", "PS", 5),
    "4.2.2": ("Privacy by design", "PS", 10),
    "4.2.3": ("Asset Management", "PS", 17),
    "4.2.4": ("Risk and Threat Management", "PS", 24),
    "4.3.1": ("Endpoints lifecycle", "OP", 5),
    "4.3.2": ("Security Architecture", "OP", 9),
    "4.3.3": ("Incident handling", "OP", 13),
    "4.3.4": ("Vulnerabilities management", "OP", 18),
    "4.3.5": ("Training and Awareness", "OP", 23),
    "4.3.6": ("Third Party Management", "OP", 27),
    "4.4.1": ("Trust and Integrity Management", "TM", 6),
    "4.4.2": ("Cloud security", "TM", 11),
    "4.4.3": ("Business continuity and recovery", "TM", 17),
    "4.4.4": ("Machine-to-Machine security", "TM", 21),
    "4.4.5": ("Data Protection", "TM", 26),
    "4.4.6": ("Software/Firmware updates", "TM", 31),
    "4.4.7": ("Access Control", "TM", 40),
    "4.4.8": ("Networks, protocols and encryption", "TM", 49),
    "4.4.9": ("Monitoring and auditing", "TM", 53),
    "4.4.10": ("Configuration Management", "TM", 59),
}
# The last measure on each page of the list, and of some pages of Annex B the first that opens there.
LAST_ON = {37: "PS-12", 38: "PS-24", 39: "OP-17", 40: "TM-04", 41: "TM-21", 42: "TM-40", 43: "TM-59"}
FIRST_ON = {47: "PS-01", 57: "PS-20", 66: "OP-12", 68: "OP-16", 75: "TM-04", 86: "TM-31", 101: "TM-58"}


def laid(*parts: tuple[str, int, str, float], level: int = 5) -> list[Clause]:
    """Parse blocks of (role, page, text, size of type) as a PDF reader would hand them on."""
    blocks = [
        Block(text, Anchor("study.pdf", page, 0, len(text)), role, level if role == "heading" else 0, size)
        for role, page, text, size in parts
    ]
    return list(study.parse(blocks))


@pytest.fixture(scope="module")
def published() -> list[Clause]:
    folder = Settings().originals
    if folder is None or not (folder / FILE).is_file():
        pytest.skip(f"COMITY_ORIGINALS is not set to a folder that holds {FILE}")
    path = folder / FILE
    return list(study.parse(formats.read(path.read_bytes(), path.name, "application/pdf")))


def test_the_list_gives_every_measure_once_under_its_domain(published: list[Clause]) -> None:
    wanted: list[tuple[str, str]] = []
    for domain, (_, group, last) in DOMAINS.items():
        first = sum(name.startswith(group) for name, _ in wanted) + 1
        wanted += [(f"{group}-{number:02}", domain) for number in range(first, last + 1)]
    found = [c for c in published if c.is_provision]
    assert [(c.id, c.parent) for c in found] == wanted
    assert len(wanted) == 110
    assert {c.text_status for c in found} == {"operative"}
    assert all(c.sentences for c in found)


def test_domains_have_their_titles_and_one_description(published: list[Clause]) -> None:
    found = {c.id: c for c in published if c.id in DOMAINS}
    assert {name: c.title for name, c in found.items()} == {name: title for name, (title, _, _) in DOMAINS.items()}
    assert {name: len(c.sentences) for name, c in found.items() if len(c.sentences) != 1} == {"4.2.2": 2}
    assert {c.parent for c in found.values()} == {"4.2", "4.3", "4.4"}


def test_sections_are_found_by_title_where_the_text_layer_lacks_their_numbers(published: list[Clause]) -> None:
    sections = {c.id: (c.title, c.anchor.page) for c in published if c.parent is None and c.id != "title"}
    assert sections == {
        "1.2": ("Scope", 8),
        "1.4": ("Target Audience", 10),
        "2.1": ("Definition", 12),
        "4.2": ("Policies", 37),
        "4.3": ("Organisational practices", 38),
        "4.4": ("Technical practices", 40),
        "A": ("Relation to ENISA Baseline IoT Security Recommendations", 45),
        "B": ("Detailed list of security measures/good practices", 47),
    }
    assert (
        published[0].title == "Good Practices for Security of Internet of Things in the context of Smart Manufacturing"
    )


def test_measures_stand_on_their_pages(published: list[Clause]) -> None:
    listed = {c.id: c.anchor.page for c in published if c.is_provision}
    assert {page: max((n for n in listed if listed[n] == page), key=list(listed).index) for page in LAST_ON} == LAST_ON
    annex = {c.number: c.anchor.page for c in published if c.id.startswith("B/")}
    assert list(annex) == list(listed)
    assert {page: next(n for n in annex if annex[n] == page) for page in FIRST_ON} == FIRST_ON


def test_only_one_measure_has_a_should_and_two_are_annual(published: list[Clause]) -> None:
    found = [c for c in published if c.is_provision]
    deontic = {c.id for c in found if {"shall", "should", "must", "may"} & set(cues(c))}
    assert deontic == {"PS-21"}
    assert {c.id for c in found if "at least annually" in c.text} == {"PS-21", "TM-04"}
    assert [len(c.sentences) for c in found if c.id in {"PS-21", "TM-04"}] == [3, 1]


def test_footnotes_bullets_and_the_annex_leave_no_text_in_the_list(published: list[Clause]) -> None:
    text = " ".join(c.text for c in published if c.is_provision)
    assert not [word for word in ("http", "\uf0b7", "Figure", "See more", "Nefarious", "ISAC -") if word in text]
    assert {c.id: numbers(c) for c in published if c.id == "PS-24"} == {"PS-24": ("2",)}
    assert not [c.id for c in published if c.id.startswith("B/") and c.sentences]


def test_another_layout_with_heads_breaks_and_a_table_of_contents() -> None:
    found = laid(
        ("heading", 1, "Good gates", 30),
        ("heading", 2, "Policies", 12),
        ("heading", 2, "4.2.1 Posts", 12),
        ("paragraph", 2, "7", 12),
        ("paragraph", 2, "4.2.2 Hinges ........ 9", 12),
        ("heading", 7, "4.2 Policies", 17),
        ("paragraph", 7, "Gates should have a policy.", 11),
        ("paragraph", 7, "4.2.1 Posts Security measures which hold.", 11),
        ("item", 7, "• PS\u201101: Set posts, as GP-PS-01: and PS-02 say,", 11),
        ("paragraph", 7, "Post Office, a footnote.", 8),
        ("furniture", 7, "7", 8),
        ("heading", 8, "Good gates", 12),
        ("heading", 8, "November 2018", 12),
        ("paragraph", 8, "deep. ▪ PS-02: Paint", 11),
        ("paragraph", 8, "them.", 11),
        ("heading", 8, "Glossary", 17),
        ("paragraph", 8, "Post: upright timber.", 11),
        ("heading", 9, "Annex B: Detailed list of security measures/good practices", 22),
        ("heading", 9, "DOMAIN", 12),
        ("cell", 9, "Posts PS-01: Set posts deep, in clay.", 10),
        ("cell", 10, "PS-02: Paint them. Oak needs none.", 10),
        ("cell", 10, "PS-01: Set posts deep.", 10),
    )
    assert [(c.id, c.parent, c.anchor.page, c.text) for c in found] == [
        ("title", None, 1, ""),
        ("4.2", None, 7, "Gates should have a policy."),
        ("4.2.1", "4.2", 7, "Security measures which hold."),
        ("PS-01", "4.2.1", 7, "Set posts, as GP-PS-01: and PS-02 say, deep."),
        ("PS-02", "4.2.1", 8, "Paint them."),
        ("B", None, 9, ""),
        ("B/PS-01", "B", 9, ""),
        ("B/PS-02", "B", 10, ""),
    ]


def test_our_layout_takes_a_line_as_a_sentence_in_list_and_annex() -> None:
    raw = (
        "# Gates\n\n## 4.2.1 Posts\n\n### Measure PS-01\n\nSet, e.g. In clay.\nPaint. Then dry.\n\n"
        "## Annex B: Detailed list of security measures/good practices\n\n### Measure B/PS-01\n\nDig deep.\n"
    )
    found = list(study.parse(formats.read(raw.encode(), "restatement.en.md", "text/markdown")))
    assert [(c.id, c.number, [s.text for s in c.sentences], c.is_provision) for c in found[2:]] == [
        ("PS-01", "PS-01", ["Set, e.g. In clay.", "Paint. Then dry."], True),
        ("B", "B", [], False),
        ("B/PS-01", "PS-01", ["Dig deep."], False),
    ]
    assert found[-1].text_status == "supporting"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("4.2.5 Hinges Security measures on hinges.", "no domain '4.2.5 Hinges"),
        ("4.2.1 Posts\n\nPS-02: Paint.", "PS-02 stands where no such measure is due"),
        ("4.3.6 Locks\n\nPS-01: Set.\n\nPS-03: Hang.", "PS-03 stands where"),
        ("PS-01: Set posts.", "PS-01 stands where"),
    ],
)
def test_what_is_not_due_is_refused(text: str, says: str) -> None:
    with pytest.raises(DocumentError, match=says):
        list(study.parse(formats.read(text.encode(), "study.txt", "text/plain")))


def test_measures_of_the_baseline_are_other_measures() -> None:
    raw = "4.4.1 Trust\n\nTM-01: Verify. GP-TM-02: Sign.\n\nGP-TM-02: Sign.\n"
    found = list(study.parse(formats.read(raw.encode(), "study.txt", "text/plain")))
    assert [c.id for c in found if c.is_provision] == ["TM-01"]
