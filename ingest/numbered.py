# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""A parser for any text that numbers its sections and letters or numbers their parts: where a new source starts.

A source whose layout says more (tables, features, footnotes) gets a parser of its own in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from comity.model.document import Block, Clause
from ingest import outline
from ingest.statute import clause

_WORDS: Final = "Section|Article|Clause|Regulation|Rule|Guideline|Principle|Provision|Requirement|Part|§"
_SECTION: Final = re.compile(
    rf"(?:(?:{_WORDS})\s*)?(?P<number>(?:[A-Z]{{1,4}}[-.])?\d+(?:[.-]\d+)*[A-Z]?)(?P<stop>[.)])?(?=[\s:]|$):?\s*"
)
_NOTHING: Final = re.compile(r"(?!)")
_LABEL: Final = re.compile(r"\((?P<label>[a-z]|1)\)(?=\s|$)")
_BY_NUMBER: Final = (outline.DIGIT, outline.LOWER, outline.ROMAN, outline.UPPER)
_BY_LETTER: Final = (outline.LOWER, outline.DIGIT, outline.ROMAN, outline.UPPER)


def parse(blocks: Sequence[Block], levels: Sequence[str] | None = None) -> Iterator[Clause]:
    """Yield the sections, which count as provisions, and their parts, in document order; ids are the citations.

    ``levels`` gives the styles of labels from the outermost in (of ingest.outline); without it the first label of the
    text tells whether parts begin with (1) or with (a).
    """
    grammar = outline.Grammar(section=_SECTION, foreign=_NOTHING, levels=tuple(levels or _levels(blocks)))
    for node in outline.outline(blocks, grammar):
        yield clause(node, "operative", is_provision=not node.path)


def _levels(blocks: Sequence[Block]) -> Sequence[str]:
    for block in blocks:
        if match := _LABEL.match(block.text.lstrip()):
            return _BY_NUMBER if match["label"] == "1" else _BY_LETTER
    return _BY_LETTER
