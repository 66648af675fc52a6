# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Markdown to blocks: our restatements line by line, anybody else's Markdown paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import PurePosixPath
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from comity.model.document import Anchor, Block
from comity.model.errors import DocumentError
from ingest.formats import html
from ingest.formats.limits import MAX_NODES, Deadline
from ingest.formats.text import collapse, decode

# Lists and quotations within each other; markdown-it drops the text of what is nested deeper than its own limit.
_MAX_NESTED: Final = 40


def _guard(state: StateBlock | StateInline) -> bool:
    """Take nothing from the text, but stop where the time is up or lists nest too deep; asked before every rule."""
    deadline: Deadline = state.env["deadline"]
    deadline.check()
    return False


def _block_guard(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    if state.level > _MAX_NESTED:
        why = f"lists or quotations nested over {_MAX_NESTED} levels deep"
        raise DocumentError(f"{state.env['name']} line {line + 1}", why, "write it with less depth")
    if len(state.tokens) > MAX_NODES:
        why = f"more than {MAX_NODES:,} tokens"
        raise DocumentError(f"{state.env['name']} line {line + 1}", why, "split the file")
    return _guard(state)


def _inline_guard(state: StateInline, silent: bool) -> bool:
    return _guard(state)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTED + 4}).enable("table")
    parser.block.ruler.before("table", "guard", _block_guard)
    parser.inline.ruler.before("text", "guard", _inline_guard)
    return parser


_PARSER: Final = _parser()
_BREAKS: Final = frozenset({"softbreak", "hardbreak"})


@dataclass(slots=True)
class _Place:
    """Where the token stream stands: the file, its lines, the open list items and the role of what comes next."""

    name: str
    lines: Sequence[str]
    starts: Sequence[int]
    by_line: bool
    labels: list[str] = field(default_factory=list)
    role: str = "paragraph"
    level: int = 0
    rows: tuple[int, int] = (0, 0)


def read(raw: bytes, name: str) -> Iterator[Block]:
    """Yield headings, paragraphs, items and cells; HTML comments are left out.

    In a file named ``restatement.<language>.md`` each line of a paragraph is one sentence of the source and becomes
    a block of its own with the role ``sentence``, which segmentation takes as it is. Raises DocumentError.
    """
    text = decode(raw, name)
    if text.count("|") > MAX_NODES:
        raise DocumentError(name, f"tables of more than {MAX_NODES:,} cells", "split the file")
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    place = _Place(name, lines, starts, PurePosixPath(name).name.startswith("restatement."))
    for token in _PARSER.parse(text, {"deadline": Deadline(name), "name": name}):
        yield from _blocks(token, place)


def _blocks(token: Token, place: _Place) -> Iterator[Block]:
    if token.map is not None:
        place.rows = (token.map[0], token.map[1])
    match token.type:
        case "heading_open":
            place.role, place.level = "heading", int(token.tag[1:])
        case "td_open" | "th_open":
            place.role = "cell"
        case "heading_close" | "td_close" | "th_close":
            place.role, place.level = "paragraph", 0
        case "list_item_open":
            place.labels.append(f"{token.info}{token.markup} " if token.info else "")
        case "list_item_close":
            place.labels.pop()
        case "inline":
            yield from _inline(token, place)
        case "fence" | "code_block" if token.content.strip():
            yield _block(collapse(token.content), place, place.rows)
        case "html_block" if fragment := html.visible_text(token.content):
            yield _block(fragment, place, place.rows)
        case _:  # the other tokens open and close containers, or draw a rule: they hold no text
            pass


def _inline(token: Token, place: _Place) -> Iterator[Block]:
    texts = _line_texts(token.children or ())
    first, last = place.rows
    if place.by_line and place.role == "paragraph" and len(texts) == last - first:
        parts = [(text, (first + offset, first + offset + 1)) for offset, text in enumerate(texts)]
    else:
        parts = [(collapse(" ".join(texts)), place.rows)]
    for text, rows in parts:
        if text:
            yield _block(text, place, rows)


def _line_texts(children: Sequence[Token]) -> list[str]:
    """Return the visible text of each source line: marks of emphasis, links, images and inline HTML drop out."""
    texts = [""]
    for child in children:
        if child.type in _BREAKS:
            texts.append("")
        elif child.type in {"text", "code_inline", "text_special"}:
            texts[-1] += child.content
    return [collapse(text) for text in texts]


def _block(text: str, place: _Place, rows: tuple[int, int]) -> Block:
    role = place.role
    label = ""
    if role == "paragraph":
        if place.labels:
            role, label, place.labels[-1] = "item", place.labels[-1], ""
        if place.by_line:
            role = "sentence"
    start = place.starts[rows[0]]
    body = "\n".join(place.lines[rows[0] : rows[1]])
    lead = len(body) - len(body.lstrip())
    anchor = Anchor(place.name, None, start + lead, start + max(len(body.rstrip()), lead))
    return Block(label + text, anchor, role, place.level)
