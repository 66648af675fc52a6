# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Who cites what: look-ups by document and by source, editions that are held, clauses that exist."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from comity.analyse.citations import citations
from comity.model.document import Anchor, Clause, Document
from comity.model.errors import NotFoundError
from comity.model.source import Relation
from comity.release import Release


@pytest.fixture
def corpus(make: Any) -> Any:
    works = make.source("etsi-en-1", "eu", "standard", editions=(make.edition("v1"), make.edition("v2")))
    relations = (
        Relation("cites", "ETSI EN 1 V1.0 (2019), 4-1", "2"),
        Relation("cites", "ETSI EN 1 V2.0 (2020), 9-9", "3"),
        Relation("cites", "ETSI EN 1", "4", "secondary"),
        Relation("amends", "Some Act", "5"),
    )
    law = make.source("law", "uk", relations=relations)
    anchor = Anchor("text", None, 0, 1)
    clause = Clause("4-1", "4-1", "", None, "operative", True, (), anchor)
    documents = tuple(Document("etsi-en-1", edition, "en", True, (clause,)) for edition in ("v1", "v2"))
    return replace(make.corpus([works, law]), documents=documents)


def test_the_edition_and_the_clause_that_are_cited_are_found(corpus: Any) -> None:
    undated, first, second = citations(corpus, "en 1")
    assert (undated.held, undated.is_latest, undated.verification) == ("etsi-en-1", None, "secondary")
    assert (first.edition, first.held, first.clause, first.is_latest) == (
        "V1.0 (2019)",
        "etsi-en-1@v1",
        "etsi-en-1@v1/4-1",
        False,
    )
    assert (second.held, second.clause, second.is_latest) == ("etsi-en-1@v2", None, True)


def test_what_is_not_held_is_said_to_be_cited_all_the_same(corpus: Any) -> None:
    (act,) = citations(corpus, "some act")
    assert (act.document, act.edition, act.held, act.clause, act.is_latest) == ("Some Act", None, None, None, None)


def test_only_what_one_source_cites(corpus: Any) -> None:
    assert len(citations(corpus, by="law")) == 4
    assert citations(corpus, by="etsi-en-1") == ()
    with pytest.raises(NotFoundError, match="no source held cites this"):
        citations(corpus, "ISO 1")
    with pytest.raises(NotFoundError, match="no such source"):
        citations(corpus, by="lore")


@pytest.mark.slow
def test_what_nist_draws_from_enisa_exists_there(release: Release) -> None:
    drawn = [c for c in citations(release.corpus, by="nistir-8259a") if c.held == "enisa-baseline-2017@2017"]
    assert len([c for c in drawn if c.part]) >= 29
    assert [c.part for c in drawn if c.part and c.clause is None] == []


@pytest.mark.slow
def test_the_uk_code_cites_an_edition_of_29147_and_the_standard_undated(release: Release) -> None:
    uk = {c.edition for c in citations(release.corpus, "ISO/IEC 29147") if c.source == "uk-cop-2018"}
    assert uk == {"2014", None}
