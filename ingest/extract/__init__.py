# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Machine-made requirements from text that nobody has coded, by rules that are data beside these modules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from comity.model.document import Document
from comity.model.errors import DocumentError
from comity.model.requirement import Requirement
from comity.model.vocab import Vocabulary
from ingest.extract.reader_en import EnglishReader
from ingest.extract.reader_ja import JapaneseReader
from ingest.extract.rules import ORIGIN

__all__ = ["ORIGIN", "READERS", "extract"]

READERS: Final[Mapping[str, Callable[[Document, Vocabulary], Iterator[Requirement]]]] = {
    "en": lambda document, vocabulary: EnglishReader(document, vocabulary).run(),
    "ja": lambda document, vocabulary: JapaneseReader(document, vocabulary).run(),
}


def extract(document: Document, vocabulary: Vocabulary) -> tuple[Requirement, ...]:
    """Return the requirements that the rules find in a document, in document order, each with its rule as origin.

    Definitions and footnotes state none. In English a list item without a cue of its own carries on that of its
    lead-in, and quantities are read; neither is done in Japanese. Raises DocumentError for a language without rules.
    """
    reader = READERS.get(document.language)
    if reader is None:
        place = f"{document.source}@{document.edition}"
        why = f"no extraction rules for language {document.language!r}"
        raise DocumentError(place, why, f"languages with rules: {', '.join(sorted(READERS))}")
    return tuple(reader(document, vocabulary))
