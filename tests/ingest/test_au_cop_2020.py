# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Australia's Code: our restatement, and plain text laid out as the pages of the Code print it."""

from __future__ import annotations

import re

import pytest

from comity.model import vocab
from comity.model.document import Clause
from comity.model.errors import DocumentError
from comity.model.requirement import Requirement
from comity.settings import Settings
from ingest import catalog, facets, formats
from ingest.parse import parse_restatement
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


def settled_of(path: str) -> list[Requirement]:
    """Return the settled requirements of the latest edition of the source in this folder of the corpus."""
    vocabulary = vocab.load(Settings().ontology)
    source = catalog.load(Settings().corpus / path / "source.yml", vocabulary)
    document = parse_restatement(Settings().corpus, source, source.latest, "en")
    folder = Settings().corpus / path / source.latest.id
    return list(facets.load(folder / "facets.yml", source.latest, document, vocabulary))


@pytest.fixture(scope="module")
def settled() -> list[Requirement]:
    return settled_of("au/au-cop-2020")


@pytest.fixture(scope="module")
def british() -> list[Requirement]:
    return settled_of("uk/uk-cop-2018")


def capabilities(requirements: list[Requirement], clause: str = "") -> set[str]:
    """Return what duties that carry a stance ask for, in one clause or in all."""
    carried = {"operative", "headline", "supporting"}
    asking = [r for r in requirements if r.kind == "duty" and r.text_status in carried and r.modality != "permission"]
    return {name for r in asking if clause in ("", r.clause) for name in r.capability}


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


def test_the_one_obligation_is_that_of_privacy_law_and_nothing_is_verified(settled: list[Requirement]) -> None:
    assert [(r.atom, r.verb, r.capability) for r in settled if r.modality in ("obligation", "prohibition")] == [
        ("5#1", "must", ("prv.lawfulness",))
    ]
    duties = [r for r in settled if r.kind == "duty" and r.text_status == "operative" and r.atom != "5#1"]
    assert {r.modality for r in duties} == {"recommendation", "advice-against"}
    assert {r.verb for r in duties} == {"should", "none"}
    assert {r.status for r in settled} == {"secondary"}


def test_equal_numbers_are_not_equal_subjects(settled: list[Requirement], british: list[Requirement]) -> None:
    for ours, theirs, named in (
        *(("5", "8", "prv.lawfulness"), ("7", "5", "com.data-in-transit")),
        *(("8", "7", "int.secure-boot"), ("6", "6", "acc.least-privilege")),
    ):
        assert named in capabilities(settled, ours) & capabilities(british, theirs)
        assert ours == theirs or named not in capabilities(british, ours)


def test_what_australia_asks_beyond_the_british_code(settled: list[Requirement], british: list[Requirement]) -> None:
    more = capabilities(settled) - capabilities(british)
    assert more >= {"ida.multi-factor", "log.event-logging", "cry.data-at-rest", "sdl.testing", "upd.automatic"}
    assert not {"ida.brute-force", "res.denial-of-service", "vul.sbom"} & capabilities(settled)


def test_a_bug_bounty_and_ddos_mitigation_are_praised_and_not_asked_for(settled: list[Requirement]) -> None:
    praised = {r.atom: r for r in settled}
    for atom in ("2#4", "9#6", "9#7"):
        assert (praised[atom].kind, praised[atom].text_status) == ("framework", "explanatory")
    assert praised["2#2"].capability == praised["2#4"].capability == ("vul.disclosure-policy",)
    assert praised["2#2"].modality == "recommendation"


def test_no_time_and_no_length_is_set(settled: list[Requirement]) -> None:
    values = {p.dimension: (p.status, p.value) for r in settled for p in r.parameters}
    assert values["support.min_years"] == ("self-determined-published", None)
    assert values["fix.max_time"] == ("fixed", "timely")
    assert values["consent.giver"] == ("fixed", "adult-or-guardian")
    assert values["rest.encryption_scope"] == ("unverified", ("personal-data",))
    numbers = {p.dimension for r in settled for p in r.parameters if type(p.value) in (int, float)}
    assert numbers == {"auth.factors_min"}


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
