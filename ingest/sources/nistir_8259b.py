# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""NISTIR 8259B (2021): four supporting capabilities that are no technique, each with numbered common actions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from comity.model.document import Block, Clause
from comity.model.errors import DocumentError
from ingest import span
from ingest.gather import Draft, running

# In the order of the document. The codes are ours: the publisher prints names, and numbers for actions.
_NAMES: Final = {
    "DOC": "Documentation",
    "IQR": "Information and Query Reception",
    "IND": "Information Dissemination",
    "EDU": "Education and Awareness",
}
_CODE_OF: Final = {name.casefold(): code for code, name in _NAMES.items()}
_NAMED: Final = re.compile(rf"(?P<name>{'|'.join(name.replace(' ', chr(92) + 's+') for name in _NAMES.values())}):\s*")
_ACTION: Final = re.compile(r"(?P<number>\d)\.\s+(?=[A-Z])")
_END: Final = re.compile(r"References|(?:Appendix|Annex)\s.+")


class _Draft(Draft):
    __slots__ = ()

    def finish(self) -> Clause:
        """Return the clause; a capability or an action is a provision."""
        return self.clause(self.id, is_provision=True)


class _Reading:
    """Sorts blocks into capabilities and actions; text outside of them is left out."""

    def __init__(self) -> None:
        self.drafts: dict[str, _Draft] = {}
        self.capability: str | None = None
        self.actions = 0
        self.target: _Draft | None = None

    def feed(self, block: Block) -> None:
        """Hand a block to the clause that it opens or goes on with."""
        text = " ".join(block.text.split())
        if _END.fullmatch(text):
            self.target = self.capability = None
        elif block.role == "heading":
            self._heading(text, block)
        elif match := _NAMED.match(block.text):
            self._open_capability(_CODE_OF[" ".join(match["name"].split()).casefold()], block)
            self._keep(span.rest(block, match.end()))
        elif (match := _ACTION.match(block.text)) and self._is_due(int(match["number"])):
            self._open_action(block)
            self._keep(span.rest(block, match.end()))
        else:
            self._keep(block)

    def _heading(self, text: str, block: Block) -> None:
        code = _CODE_OF.get(text.casefold())
        if code is not None:
            self._open_capability(code, block)
        else:
            self.target = None

    def _is_due(self, number: int) -> bool:
        return self.capability is not None and number == self.actions + 1

    def _open_capability(self, code: str, block: Block) -> None:
        """Open a capability, or go on with the one that is open; raises DocumentError for one out of its order."""
        if code != self.capability:
            order = tuple(_NAMES)
            opened = [name for name in order if name in self.drafts]
            if code != next((name for name in order if name not in opened), None):
                raise DocumentError(str(block.anchor), f"{_NAMES[code]} out of its order", "is it NISTIR 8259B?")
            self.capability, self.actions = code, 0
            self.drafts[code] = _Draft(code, _NAMES[code], None, "operative", block)
        self.target = self.drafts[code]

    def _open_action(self, block: Block) -> None:
        self.actions += 1
        name = f"{self.capability}-{self.actions}"
        self.target = self.drafts[name] = _Draft(name, "", self.capability, "operative", block)

    def _keep(self, block: Block) -> None:
        if self.target is not None and block.text:
            self.target.blocks.append(block)


def parse(blocks: Sequence[Block]) -> Iterator[Clause]:
    """Yield each capability (``IQR``) and its common actions (``IQR-1``) in document order.

    Reads our restatement, and a table or a list in which each capability is named and its actions are numbered from 1.
    Raises DocumentError when capabilities stand out of order.
    """
    reading = _Reading()
    for block in running(blocks):
        reading.feed(block)
    yield from (draft.finish() for draft in reading.drafts.values())
