# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The parsers of the first sources on the real restatements and, where they are at hand, the publishers' files."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.model.document import Clause
from comity.model.errors import DocumentError
from comity.settings import Settings
from ingest import formats
from ingest.sources import uk_cop_2018, us_ca_sb327, us_or_hb2395

CORPUS = Settings().corpus
UK_PDF = "uk-cop-2018/code-of-practice-2018.pdf"
# Number, title and page of each guideline, read off the rendered pages of the PDF.
GUIDELINES = {
    "1": ("No default passwords", 8),
    "2": ("Implement a vulnerability disclosure policy", 9),
    "3": ("Keep software updated", 10),
    "4": ("Securely store credentials and security-sensitive data", 11),
    "5": ("Communicate securely", 12),
    "6": ("Minimise exposed attack surfaces", 12),
    "7": ("Ensure software integrity", 13),
    "8": ("Ensure that personal data is protected", 14),
    "9": ("Make systems resilient to outages", 15),
    "10": ("Monitor system telemetry data", 16),
    "11": ("Make it easy for consumers to delete personal data", 17),
    "12": ("Make installation and maintenance of devices easy", 18),
    "13": ("Validate input data", 19),
}
CALIFORNIA = (
    *(
        f"1798.91.04({part})"
        for part in ("a", "a)(1", "a)(2", "a)(3", "b", "b)(1", "b)(2", "c", "c)(1", "c)(2", "c)(3")
    ),
    *(f"1798.91.05({part})" for part in "abcdef"),
)
OREGON = (
    *(f"646A.813(1)({part})" for part in ("a)(A", "a)(B", "b", "c")),
    "646A.813(2)",
    *(f"646A.813(2)({part})" for part in ("a", "a)(A", "a)(B", "b")),
)


def restated(folder: str) -> bytes:
    return (CORPUS / folder / "restatement.en.md").read_bytes()


def blocks(raw: bytes, name: str = "restatement.en.md") -> tuple[formats.Block, ...]:
    return formats.read(raw, name, formats.media_type_of(name))


@pytest.fixture(scope="module")
def uk() -> tuple[Clause, ...]:
    return tuple(uk_cop_2018.parse(blocks(restated("uk/uk-cop-2018/2018"))))


@pytest.fixture(scope="module")
def uk_published() -> tuple[Clause, ...]:
    folder = Settings().originals
    if folder is None or not (folder / UK_PDF).is_file():
        pytest.skip(f"COMITY_ORIGINALS is not set to a folder that holds {UK_PDF}")
    raw = (folder / UK_PDF).read_bytes()
    return tuple(uk_cop_2018.parse(blocks(raw, Path(UK_PDF).name)))


def test_uk_restatement_has_thirteen_headlines(uk: tuple[Clause, ...]) -> None:
    provisions = [clause for clause in uk if clause.is_provision]
    assert {c.number: c.title for c in provisions} == {n: title for n, (title, _) in GUIDELINES.items()}
    assert [c.id for c in provisions] == list(GUIDELINES)
    assert {c.text_status for c in provisions} == {"headline"}


def test_uk_parts_hang_on_their_guideline(uk: tuple[Clause, ...]) -> None:
    by_id = {clause.id: clause for clause in uk}
    assert [c.id for c in uk if c.text_status == "supporting"] == [f"{n}/supporting-text" for n in GUIDELINES]
    assert [c.id for c in uk if c.text_status == "explanatory" and c.number] == [
        f"{n}/explanatory-note" for n in (1, 2, 3, 5, 7, 9)
    ]
    assert all(by_id[c.id].parent in by_id for c in uk if "/" in c.id)
    assert {by_id["scope"].text_status, by_id["definitions"].text_status} == {"operative", "definition"}


def test_addressees_are_no_sentences(uk: tuple[Clause, ...]) -> None:
    assert not [s.text for clause in uk for s in clause.sentences if "pplies to:" in s.text]


def test_the_publishers_pdf_gives_every_guideline_on_its_page(uk_published: tuple[Clause, ...]) -> None:
    found = {c.number: (c.title, c.anchor.page) for c in uk_published if c.is_provision}
    assert found == GUIDELINES


def test_both_texts_have_the_same_clauses_and_sentence_ordinals(
    uk: tuple[Clause, ...], uk_published: tuple[Clause, ...]
) -> None:
    assert [c.id for c in uk_published] == [c.id for c in uk]
    assert [len(c.sentences) for c in uk_published] == [len(c.sentences) for c in uk]
    assert not [s.text for c in uk_published for s in c.sentences if "pplies to:" in s.text]


def test_a_heading_that_the_code_does_not_have_is_refused() -> None:
    with pytest.raises(DocumentError, match="the Code has no heading 'Surprise'"):
        list(uk_cop_2018.parse(blocks(b"## 1) No default passwords\n\nText.\n\n## Surprise\n\nText.\n")))


def test_a_footnote_that_the_code_does_not_have_is_refused() -> None:
    with pytest.raises(DocumentError, match="footnote 12, and the Code has nine"):
        list(uk_cop_2018.parse(blocks(b"## 1) T\n\nText.\n\n### Footnotes\n\n12. Text.\n")))


def test_california_has_seventeen_provisions() -> None:
    clauses = tuple(us_ca_sb327.parse(blocks(restated("us-ca/us-ca-sb327/2022"))))
    assert tuple(c.id for c in clauses if c.is_provision) == CALIFORNIA
    assert {c.text_status for c in clauses if c.id.startswith("1798.91.05(")} == {"definition"}
    assert {c.text_status for c in clauses if c.id.startswith("1798.91.04(")} == {"operative"}


def test_california_does_not_count_what_was_not_read() -> None:
    raw = b"1798.91.04. (a) A maker shall act.\n\n1798.91.06. (a) This title does not apply.\n\n1798.92. Other law.\n"
    clauses = tuple(us_ca_sb327.parse(blocks(raw, "law.txt")))
    assert [(c.id, c.is_provision) for c in clauses] == [
        ("1798.91.04", False),
        ("1798.91.04(a)", True),
        ("1798.91.06", False),
        ("1798.91.06(a)", False),
    ]


def test_oregon_has_nine_provisions_and_two_containers() -> None:
    clauses = tuple(us_or_hb2395.parse(blocks(restated("us-or/us-or-hb2395/2019"))))
    assert tuple(c.id for c in clauses if c.is_provision) == OREGON
    assert [c.id for c in clauses if not c.is_provision] == ["646A.813", "646A.813(1)", "646A.813(1)(a)"]


@pytest.mark.parametrize("head", ["646A.813 Gnomes; exemptions. ", "SECTION 1. ", "§ 646A.813. "])
def test_oregon_is_read_from_the_code_and_from_the_bill(head: str) -> None:
    raw = (
        head + '(1) In this section: (a) "Gnome" means clay. (2) A gnome shall stand. (3) It ends.\n\nSECTION 2. No.\n'
    )
    clauses = tuple(us_or_hb2395.parse(blocks(raw.encode(), "law.txt")))
    assert [(c.id, c.is_provision) for c in clauses] == [
        ("646A.813", False),
        ("646A.813(1)", False),
        ("646A.813(1)(a)", True),
        ("646A.813(2)", True),
        ("646A.813(3)", False),
    ]
    assert clauses[4].text == "It ends."
