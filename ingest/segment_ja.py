# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Sentences of Japanese text, numbered: the ideographic stop ends one, a list marker opens one.

Text is never normalised before or here: NFKC turns ① into 1 and （ into (, and the markers would be lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from comity.model.document import Anchor, Block, Sentence
from ingest.segment import joined, within

_STOPS: Final = "。！？"
_PAIRS: Final = {"「": "」", "『": "』", "（": "）", "［": "］", "〔": "〕", "【": "】", "(": ")", "[": "]"}
# What goes on with a sentence after a quotation that itself ends in a stop: particles, commas, closing brackets.
_GOES_ON: Final = "とはがをのにもでや、，」』）］"
_NOTE_MARK: Final = re.compile(r"(?:[0-9０-９]{1,2}|※[0-9０-９]{1,2}|[（(]注[0-9０-９]{0,2}[)）])(?=\s|$)")
_ENDS: Final = re.compile(r"[。！？：:；;…][」』）］\s]*$")
# Kana, ideographs and full-width forms; a blank between two of them is the end of a line and no part of the text.
_WIDE: Final = r"[\u3001-\u30ff\u3400-\u9fff\uff01-\uff60]"
_LINE_END: Final = re.compile(rf"(?<={_WIDE})\s+(?={_WIDE})")

_ONES: Final = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九")
_KANJI: Final = tuple(tens + one for tens in ("", "十", "二十", "三十") for one in _ONES if tens + one)
_IROHA: Final = tuple("イロハニホヘトチリヌルヲワカヨタレソツネナラム")
_AIUEO: Final = tuple("アイウエオカキクケコサシスセソタチツテト")
_CIRCLED: Final = tuple("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_DIGITS: Final = tuple(str(number) for number in range(1, 100))
_SERIES: Final = (_KANJI, _IROHA, _AIUEO, _CIRCLED, _DIGITS)
_MARKER: Final = re.compile(
    r"(?P<open>[（(])(?P<inner>[一二三十四五六七八九]{1,3}|[ア-ン]|[0-9０-９]{1,2})[)）]\s*"
    r"|(?P<circled>[①-⑳])\s*"
    r"|(?P<bare>[一二三十四五六七八九]{1,3}|[ア-ン])\s+"
    r"|(?P<digit>[0-9０-９]{1,2})[.．)）]\s*(?![0-9０-９])"
    r"|(?P<bullet>[»●○■◆▪•])\s+"
)
_FULL_WIDTH: Final = str.maketrans("０１２３４５６７８９", "0123456789")


def sentences(blocks: Sequence[Block], first: int = 1) -> tuple[Sentence, ...]:
    """Split the blocks of one clause into sentences, numbered from ``first``; labels of items stay with them.

    A block with the role ``sentence`` or ``heading`` is taken as it is. A paragraph that breaks off at the foot of a
    page is joined with the next, since Japanese has no lower case to tell it by; its sentence is anchored where it
    begins.
    """
    parts = [part for block in joined(blocks, _goes_on) for part in _split(block)]
    return tuple(Sentence(first + at, text, anchor) for at, (text, anchor) in enumerate(parts))


def _goes_on(held: Block, block: Block) -> bool:
    if {"sentence", "heading"} & {held.role, block.role} or held.anchor.page == block.anchor.page:
        return False
    return not _ENDS.search(held.text) and not _MARKER.match(block.text)


def _split(block: Block) -> Iterator[tuple[str, Anchor]]:
    if block.role in {"sentence", "heading"}:
        yield block.text, block.anchor
        return
    starts = sorted({0, *_markers(block.text), *_after_stops(block.text)} - {len(block.text)})
    for start, end in zip(starts, [*starts[1:], len(block.text)], strict=True):
        part = block.text[start:end]
        lead = len(part) - len(part.lstrip())
        if text := _tidy(part.strip()):
            yield text, within(block, start + lead, start + len(part.rstrip()))


def _tidy(text: str) -> str:
    """Return a sentence without the blanks of line ends; the blank after its marker stays."""
    match = _MARKER.match(text)
    label = f"{match.group().strip()} " if match else ""
    return label + _LINE_END.sub("", text[match.end() if match else 0 :]).strip()


def _markers(text: str) -> Iterator[int]:
    """Yield where items begin: at the head, after a stop or a colon, or as the next of the series that runs."""
    runs: dict[str, str] = {}
    for match in _MARKER.finditer(text):
        before = text[: match.start()]
        style, value = _style(match)
        is_next = before.endswith((" ", "\u3000")) and style in runs and _follows(runs[style], value)
        if not before.strip() or _ENDS.search(before) or style == "bullet" or is_next:
            runs[style] = value
            yield match.start()


def _style(match: re.Match[str]) -> tuple[str, str]:
    name = next(name for name in ("inner", "circled", "bare", "digit", "bullet") if match[name])
    return name, match[name].translate(_FULL_WIDTH)


def _follows(last: str, value: str) -> bool:
    """True where a value comes next after another in one of the series, such as ハ after ロ."""
    return any(last in series and value in series[series.index(last) + 1 :][:1] for series in _SERIES)


def _after_stops(text: str) -> Iterator[int]:
    """Yield where a sentence has ended: after a stop outside brackets, with its footnote mark if it has one."""
    closes = _pairs(text)
    at = 0
    while at < len(text):
        is_quoted = at in closes
        at = closes.get(at, at) + 1
        if is_quoted:
            is_end = text[at - 2] in _STOPS and not text[at:].lstrip().startswith(tuple(_GOES_ON + _STOPS))
        else:
            is_end = text[at - 1] in _STOPS
        if is_end:
            note = _NOTE_MARK.match(text, at)
            at = note.end() if note else at
            yield at


def _pairs(text: str) -> dict[int, int]:
    """Return each opening bracket's place with that of its closing one; brackets without a partner are left out."""
    found: dict[int, int] = {}
    standing: list[int] = []
    for at, sign in enumerate(text):
        if sign in _PAIRS:
            standing.append(at)
        elif standing and sign == _PAIRS[text[standing[-1]]]:
            found[standing.pop()] = at
    return found
