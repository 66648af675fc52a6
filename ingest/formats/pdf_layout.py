# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""From placed words to lines, columns and paragraphs, by geometry alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ingest.formats.pdf_words import Box, Word

_NOTE_MARK: Final = re.compile(r"[\d*†‡§,]{1,4}")
_LABEL: Final = re.compile(r"(?:[•●▪■◦·*–-]|\(?[0-9]{1,3}[.)]|\(?[a-zA-Z][.)]|\(?[ivxlc]{1,5}[.)])")
# The number of a heading stands apart from its text: "5.1", "A.2", "5.1-1".
_NUMBER: Final = re.compile(r"[A-Z]?\d{0,2}(?:\.\d{1,3})*(?:-\d{1,2})?")
_TERMINAL: Final = re.compile(r"[.:;!?…]['\"”’)\]]*$")
# In heights of the type: a blank wider than this parts two fragments, a baseline further down a paragraph.
_GAP: Final = 1.6
_LABEL_GAP: Final = 5.0
_LEADING: Final = 1.35
_SMALL: Final = 0.9


@dataclass(frozen=True, slots=True)
class Line:
    """A fragment of a printed line: words on one baseline without a wide gap, in one box or none.

    ``is_note`` says that it opens a footnote with a raised mark; marks inside other lines are left out.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    turn: int
    box: int | None = None
    broken: bool = False
    is_note: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together, in reading order."""

    lines: tuple[Line, ...]

    @property
    def size(self) -> float:
        """The height of its type, by the first line."""
        return self.lines[0].size


def body_size(pages: Sequence[Sequence[Word]]) -> float:
    """Return the height of type that most characters of the document have; 0 without words."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for word in page:
            sizes[word.size] += len(word.text)
    return max(sorted(sizes), key=lambda size: sizes[size], default=0.0)


def lines(page: Sequence[Word], boxes: Sequence[Box], body: float) -> list[Line]:
    """Group the words of a page into line fragments, in reading order (columns one after the other)."""
    found: list[Line] = []
    for turn in sorted({word.turn for word in page}):
        placed = [word for word in page if word.turn == turn]
        fragments = [line for row in _rows(placed) for line in _fragments(row, boxes if turn == 0 else (), body)]
        found.extend(_in_columns(fragments))
    return found


def _rows(page: Sequence[Word]) -> Iterator[list[Word]]:
    row: list[Word] = []
    for word in sorted(page, key=lambda w: (-w.y, w.x0)):
        if row and row[0].y - word.y > 0.5 * max(row[0].size, word.size):
            yield row
            row = []
        row.append(word)
    if row:
        yield row


def _fragments(row: Sequence[Word], boxes: Sequence[Box], body: float) -> Iterator[Line]:
    words = sorted(row, key=lambda word: word.x0)
    held: list[Word] = []
    for word in words:
        if held:
            allowed = _LABEL_GAP if len(held) == 1 and _stands_apart(held[0].text) else _GAP
            if word.x0 - held[-1].x1 > allowed * max(held[-1].size, word.size):
                yield _line(held, boxes, body)
                held = []
        held.append(word)
    yield _line(held, boxes, body)


def _line(words: Sequence[Word], boxes: Sequence[Box], body: float) -> Line:
    size = _size(words)
    marks = [at for at, word in enumerate(words) if word.size < _SMALL * size and _NOTE_MARK.fullmatch(word.text)]
    opens = marks[:1] == [0] or (marks[:1] == [1] and words[0].text == "(")
    is_note = opens and size < _SMALL * body
    kept = [word for at, word in enumerate(words) if at not in marks or (is_note and at == marks[0])] or list(words)
    text = " ".join(word.text for word in kept)
    if marks:
        text = re.sub(r"^\( (\S+) \)", r"(\1)", re.sub(r" ?\( \)", "", text))
    box = next((at for at, box in enumerate(boxes) if box.holds(kept[0])), None)
    main = next((word for word in kept if word.size == size), kept[0])
    return Line(text, kept[0].x0, kept[-1].x1, main.y, size, main.turn, box, kept[-1].broken, is_note)


def _size(words: Sequence[Word]) -> float:
    """Return the height that most characters of a line have, the larger of two that are level."""
    weights: dict[float, int] = {}
    for word in words:
        weights[word.size] = weights.get(word.size, 0) + len(word.text)
    return max(weights, key=lambda height: (weights[height], height)) if len(weights) > 1 else words[0].size


def _in_columns(fragments: Sequence[Line]) -> list[Line]:
    """Return the fragments column by column where a gutter parts the page; a line across it ends both columns."""
    gutter = _gutter(fragments)
    if gutter is None:
        return list(fragments)
    ordered: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in fragments:
        if line.x0 < gutter < line.x1:
            ordered += [*left, *right, line]
            left, right = [], []
        else:
            (left if line.x1 <= gutter else right).append(line)
    return [*ordered, *left, *right]


def _gutter(fragments: Sequence[Line]) -> float | None:
    """Return the x of a gutter: few lines cross it, and many stand on either side at the same heights."""
    if len(fragments) < 12:
        return None
    low, high = min(line.x0 for line in fragments), max(line.x1 for line in fragments)
    middle = (low + 0.3 * (high - low), low + 0.75 * (high - low))
    for start in sorted({round(line.x0) for line in fragments if middle[0] < line.x0 < middle[1]}):
        x = start - 3.0
        crossing = sum(1 for line in fragments if line.x0 < x < line.x1)
        left = [line for line in fragments if line.x1 <= x]
        right = [line for line in fragments if line.x0 >= x]
        if crossing <= 0.2 * len(fragments) and min(len(left), len(right)) >= max(5, 0.25 * len(fragments)):
            return x
    return None


def paragraphs(page_lines: Sequence[Line]) -> list[Paragraph]:
    """Join lines of one size, box and column that follow each other closely."""
    found: list[list[Line]] = []
    for line in page_lines:
        if found and _continues(found[-1], line):
            found[-1].append(line)
        else:
            found.append([line])
    return [Paragraph(tuple(group)) for group in found]


def _continues(group: Sequence[Line], line: Line) -> bool:
    last = group[-1]
    if line.turn != last.turn or line.box != last.box or abs(line.size - last.size) > 0.08 * last.size:
        return False
    down = last.y - line.y
    if not 0 < down <= _LEADING * last.size or line.x0 > last.x1 or last.x0 > line.x1:
        return False
    if line.is_note or (is_item(line) and line.x0 <= group[0].x0 + 1):
        return False
    ends_short = last.x1 < max(other.x1 for other in group) - 0.2 * (last.x1 - last.x0)
    return not (ends_short and _TERMINAL.search(last.text))


def _stands_apart(text: str) -> bool:
    return bool(_LABEL.fullmatch(text) or _NUMBER.fullmatch(text))


def is_item(line: Line) -> bool:
    """True when a line begins with a bullet or a list label."""
    label, _, rest = line.text.partition(" ")
    return bool(rest and _LABEL.fullmatch(label))
