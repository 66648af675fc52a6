# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""PDF to blocks: text with 1-based pages, headings by size, running heads set apart, broken words rejoined."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from comity.model.document import Anchor, Block
from comity.model.errors import DocumentError
from ingest.formats import pdf_layout, pdf_words
from ingest.formats.bombs import check_streams
from ingest.formats.hyphens import bare, rejoin
from ingest.formats.limits import Deadline, check_pages
from ingest.formats.pdf_layout import Line, Paragraph
from ingest.formats.pdf_words import Word

_TAIL: Final = 2_048
_HEADING: Final = 1.12
_MARGIN: Final = 0.12
_NO_LAYER: Final = "run text recognition (OCR) over it and read the result"
_FRESH: Final = "fetch it again from its publisher"


@dataclass(frozen=True, slots=True)
class _Page:
    """One page as read: its number, height and words, with the line fragments and what is only an image."""

    number: int
    height: float
    words: tuple[Word, ...]
    boxes: tuple[pdf_words.Box, ...]
    is_scan: bool


_Laid = Sequence[tuple[_Page, Sequence[Line]]]


def read(raw: bytes, name: str) -> Iterator[Block]:
    """Yield headings, paragraphs, items, boxed text (``cell``), ``furniture`` and ``turned`` text, page by page.

    Offsets count the text of the page as yielded, blocks joined by LF. Raises DocumentError for a file that is
    truncated, damaged, locked by a password, too long, or without a text layer.
    """
    pages = _pages(raw, name)
    body = pdf_layout.body_size([page.words for page in pages])
    laid = [(page, pdf_layout.lines(page.words, page.boxes, body)) for page in pages]
    furniture = _furniture(laid)
    levels = _levels(laid, furniture, body)
    seen = _seen(pages)
    for page, lines in laid:
        offset = 0
        for block in _page_blocks(page, lines, furniture, levels, seen):
            end = offset + len(block.text)
            yield Block(block.text, Anchor(name, page.number, offset, end), block.role, block.level, block.size)
            offset = end + 1


def _seen(pages: Sequence[_Page]) -> Counter[str]:
    """Return how often the document holds each word; most stand many times, so that few have to be laid bare."""
    seen: Counter[str] = Counter()
    for text, count in Counter(word.text for page in pages for word in page.words).items():
        seen[bare(text)] += count
    return seen


def _pages(raw: bytes, name: str) -> list[_Page]:
    if b"%%EOF" not in raw[-_TAIL:]:
        raise DocumentError(f"{name} byte {len(raw)}", "the PDF is truncated: its end is missing", _FRESH)
    check_streams(raw, name)
    try:
        document = pdfium.PdfDocument(raw)
        try:
            return _read_pages(document, name)
        finally:
            document.close()
    except pdfium.PdfiumError as error:
        raise DocumentError(name, *_why(error)) from error


def _why(error: pdfium.PdfiumError) -> tuple[str, str]:
    if getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD:
        return "the PDF is encrypted and needs a password", "save a copy without one"
    return f"the PDF is damaged: {error}", _FRESH


def _read_pages(document: pdfium.PdfDocument, name: str) -> list[_Page]:
    check_pages(len(document), name)
    deadline = Deadline(name)
    pages: list[_Page] = []
    for index in range(len(document)):
        deadline.check()
        try:
            pages.append(_read_page(document, index))
        except pdfium.PdfiumError as error:
            raise DocumentError(f"{name} page {index + 1}", *_why(error)) from error
    _refuse_scans(pages, name)
    return pages


def _read_page(document: pdfium.PdfDocument, index: int) -> _Page:
    page = document[index]
    try:
        words = tuple(pdf_words.words(page))
        scan = not words and pdf_words.has_scan(page)
        return _Page(index + 1, page.get_height(), words, pdf_words.boxes(page), scan)
    finally:
        page.close()


def _refuse_scans(pages: Sequence[_Page], name: str) -> None:
    scans = [page.number for page in pages if page.is_scan]
    if not any(page.words for page in pages):
        what = "images only, no text layer" if scans else "no text on any page"
        raise DocumentError(f"{name} pages 1-{len(pages)}", what, _NO_LAYER)
    if 2 * len(scans) > len(pages):
        numbers = ", ".join(str(number) for number in scans[:12])
        raise DocumentError(f"{name} pages {numbers}", f"images without a text layer on {len(scans)} pages", _NO_LAYER)


def _key(line: Line) -> str:
    return re.sub(r"\s*\d+\s*", "#", line.text.strip()).strip("#") or "#"


def _in_margin(page: _Page, line: Line) -> bool:
    return line.turn == 0 and not _MARGIN * page.height < line.y < (1 - _MARGIN) * page.height


def _furniture(laid: _Laid) -> frozenset[str]:
    """Return the texts, figures left out, that stand in the top or bottom margin of many pages."""
    pages_with: defaultdict[str, set[int]] = defaultdict(set)
    for page, lines in laid:
        for line in lines:
            if _in_margin(page, line):
                pages_with[_key(line)].add(page.number)
    needed = max(3, len(laid) // 5)
    return frozenset(key for key, numbers in pages_with.items() if len(numbers) >= needed)


def _levels(laid: _Laid, furniture: frozenset[str], body: float) -> Mapping[float, int]:
    """Return the heading level of each size of type that is larger than the body's."""
    sizes = {
        line.size
        for page, lines in laid
        for line in lines
        if line.size > _HEADING * body and line.turn == 0 and not (_in_margin(page, line) and _key(line) in furniture)
    }
    return {size: min(level, 6) for level, size in enumerate(sorted(sizes, reverse=True), 1)}


def _page_blocks(
    page: _Page, lines: Sequence[Line], furniture: frozenset[str], levels: Mapping[float, int], seen: Mapping[str, int]
) -> Iterator[Block]:
    anchor = Anchor("", page.number, 0, 0)
    standing: list[Line] = []
    running: list[Line] = []
    for line in lines:
        (standing if _in_margin(page, line) and _key(line) in furniture else running).append(line)
    for paragraph in pdf_layout.paragraphs(running):
        role, level = _role(paragraph, levels)
        text = rejoin([(line.text, line.broken) for line in paragraph.lines], seen)
        yield Block(text, anchor, role, level, paragraph.size)
    for line in standing:
        yield Block(line.text, anchor, "furniture", 0, line.size)


def _role(paragraph: Paragraph, levels: Mapping[float, int]) -> tuple[str, int]:
    first = paragraph.lines[0]
    if first.turn:
        return "turned", 0
    if first.size in levels:
        return "heading", levels[first.size]
    if first.box is not None:
        return "cell", 0
    return ("item" if pdf_layout.is_item(first) else "paragraph"), 0
