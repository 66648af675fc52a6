# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Stems, so that a term of a scheme meets its inflected forms in a text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ingest.extract.rules import stem_rules

_WORD: Final = re.compile(r"[^\W_]+")
_SHORTEST: Final = 4


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return the stem of a word: the longest known ending is cut where four letters stay, a plural s where three do."""
    folded = word.casefold()
    for ending in _endings():
        if folded.endswith(ending) and len(folded) - len(ending) >= _SHORTEST:
            return folded.removesuffix(ending)
    return folded.removesuffix("s") if len(folded) == _SHORTEST and not folded.endswith("ss") else folded


@lru_cache(maxsize=1)
def _endings() -> tuple[str, ...]:
    return tuple(sorted(stem_rules().endings, key=lambda ending: (-len(ending), ending)))


@lru_cache(maxsize=20_000)
def content_stems(text: str) -> frozenset[str]:
    """Return the stems of the words that carry matter; hyphens part words."""
    stopwords = stem_rules().stopwords
    found = (word.casefold() for word in _WORD.findall(text))
    return frozenset(stem(word) for word in found if word not in stopwords)
