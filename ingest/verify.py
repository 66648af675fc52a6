# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Our restatement beside the publisher's file: what is missing, extra, or says another cue or number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from comity.model.document import Clause, Document
from ingest.extract.language import pipeline
from ingest.extract.quantities import is_inside_citation, number_of, quantities
from ingest.extract.rules import cue_rules
from ingest.formats.text import collapse

if TYPE_CHECKING:
    from spacy.tokens import Doc

KINDS: Final = ("missing", "extra", "title", "cue", "number")


@dataclass(frozen=True, slots=True)
class Difference:
    """One point on which the two texts of a clause differ; ``kind`` is one of KINDS.

    ``missing`` stands in the publisher's file only, ``extra`` in the restatement only; ``restated`` and ``published``
    say what each has, empty where it has nothing.
    """

    kind: str
    clause: str
    restated: str
    published: str


def verify(restated: Document, published: Document) -> tuple[Difference, ...]:
    """Compare clause by clause, in the publisher's order with what only the restatement has at the end.

    Words may differ, since a restatement is ours; cues and numbers may not.
    """
    ours = {clause.id: clause for clause in restated.clauses}
    theirs = {clause.id: clause for clause in published.clauses}
    found: list[Difference] = []
    for clause_id, clause in theirs.items():
        if clause_id in ours:
            found.extend(_compare(ours[clause_id], clause))
        else:
            found.append(Difference("missing", clause_id, "", clause.title or clause.number))
    extra = (clause for clause_id, clause in ours.items() if clause_id not in theirs)
    found.extend(Difference("extra", clause.id, clause.title or clause.number, "") for clause in extra)
    return tuple(found)


def cues(clause: Clause) -> tuple[str, ...]:
    """Return the deontic cues of a clause, sorted, as often as they stand in it, subordinate clauses included."""
    rules = cue_rules()
    spans = (span for doc in _docs(clause) for group in ("cues", "subordinate") for span in doc.spans[group])
    return tuple(sorted(rules.cue(span.label_).verb for span in spans))


def numbers(clause: Clause) -> tuple[str, ...]:
    """Return the numbers of a clause, sorted: durations and other quantities with their unit, the rest bare.

    Footnotes, years in names of laws and figures inside a citation's number count like any other; one does not, since
    it is more often a pronoun.
    """
    return tuple(sorted(number for doc in _docs(clause) for number in _numbers(doc)))


def _docs(clause: Clause) -> Iterator[Doc]:
    return (pipeline()(sentence.text) for sentence in clause.sentences)


def _numbers(doc: Doc) -> Iterator[str]:
    measured = {quantity.start: quantity for quantity in quantities(doc[:])}
    for token in doc:
        number = number_of(token)
        if token.i in measured:
            yield f"{measured[token.i].value} {measured[token.i].unit}"
        elif number is not None and number != 1 and not is_inside_citation(token):
            yield str(number)


def _compare(ours: Clause, theirs: Clause) -> Iterator[Difference]:
    if _title(ours) != _title(theirs):
        yield Difference("title", theirs.id, ours.title, theirs.title)
    for kind, here, there in (("cue", cues(ours), cues(theirs)), ("number", numbers(ours), numbers(theirs))):
        only_here, only_there = Counter(here) - Counter(there), Counter(there) - Counter(here)
        if only_here or only_there:
            yield Difference(kind, theirs.id, _listed(only_here), _listed(only_there))


def _title(clause: Clause) -> str:
    return re.sub(r"\W+", " ", collapse(clause.title)).casefold().strip()


def _listed(counts: Counter[str]) -> str:
    return ", ".join(sorted(counts.elements()))
