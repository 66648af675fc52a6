# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""What a party requires on some capabilities: its own provisions, the duties behind its routes, and mere mentions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from comity.model.corpus import Corpus
from comity.model.requirement import Requirement
from comity.model.vocab import Vocabulary


@dataclass(frozen=True, slots=True)
class Answer:
    """Provisions that carry a stance, duties that they are ways to meet, and places that only mention the matter."""

    requirements: tuple[Requirement, ...]
    behind: tuple[Requirement, ...]
    mentions: tuple[Requirement, ...]


def requires(corpus: Corpus, vocabulary: Vocabulary, jurisdiction: str, capabilities: Collection[str]) -> Answer:
    """Return what the sources of a jurisdiction say on the capabilities, in document order.

    An empty collection of capabilities means every provision. ``behind`` holds the duties that a route found counts
    as compliance with, where they are not among the provisions themselves.
    """
    works = {source.id for source in corpus.sources if source.jurisdiction == jurisdiction}
    own = [r for r in corpus.requirements if r.source in works]
    hits = [r for r in own if not capabilities or set(r.capability) & set(capabilities)]
    carrying = [r for r in hits if vocabulary.concept("text-status", r.text_status).flag("bearsStance")]
    served = {(r.source, r.edition, clause) for r in carrying for clause in r.satisfies}
    behind = [r for r in own if (r.source, r.edition, r.clause) in served and r not in carrying and r.kind == "duty"]
    mentions = [r for r in hits if r not in carrying]
    return Answer(tuple(carrying), tuple(behind), tuple(mentions))
