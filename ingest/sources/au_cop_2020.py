# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Australia's Code of Practice on consumer IoT (2020): thirteen principles in a table, an introduction, terms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from comity.model.document import Block, Clause
from comity.model.errors import DocumentError
from ingest.gather import Draft, running

_TITLES: Final = {
    "1": "No duplicated default or weak passwords",
    "2": "Implement a vulnerability disclosure policy",
    "3": "Keep software securely updated",
    "4": "Securely store credentials",
    "5": "Ensure that personal data is protected",
    "6": "Minimise exposed attack surfaces",
    "7": "Ensure communication security",
    "8": "Ensure software integrity",
    "9": "Make systems resilient to outages",
    "10": "Monitor system telemetry data",
    "11": "Make it easy for consumers to delete personal data",
    "12": "Make installation and maintenance of devices easy",
    "13": "Validate input data",
}
# The other parts by their headings, with the status of their text; the notes belong to principle 12.
_PARTS: Final = {
    "introduction": ("introduction", "explanatory"),
    "application": ("application", "operative"),
    "definitions": ("definitions", "definition"),
    "footnotes": ("12/footnotes", "footnote"),
}
_ORDER: Final = ("introduction", "application", *_TITLES, "12/footnotes", "definitions")

_NUMBER: Final = re.compile(r"(?P<number>\d{1,2})\.\s*(?P<title>.*)")
_NOTE: Final = re.compile(r"\d{1,2}\s+(?=[A-Z‘'])")
_ROLES: Final = r"(?:Device Manufacturers|IoT Services? Providers|Mobile Application Developers|Retailers)"
# The addressees; the curated facets hold them as bearers.
_APPLIES: Final = re.compile(rf"(?:Primarily applies|Applies) to:?\s*(?:{_ROLES}(?:[,;]|\s|\band\b)*)+\.?")
# What a page prints beside its text: running heads, page numbers, the heads of the table's columns.
_FURNITURE: Final = re.compile(
    r"(?:\d{1,2}|Code of Practice|Principles?|Description|Securing the Internet of Things for Consumers|\s)+"
)
# The title of our restatement names the Code and opens nothing.
_NAME: Final = re.compile(r"Australian Code of Practice\b.*")


class _Draft(Draft):
    __slots__ = ()

    def finish(self) -> Clause:
        """Return the clause; a principle is a provision."""
        number = self.id.partition("/")[0] if self.id[0].isdigit() else ""
        return self.clause(number, is_provision=self.id.isdigit())


class _Reading:
    """Sorts blocks into clauses; a title in a narrow column may come in several blocks, held until it is whole."""

    def __init__(self) -> None:
        self.drafts: dict[str, _Draft] = {}
        self._current: _Draft | None = None
        self._number = ""
        self._held: Block | None = None

    def feed(self, block: Block) -> None:
        """Open what a block names or hand its text on; raises DocumentError for a heading that the Code lacks."""
        text = " ".join(block.text.split())
        if self._held is not None:
            self._title(f"{self._held.text} {text}".strip(), replace(self._held))
        elif text.casefold() in _PARTS:
            name, status = _PARTS[text.casefold()]
            self._open(name, text.capitalize(), status, block)
        elif (match := _NUMBER.fullmatch(text)) and (block.role == "heading" or self._is_next(match["number"])):
            self._number = match["number"]
            self._title(match["title"], block)
        elif block.role == "heading":
            self._refuse(text, block)
        elif self._current is not None:
            self._running(block, text)

    def end(self) -> None:
        """Raise DocumentError where a title never became whole."""
        if self._held is not None:
            self._refuse(f"{self._number}. {self._held.text}", self._held)

    def _is_next(self, number: str) -> bool:
        return int(number) == int(self._number or 0) + 1 and number in _TITLES

    def _title(self, text: str, block: Block) -> None:
        wanted = _TITLES.get(self._number, "")
        name = " ".join(text.split())
        if name.casefold() == wanted.casefold():
            self._held = None
            self._open(self._number, wanted, "operative", block)
        elif wanted and wanted.casefold().startswith(name.casefold()):
            self._held = replace(block, text=name)
        else:
            self._refuse(f"{self._number}. {name}", block)

    def _open(self, name: str, title: str, status: str, block: Block) -> None:
        if name in self.drafts:
            raise DocumentError(str(block.anchor), f"{name} stands twice", "are two copies in one file?")
        self._current = self.drafts[name] = _Draft(name, title, name.rpartition("/")[0] or None, status, block)

    def _running(self, block: Block, text: str) -> None:
        rest = _APPLIES.sub("", text).strip()
        if _NOTE.match(rest) and self._number == "13" and self._current is self.drafts.get("13"):
            self._open("12/footnotes", "Footnotes", "footnote", block)
        if rest and self._current is not None:
            self._current.blocks.append(block if rest == block.text else replace(block, text=rest))

    def _refuse(self, text: str, block: Block) -> None:
        if not _NAME.fullmatch(text):
            raise DocumentError(str(block.anchor), f"the Code has no heading {text!r}", "is it the Code of 2020?")


def parse(blocks: Sequence[Block]) -> Iterator[Clause]:
    """Yield introduction, application, the principles ``1`` to ``13`` with the notes of 12, and the definitions.

    Reads our restatement and plain text of the Code, page by page. Raises DocumentError on an unknown title.
    """
    reading = _Reading()
    for block in running(blocks):
        if not _FURNITURE.fullmatch(block.text):
            reading.feed(block)
    reading.end()
    yield from (draft.finish() for draft in sorted(reading.drafts.values(), key=lambda d: _ORDER.index(d.id)))
