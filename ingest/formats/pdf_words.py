# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Words of a PDF page with their places: the one module that touches pdfium's character calls."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, NamedTuple, Protocol

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
_QUARTER: Final = math.pi / 2


def _plain(function: Any, returns: Any) -> Callable[..., Any]:
    """Return a function of pdfium whose arguments ctypes does not check, which halves the time of a call.

    For the three that are called for every word; a wrong argument would end the process, so _ruler alone calls them.
    """
    return ctypes.CFUNCTYPE(returns)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_char_box: Final = _plain(pdfium_c.FPDFText_GetLooseCharBox, ctypes.c_int)
_char_origin: Final = _plain(pdfium_c.FPDFText_GetCharOrigin, ctypes.c_int)
_char_angle: Final = _plain(pdfium_c.FPDFText_GetCharAngle, ctypes.c_float)


class Word(NamedTuple):
    """A run of characters without a blank, in points, in the frame in which it reads left to right.

    ``y`` is the baseline, ``size`` the height of the type, ``turn`` how often it is turned by 90 degrees on the
    page as shown; ``broken`` says that a hyphen at the line end follows. A tuple, which is made in a third of the time
    of a frozen dataclass: there are hundreds on a page.
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
        glyph = _ruler(textpage, page.get_rotation())
        for match in _WORD.finditer(_page_text(textpage)):
            text, start = match.group(), match.start()
            broken = text[-1] in _HYPHENS
            body = text[:-1] if broken else text
            x0, x1, y, size, turn = glyph(start)
            if len(body) > 1:
                _, end, _, height, _ = glyph(start + len(body) - 1, is_first=False)
                if height < _RAISED * size or size < _RAISED * height:
                    yield from _cut([glyph(start + at) for at in range(len(body))], body, broken)
                    continue
                x1 = max(x1, end)
            yield Word(body, x0, x1, y, round(size, 1), turn, broken)
    finally:
        textpage.close()


def boxes(page: pdfium.PdfPage) -> tuple[Box, ...]:
    """Return the rectangles of a page that are large enough to hold a paragraph and smaller than the page."""
    width, height = page.get_size()
    found: list[Box] = []
    for x0, y0, x1, y1 in islice(_bounds(page.raw, pdfium_c.FPDF_PAGEOBJ_PATH), _MAX_PATHS):
        if x1 - x0 >= _MIN_BOX[0] and y1 - y0 >= _MIN_BOX[1] and (x1 - x0) * (y1 - y0) <= _MAX_BOX * width * height:
            found.append(Box(x0, y0, x1, y1))
    return tuple(found)


def has_scan(page: pdfium.PdfPage) -> bool:
    """True when an image covers more than half of the page."""
    width, height = page.get_size()
    found = _bounds(page.raw, pdfium_c.FPDF_PAGEOBJ_IMAGE)
    return any((x1 - x0) * (y1 - y0) > 0.5 * width * height for x0, y0, x1, y1 in found)


def _bounds(page: Any, kind: int) -> Iterator[tuple[float, float, float, float]]:
    """Yield left, bottom, right and top of a page's objects of one kind, also of those one form down.

    pypdfium2's own walk makes a Python object of each, the characters' included, and takes four times as long.
    """
    sides = tuple(ctypes.c_float() for _ in range(4))
    refs = tuple(ctypes.pointer(side) for side in sides)
    left, bottom, right, top = sides
    for item, found in _objects(page):
        if found == kind:
            if not pdfium_c.FPDFPageObj_GetBounds(item, *refs):
                raise pdfium.PdfiumError("an object of the page has no bounds")
            yield left.value, bottom.value, right.value, top.value


def _objects(page: Any) -> Iterator[tuple[Any, int]]:
    for item, kind in _listed(page, pdfium_c.FPDFPage_CountObjects, pdfium_c.FPDFPage_GetObject):
        yield item, kind
        if kind == pdfium_c.FPDF_PAGEOBJ_FORM:
            yield from _listed(item, pdfium_c.FPDFFormObj_CountObjects, pdfium_c.FPDFFormObj_GetObject)


def _listed(parent: Any, count: Callable[[Any], int], get: Callable[[Any, int], Any]) -> Iterator[tuple[Any, int]]:
    number = count(parent)
    if number < 0:
        raise pdfium.PdfiumError("the objects of the page cannot be counted")
    kind_of = pdfium_c.FPDFPageObj_GetType
    for index in range(number):
        item = get(parent, index)
        kind = kind_of(item) if item else pdfium_c.FPDF_PAGEOBJ_UNKNOWN
        if kind == pdfium_c.FPDF_PAGEOBJ_UNKNOWN:
            raise pdfium.PdfiumError("an object of the page cannot be read")
        yield item, kind


def _page_text(textpage: pdfium.PdfTextPage) -> str:
    """Return the page's characters, one per pdfium index."""
    count = textpage.count_chars()
    text = textpage.get_text_range() if count else ""
    if len(text) == count:
        return text
    codes = (pdfium_c.FPDFText_GetUnicode(textpage, index) for index in range(count))
    return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " " for code in codes)


# One character: where it begins and ends along the line of reading, its baseline and height across it, and its turn.
_Glyph = tuple[float, float, float, float, int]


class _Measure(Protocol):
    def __call__(self, index: int, is_first: bool = True) -> _Glyph: ...


def _ruler(textpage: pdfium.PdfTextPage, rotation: int) -> _Measure:
    """Return what measures a character of one page in the frame in which it reads left to right.

    It holds the buffers that pdfium writes to, as there are thousands of characters on a page. The baseline of a word
    is that of its first character; for others it is not asked for.
    """
    raw, quarters = textpage.raw, rotation // 90
    rect, x, y = pdfium_c.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    to_rect, to_x, to_y = ctypes.pointer(rect), ctypes.pointer(x), ctypes.pointer(y)

    def glyph(index: int, is_first: bool = True) -> _Glyph:
        _char_box(raw, index, to_rect)
        if is_first:
            _char_origin(raw, index, to_x, to_y)
        angle = _char_angle(raw, index)
        # pdfium measures the angle clockwise and returns -1 for a character that it made up itself.
        quarter = round(angle / _QUARTER) % 4 if angle > 0 else 0
        turn = (quarter + quarters) % 4
        left, bottom, right, top = rect.left, rect.bottom, rect.right, rect.top
        if quarter == 0:
            return left, right, y.value, top - bottom, turn
        if quarter == 1:
            return -top, -bottom, x.value, right - left, turn
        if quarter == 2:
            return -right, -left, -y.value, top - bottom, turn
        return bottom, top, -x.value, right - left, turn

    return glyph


def _cut(glyphs: Sequence[_Glyph], text: str, broken: bool) -> Iterator[Word]:
    """Part a word from a note mark that sits on it, where the height of the type changes."""
    heights = [glyph[3] for glyph in glyphs]
    step = (1 - _RAISED) * max(heights[0], heights[-1])
    cut = next(at for at, height in enumerate(heights) if abs(height - heights[0]) > step)
    yield _word(text[:cut], glyphs[0], glyphs[cut - 1], broken=False)
    yield _word(text[cut:], glyphs[cut], glyphs[-1], broken)


def _word(text: str, first: _Glyph, last: _Glyph, broken: bool) -> Word:
    start, end, baseline, height, turn = first
    return Word(text, start, max(end, last[1]), baseline, round(height, 1), turn, broken)
