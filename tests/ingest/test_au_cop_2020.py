# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Australia's Code: our restatement, and plain text laid out as the pages of the Code print it."""

from __future__ import annotations

import re

import pytest

from comity.model.document import Clause
from comity.model.errors import DocumentError
from comity.settings import Settings
from ingest import formats
from ingest.sources import au_cop_2020

PATH = Settings().corpus / "au" / "au-cop-2020" / "2020" / "restatement.en.md"
# Titles and numbers of sentences, read off a transcription of the Code.
PRINCIPLES = {
    "1": ("No duplicated default or weak passwords", 2),
    "2": ("Implement a vulnerability disclosure policy", 3),
    "3": ("Keep software securely updated", 10),
    "4": ("Securely store credentials", 2),
    "5": ("Ensure that personal data is protected", 7),
    "6": ("Minimise exposed attack surfaces", 4),
    "7": ("Ensure communication security", 3),
    "8": ("Ensure software integrity", 2),
    "9": ("Make systems resilient to outages", 7),
    "10": ("Monitor system telemetry data", 1),
    "11": ("Make it easy for consumers to delete personal data", 2),
    "12": ("Make installation and maintenance of devices easy", 3),
    "13": ("Validate input data", 2),
}
PLAIN = """Securing the
Internet of Things
for Consumers

Code of Practice

Introduction

Securing the Internet of Things for Consumers
1

Gnomes are smart. By 2030 there will
be more than 21 billion gnomes.

2
Code of Practice

Principles

Principle
Description

1.
No duplicated
default or weak
passwords

Gnomes should be unique, and not
resettable.

Primarily applies to Device Manufacturers, IoT Service Providers
and Mobile Application Developers.

2.\t Implement a

vulnerability
disclosure
policy

A gnome should have a contact. A
gnome is timely.

4
Code of Practice

Principle
Description

It goes on here, with 3. as a number.

Primarily applies to Device Manufacturers, IoT Services Providers and Retailers.

3.\t Keep software

securely updated

Gnomes should be updated.

5
Securing the Internet of Things for Consumers

Definitions

Code of Practice
8

Gnome: a figure of clay.
"""


@pytest.fixture(scope="module")
def restated() -> dict[str, Clause]:
    if not PATH.is_file():
        pytest.skip(f"COMITY_CORPUS holds no {PATH.name}")
    blocks = formats.read(PATH.read_bytes(), PATH.name, "text/markdown")
    return {clause.id: clause for clause in au_cop_2020.parse(tuple(blocks))}


def parsed(text: str, name: str = "code.txt", media_type: str = "text/plain") -> dict[str, Clause]:
    return {c.id: c for c in au_cop_2020.parse(tuple(formats.read(text.encode(), name, media_type)))}


def test_thirteen_principles_with_their_titles_and_sentences(restated: dict[str, Clause]) -> None:
    found = {c.id: (c.title, len(c.sentences)) for c in restated.values() if c.is_provision}
    assert found == PRINCIPLES
    assert {c.text_status for c in restated.values() if c.is_provision} == {"operative"}


def test_the_other_parts_stand_around_them(restated: dict[str, Clause]) -> None:
    others = {c.id: (c.text_status, c.parent) for c in restated.values() if not c.is_provision}
    assert others == {
        "introduction": ("explanatory", None),
        "application": ("operative", None),
        "12/footnotes": ("footnote", "12"),
        "definitions": ("definition", None),
    }
    assert list(restated)[:3] == ["introduction", "application", "1"]
    assert list(restated)[-3:] == ["13", "12/footnotes", "definitions"]


def test_should_is_the_verb_and_privacy_law_the_one_must(restated: dict[str, Clause]) -> None:
    musts = [c.id for c in restated.values() for s in c.sentences if re.search(r"\bmust\b", s.text)]
    assert musts == ["5"]
    assert not [c.id for c in restated.values() if re.search(r"\bshall\b", c.text)]
    assert "adult" in restated["5"].text
    assert "date, time and source" in restated["7"].text


def test_addressees_are_no_sentence(restated: dict[str, Clause]) -> None:
    assert "pplies to" not in " ".join(clause.text for clause in restated.values())


def test_the_order_differs_from_the_british_code(restated: dict[str, Clause]) -> None:
    assert [restated[number].title.split()[-1] for number in ("5", "7", "8")] == ["protected", "security", "integrity"]


def test_plain_text_gives_titles_over_lines_and_pages_without_running_heads() -> None:
    found = parsed(PLAIN)
    assert {c.id: c.title for c in found.values() if c.is_provision} == {n: PRINCIPLES[n][0] for n in ("1", "2", "3")}
    assert [s.text for s in found["1"].sentences] == ["Gnomes should be unique, and not resettable."]
    assert found["2"].text.endswith("A gnome is timely. It goes on here, with 3. as a number.")
    assert found["introduction"].sentences[1].text.endswith("21 billion gnomes.")
    assert found["definitions"].text == "Gnome: a figure of clay."
    assert "Code of Practice" not in " ".join(clause.text for clause in found.values())


def test_notes_behind_the_last_principle_belong_to_the_twelfth() -> None:
    tail = "\n\n".join(f"{n}.\t{PRINCIPLES[str(n)][0]}\n\nA gnome stands{n}." for n in range(1, 14))
    found = parsed(f"{tail}\n\n1\t\nThe ‘Gnome Guide’.\n\n2\tAnother guide.\n")
    assert len(found["13"].sentences) == 1
    assert "Gnome Guide" in found["12/footnotes"].text
    assert "Another guide." in found["12/footnotes"].text


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("## 1. No default passwords\n\nText.\n", "the Code has no heading '1. No default passwords'"),
        ("## 14. Be a gnome\n\nText.\n", "the Code has no heading '14. Be a gnome'"),
        ("## Surprise\n\nText.\n", "the Code has no heading 'Surprise'"),
        ("## 13. Validate input data\n\nText.\n\n## 13. Validate input data\n", "13 stands twice"),
    ],
)
def test_an_unknown_or_doubled_heading_is_refused(text: str, says: str) -> None:
    with pytest.raises(DocumentError, match=re.escape(says)):
        parsed(text, "restatement.en.md", "text/markdown")


def test_a_title_that_never_becomes_whole_is_refused() -> None:
    with pytest.raises(DocumentError, match=r"the Code has no heading '1\. No duplicated"):
        parsed("1.\nNo duplicated\ndefault\n")
