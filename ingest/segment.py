# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Sentences of a clause, numbered; ordinals are stable because the rules are fixed and hold no model."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from comity.model.document import Anchor, Block, Sentence
from ingest.words import words

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

_END: Final = frozenset({".", "!", "?", "…", "。"})
_CLOSERS: Final = frozenset({'"', "'", "”", "’", ")", "]", "»"})
_OPENING: Final = frozenset({"(", "\u2018", "\u201c"})
_OPENERS: Final = frozenset({".", ":", ";"})
_NUMBERING: Final = re.compile(r"\d{1,3}|[ivxlc]{1,5}|[a-z]")
_ENDS_OPEN: Final = re.compile(r"[.!?:;…。][\"'”’)\]]*$")


def sentences(blocks: Sequence[Block], first: int = 1) -> tuple[Sentence, ...]:
    """Split the blocks of one clause into sentences, numbered from ``first``.

    A block with the role ``sentence`` (a line of our restatement) is taken as it is. A paragraph that breaks off and
    goes on in the next block, over a page for instance, is joined; its sentence is anchored where it begins.
    """
    parts = [part for block in joined(blocks, _goes_on) for part in _split(block)]
    return tuple(Sentence(first + at, text, anchor) for at, (text, anchor) in enumerate(parts))


def joined(blocks: Sequence[Block], goes_on: Callable[[Block, Block], bool]) -> Iterator[Block]:
    """Join each block with those that go on where it breaks off; the whole keeps the anchor of its beginning."""
    held: Block | None = None
    for block in blocks:
        if held is not None and goes_on(held, block):
            held = Block(f"{held.text} {block.text}", held.anchor, held.role, held.level, held.size)
            continue
        if held is not None:
            yield held
        held = block
    if held is not None:
        yield held


def _goes_on(held: Block, block: Block) -> bool:
    if "sentence" in {held.role, block.role} or held.role == "heading" or _ENDS_OPEN.search(held.text):
        return False
    return block.text[:1].islower() or block.text[:1].isdigit() or block.text[:1] in _OPENING


def _split(block: Block) -> Iterator[tuple[str, Anchor]]:
    if block.role in {"sentence", "heading"}:
        yield block.text, block.anchor
        return
    for sent in _pipeline()(block.text).sents:
        text = sent.text.strip()
        if text:
            start = sent.start_char + len(sent.text) - len(sent.text.lstrip())
            yield text, within(block, start, start + len(text))


def within(block: Block, start: int, end: int) -> Anchor:
    """Return the span of a sentence, kept within that of the block where lines or pages were joined."""
    whole = block.anchor
    return Anchor(whole.file, whole.page, min(whole.start + start, whole.end), min(whole.start + end, whole.end))


@lru_cache(maxsize=1)
def _pipeline() -> Language:
    """Build spaCy's blank English with our sentence rules once, and only when a text needs splitting."""
    import spacy
    from spacy.language import Language as SpacyLanguage

    if not SpacyLanguage.has_factory("comity_sentences"):
        SpacyLanguage.component("comity_sentences", func=mark_sentences)
    language = spacy.blank("en")
    language.max_length = 20_000_000
    language.add_pipe("comity_sentences")
    return language


def mark_sentences(doc: Doc) -> Doc:
    """Set sentence starts by rule: a full stop ends one unless it belongs to an abbreviation, a label or a number."""
    # The first two say that sentences were looked for; what is left unset starts none, and setting costs much.
    for token in doc[:2]:
        token.is_sent_start = token.i == 0
    for token in doc[:-1]:
        if token.text[-1] in _END and not _inside(doc, token):
            after = token.i + 1
            while after < len(doc) and (doc[after].text in _CLOSERS and not doc[after - 1].whitespace_):
                after += 1
            if after < len(doc) and doc[after - 1].whitespace_:
                doc[after].is_sent_start = True
    return doc


def _inside(doc: Doc, token: Token) -> bool:
    """True when the stop belongs to an abbreviation, an initial or a label, or what follows does not start anew."""
    following = next((t for t in doc[token.i + 1 :] if t.text not in _CLOSERS and not t.is_space), None)
    if following is None or following.text[:1].islower():
        return True
    if not token.text.endswith("."):
        return False
    is_apart = token.text == "." and token.i > 0 and not doc[token.i - 1].whitespace_
    first = token.i - 1 if is_apart else token.i
    word = doc[first].text.removesuffix(".").casefold()
    if _NUMBERING.fullmatch(word) and (doc[first].is_sent_start or doc[first - 1].text in _OPENERS):
        return True
    return word in words("abbreviations") or (len(word) == 1 and word.isalpha())
