# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Habits of drafting in United Kingdom legislation: closing words under a list, definitions with lists of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from comity.model.document import Block
from ingest import outline

_ENDED: Final = re.compile(r"(?:[.,;:—)\]]|[.;,]?[”\"’]|\b(?:and|or))$")
_CALLS_FOR_NUMBER: Final = re.compile(
    r"(?<!this )\b(?:(?:sub)?(?:section|paragraph)|regulation|Schedule|Part)s?$|\b(?:and|or|to)$"
)
_LABELLED: Final = re.compile(r"\((?:\d{1,2}|[a-z]|[ivx]{1,4})\)\s")


def has_ended(text: str) -> bool:
    """True where a text breaks off nowhere, so that something new may follow it."""
    return bool(_ENDED.search(text))


def with_whole_definitions(blocks: Iterable[Block]) -> Iterator[Block]:
    """Join what a definition lists to its head, since its labels are no parts of the provision."""
    held: Block | None = None
    for block in blocks:
        if held is not None and not re.match(r"[“\"]|\(\d", block.text):
            held = replace(held, text=f"{held.text} {block.text}")
            continue
        if held is not None:
            yield held
        held = block if re.match(r"[“\"].*—$", block.text) else None
        if held is None:
            yield block
    if held is not None:
        yield held


def with_leading_labels(blocks: Sequence[Block]) -> Iterator[Block]:
    """Mark a block whose label opens a part although the text before lacks its stop or ends in ``(2),``.

    The role ``sentence`` lets a leading label open whatever stands before it; not so where that calls for a number.
    """
    before = ""
    for block in blocks:
        lacks_stop = re.search(r"(?:\),|[\w)\]])$", before) and not _CALLS_FOR_NUMBER.search(before)
        yield replace(block, role="sentence") if lacks_stop and _LABELLED.match(block.text) else block
        before = block.text


def move_closing_words(nodes: Sequence[outline.Node]) -> None:
    """Give words that stand under a list, unlabelled, to what the list belongs to.

    Words that end with *and* or *or* lead on in an outer list and so belong to the list just above; others close the
    whole subsection, as such words do in the drafting of United Kingdom statutes.
    """
    by_path = {node.path: node for node in nodes}
    for node in nodes:
        top = node.path[:1] if node.path and node.path[0].isdigit() else ()
        breaks = (at for at in range(1, len(node.pieces)) if _closes(node.pieces[at - 1].text, node.pieces[at].text))
        first = next(breaks, None) if len(node.path) > len(top) else None
        if first is not None:
            closing, node.pieces = node.pieces[first:], node.pieces[:first]
            for words in closing:
                leads_on = re.search(r",\s+(?:and|or)$", words.text)
                by_path[node.path[:-1] if leads_on else top].pieces.append(words)


def _closes(before: str, words: str) -> bool:
    return has_ended(before) or words.startswith("as if ")
