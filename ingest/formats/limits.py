# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""How much of a file the readers accept, so that no upload can take the machine with it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from comity.model.errors import DocumentError

MAX_BYTES: Final = 200_000_000
# Text formats are held in memory several times over while they are parsed; no law comes near this.
MAX_TEXT_BYTES: Final = 20_000_000
MAX_PAGES: Final = 2_000
MAX_SECONDS: Final = 30.0
MAX_NODES: Final = 500_000
MAX_DEPTH: Final = 256

_SPLIT = "split the file, or keep only the part that holds provisions"


def check_size(raw: bytes, name: str, most: int = MAX_BYTES) -> None:
    """Refuse an empty file and one above the limit; raises DocumentError."""
    if not raw.strip(b"\x00 \t\r\n"):
        raise DocumentError(name, "the file is empty", "fetch or save it again")
    if len(raw) > most:
        raise DocumentError(name, f"{len(raw):,} bytes, and at most {most:,} are read", _SPLIT)


def check_pages(count: int, name: str) -> None:
    """Refuse a document of more pages than any instrument has; raises DocumentError."""
    if count > MAX_PAGES:
        raise DocumentError(name, f"{count:,} pages, and at most {MAX_PAGES:,} are read", _SPLIT)


class Deadline:
    """Stops a reader that has taken too long; asked between pages or blocks, so one page may overrun it."""

    def __init__(self, name: str, seconds: float = MAX_SECONDS, clock: Callable[[], float] = time.monotonic) -> None:
        self._name = name
        self._seconds = seconds
        self._clock = clock
        self._end = clock() + seconds

    def check(self) -> None:
        """Raise DocumentError when the time is up."""
        if self._clock() > self._end:
            raise DocumentError(self._name, f"reading took more than {self._seconds:g} seconds", _SPLIT)
