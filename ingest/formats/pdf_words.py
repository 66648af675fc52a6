# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Words of a PDF page with their places: the one module that touches pdfium's character calls."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

# pdfium marks a hyphen at a line end with one of these and leaves out the line break.
_HYPHENS: Final = "\x02\ufffe"
_WORD: Final = re.compile(rf"[^\s{_HYPHENS}]+[{_HYPHENS}]?")
# A run whose type is this much lower than that of the word it sits on is a note mark, not part of the word.
_RAISED: Final = 0.8
# Boxes smaller than this are rules and bullets, larger ones (share of the page) are backgrounds.
_MIN_BOX: Final = (60.0, 14.0)
_MAX_BOX: Final = 0.7
_MAX_PATHS: Final = 4_000


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without a blank, in points, in the frame in which it reads left to right.

    ``y`` is the baseline, ``size`` the height of the type, ``turn`` how often it is turned by 90 degrees on the
    page as shown; ``broken`` says that a hyphen at the line end follows.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    turn: int
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A filled or framed rectangle that may hold text."""

    x0: float
    y0: float
    x1: float
    y1: float

    def holds(self, word: Word) -> bool:
        """True when the word stands inside, with a point of tolerance."""
        return self.x0 - 1 <= word.x0 and word.x1 <= self.x1 + 1 and self.y0 - 1 <= word.y <= self.y1 + 1


def words(page: pdfium.PdfPage) -> Iterator[Word]:
    """Yield the words of a page in the order of its content stream."""
    textpage = page.get_textpage()
    try:
        ruler = _Ruler(textpage, page.get_rotation())
        for match in _WORD.finditer(_page_text(textpage)):
            yield from _measure(ruler, match.group(), match.start())
    finally:
        textpage.close()


def boxes(page: pdfium.PdfPage) -> tuple[Box, ...]:
    """Return the rectangles of a page that are large enough to hold a paragraph and smaller than the page."""
    width, height = page.get_size()
    found: list[Box] = []
    for count, path in enumerate(page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH], max_depth=2)):
        if count >= _MAX_PATHS:
            break
        x0, y0, x1, y1 = path.get_bounds()
        if x1 - x0 >= _MIN_BOX[0] and y1 - y0 >= _MIN_BOX[1] and (x1 - x0) * (y1 - y0) <= _MAX_BOX * width * height:
            found.append(Box(x0, y0, x1, y1))
    return tuple(found)


def has_scan(page: pdfium.PdfPage) -> bool:
    """True when an image covers more than half of the page."""
    width, height = page.get_size()
    for image in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=2):
        x0, y0, x1, y1 = image.get_bounds()
        if (x1 - x0) * (y1 - y0) > 0.5 * width * height:
            return True
    return False


def _page_text(textpage: pdfium.PdfTextPage) -> str:
    """Return the page's characters, one per pdfium index."""
    count = textpage.count_chars()
    text = textpage.get_text_range() if count else ""
    if len(text) == count:
        return text
    codes = (pdfium_c.FPDFText_GetUnicode(textpage, index) for index in range(count))
    return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " " for code in codes)


@dataclass(frozen=True, slots=True)
class _Glyph:
    """One character: where it begins and ends along the line of reading, its baseline and height across it."""

    start: float
    end: float
    baseline: float
    height: float
    turn: int


class _Ruler:
    """Measures characters of one page; holds the buffers that pdfium writes to, as there are thousands a page."""

    def __init__(self, textpage: pdfium.PdfTextPage, rotation: int) -> None:
        self._textpage = textpage
        self._quarters = rotation // 90
        self._rect = pdfium_c.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def glyph(self, index: int) -> _Glyph:
        """Return the place of a character in the frame in which it reads left to right."""
        rect, x, y = self._rect, self._x, self._y
        pdfium_c.FPDFText_GetLooseCharBox(self._textpage, index, rect)
        pdfium_c.FPDFText_GetCharOrigin(self._textpage, index, x, y)
        angle = pdfium_c.FPDFText_GetCharAngle(self._textpage, index)
        # pdfium measures the angle clockwise and returns -1 for a character that it made up itself.
        quarter = round(angle / (math.pi / 2)) % 4 if angle > 0 else 0
        left, bottom, right, top = rect.left, rect.bottom, rect.right, rect.top
        turn = (quarter + self._quarters) % 4
        if quarter == 0:
            return _Glyph(left, right, y.value, top - bottom, turn)
        if quarter == 1:
            return _Glyph(-top, -bottom, x.value, right - left, turn)
        if quarter == 2:
            return _Glyph(-right, -left, -y.value, top - bottom, turn)
        return _Glyph(bottom, top, -x.value, right - left, turn)


def _measure(ruler: _Ruler, text: str, start: int) -> Iterator[Word]:
    broken = text[-1] in _HYPHENS
    body = text[:-1] if broken else text
    first = ruler.glyph(start)
    last = ruler.glyph(start + len(body) - 1) if len(body) > 1 else first
    if min(first.height, last.height) >= _RAISED * max(first.height, last.height):
        yield _word(body, first, last, broken)
        return
    glyphs = [ruler.glyph(start + offset) for offset in range(len(body))]
    step = (1 - _RAISED) * max(first.height, last.height)
    cut = next(at for at, glyph in enumerate(glyphs) if abs(glyph.height - first.height) > step)
    yield _word(body[:cut], first, glyphs[cut - 1], broken=False)
    yield _word(body[cut:], glyphs[cut], last, broken)


def _word(text: str, first: _Glyph, last: _Glyph, broken: bool) -> Word:
    end = max(last.end, first.end)
    return Word(text, first.start, end, first.baseline, round(first.height, 1), first.turn, broken)
