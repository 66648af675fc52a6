# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The outline of a statute: sections, and under them (a), (1), (A), (i), wherever the layout puts their labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from comity.model.document import Anchor, Block

LOWER: Final = "lower"
DIGIT: Final = "digit"
UPPER: Final = "upper"
ROMAN: Final = "roman"

_LABEL: Final = re.compile(r"\(([A-Za-z]{1,5}|\d{1,3})\)(?=\s|\(|$|[\"“])")
_ONES: Final = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_ROMANS: Final = tuple(tens + ones for tens in ("", "x", "xx") for ones in _ONES)
_BEGINS: Final = frozenset('"\u201c\u2018(')
_ENDS: Final = re.compile(r"(?:[.;:—–-][\"”’)\]]*|(?<!\)),|[;,]\s+(?:and|or)|\b(?:and|or))$")
_IGNORED: Final = frozenset({"furniture", "comment", "turned"})
_HISTORY: Final = re.compile(r"[(\[](?:Amended|Added|Repealed|Formerly|Enacted|\d{4} c\.\s?\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Grammar:
    """How one code numbers: a pattern whose group ``number`` is a section, one that ends it, and the levels' styles."""

    section: re.Pattern[str]
    foreign: re.Pattern[str]
    levels: tuple[str, ...]
    aliases: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Node:
    """A section (empty path) or a part of it, with its own text; parts nest by path."""

    section: str
    path: tuple[str, ...]
    anchor: Anchor
    title: str = ""
    pieces: list[Block] = field(default_factory=list)
    is_leaf: bool = True

    @property
    def id(self) -> str:
        """The citation, such as ``1798.91.04(b)(2)``."""
        return self.section + "".join(f"({label})" for label in self.path)

    @property
    def parent(self) -> str | None:
        """The citation of what it stands under; None for a section."""
        return self.section + "".join(f"({label})" for label in self.path[:-1]) if self.path else None


def outline(blocks: Sequence[Block], grammar: Grammar) -> Iterator[Node]:
    """Yield sections and their parts in document order; text before the first section is left out.

    A section printed twice, as compilations do with twin bills, is yielded once: the longer printing.
    """
    printed: dict[str, list[Node]] = {}
    for nodes in _sections(blocks, grammar):
        known = printed.get(nodes[0].section)
        if known is None or len(nodes) > len(known):
            printed[nodes[0].section] = nodes
    for nodes in printed.values():
        yield from nodes


def _sections(blocks: Sequence[Block], grammar: Grammar) -> Iterator[list[Node]]:
    walker: _Walker | None = None
    for block in blocks:
        if block.role in _IGNORED or _HISTORY.match(block.text):
            continue
        # A line may begin with a number that only cites: a section opens where the text before it has ended.
        may_open = walker is None or walker.has_ended or block.role == "heading"
        opened = _open(block, grammar) if may_open else None
        if walker is not None and (opened or (may_open and grammar.foreign.match(block.text))):
            yield walker.nodes
            walker = None
        rest = block
        if opened is not None:
            walker, rest = _Walker(opened[0], grammar.levels), opened[1]
        if walker is not None and rest.text:
            walker.feed(rest)
    if walker is not None:
        yield walker.nodes


def _open(block: Block, grammar: Grammar) -> tuple[Node, Block] | None:
    """Return the section that a block opens and what is left of the block, or None."""
    match = grammar.section.match(block.text)
    if match is None:
        return None
    number, rest = match["number"], block.text[match.end() :]
    number = dict(grammar.aliases).get(number, number)
    if block.role == "heading":
        return Node(number, (), block.anchor, rest.strip(" .")), cut_from(block, len(block.text))
    if match["stop"]:
        return Node(number, (), block.anchor), cut_from(block, match.end())
    first = _LABEL.search(rest)
    if first is None and rest:
        return None
    cut = first.start() if first else len(rest)
    return Node(number, (), block.anchor, rest[:cut].strip(" .")), cut_from(block, match.end() + cut)


def cut_from(block: Block, start: int, end: int | None = None) -> Block:
    """Return a part of a block with its anchor moved along, white space trimmed."""
    text = block.text[start:end]
    lead = len(text) - len(text.lstrip())
    text = text.strip()
    at = min(block.anchor.start + start + lead, block.anchor.end)
    anchor = replace(block.anchor, start=at, end=min(at + len(text), block.anchor.end))
    return replace(block, text=text, anchor=anchor, role="paragraph" if block.role == "heading" else block.role)


class _Walker:
    """Feeds blocks to the parts of one section; a label opens a part only where it is the next one due."""

    def __init__(self, section: Node, levels: tuple[str, ...]) -> None:
        self.nodes = [section]
        self._levels = levels
        self._counts: list[int] = []
        self._labels: list[str] = []
        self._tail = ""

    @property
    def has_ended(self) -> bool:
        """True when the text so far breaks off nowhere."""
        return not self._tail or bool(_ENDS.search(self._tail))

    def feed(self, block: Block) -> None:
        """Hand the text of a block to the parts that its labels open, the rest to the part that is open."""
        text, cut = block.text, 0
        for match in _LABEL.finditer(text):
            between = text[cut : match.start()].strip()
            last = between or ("" if cut else self._tail)
            if not self._may_open(last, not between, text[match.end() :].lstrip(), block.role):
                continue
            level = self._level(match[1], last)
            if level is not None:
                self._keep(block, cut, match.start())
                start = min(block.anchor.start + match.start(), block.anchor.end)
                self._open(match[1], level, replace(block.anchor, start=start))
                cut = match.end()
        self._keep(block, cut, len(text))

    def _may_open(self, last: str, leads: bool, after: str, role: str) -> bool:
        """True where a label may stand: at the head of a block or right after a label, or where a new text begins."""
        if role == "sentence":
            return leads
        if last and not _ENDS.search(last):
            return False
        return leads or after[:1].isupper() or after[:1] in _BEGINS

    def _level(self, label: str, last: str) -> int | None:
        """Return the level at which a label is the next one due; a colon before it favours the deeper one."""
        depths = range(min(len(self._counts) + 1, len(self._levels)))
        found = [level for level in depths if self._due(label, level)]
        if not found:
            return None
        return found[-1] if last.endswith((":", "—")) else found[0]

    def _due(self, label: str, level: int) -> bool:
        done = self._counts[level] if level < len(self._counts) else 0
        return ordinal(label, self._levels[level]) == done + 1

    def _open(self, label: str, level: int, anchor: Anchor) -> None:
        self._counts[level:] = [(self._counts[level] if level < len(self._counts) else 0) + 1]
        self._labels[level:] = [label]
        path = tuple(self._labels)
        for node in self.nodes:
            if node.path == path[:-1]:
                node.is_leaf = False
        self.nodes.append(Node(self.nodes[0].section, path, anchor))
        self._tail = ""

    def _keep(self, block: Block, start: int, end: int) -> None:
        piece = cut_from(block, start, end)
        if piece.text:
            node = self.nodes[-1]
            node.pieces.append(piece)
            if node.path and piece.anchor.page == node.anchor.page:
                node.anchor = replace(node.anchor, end=max(node.anchor.end, piece.anchor.end))
            self._tail = piece.text


def ordinal(label: str, style: str) -> int | None:
    """Return the place of a label in its series, 1-based, or None when it is not of that style."""
    if style == DIGIT:
        return int(label) if label.isdigit() else None
    if style == ROMAN:
        return _ROMANS.index(label) if label in _ROMANS else None
    if len(label) != 1 or not label.isalpha() or label.isupper() != (style == UPPER):
        return None
    return ord(label.casefold()) - ord("a") + 1
