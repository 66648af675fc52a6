# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""HTML to blocks: the visible text of a page by block element, read with lexbor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from comity.model.document import Anchor, Block
from comity.model.errors import DocumentError
from ingest.formats.bombs import check_markup
from ingest.formats.limits import MAX_DEPTH, MAX_NODES
from ingest.formats.text import collapse, decode

_SKIPPED: Final = frozenset(
    {"head", "script", "style", "template", "noscript", "nav", "header", "footer", "aside", "form", "svg", "iframe"}
)
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_ROLES: Final = {
    **dict.fromkeys(("li", "dd", "dt"), "item"),
    **dict.fromkeys(("td", "th"), "cell"),
    **dict.fromkeys(_HEADINGS, "heading"),
}
_PLAIN: Final = frozenset(
    {"html", "body", "main", "article", "section", "div", "p", "blockquote", "pre", "address", "figure", "figcaption"}
    | {"ul", "ol", "dl", "table", "caption", "thead", "tbody", "tfoot", "tr", "fieldset", "details", "summary", "hr"}
)
_BLOCKS: Final = _PLAIN | _ROLES.keys()


def read(raw: bytes, name: str) -> Iterator[Block]:
    """Yield the text of each block element with its role; offsets count the text as yielded, blocks joined by LF.

    Navigation, scripts and forms are left out. Raises DocumentError, also for a page too deep or too large to be one.
    """
    text = decode(raw, name)
    if "<" not in text:
        raise DocumentError(name, "no HTML element in it", "read it as text/plain")
    check_markup(text, name)
    offset = 0
    for found, role, level in _runs(LexborHTMLParser(text), name):
        yield Block(found, Anchor(name, None, offset, offset + len(found)), role, level)
        offset += len(found) + 1


def visible_text(fragment: str) -> str:
    """Return the text that a fragment of HTML shows, on one line; raises DocumentError as ``read`` does."""
    check_markup(fragment, "fragment")
    return collapse(" ".join(text for text, _, _ in _runs(LexborHTMLParser(fragment), "fragment")))


def _runs(tree: LexborHTMLParser, name: str) -> Iterator[tuple[str, str, int]]:
    """Yield text, role and heading level; a run ends where a block element begins or ends."""
    run: list[str] = []
    open_blocks: list[str] = []
    for node, entering in _walk(tree.root, name):
        tag = node.tag or ""
        if tag == "-text" and entering:
            run.append(node.text_content or "")
        elif tag == "br" and entering:
            run.append(" ")
        elif tag in _BLOCKS:
            if text := collapse("".join(run)):
                yield text, *_role(open_blocks)
            run.clear()
            if entering:
                open_blocks.append(tag)
            else:
                open_blocks.pop()
    if text := collapse("".join(run)):
        yield text, *_role(open_blocks)


def _role(open_blocks: list[str]) -> tuple[str, int]:
    """Return role and heading level from the innermost open element that has one."""
    tag = next((tag for tag in reversed(open_blocks) if tag in _ROLES), "")
    return _ROLES.get(tag, "paragraph"), _HEADINGS.get(tag, 0)


def _walk(root: LexborNode | None, name: str) -> Iterator[tuple[LexborNode, bool]]:
    """Visit the tree in document order without recursion, counting nodes and depth; True on the way in."""
    node, depth, count = root, 0, 0
    while node is not None:
        count += 1
        if count > MAX_NODES or depth > MAX_DEPTH:
            what = f"more than {MAX_NODES:,} nodes" if count > MAX_NODES else f"elements nested over {MAX_DEPTH} deep"
            raise DocumentError(name, what, "save the part of the page that holds the text")
        yield node, True
        child = None if (node.tag or "") in _SKIPPED else node.child
        if child is not None:
            node, depth = child, depth + 1
            continue
        yield node, False
        while node is not None and node.next is None:
            node, depth = (node.parent if depth else None), depth - 1
            if node is not None:
                yield node, False
        node = node.next if node is not None else None
