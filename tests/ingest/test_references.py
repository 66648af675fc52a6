# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""A citation that leads nowhere ends the build, with its file and the nearest clause."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.model import ids, vocab
from comity.model.document import Document
from comity.model.errors import RecordError
from comity.model.source import Source
from comity.settings import Settings
from ingest import catalog, references
from ingest.parse import parse_restatement
from pipeline.run import build

SETTINGS = Settings()
OREGON = Path("us-or/us-or-hb2395/source.yml")


@pytest.fixture(scope="module")
def held() -> tuple[tuple[Source, ...], tuple[Document, ...]]:
    sources = catalog.load_all(SETTINGS.corpus, vocab.load(SETTINGS.ontology))
    return sources, tuple(
        parse_restatement(SETTINGS.corpus, source, edition, source.language)
        for source in sources
        for edition in source.editions
    )


def test_every_citation_of_the_repository_leads_somewhere(
    held: tuple[tuple[Source, ...], tuple[Document, ...]],
) -> None:
    references.check(SETTINGS.corpus, SETTINGS.ontology, *held)


@pytest.mark.parametrize(
    ("target", "says"),
    [
        ("etsi-en-303-645/v3.1.3/5.1-9", "etsi-en-303-645@v3.1.3 has no clause '5.1-9'"),
        ("etsi-en-303-645/v4.0.0/5.1-1", "no edition etsi-en-303-645@v4.0.0"),
    ],
)
def test_an_alignment_to_nowhere_is_named(
    tmp_path: Path, held: tuple[tuple[Source, ...], tuple[Document, ...]], target: str, says: str
) -> None:
    (tmp_path / "align").mkdir()
    text = (
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        f"<{ids.BASE}scheme/capability/ida> skos:closeMatch <{ids.BASE}id/{target}> , <urn:iso:std:1> ,\n"
        f"    <{ids.BASE}id/not-held-here/1/1> .\n"
    )
    (tmp_path / "align" / "ida.ttl").write_text(text, encoding="utf-8")
    with pytest.raises(RecordError, match=says) as caught:
        references.check(SETTINGS.corpus, tmp_path, *held)
    assert "ida.ttl" in caught.value.place


def test_a_scope_statement_on_no_clause_ends_the_build(copied: Settings) -> None:
    path = copied.corpus / OREGON
    text = path.read_text(encoding="utf-8")
    assert 'clause: "646A.813(1)(b)"' in text
    path.write_text(text.replace('clause: "646A.813(1)(b)"', 'clause: "646A.813(1)(z)"'), encoding="utf-8")
    with pytest.raises(RecordError, match=r"us-or-hb2395@2019 has no clause '646A.813\(1\)\(z\)'"):
        build(copied)
