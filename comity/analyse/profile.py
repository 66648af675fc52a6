# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""A product profile: what is known of a product, and so which conditions and scope axes it answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from comity.model.errors import RequestError
from comity.model.requirement import Condition
from comity.model.vocab import Vocabulary, nearest

AXES: Final = ("user-group", "product-kind", "connection", "function-class", "supply")


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a product; whatever is not stated is unknown and never assumed.

    ``axes`` gives, for a scope axis, all that holds on it (all its user groups, all its connections); ``answers``
    gives the truth of condition predicates. Both are sorted pairs, so that a profile can be compared and cached.
    """

    axes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    answers: tuple[tuple[str, bool], ...] = ()

    def on(self, axis: str) -> tuple[str, ...]:
        """Return what the profile says on a scope axis, empty where it says nothing."""
        return dict(self.axes).get(axis, ())

    def answer(self, condition: Condition, vocabulary: Vocabulary) -> bool | None:
        """Return whether the condition holds, or None where the profile does not tell.

        A narrower predicate that is true makes the broader one true (a camera is a sensor), and a broader one that is
        false makes the narrower one false.
        """
        known = dict(self.answers)
        truth = known.get(condition.predicate)
        broader = vocabulary.lineage("condition", condition.predicate)[1:]
        if truth is None and any(not known.get(term, True) for term in broader):
            truth = False
        narrower = (term for term, value in known.items() if value)
        if truth is None and any(condition.predicate in vocabulary.lineage("condition", term) for term in narrower):
            truth = True
        return None if truth is None else truth is condition.value


def profile(axes: Mapping[str, str | Iterable[str]], answers: Mapping[str, bool], vocabulary: Vocabulary) -> Profile:
    """Build a profile, checking every name; underscores in axis names are read as hyphens.

    Raises RequestError for an unknown axis and NotFoundError, with the nearest right terms, for an unknown term.
    """
    stated: dict[str, tuple[str, ...]] = {}
    for name, value in axes.items():
        axis = name.replace("_", "-")
        if axis not in AXES:
            raise RequestError(name, "not a scope axis", nearest(axis, AXES))
        members = (value,) if isinstance(value, str) else tuple(sorted(set(value)))
        stated[axis] = tuple(vocabulary.concept(axis, member).notation for member in members)
    conditions = {vocabulary.concept("condition", name).notation: truth for name, truth in answers.items()}
    return Profile(tuple(sorted(stated.items())), tuple(sorted(conditions.items())))
