# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Count the rows of a result while the engine writes it, so that a result without end is cut off early."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any, Final

_STRING: Final = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_ROW_OBJECT: Final = re.compile(rb"[\[,]\{")
_ROW_ELEMENT: Final = re.compile(rb"<result[>/]")
_ELEMENT_TAIL: Final = len(b"<result>") - 1


class TooManyRowsError(Exception):
    """The result has more rows than are allowed."""


class _JsonRows:
    """Rows of SPARQL results in JSON: objects that stand in an array, outside every string."""

    def __init__(self) -> None:
        self._open = b""
        self._last = b""

    def feed(self, chunk: bytes) -> int:
        bare = _STRING.sub(b"", self._open + chunk)
        closed, quote, rest = bare.partition(b'"')
        self._open = quote + rest
        seen = self._last + closed
        self._last = seen[-1:]
        return len(_ROW_OBJECT.findall(seen))


class _XmlRows:
    """Rows of SPARQL results in XML: result elements; text content cannot hold an unescaped tag."""

    def __init__(self) -> None:
        self._tail = b""

    def feed(self, chunk: bytes) -> int:
        seen = self._tail + chunk
        self._tail = seen[-_ELEMENT_TAIL:]
        return len(_ROW_ELEMENT.findall(seen))


class _CsvRows:
    """Rows of CSV: line ends outside double quotes; a doubled quote opens and closes at once, which changes nothing."""

    def __init__(self) -> None:
        self._inside = False

    def feed(self, chunk: bytes) -> int:
        lines = 0
        for index, part in enumerate(chunk.split(b'"')):
            self._inside ^= index > 0
            lines += 0 if self._inside else part.count(b"\n")
        return lines


class _TsvRows:
    """Rows of TSV: line ends, since those in values are escaped."""

    def feed(self, chunk: bytes) -> int:
        return chunk.count(b"\n")


_Counter = _JsonRows | _XmlRows | _CsvRows | _TsvRows
# How to count, and how many lines of the result are no rows.
_COUNTERS: Final[dict[str, tuple[Callable[[], _Counter], int]]] = {
    "application/sparql-results+json": (_JsonRows, 0),
    "application/sparql-results+xml": (_XmlRows, 0),
    "text/csv": (_CsvRows, 1),
    "text/tab-separated-values": (_TsvRows, 1),
}


class RowLimit(io.BytesIO):
    """A file in memory that raises TooManyRowsError once the result written to it has more rows than allowed."""

    def __init__(self, media_type: str, rows: int) -> None:
        super().__init__()
        counter, header = _COUNTERS[media_type]
        self._counter = counter()
        self._left = rows + header

    def write(self, data: Any, /) -> int:
        """Keep a piece of the result and count its rows."""
        self._left -= self._counter.feed(bytes(data))
        if self._left < 0:
            raise TooManyRowsError
        return super().write(data)
