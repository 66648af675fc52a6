# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The spaCy pipeline of extraction: blank English with two components of ours, registered here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from ingest.extract.quantities import mark_quantities
from ingest.extract.rules import cue_rules

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import Matcher
    from spacy.tokens import Doc, Span, Token
    from spacy.vocab import Vocab

_QUOTES: Final = frozenset({'"', "'", "\u2018", "\u2019", "\u201c", "\u201d"})
# A determiner, three words, and the subordinator before them.
_SUBJECT: Final = 5
_IGNORED: Final = "ignored"


@lru_cache(maxsize=1)
def pipeline() -> Language:
    """Build the pipeline once; ``doc.spans`` then holds ``cues`` and ``quantities``."""
    import spacy
    from spacy.language import Language as SpacyLanguage

    if not SpacyLanguage.has_factory("comity_cues"):
        SpacyLanguage.factory("comity_cues", func=_create_cues)
        SpacyLanguage.component("comity_quantities", func=mark_quantities)
    language = spacy.blank("en")
    language.add_pipe("comity_cues")
    language.add_pipe("comity_quantities")
    return language


def _create_cues(nlp: Language, name: str) -> CueMarker:
    return CueMarker(nlp.vocab)


class CueMarker:
    """Marks the deontic cues of a text that stand in a main clause, longest pattern first, labelled by rule id."""

    def __init__(self, vocab: Vocab) -> None:
        from spacy.matcher import Matcher as SpacyMatcher

        self._matcher: Matcher = SpacyMatcher(vocab)
        for rule in cue_rules().cues:
            self._matcher.add(rule.id, [list(_pattern(words)) for words in rule.words])
        self._matcher.add(_IGNORED, [list(_pattern(words)) for words in cue_rules().ignored])

    def __call__(self, doc: Doc) -> Doc:
        """Fill ``doc.spans`` with ``cues`` and, apart from them, those in ``subordinate`` clauses."""
        from spacy.util import filter_spans

        found = filter_spans(self._matcher(doc, as_spans=True))
        found = [span for span in found if span.label_ != _IGNORED and not is_other_word(span)]
        doc.spans["cues"] = [span for span in found if not is_subordinate(span)]
        doc.spans["subordinate"] = [span for span in found if is_subordinate(span)]
        return doc


def _pattern(words: str) -> Iterator[dict[str, Any]]:
    for word in words.split():
        yield {"LOWER": {"IN": list(cue_rules().adverbs)}, "OP": "?"} if word == "~" else {"LOWER": word}


def is_other_word(span: Span) -> bool:
    """True when the word is no cue here: the month of May, a noun ("a must"), an inversion ("Should a …"), a quote."""
    doc, first = span.doc, span[0]
    before = doc[span.start - 1] if span.start else None
    after = doc[span.end] if span.end < len(doc) else None
    if before is not None and after is not None and before.text in _QUOTES and after.text in _QUOTES:
        return True
    if first.text == "May":
        return before is not None or after is None or after.like_num
    if first.text == "Should":
        return before is None or before.text in {".", ";"}
    return before is not None and before.lower_ in {"a", "the"}


def is_subordinate(span: Span) -> bool:
    """True when the cue belongs to a clause that a subordinator opens: it stands there with its subject at most."""
    rules = cue_rules()
    before = [
        token for token in span.doc[max(0, span.start - _SUBJECT) : span.start] if token.lower_ not in rules.adverbs
    ]
    for distance, token in enumerate(reversed(before)):
        if token.is_punct:
            return False
        if token.lower_ in rules.subordinators and not _is_determiner(token):
            return distance <= 1 or token.nbor(1).lower_ in rules.determiners
    return False


def _is_determiner(token: Token) -> bool:
    """True for "that" at the head of a main clause ("That plan should …")."""
    return token.lower_ == "that" and (token.i == 0 or token.nbor(-1).text in {".", ";", ":"})
