# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Sentences with several cues, parted so that each part has one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

# What parts two cues, the surest first.
_JOINTS: Final = ({";"}, {":"}, {"and", "or", "but", "nor", "yet"}, {","})


def parts(doc: Doc) -> Iterator[Span]:
    """Yield the parts of a sentence: between two cues it is cut at the last semicolon, else colon, conjunction, comma.

    Two cues with none of them between stay in one part, whose first cue counts.
    """
    start = 0
    cues = sorted(doc.spans["cues"], key=lambda cue: cue.start)
    for one, other in pairwise(cues):
        cut = _joint(doc[one.end : other.start])
        if cut is not None and cut > start:
            yield doc[start:cut]
            start = cut + 1
    yield doc[start:]


def _joint(between: Span) -> int | None:
    for joints in _JOINTS:
        found = [token.i for token in between if token.lower_ in joints]
        if found:
            return found[-1]
    return None
