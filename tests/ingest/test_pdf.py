# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The PDF reader on documents made here: layout, broken words, furniture, and files that cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from comity.model.document import Block
from comity.model.errors import DocumentError
from ingest import formats
from ingest.formats import pdf
from ingest.formats.hyphens import rejoin

LEADING = 13.0


def made(*pages: Callable[[Canvas], None]) -> bytes:
    """A PDF of A5 pages, each drawn by one function."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(420, 595), invariant=1)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def put(canvas: Canvas, lines: list[str], x: float = 50, top: float = 500, size: float = 10) -> None:
    canvas.setFont("Helvetica", size)
    for at, line in enumerate(lines):
        canvas.drawString(x, top - at * LEADING, line)


def read(raw: bytes) -> tuple[Block, ...]:
    return formats.read(raw, "law.pdf", "application/pdf")


def body(canvas: Canvas) -> None:
    put(canvas, ["The maker of a toy shall put a label on every toy that is", "sold. It may add a leaflet."])


def test_headings_paragraphs_and_items_in_visual_order() -> None:
    def page(canvas: Canvas) -> None:
        put(canvas, ["A second paragraph that is drawn first and stands last on", "the page."], top=300)
        put(canvas, ["1) The heading"], top=540, size=16)
        put(canvas, ["The first paragraph of the page, long enough to wrap", "once."], top=500)
        put(canvas, ["\u2022 an item of a list"], top=420)

    assert [(b.role, b.text) for b in read(made(page))] == [
        ("heading", "1) The heading"),
        ("paragraph", "The first paragraph of the page, long enough to wrap once."),
        ("item", "\u2022 an item of a list"),
        ("paragraph", "A second paragraph that is drawn first and stands last on the page."),
    ]


def test_anchors_count_pages_from_one_and_the_text_as_yielded() -> None:
    blocks = read(made(body, lambda c: put(c, ["Page two begins.", "", "", "And ends."])))
    assert [block.anchor.page for block in blocks] == [1, 2, 2]
    page_two = "\n".join(block.text for block in blocks if block.anchor.page == 2)
    assert [page_two[b.anchor.start : b.anchor.end] for b in blocks[1:]] == ["Page two begins.", "And ends."]


def test_running_heads_and_page_numbers_are_furniture() -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            put(canvas, [f"The Toy Rules {number}"], top=30, size=8)
            put(canvas, [f"Rule {number} is about toys of the kind number {number}."])

        return draw

    blocks = read(made(*(page(number) for number in range(1, 6))))
    assert [b.text for b in blocks if b.role == "furniture"] == [f"The Toy Rules {n}" for n in range(1, 6)]
    assert [b.role for b in blocks if b.text.startswith("Rule")] == ["paragraph"] * 5


def test_a_line_that_stands_in_a_margin_once_is_no_furniture() -> None:
    blocks = read(made(lambda c: put(c, ["Only here."], top=30), body, body))
    assert {block.role for block in blocks} == {"paragraph"}


def test_two_columns_are_read_one_after_the_other() -> None:
    def page(canvas: Canvas) -> None:
        put(canvas, ["A heading across the whole width of the page, left to right it goes"], top=540)
        put(canvas, [f"left line number {n} of ten" for n in range(10)], x=40)
        put(canvas, [f"right line number {n} of ten" for n in range(10)], x=230)

    text = " ".join(block.text for block in read(made(page)))
    assert text.index("heading") < text.index("left line number 0") < text.index("left line number 9")
    assert text.index("left line number 9") < text.index("right line number 0")


def test_text_in_a_box_is_a_cell() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.9, 0.8, 0.8)
        canvas.rect(45, 480, 320, 40, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        put(canvas, ["Boxed words stand here."], x=55)
        put(canvas, ["Words below the box."], top=460)

    assert [(b.role, b.text) for b in read(made(page))] == [
        ("cell", "Boxed words stand here."),
        ("paragraph", "Words below the box."),
    ]


def test_raised_note_marks_drop_out_and_footnotes_keep_theirs() -> None:
    def page(canvas: Canvas) -> None:
        put(canvas, ["The rule refers to a standard.", "It goes on and on over a line, and over another line too."])
        canvas.setFont("Helvetica", 5)
        canvas.drawString(50 + canvas.stringWidth("The rule refers to a standard.", "Helvetica", 10), 504, "7")
        put(canvas, ["Such a standard is listed."], x=57, top=80, size=7)
        canvas.setFont("Helvetica", 4)
        canvas.drawString(50, 83, "7")

    texts = [block.text for block in read(made(page))]
    assert texts[0].startswith("The rule refers to a standard. It goes on")
    assert texts[-1] == "7 Such a standard is listed."


def test_turned_text_is_kept_apart() -> None:
    def page(canvas: Canvas) -> None:
        body(canvas)
        canvas.rotate(90)
        canvas.drawString(100, -400, "Along the edge")

    assert ("turned", "Along the edge") in [(b.role, b.text) for b in read(made(page))]


def test_a_page_shown_turned_is_read_upright() -> None:
    writer = PdfWriter()

    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        canvas.translate(100, 50)
        canvas.rotate(90)
        canvas.drawString(0, 0, "A wide table")

    writer.add_page(PdfReader(BytesIO(made(page))).pages[0]).rotate(90)
    out = BytesIO()
    writer.write(out)
    assert [(b.role, b.text) for b in read(out.getvalue())] == [("paragraph", "A wide table")]


@pytest.mark.parametrize(
    ("lines", "seen", "whole"),
    [
        ([("a secu", True), ("rity rule", False)], {"security": 2}, "a security rule"),
        ([("a non", True), ("exhaustive list", False)], {}, "a non-exhaustive list"),
        ([("a peer-", False), ("reviewed rule", False)], {"peer-reviewed": 1}, "a peer-reviewed rule"),
        ([("an embar", True), ("rassment", False)], {}, "an embarrassment"),
        ([("and/", False), ("or", False)], {}, "and/or"),
        ([("a rule -", False), ("or two", False)], {}, "a rule - or two"),
    ],
)
def test_broken_words_are_rejoined(lines: list[tuple[str, bool]], seen: dict[str, int], whole: str) -> None:
    assert rejoin(lines, seen) == whole


def test_a_truncated_file_is_refused() -> None:
    raw = made(body)
    with pytest.raises(DocumentError, match=r"law.pdf byte \d+: the PDF is truncated.*fetch it again"):
        read(raw[: len(raw) // 2])


def test_a_damaged_file_is_refused() -> None:
    with pytest.raises(DocumentError, match=r"law.pdf: the PDF is damaged.*fetch it again"):
        read(b"%PDF-1.7\n" + b"garbage " * 40 + b"\n%%EOF")


def test_a_damaged_page_is_named() -> None:
    raw = made(body, body)
    broken = raw.replace(b"/Type /Page\n", b"/Type /Rage\n", 1)
    assert broken != raw
    with pytest.raises(DocumentError, match=r"law.pdf page 1: the PDF is damaged.*fetch it again"):
        read(broken)


def test_an_encrypted_file_is_refused() -> None:
    writer = PdfWriter(clone_from=BytesIO(made(body)))
    writer.encrypt("secret", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    with pytest.raises(DocumentError, match=r"law.pdf: the PDF is encrypted and needs a password.*without one"):
        read(out.getvalue())


def scan(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Image.new("RGB", (42, 60), "white")), 0, 0, 420, 595)


def test_an_image_only_file_is_refused() -> None:
    with pytest.raises(DocumentError, match=r"law.pdf pages 1-2: images only, no text layer.*OCR"):
        read(made(scan, scan))


def test_mostly_scanned_pages_are_refused_by_number() -> None:
    with pytest.raises(DocumentError, match=r"law.pdf pages 2, 3: images without a text layer on 2 pages"):
        read(made(body, scan, scan))
    assert len(read(made(scan, body, body))) == 2


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.formats.limits.MAX_PAGES", 1)
    with pytest.raises(DocumentError, match="2 pages, and at most 1 are read"):
        list(pdf.read(made(body, body), "law.pdf"))
