# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""BSA policy principles for the IoT (2020): twelve principles, each heading, text and box, and a sidebar on privacy."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from comity.model.document import Block, Clause, Sentence
from comity.model.errors import DocumentError
from ingest import segment, segment_ja
from ingest.gather import running
from ingest.segment import joined
from ingest.span import clause_span

# Neither file numbers its headings: a principle is known by its title, in either language, in this order.
_ENGLISH: Final = (
    "IoT Security Policies Should Account for the IoT Ecosystem’s Diversity and Complexity",
    "IoT Security Policies Must Define Key Concepts and Requirements Clearly",
    "IoT Security Policies Should Secure the Whole IoT Ecosystem, Not Just Devices",
    "IoT Security Policies Should Distinguish Between Consumer and Industrial IoT (IIoT)",
    "IoT Security Policies Should Build on Industry Best Practices",
    "IoT Security Policies Should Incentivize Security Throughout the IoT Life Cycle",
    "IoT Security Policies Should Embrace Multistakeholder Processes",
    "IoT Security Policies Should Seek National and International Policy Harmonization",
    "IoT Security Policies Should Support the Development and Use of Internationally Recognized IoT Standards",
    "IoT Security Policies Should Establish Baseline Security Requirements as Necessary and Appropriate",
    "IoT Security Policies Should Integrate Security Into IoT Acquisition",
    "IoT Security Policies Should Factor IoT Into Incident Response",
)
_JAPANESE: Final = (
    "IoTセキュリティ政策は、IoTエコシステムの多様性と複雑さに対応する",
    "IoTセキュリティ政策は、重要な概念と要件を明確に定義する",
    "IoTセキュリティ政策は、デバイスだけでなく、IoTエコシステム全体を保護する",
    "IoTセキュリティ政策は、コンシューマー向けIoTと産業用IoT（IIoT）を区別する",
    "IoTセキュリティ政策は、業界のベストプラクティスに基づいて構築される",
    "IoTセキュリティ政策により、IoTライフサイクル全体を通じたセキュリティを奨励する",
    "IoTセキュリティ政策は、マルチステークホルダー・プロセスを採用する",
    "IoTセキュリティ政策は、国家および国際的な政策の調和を図る",
    "IoTセキュリティ政策は、国際的に認められたIoT標準の開発と使用をサポートする",
    "IoTセキュリティ政策は、必要に応じて適切にベースラインセキュリティ要件を設定する",
    "IoTセキュリティ政策は、セキュリティをIoTの取得に統合する",
    "IoTセキュリティ政策は、IoTをインシデント対応に組み込む",
)
_PRINCIPLES: Final = {
    title: str(number) for titles in (_ENGLISH, _JAPANESE) for number, title in enumerate(titles, start=1)
}
_LEAD_IN: Final = re.compile(r"IoT Security Policies (?:Should|Must) |IoTセキュリティ政策(?:は|により)、")
# Other headings, with the clause that they open; "+" stands for the principle that is open, None for no clause.
_PARTS: Final[dict[str, str | None]] = {
    "BSA Policy Principles for Building a Secure and Trustworthy Internet of Things": "introduction",
    "安全で信頼できるIoT（モノのインターネット）構築のためのBSAのポリシー原則": "introduction",
    **dict.fromkeys(("Key elements", "主要な要素"), "1/key-elements"),
    **dict.fromkeys(("Defining “IoT device”", "「IoTデバイス」の定義"), "2/iot-device"),
    **dict.fromkeys(("Privacy and IoT", "プライバシーとIoT"), "S"),
    "Key Resources": None,
}
# Headings of our restatements, for texts that have none in the paper.
_OURS: Final = {
    **dict.fromkeys(("Introduction", "はじめに"), "introduction"),
    **dict.fromkeys(("Conclusion", "結び"), "conclusion"),
    **dict.fromkeys(("Boxed statement", "囲み"), "+"),
    **dict.fromkeys(("Supporting text", "本文"), "+/supporting-text"),
}
_CAPABILITIES: Final = {
    **dict.fromkeys(("Encryption", "暗号化"), "10/encryption"),
    **dict.fromkeys(("Patchability", "パッチ適用性"), "10/patchability"),
    **dict.fromkeys(("Identity management", "アイデンティティ管理"), "10/identity-management"),
    **dict.fromkeys(("Root of trust", "信頼の基点（RoT）"), "10/root-of-trust"),
    "Secure development life cycle": "10/secure-development-life-cycle",
    "セキュアな開発ライフサイクル": "10/secure-development-life-cycle",
}
# Captions of figures and of the list of principles, which stand as headings or at the head of a paragraph.
_CAPTIONS: Final = (
    *("BSA IoT Security Policy Principles", "IoT Ecosystem", "Spectrum of Consumer and Industrial IoT Applications"),
    *("BSAのIoTセキュリティポリシーの原則", "IoTエコシステム", "M2M接続のグローバルな成長（数十億の接続）"),
    "コンシューマー向けおよび産業用IoTアプリケーションのスペクトル",
)
_STATUS: Final = {"introduction": "explanatory", "conclusion": "explanatory", "1/key-elements": "definition"}

# Texts that have no heading are known by how they begin.
_BOX: Final = re.compile(
    r"Governments? (?:should|must|IoT security policies should)\b|To the extent policymakers determine"
    r"|(?:各国)?政府(?:は|のIoTセキュリティ政策は)、|政策立案者がリスクを判断する際"
)
_RESUMED: Final = {
    "These various components": "Supporting text",
    "これらのさまざまなコンポーネントは": "本文",
    "IoT technologies are rapidly transforming": "Conclusion",
    "IoTテクノロジーは、私たちの日常生活": "結び",
}
_LIST: Final = re.compile(r"Governments should develop IoT security policies that:")
_NOTE: Final = re.compile(r"\d{1,2}\s+(?=\D)|[a-z0-9.-]+\.[a-z]{2,}/")
_NOTE_END: Final = re.compile(r"参照。\.?\s+")
_STOP: Final = re.compile(r"[.!?:;。：；…][\"'”’)\]」）]*$")
_QUOTE_END: Final = re.compile(r"。\s+")
_KANA: Final = re.compile("[ぁ-んァ-ン]")
_MARKS: Final = re.compile("[、。：]")
_TITLE_MAX: Final = 120
_LABEL: Final = 25
_QUOTE: Final = 12


def _squeezed(text: str) -> str:
    """Return the letters and figures of a text alone, so that line ends, punctuation and case do not count."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _loose(text: str) -> str:
    return r"\s*".join(re.escape(sign) for sign in text if not sign.isspace())


_CLAUSES: Final[dict[str, str | None]] = {**_PRINCIPLES, **_PARTS, **_OURS, **_CAPABILITIES}
_KNOWN: Final = {_squeezed(name): name for name in _CLAUSES}
_IGNORED: Final = frozenset(_squeezed(name) for name in _CAPTIONS)
_TITLES: Final = sorted((*_PRINCIPLES, *_PARTS, *_CAPTIONS), key=len, reverse=True)
# Where text has no layout, headings and bullets stand inside paragraphs, between blanks.
_CUT: Final = re.compile(
    rf"(?:^|(?<=\s))(?:(?P<head>{'|'.join(_loose(name) for name in _TITLES)})(?=\s|$)|»|{'|'.join(_RESUMED)})"
)
_CAPABILITY: Final = re.compile(rf"»\s*(?P<name>{'|'.join(map(_loose, _CAPABILITIES))})\s*[.：:]", re.IGNORECASE)


@dataclass(slots=True)
class _Draft:
    """A clause while its blocks are collected."""

    id: str
    title: str
    opening: Block
    blocks: list[Block] = field(default_factory=list)

    def finish(self) -> Clause:
        """Return the clause; a principle is its heading, which is a sentence, with its box: both are headline."""
        parent = self.id.rpartition("/")[0] or None
        number = self.id.partition("/")[0]
        is_provision = number == self.id and (number == "S" or number.isdigit())
        is_principle = is_provision and number != "S"
        status = "headline" if is_principle else _STATUS.get(self.id, "supporting")
        blocks = [replace(self.opening, role="heading"), *self.blocks] if is_principle else self.blocks
        found = _sentences(blocks)
        anchor = clause_span(self.opening, self.blocks)
        return Clause(self.id, number if is_provision else "", self.title, parent, status, is_provision, found, anchor)


class _Reading:
    """Sorts blocks into clauses; ``principle`` is the one whose text and box come next."""

    def __init__(self) -> None:
        self.drafts: dict[str, _Draft] = {}
        self._current: _Draft | None = None
        self._principle = ""
        self._held: Block | None = None

    def heading(self, block: Block) -> None:
        """Open what a heading names, held until it is whole; raises DocumentError for one of no file of the paper."""
        text = f"{self._held.text} {block.text}" if self._held else block.text
        name = _squeezed(text)
        whole = replace(self._held or block, text=_KNOWN.get(name, text))
        if name in _KNOWN:
            self._held = None
            self._open(_CLAUSES[whole.text], whole)
        elif name and any(known.startswith(name) for known in _KNOWN):
            self._held = whole
        elif name not in _IGNORED and not block.size:
            raise DocumentError(str(block.anchor), f"the principles have no heading {text!r}", "is it the BSA paper?")

    def text(self, block: Block) -> None:
        """Hand running text to the clause that it belongs to."""
        if self._held is not None:
            raise DocumentError(str(block.anchor), f"the heading {self._held.text!r} breaks off", "is a page missing?")
        if block.role != "sentence":
            for start, name in _RESUMED.items():
                if block.text.startswith(start):
                    self._open(_CLAUSES[name], replace(block, text=name))
            if match := _CAPABILITY.match(block.text):
                name = _KNOWN[_squeezed(match["name"])]
                self._open(_CLAUSES[name], replace(block, text=name))
                block = replace(block, text=block.text[match.end() :].strip())
            elif self._current and self._current.id.startswith(f"{self._principle}/") and _BOX.match(block.text):
                self._open("+", block)
        if self._current is not None and block.text:
            self._current.blocks.append(block)

    def _open(self, name: str | None, block: Block) -> None:
        if name is None:
            self._current = None
            return
        clause = name.replace("+", self._principle)
        if clause.startswith("/") or not clause:
            raise DocumentError(str(block.anchor), f"{block.text!r} stands under no principle", "is it the BSA paper?")
        is_known = clause in self.drafts
        self._current = self.drafts.setdefault(clause, _Draft(clause, _LEAD_IN.sub("", block.text), block))
        if clause.isdigit() and name != "+":
            if is_known:
                raise DocumentError(str(block.anchor), f"principle {clause} stands twice", "are two files in one?")
            self._principle = clause
            title = "本文" if _KANA.search(block.text) else "Supporting text"
            self._current = self.drafts[f"{clause}/supporting-text"] = _Draft(f"{clause}/supporting-text", title, block)


def _sentences(blocks: Sequence[Block]) -> tuple[Sentence, ...]:
    whole = list(joined(blocks, _goes_on))
    split = segment_ja.sentences if any(_KANA.search(block.text) for block in whole) else segment.sentences
    return split(whole)


def _goes_on(held: Block, block: Block) -> bool:
    """True where a paragraph breaks off, at the foot of a page or beside a pull quote, and this one carries it on."""
    if {"sentence", "heading"} & {held.role, block.role}:
        return False
    return not _STOP.search(held.text) and not block.text.startswith("»")


def _pieces(block: Block) -> Iterator[Block]:
    """Yield a block cut where a heading, a bullet or a text without heading begins in it; notes drop."""
    if block.role in {"heading", "sentence"} or not block.text:
        yield block
        return
    marks = list(_CUT.finditer(block.text))
    heads = {mark.start() for mark in marks if mark["head"]}
    cuts = sorted({0, *(m.start() for m in marks), *(m.end() for m in marks if m["head"])} - {len(block.text)})
    for start, end in zip(cuts, [*cuts[1:], len(block.text)], strict=True):
        text = block.text[start:end].strip()
        while _NOTE.match(text) and start not in heads:
            rest = _NOTE_END.search(text)
            text = text[rest.end() :] if rest else ""
        at = min(block.anchor.start + start, block.anchor.end)
        anchor = replace(block.anchor, start=at, end=min(at + len(text), block.anchor.end))
        if text:
            yield replace(block, text=text, anchor=anchor, role="heading" if start in heads else block.role)


def _running(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield headings and running text: footnotes, figures and pull quotes drop, by their type or by their text."""
    kept = list(running(blocks))
    sizes = Counter(block.size for block in kept if block.role == "paragraph").most_common(1)
    body = sizes[0][0] if sizes else 0.0
    wholes = [_squeezed(block.text) for block in kept]
    for index, block in enumerate(kept):
        if block.role == "heading":
            # The opening paragraph and a bullet of the PDF are set in larger type.
            is_text = len(block.text) > _TITLE_MAX or block.text == "»"
            yield replace(block, role="paragraph") if is_text else block
        elif abs(block.size - body) <= 0.01 * body or _LIST.match(block.text):
            for piece in _pieces(block):
                if piece.size or piece.role != "paragraph":
                    yield piece
                elif text := _unquoted(piece.text, [*wholes[:index], *wholes[index + 1 :]]):
                    yield replace(piece, text=text)


def _unquoted(text: str, others: Sequence[str]) -> str:
    """Return a piece of text without layout, without labels of figures and pull quotes, which stand in other blocks."""
    own = _squeezed(text).removesuffix("ます")
    if (_KANA.search(text) and len(own) < _LABEL and not _MARKS.search(text)) or _is_inside(own, others):
        return ""
    stop = _QUOTE_END.search(text)
    head = _squeezed(text[: stop.end()]) if stop else ""
    is_quote = _is_inside(head, [other for other in others if not other.startswith(head)])
    return text[stop.end() :] if stop and is_quote else text


def _is_inside(part: str, wholes: Sequence[str]) -> bool:
    return len(part) >= _QUOTE and any(part in whole and part != whole for whole in wholes)


def parse(blocks: Sequence[Block]) -> Iterator[Clause]:
    """Yield the paper's clauses in one order for both languages, from restatements, the PDF or text without layout.

    ``N`` is principle N: its heading and, behind it, its boxed statement; ``N/supporting-text`` the text between them,
    ``1/key-elements`` and ``2/iot-device`` what stands in frames under it, ``10/encryption`` and the like the core
    capabilities, ``S`` the sidebar on privacy. Raises DocumentError on an unknown heading of a restatement.
    """
    reading = _Reading()
    for block in _running(blocks):
        if block.role == "heading":
            reading.heading(block)
        else:
            reading.text(block)
    yield from (draft.finish() for draft in sorted(reading.drafts.values(), key=_order))


def _order(draft: _Draft) -> tuple[int, int]:
    """Front matter, the principles with their texts behind them, the sidebar, the end."""
    number, _, part = draft.id.partition("/")
    places = {"introduction": 0, "S": len(_ENGLISH) + 1, "conclusion": len(_ENGLISH) + 2}
    parts = ["", "supporting-text", *(str(clause).rpartition("/")[2] for clause in _CLAUSES.values())]
    return places[number] if number in places else int(number), parts.index(part)
