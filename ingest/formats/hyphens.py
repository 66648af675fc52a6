# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Words that a line end broke, put together again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from ingest.words import words

_EDGES: Final = ".,;:()'\"\u2018\u2019\u201c\u201d"


def bare(word: str) -> str:
    """Return a word in lower case without the punctuation around it, as ``seen`` counts it."""
    return word.casefold().strip(_EDGES)


def rejoin(lines: Sequence[tuple[str, bool]], seen: Mapping[str, int]) -> str:
    """Join lines into a paragraph; ``True`` beside a line says that a hyphen broke its last word.

    Whether the hyphen belongs to the word is looked up in ``seen``, how often the document holds each word.
    """
    text = ""
    joint = ""
    for line, broken in lines:
        text += joint + line
        joint = "" if re.search(r"\w/$", line) else " "
        if broken or (text.endswith("-") and not text.endswith(" -")):
            text = text.removesuffix("-")
            joint = "\x00"
    parts = text.split("\x00")
    whole = parts[0]
    for part in parts[1:]:
        whole += _hyphen(whole.rsplit(" ", 1)[-1], part.split(" ", 1)[0], seen) + part
    return whole


def _hyphen(first: str, second: str, seen: Mapping[str, int]) -> str:
    head, tail = bare(first), bare(second)
    if seen.get(f"{head}-{tail}"):
        return "-"
    if seen.get(head + tail):
        return ""
    is_compound = head in words("compound_firsts") or "-" in head or "/" in head or not second[:1].islower()
    return "-" if is_compound else ""
