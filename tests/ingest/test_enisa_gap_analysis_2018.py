# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The parser of ENISA's gap analysis on our layout and on plain text; no publisher's file of it is at hand."""

from __future__ import annotations

import pytest

from comity.model.document import Clause
from comity.model.errors import DocumentError
from comity.settings import Settings
from ingest import formats
from ingest.sources import enisa_gap_analysis_2018 as study

PLAIN = "Gates, analysed.\n\n" + "".join(f"Finding {n}: Gate {n} is open. It creaks.\n\n" for n in range(1, 7))


def parsed(text: str, name: str = "study.txt", kind: str = "text/plain") -> list[Clause]:
    return list(study.parse(formats.read(text.encode(), name, kind)))


def test_our_restatement_holds_six_findings_with_their_titles() -> None:
    path = Settings().corpus / "eu" / "enisa-gap-analysis-2018" / "2018" / "restatement.en.md"
    found = parsed(path.read_text(encoding="utf-8"), path.name, "text/markdown")
    assert [(c.id, c.title, len(c.sentences)) for c in found] == [
        ("title", "IoT Security Standards Gap Analysis", 0),
        ("finding-1", "Standards for secure IoT", 1),
        ("finding-2", "Coverage of the ecosystem", 2),
        ("finding-3", "Claims of security", 1),
        ("finding-4", "Interoperability", 1),
        ("finding-5", "Access to the market", 2),
        ("finding-6", "Certification", 1),
    ]


def test_a_study_has_no_provisions() -> None:
    found = parsed(PLAIN)
    assert not [c.id for c in found if c.is_provision]
    assert {c.text_status for c in found} == {"explanatory"}


def test_plain_text_opens_a_finding_by_its_number() -> None:
    found = parsed(PLAIN.replace("Finding 2: Gate 2 is open.", "Finding  2. Gate 2,\nsays Finding 1: no, is open."))
    assert [c.id for c in found] == [f"finding-{n}" for n in range(1, 7)]
    assert [s.text for s in found[0].sentences] == ["Gate 1 is open.", "It creaks."]
    assert found[1].text == "Gate 2, says Finding 1: no, is open. It creaks."


def test_a_finding_over_two_paragraphs_goes_on() -> None:
    found = parsed(PLAIN.replace("is open. It creaks.\n\nFinding 4", "is\n\nopen to all.\n\nFinding 4"))
    assert [s.text for s in found[2].sentences] == ["Gate 3 is open to all."]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("Finding 3:", "Finding 4:", "finding 4 stands where 3 is due"),
        ("Finding 6: Gate 6 is open. It creaks.\n\n", "", "5 findings"),
        ("Finding 6: Gate 6", "Finding 6: a\n\nFinding 7: Gate 6", "finding 7 stands where none is due"),
    ],
)
def test_findings_out_of_order_are_refused(old: str, new: str, says: str) -> None:
    assert old in PLAIN
    with pytest.raises(DocumentError, match=says):
        parsed(PLAIN.replace(old, new))


def test_an_unknown_heading_is_refused() -> None:
    with pytest.raises(DocumentError, match="no finding 'Recommendation 1'"):
        parsed("# Gates\n\n## Recommendation 1\n\nClose them.\n", "study.md", "text/markdown")
