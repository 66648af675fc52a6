# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Lists labelled ``1.``, ``a.`` and ``i.``, whose labels may stand in the middle of a block of running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from comity.model.document import Block
from ingest.span import part

_LABEL: Final = re.compile(r"(?:^|(?<=\s))(?P<label>\d{1,2}|[a-h]|[ivx]+)\.\s+(?=[A-Z“])")
_ENDS: Final = re.compile(r"[.:?!)]$")
_ROMANS: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


class Labels:
    """Counts the labels of one list and opens one only where it is the next due, so that a citation opens nothing.

    A list of letters or Roman numerals begins after a colon. Inside a block, a number opens where a sentence has ended.
    """

    def __init__(self) -> None:
        self._counts = [0, 0, 0]

    def split(self, block: Block, tail: str) -> Iterator[tuple[str, Block]]:
        """Yield (path, text): the path of the label that opens the text, such as ``1(a)(i)``, or none.

        ``tail`` is the text before the block. A label without text yields an empty block.
        """
        path, cut = "", 0
        for match in _LABEL.finditer(block.text):
            before = block.text[cut : match.start()].strip() or ("" if cut else tail)
            level = self._level(match["label"], before, at_start=match.start() == 0)
            if level is not None:
                if cut or match.start():
                    yield path, part(block, cut, match.start())
                path, cut = self._open(level), match.end()
        yield path, part(block, cut)

    def _level(self, label: str, before: str, *, at_start: bool) -> int | None:
        number, letter, roman = self._counts
        if label.isdigit():
            return 0 if (at_start or _ENDS.search(before)) and int(label) == number + 1 else None
        if letter and roman < len(_ROMANS) and label == _ROMANS[roman] and (roman or before.endswith(":")):
            return 2
        return 1 if number and label == chr(ord("a") + letter) and (letter or before.endswith(":")) else None

    def _open(self, level: int) -> str:
        self._counts[level:] = [self._counts[level] + 1, *[0] * (2 - level)]
        number, letter, roman = self._counts
        return f"{number}{f'({chr(96 + letter)})' if letter else ''}{f'({_ROMANS[roman - 1]})' if roman else ''}"


def parent(path: str) -> str:
    """Return the path of what a labelled text stands under, empty for a number."""
    return path.rpartition("(")[0]
