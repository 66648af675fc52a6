# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Readers of text formats, and what every reader refuses."""

from __future__ import annotations

import pytest

from comity.model.document import Block
from comity.model.errors import DocumentError
from ingest import formats
from ingest.formats import html, limits, markdown, plain

RESTATED = b"""<!-- a comment -->

# A title

## 1) First

Applies to: Makers

One *plain* sentence.
Another sentence, No. 4 of them.

- an item;
- a second item
its second line.

7. a numbered note.
"""


def shown(blocks: tuple[Block, ...]) -> list[tuple[str, str]]:
    return [(block.role, block.text) for block in blocks]


def test_the_table_of_readers_is_pinned() -> None:
    assert sorted(formats.FORMATS) == ["application/pdf", "text/html", "text/markdown", "text/plain"]


@pytest.mark.parametrize(
    ("name", "media_type"),
    [("a.pdf", "application/pdf"), ("B.HTML", "text/html"), ("c.md", "text/markdown"), ("d.txt", "text/plain")],
)
def test_media_type_follows_the_suffix(name: str, media_type: str) -> None:
    assert formats.media_type_of(name) == media_type


@pytest.mark.parametrize("name", ["a.docx", "noending"])
def test_unknown_suffix_is_refused_with_the_known_ones(name: str) -> None:
    with pytest.raises(DocumentError, match=r"no reader for the suffix .*\.pdf") as caught:
        formats.media_type_of(name)
    assert caught.value.place == name


def test_a_restatement_is_read_line_by_line() -> None:
    blocks = formats.read(RESTATED, "restatement.en.md", "text/markdown")
    assert shown(blocks) == [
        ("heading", "A title"),
        ("heading", "1) First"),
        ("sentence", "Applies to: Makers"),
        ("sentence", "One plain sentence."),
        ("sentence", "Another sentence, No. 4 of them."),
        ("sentence", "an item;"),
        ("sentence", "a second item"),
        ("sentence", "its second line."),
        ("sentence", "7. a numbered note."),
    ]
    assert [block.level for block in blocks[:3]] == [1, 2, 0]


def test_markdown_anchors_point_into_the_file() -> None:
    text = RESTATED.decode()
    for block in formats.read(RESTATED, "restatement.en.md", "text/markdown"):
        cut = text[block.anchor.start : block.anchor.end]
        assert block.text.split()[-1] in cut
        assert "\n" not in cut


def test_other_markdown_is_read_by_paragraph_with_items_and_cells() -> None:
    raw = b"One line\nwrapped.\n\n1. first\n2. second\n\n| a | b |\n|---|---|\n| c | d |\n\n<p>kept <b>bold</b></p>\n"
    assert shown(formats.read(raw, "law.md", "text/markdown")) == [
        ("paragraph", "One line wrapped."),
        ("item", "1. first"),
        ("item", "2. second"),
        ("cell", "a"),
        ("cell", "b"),
        ("cell", "c"),
        ("cell", "d"),
        ("paragraph", "kept bold"),
    ]


def test_plain_text_is_cut_at_blank_lines_and_labels() -> None:
    raw = b"First line\nwrapped.\n\n(a) One\nmore.\n(b) Two.\n\x0cNew page.\n"
    blocks = formats.read(raw, "law.txt", "text/plain")
    assert [block.text for block in blocks] == ["First line wrapped.", "(a) One more.", "(b) Two.", "New page."]
    text = raw.decode()
    assert [text[b.anchor.start : b.anchor.end].split()[-1] for b in blocks] == ["wrapped.", "more.", "Two.", "page."]


def test_html_gives_visible_blocks_only() -> None:
    raw = (
        b"<!doctype html><html><head><title>no</title></head><body><nav>menu</nav><h2>Sec. 1</h2>"
        b"<div>Loose <b>text</b><p>Para<br>graph</p>tail</div><ul><li>one</li></ul>"
        b"<table><tr><td>x</td></tr></table><script>no()</script></body></html>"
    )
    blocks = formats.read(raw, "law.html", "text/html")
    assert shown(blocks) == [
        ("heading", "Sec. 1"),
        ("paragraph", "Loose text"),
        ("paragraph", "Para graph"),
        ("paragraph", "tail"),
        ("item", "one"),
        ("cell", "x"),
    ]
    assert blocks[0].level == 2
    joined = "\n".join(block.text for block in blocks)
    assert all(joined[block.anchor.start : block.anchor.end] == block.text for block in blocks)


@pytest.mark.parametrize("raw", [b"", b"  \n\t", b"\x00\x00"])
@pytest.mark.parametrize("media_type", sorted(formats.FORMATS))
def test_an_empty_file_is_refused(raw: bytes, media_type: str) -> None:
    with pytest.raises(DocumentError, match="law: the file is empty"):
        formats.read(raw, "law", media_type)


@pytest.mark.parametrize(
    ("raw", "media_type", "why"),
    [
        (b"<!DOCTYPE html><p>x", "application/pdf", "not a PDF: it begins like text/html.*suffix .htm"),
        (b"%PDF-1.7 ...", "text/plain", "not text/plain: it begins like application/pdf.*suffix .pdf"),
        (b"PK\x03\x04rest", "text/markdown", "zip archive or an office document.*export it"),
        (b"\x89PNG....", "text/html", "a PNG image"),
        (b" <html><p>x</p>", "text/markdown", "not text/markdown: it begins like text/html"),
        (b"just words", "text/html", "no HTML element.*read it as text/plain"),
        (b"just words", "application/pdf", "not a PDF: it begins like none"),
        (b"<p></p>", "text/html", "no text in it"),
        (b"x", "application/msword", "no reader for application/msword"),
    ],
)
def test_a_file_that_is_not_what_it_claims_is_refused(raw: bytes, media_type: str, why: str) -> None:
    with pytest.raises(DocumentError, match=rf"law.*{why}"):
        formats.read(raw, "law", media_type)


@pytest.mark.parametrize("media_type", ["text/plain", "text/markdown", "text/html"])
@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ("<p>caf\u00e9 law".encode("latin-1"), "byte 6: 0xe9 is not UTF-8"),
        ("<p>law".encode("utf-16"), "UTF-16"),
        (b"<p>la\x00w", "character 5: a NUL character"),
    ],
)
def test_what_is_not_utf8_text_is_refused(media_type: str, raw: bytes, why: str) -> None:
    with pytest.raises(DocumentError, match=f"law.*{why}.*save it as UTF-8"):
        formats.read(raw, "law", media_type)


def test_a_byte_order_mark_and_crlf_do_not_shift_the_text() -> None:
    assert shown(formats.read(b"\xef\xbb\xbfOne.\r\n\r\nTwo.", "law.txt", "text/plain; charset=utf-8")) == [
        ("paragraph", "One."),
        ("paragraph", "Two."),
    ]


def test_size_limits_name_the_limit() -> None:
    with pytest.raises(DocumentError, match=r"11 bytes, and at most 10 are read \(split the file"):
        limits.check_size(b"x" * 11, "law", 10)
    limits.check_size(b"x" * 10, "law", 10)
    with pytest.raises(DocumentError, match="2,001 pages"):
        limits.check_pages(2_001, "law")


def test_the_deadline_is_asked_of_its_clock() -> None:
    times = iter([0.0, 29.0, 31.0])
    deadline = limits.Deadline("law", clock=lambda: next(times))
    deadline.check()
    with pytest.raises(DocumentError, match="more than 30 seconds"):
        deadline.check()


def test_an_html_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    deep = b"<div>" * 400 + b"x"
    with pytest.raises(DocumentError, match="nested over 256 deep"):
        formats.read(deep, "law.html", "text/html")
    assert list(html.read(b"<div>" * 200 + b"x", "law.html"))
    monkeypatch.setattr(html, "MAX_NODES", 50)
    with pytest.raises(DocumentError, match="more than 50 nodes"):
        formats.read(b"<p>a" * 60, "law.html", "text/html")


def test_readers_can_be_used_alone() -> None:
    assert [b.text for b in markdown.read(b"a", "x.md")] == [b.text for b in plain.read(b"a", "x.txt")] == ["a"]
