# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""What became of each provision from one edition of a work to the next, and which mappings to look at again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from comity.analyse import phrase
from comity.analyse.facet_changes import Wording, facet_changes
from comity.analyse.index import Index, build, weakest
from comity.model import ids
from comity.model.corpus import Corpus
from comity.model.errors import RecordError, RequestError
from comity.model.finding import Change, FacetChange
from comity.model.mapping import Mapping
from comity.model.requirement import Requirement
from comity.model.source import Edition, Source, Succession
from comity.model.vocab import Vocabulary, nearest

ALIKE: Final = "facets-alike"
_NO_CHANGE: Final = frozenset({ALIKE, "reworded-only", "moved"})


def diff(corpus: Corpus, vocabulary: Vocabulary, old: str, new: str) -> tuple[Change, ...]:
    """Return one change per provision, in the order of the newer edition, then what was dropped.

    ``old`` and ``new`` are ``ID@EDITION``. Provisions are held together by the correspondences that the record of the
    newer edition states (``follows``), else by their number; only text that can carry a stance is compared. Raises
    RequestError unless the newer edition says that it follows the older one.
    """
    (source, before), (other, after) = corpus.edition(old), corpus.edition(new)
    if source.id != other.id:
        raise RequestError(f"{old}, {new}", "two different works", "name two editions of one work, the older first")
    if after.follows is None or after.follows.edition != before.id:
        known = [f"{e.follows.edition} to {e.id}" for e in source.editions if e.follows is not None]
        way = f"known successions of {source.id}: {', '.join(known) or 'none'}"
        raise RequestError(f"{old}, {new}", f"{after.id} is not recorded as following {before.id}", way)
    index = build(corpus, vocabulary)
    return tuple(_Comparison(index, source, before, after, after.follows).run())


def successions(corpus: Corpus) -> tuple[tuple[str, str], ...]:
    """Return every pair of editions, older first, that a record states to follow one another."""
    return tuple(
        (f"{source.id}@{edition.follows.edition}", f"{source.id}@{edition.id}")
        for source in corpus.sources
        for edition in source.editions
        if edition.follows is not None
    )


def to_review(changes: Sequence[Change], mappings: Sequence[Mapping]) -> tuple[Mapping, ...]:
    """Return the mappings that rest on a provision whose facets changed, of the older edition or of the newer one."""
    touched = {
        clause for change in changes if set(change.changes) - _NO_CHANGE for clause in (*change.old, *change.new)
    }
    return tuple(m for m in mappings if touched & {end.rpartition("#")[0] for end in (m.subject, m.object)})


@dataclass(frozen=True, slots=True)
class _Comparison:
    """Two editions of one work, with the provisions of each in document order."""

    index: Index
    source: Source
    before: Edition
    after: Edition
    follows: Succession

    def run(self) -> Iterator[Change]:
        old, new = self._provisions(self.before), self._provisions(self.after)
        self._check(old, new)
        moved_from = {name for pair in self.follows.correspondences for name in pair.old}
        by_new = {pair.new[0]: pair for pair in self.follows.correspondences}
        moved_to = {name for pair in self.follows.correspondences for name in pair.new}
        for name in new:
            if name in by_new:
                pair = by_new[name]
                yield self._change(pair.old, pair.new, pair.verification)
            elif name not in moved_to:
                yield self._change((name,) if name in old else (), (name,))
        for name in old:
            if name not in new and name not in moved_from:
                yield self._change((name,), ())

    def _provisions(self, edition: Edition) -> tuple[str, ...]:
        """Return the ids of an edition's provisions, from the document in the language of the work."""
        document = next(
            d
            for d in self.index.corpus.documents
            if (d.source, d.edition, d.language) == (self.source.id, edition.id, self.source.language)
        )
        return tuple(clause.id for clause in document.clauses if clause.is_provision)

    def _check(self, old: Sequence[str], new: Sequence[str]) -> None:
        for edition, known, names in (
            (self.before, old, [name for pair in self.follows.correspondences for name in pair.old]),
            (self.before, old, list(self.follows.void)),
            (self.after, new, [name for pair in self.follows.correspondences for name in pair.new]),
        ):
            for name in names:
                if name not in known:
                    place = f"{self.source.id}@{self.after.id}: follows"
                    raise RecordError(place, f"{edition.id} has no provision {name!r}", nearest(name, known))

    def _change(self, old: tuple[str, ...], new: tuple[str, ...], stated: str = "verified") -> Change:
        was, now = self._wording(self.before, old), self._wording(self.after, new)
        facets = tuple(facet_changes(was, now)) if old and new else ()
        kinds = sorted({*self._moves(old, new), *(facet.change for facet in facets if facet.change)})
        if old and new and not facets:
            kinds = sorted({*kinds, ALIKE})
        checked = weakest([stated, *(r.status for r in (*was.requirements, *now.requirements))])
        return Change(
            iri=ids.finding_iri("change", self.source.id, f"{self.before.id}..{self.after.id}", "+".join(new or old)),
            source=self.source.id,
            from_edition=self.before.id,
            to_edition=self.after.id,
            old=tuple(f"{self.source.id}@{self.before.id}/{name}" for name in old),
            new=tuple(f"{self.source.id}@{self.after.id}/{name}" for name in new),
            changes=tuple(kinds),
            facets=facets,
            why=self._why(old, new, kinds, facets),
            verification=checked,
        )

    def _wording(self, edition: Edition, names: tuple[str, ...]) -> Wording:
        found: tuple[Requirement, ...] = tuple(
            r for r in self.index.of(self.source, edition) if r.clause in names and self.index.bears_stance(r)
        )
        return Wording(self.index, found)

    def _moves(self, old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[str]:
        if not old:
            yield "added"
        elif not new:
            yield "dropped"
        elif len(new) > len(old):
            yield "split"
        elif len(old) > len(new):
            yield "merged"
        elif old != new:
            yield "moved"
        if set(old) & set(self.follows.void):
            yield "void"

    def _why(self, old: Sequence[str], new: Sequence[str], kinds: Sequence[str], facets: Sequence[FacetChange]) -> str:
        labels = ", ".join(self.index.label("change", kind).lower() for kind in kinds) or "differs, in no order"
        sides = [
            f"{' and '.join(names) or 'nothing'} of {e.id}" for names, e in ((old, self.before), (new, self.after))
        ]
        rows = "".join(f"; {self._row(facet)}" for facet in facets)
        return phrase.sentence(f"{', '.join(sides)}: {labels}{rows}")

    def _row(self, facet: FacetChange) -> str:
        direction = f" ({self.index.label('change', facet.change).lower()})" if facet.change else ""
        return f"{facet.facet}: {facet.was}, then {facet.now}{direction}"
