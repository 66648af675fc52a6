# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The Japanese Guidelines: both restatements, the publisher's file where it is at hand, and layouts it might have."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from comity.model.document import Anchor, Block, Clause
from comity.model.errors import DocumentError
from comity.settings import Settings
from ingest import formats
from ingest.extract.japanese import endings
from ingest.sources import jp_meti_2016

PDF = "jp-meti-2016/iot-security-guidelines-v1.0-en.pdf"
FOLDER = Settings().corpus / "jp" / "jp-meti-2016" / "v1.0"
# Page of each provision and its number of sentences, read off the rendered pages of the PDF.
PROVISIONS = {
    **{"P1": (15, 6), "KC1": (16, 2), "KC2": (17, 2)},
    **{"P2": (19, 4), "KC3": (20, 2), "KC4": (22, 2), "KC5": (24, 2), "KC6": (26, 2), "KC7": (28, 2)},
    **{"P3": (30, 4), "KC8": (31, 2), "KC9": (34, 2), "KC10": (36, 2), "KC11": (38, 1), "KC12": (39, 1)},
    **{"P4": (41, 2), "KC13": (42, 2), "KC14": (43, 2), "KC15": (45, 2), "KC16": (47, 2)},
    **{"P5": (48, 4), "KC17": (49, 1), "KC18": (51, 3), "KC19": (56, 1), "KC20": (57, 1), "KC21": (58, 2)},
    **{"R1": (61, 6), "R2": (61, 6), "R3": (61, 6), "R4": (61, 3)},
}
TITLES = {
    "P4": "Consider security measures on the network side",
    "P5": "Maintaining a safe and secure state and disclose and share information",
    "KC15": "Pay attention to the default settings",
    "R4": "Delete All Data When Disposing of Devices",
}


def restated(language: str) -> tuple[Clause, ...]:
    path = FOLDER / f"restatement.{language}.md"
    if not path.is_file():
        pytest.skip(f"COMITY_CORPUS holds no jp/jp-meti-2016/v1.0/{path.name}")
    return tuple(jp_meti_2016.parse(formats.read(path.read_bytes(), path.name, "text/markdown")))


@pytest.fixture(scope="module")
def english() -> tuple[Clause, ...]:
    return restated("en")


@pytest.fixture(scope="module")
def japanese() -> tuple[Clause, ...]:
    return restated("ja")


@pytest.fixture(scope="module")
def published() -> tuple[Clause, ...]:
    folder = Settings().originals
    if folder is None or not (folder / PDF).is_file():
        pytest.skip(f"COMITY_ORIGINALS is not set to a folder that holds {PDF}")
    return tuple(jp_meti_2016.parse(formats.read((folder / PDF).read_bytes(), Path(PDF).name, "application/pdf")))


def lengths(clauses: Sequence[Clause]) -> dict[str, int]:
    return {clause.id: len(clause.sentences) for clause in clauses}


def test_the_publishers_pdf_gives_every_provision_on_its_page(published: tuple[Clause, ...]) -> None:
    found = {c.id: (c.anchor.page, len(c.sentences)) for c in published if c.is_provision}
    assert found == PROVISIONS
    assert {c.id: c.title for c in published if c.id in TITLES} == TITLES


def test_contents_figures_tables_and_footnotes_of_the_pdf_drop(published: tuple[Clause, ...]) -> None:
    text = " ".join(clause.text for clause in published)
    for stray in (".....", "Fig. ", "Table 6", "C & C Server", "Router manufacturers", "IHS Technology", "\uf06c"):
        assert stray not in text


def test_the_restatement_keeps_the_sentence_ordinals_of_the_pdf(
    english: tuple[Clause, ...], published: tuple[Clause, ...]
) -> None:
    theirs = lengths(published)
    left_out = [f"KC{number}/examples" for number in (1, 2, 3, 5, 6, 10, 11, 12, 20)]
    assert lengths(english) == {clause: count for clause, count in theirs.items() if clause not in left_out}


def test_thirty_provisions_each_with_its_parent(english: tuple[Clause, ...]) -> None:
    provisions = [c for c in english if c.is_provision]
    parents = {c.id: c.parent for c in english}
    assert [c.id for c in provisions] == list(PROVISIONS)
    assert {c.text_status for c in provisions} == {"headline"}
    assert [parents[c] for c in ("P3", "KC2", "KC8", "KC13/commentary", "KC18/examples", "R2")] == [
        *("2", "P1", "P3", "KC13", "KC18", "3")
    ]
    assert {c.text_status for c in english if c.id.endswith("/commentary")} == {"supporting"}
    assert {c.text_status for c in english if c.id.endswith("/examples")} == {"example"}


def test_both_languages_have_the_same_clauses_and_sentences(
    english: tuple[Clause, ...], japanese: tuple[Clause, ...]
) -> None:
    assert lengths(japanese) == lengths(english)
    assert [(c.id, c.number, c.parent) for c in japanese] == [(c.id, c.number, c.parent) for c in english]
    titles = {c.id: c.title for c in japanese}
    assert (titles["KC15"], titles["R3"]) == ("初期設定に留意する", "使用しなくなった機器は電源を切る")


def test_the_japanese_text_obliges_where_the_english_says_must_and_nowhere_else(
    english: tuple[Clause, ...], japanese: tuple[Clause, ...]
) -> None:
    pairs = [
        pair for e, j in zip(english, japanese, strict=True) for pair in zip(e.sentences, j.sentences, strict=True)
    ]
    obliging = [here.text for here, text in pairs if "nakereba-naranai" in {e.rule.id for e in endings(text.text)}]
    assert len(obliging) == 3
    assert all(" must " in text for text in obliging)
    assert not [text.text for _, text in pairs for e in endings(text.text) if e.rule.id in {"koto", "te-wa-naranai"}]


def laid(*rows: tuple[str, str, float, int]) -> tuple[Block, ...]:
    """Return blocks from (role, text, size, page), each with its place on the page."""
    return tuple(Block(text, Anchor("f.pdf", page, 0, len(text)), role, 0, size) for role, text, size, page in rows)


HEAD = ("heading", "2.1 [Policy] Principle 1 Gnomes of", 20.0, 1)
KEY = (("heading", "Key Concept 1. Stand firm", 16.0, 2), ("heading", "(1) Point", 12.0, 2))
BODY = ("paragraph", "1) A gnome stands firm at its place.", 10.0, 2)
FILL = tuple(("paragraph", f"Gnomes are {colour}.", 10.0, 2) for colour in ("red", "blue", "green"))


def parsed(*rows: tuple[str, str, float, int]) -> dict[str, list[str]]:
    return {c.id: [s.text for s in c.sentences] for c in jp_meti_2016.parse(laid(*rows))}


def test_a_heading_over_two_lines_is_one_title() -> None:
    rows = (HEAD, ("heading", "the garden", 20.0, 1), ("paragraph", "They stand.", 10.0, 1))
    (clause,) = jp_meti_2016.parse(laid(*rows))
    assert (clause.id, clause.title, clause.text) == ("P1", "Gnomes of the garden", "They stand.")


def test_a_list_of_key_concepts_opens_none_of_them() -> None:
    listed = (("heading", "Key Concept 1. Stand firm", 11.5, 1), ("heading", "Key Concept 2. Shout", 11.5, 1))
    assert parsed(HEAD, *listed, *KEY, BODY) == {"P1": [], "KC1": ["1) A gnome stands firm at its place."]}


def test_contents_and_furniture_drop() -> None:
    contents = ("paragraph", "Key Concept 1. Stand firm.......... 7 Appendix......... 9", 10.0, 1)
    assert parsed(contents, *KEY, BODY, ("furniture", "6", 10.0, 2)) == {"KC1": [BODY[1]]}


def test_labels_of_a_figure_drop_from_the_first_in_other_type_to_the_caption() -> None:
    figure = (
        *(("paragraph", "Garden", 8.0, 3), ("heading", "Attack!", 15.0, 3)),
        *(("paragraph", "Gnome in body type", 10.0, 3), ("paragraph", "Fig. 2 A garden", 10.0, 3)),
    )
    rows = (*KEY, BODY, *FILL, ("paragraph", "It is watched.", 10.0, 3), *figure, ("paragraph", "It waits.", 10.0, 3))
    assert parsed(*rows)["KC1"][-2:] == ["It is watched.", "It waits."]


def test_a_table_over_a_page_drops_up_to_the_next_item() -> None:
    table = (
        *(("paragraph", "Table 3 Kinds of gnome", 10.0, 2), ("paragraph", "Kind", 10.0, 2)),
        *(("furniture", "6", 10.0, 2), ("paragraph", "Red ones, mostly.", 10.0, 3)),
    )
    assert parsed(*KEY, BODY, *table, ("item", "2) A gnome is silent.", 10.0, 3)) == {
        "KC1": [BODY[1], "2) A gnome is silent."]
    }


def test_a_table_drops_up_to_its_source() -> None:
    table = (("paragraph", "Table 3 Kinds of gnome", 10.0, 2), ("paragraph", "Source: a gnome's diary", 10.0, 2))
    assert parsed(*KEY, BODY, *table, ("paragraph", "It rests.", 10.0, 2)) == {"KC1": [BODY[1], "It rests."]}


def test_a_paragraph_goes_on_past_a_footnote_and_a_page() -> None:
    rows = (
        *(*KEY, *FILL, ("paragraph", "The gnome was made of", 10.0, 2), ("paragraph", "1 See the diary.", 7.0, 2)),
        *(("furniture", "6", 10.0, 2), ("paragraph", "burnt clay. It lasts.", 10.0, 3)),
    )
    assert parsed(*rows)["KC1"][-2:] == ["The gnome was made of burnt clay.", "It lasts."]


def test_bullets_of_symbol_fonts_and_hyphens_open_items_but_compounds_do_not() -> None:
    rows = (
        *KEY,
        ("paragraph", "Examples follow. \uf06c Paint a well-known gnome. \uf06c Wash it. - Use water", 10.0, 2),
    )
    assert parsed(*rows)["KC1"] == ["Examples follow.", "Paint a well-known gnome.", "Wash it.", "Use water"]


def test_a_numbered_item_starts_anew_after_an_open_end() -> None:
    rows = (*KEY, ("item", "1) Paint it (with brushes)", 10.0, 2), ("item", "2) Wash it.", 10.0, 2))
    assert parsed(*rows)["KC1"] == ["1) Paint it (with brushes)", "2) Wash it."]


def test_unknown_headings_are_refused_in_a_restatement_only() -> None:
    raw = b"### Key Concept 1. Stand\n\n#### (1) Points\n\n1) Stand.\n\n### Surprise\n\nText.\n"
    with pytest.raises(DocumentError, match="the Guidelines have no heading 'Surprise'"):
        list(jp_meti_2016.parse(formats.read(raw, "restatement.en.md", "text/markdown")))
    assert parsed(*KEY, BODY, ("heading", "Surprise", 17.0, 3)) == {"KC1": [BODY[1]]}


def test_a_part_without_a_key_concept_is_refused() -> None:
    with pytest.raises(DocumentError, match=r"part \(2\) stands under no key concept"):
        parsed(HEAD, ("heading", "(2) Commentary", 12.0, 1))


def test_a_key_concept_that_stands_twice_is_refused() -> None:
    with pytest.raises(DocumentError, match="KC1 stands twice"):
        parsed(*KEY, BODY, *KEY, BODY)
