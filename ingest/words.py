# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Word lists that readers and segmentation share, kept as data in words.yml."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

from comity.model.errors import RecordError

_FILE = Path(__file__).with_name("words.yml")


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    data = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    for name, words in data.items():
        if not all(isinstance(word, str) for word in words):
            raise RecordError(f"{_FILE.name} {name}", "holds something that is no word", "quote words such as no")
    return {name: frozenset(words) for name, words in data.items()}


def words(name: str) -> frozenset[str]:
    """Return one list by its name in words.yml."""
    return _lists()[name]
