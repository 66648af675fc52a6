# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Parameter dimensions as ontology/schemes/dimension.ttl declares them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from comity.model import ids
from comity.model.errors import RecordError
from comity.model.vocab import Concept, Vocabulary, nearest

TYPES: Final = frozenset(
    {"bool", "duration", "event", "expression", "integer", "money", "percent", "rank", "set", "version"}
)
# What "stricter" says: of which kind of value, and whether the larger (+1) or the smaller (-1) entails the other.
_DIRECTIONS: Final[Mapping[str, tuple[frozenset[str], int]]] = {
    "higher": (frozenset({"quantity", "version"}), 1),
    "lower": (frozenset({"quantity", "version"}), -1),
    "longer": (frozenset({"quantity"}), 1),
    "shorter": (frozenset({"quantity"}), -1),
    "true": (frozenset({"bool"}), 1),
    "false": (frozenset({"bool"}), -1),
    "superset": (frozenset({"set"}), 1),
    "higher-rank": (frozenset({"rank"}), 1),
    "none": (frozenset(), 0),
}


@dataclass(frozen=True, slots=True)
class Dimension:
    """A declared dimension; ``members`` of a rank stand weakest first.

    ``stricter`` holds one direction for each type that has an order of its own. ``open_members`` names the form of
    the members where they cannot be listed. ``clock`` marks durations that run from a trigger. One of ``capability``
    and ``subject`` says what is measured.
    """

    id: str
    types: tuple[str, ...]
    stricter: tuple[str, ...]
    unit: str | None = None
    members: tuple[str, ...] = ()
    open_members: str | None = None
    capability: str | None = None
    subject: str | None = None
    clock: bool = False
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    @property
    def type(self) -> str:
        """The value type, or the types joined by ``or``, as a table prints it."""
        return " or ".join(self.types)

    def grain(self, kind: str) -> int:
        """Return +1 where the larger value of a kind is stricter, -1 where the smaller is, 0 where neither is."""
        signs = [sign for kinds, sign in (_DIRECTIONS[name] for name in self.stricter) if kind in kinds]
        return signs[0] if signs else 0

    def member_label(self, member: str, language: str = "en") -> str:
        """Return the label of a member in a language; members of an open set stand for themselves."""
        labels = self.labels.get(language, ())
        return labels[self.members.index(member)] if member in self.members and labels else member


def dimensions(vocabulary: Vocabulary) -> Mapping[str, Dimension]:
    """Return the declared dimensions by id, sorted; RecordError names the concept that is not well declared."""
    return {key: _dimension(concept) for key, concept in sorted(vocabulary.scheme("dimension").items())}


def find(known: Mapping[str, Dimension], name: str, place: str) -> Dimension:
    """Return a dimension, or raise RecordError with the place that named it and the nearest right names."""
    if name not in known:
        raise RecordError(place, f"{name!r} is not a declared parameter dimension", nearest(name, known))
    return known[name]


def _dimension(concept: Concept) -> Dimension:
    members = tuple(filter(None, (concept.one("members") or "").split(",")))
    labels = {language: concept.one(f"memberLabels{language.capitalize()}") or "" for language in ("en", "ja")}
    subject = concept.one("measuresSubject")
    found = Dimension(
        id=concept.notation,
        types=concept.properties.get("valueType", ()),
        stricter=concept.properties.get("stricter", ()),
        unit=concept.one("unit"),
        members=members,
        open_members=concept.one("openMembers"),
        capability=concept.one("measuresCapability"),
        subject=ids.local_part(subject) if subject else None,
        clock=concept.flag("clock"),
        labels={language: tuple(names.split("|")) for language, names in labels.items()} if members else {},
    )
    place = f"dimension {found.id}"
    if not found.types or not TYPES.issuperset(found.types):
        raise RecordError(place, f"value types {found.types} are not all known", f"known: {', '.join(sorted(TYPES))}")
    if not found.stricter or not set(_DIRECTIONS).issuperset(found.stricter):
        raise RecordError(place, f"directions {found.stricter} are not all known", f"known: {', '.join(_DIRECTIONS)}")
    if {"rank", "set"} & set(found.types) and not found.members and not found.open_members:
        raise RecordError(place, "a rank or set needs its members")
    if any(len(names) != len(members) for names in found.labels.values()):
        raise RecordError(place, "a label for each member is needed, in the same order")
    return found
