# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The closed vocabularies of a release, read from the SKOS schemes in ontology/schemes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from comity.model import ids
from comity.model.errors import NotFoundError, RecordError

SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_SCHEMES: Final = f"{ids.BASE}scheme/"


@dataclass(frozen=True, slots=True)
class Concept:
    """A term of a scheme: its notation, labels and definitions by language, and its place in the hierarchy.

    ``properties`` holds what the scheme says beside SKOS, by local name (rank, realisedIn, comparable, …), sorted.
    """

    scheme: str
    notation: str
    labels: Mapping[str, str]
    definitions: Mapping[str, str]
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    scope_notes: tuple[str, ...] = ()
    broader: str | None = None
    properties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def iri(self) -> str:
        """The concept's IRI."""
        return ids.concept_iri(self.scheme, self.notation)

    def label(self, language: str = "en") -> str:
        """Return the label in a language, else in English, else the notation."""
        return self.labels.get(language) or self.labels.get("en") or self.notation

    def one(self, name: str) -> str | None:
        """Return the single value of a property, or None."""
        values = self.properties.get(name, ())
        return values[0] if values else None

    def flag(self, name: str) -> bool:
        """Return a boolean property; absent means false."""
        return self.one(name) == "true"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All schemes of a release by id, each a mapping from notation to concept."""

    schemes: Mapping[str, Mapping[str, Concept]]

    def scheme(self, scheme: str) -> Mapping[str, Concept]:
        """Return a scheme, or fail with its name."""
        if scheme not in self.schemes:
            raise RecordError(
                f"ontology/schemes/{scheme}", "no such scheme", f"known: {', '.join(sorted(self.schemes))}"
            )
        return self.schemes[scheme]

    def concept(self, scheme: str, notation: str) -> Concept:
        """Return a concept, or raise NotFoundError with the nearest right notations."""
        concepts = self.scheme(scheme)
        if notation not in concepts:
            raise NotFoundError(notation, f"not a term of the scheme {scheme}", nearest(notation, concepts))
        return concepts[notation]

    def has(self, scheme: str, notation: str) -> bool:
        """True when the scheme holds the notation."""
        return notation in self.scheme(scheme)

    def lineage(self, scheme: str, notation: str) -> tuple[str, ...]:
        """Return a term with everything broader, nearest first; raises NotFoundError as ``concept`` does."""
        chain: list[str] = []
        term: str | None = notation
        while term is not None and term not in chain:
            chain.append(term)
            term = self.concept(scheme, term).broader
        return tuple(chain)

    def leaves(self, scheme: str) -> tuple[Concept, ...]:
        """Return the concepts of a scheme that no other concept is narrower than, sorted by notation."""
        concepts = self.scheme(scheme)
        parents = {concept.broader for concept in concepts.values()}
        return tuple(concepts[key] for key in sorted(concepts) if key not in parents)


def nearest(typed: str, known: Iterable[str], count: int = 3) -> str:
    """Say which known names are nearest to what was typed, as a way out of an error."""
    names = sorted(known)
    folded = {name.casefold(): name for name in names}
    close = get_close_matches(typed.casefold(), list(folded), n=count, cutoff=0.5)
    found = [folded[key] for key in close] or [name for name in names if typed.casefold() in name.casefold()][:count]
    return f"nearest: {', '.join(found)}" if found else f"known: {', '.join(names[:20])}"


def load(ontology: Path) -> Vocabulary:
    """Read every Turtle file below ``ontology/schemes``; two files may share a scheme."""
    folder = ontology / "schemes"
    quads: list[Quad] = []
    for path in sorted(folder.rglob("*.ttl")):
        try:
            quads.extend(parse(path=str(path), format=RdfFormat.TURTLE))
        except (SyntaxError, ValueError) as error:
            raise RecordError(str(path), f"not valid Turtle: {error}") from error
    if not quads:
        raise RecordError(str(folder), "no SKOS scheme found", "is the ontology folder set right?")
    return Vocabulary(_group(quads))


def _group(quads: Iterable[Quad]) -> dict[str, dict[str, Concept]]:
    facts: dict[str, list[tuple[str, str, str]]] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(_SCHEMES):
            language = quad.object.language or "" if isinstance(quad.object, Literal) else ""
            value = quad.object.value if isinstance(quad.object, Literal | NamedNode) else ""
            facts.setdefault(quad.subject.value, []).append((quad.predicate.value, value, language))
    schemes: dict[str, dict[str, Concept]] = {}
    for iri, rows in sorted(facts.items()):
        scheme, _, notation = iri.removeprefix(_SCHEMES).partition("/")
        if notation:
            schemes.setdefault(scheme, {})[notation] = _concept(scheme, notation, rows)
    return schemes


def _concept(scheme: str, notation: str, rows: Iterable[tuple[str, str, str]]) -> Concept:
    texts: dict[str, dict[str, list[str]]] = {}
    extra: dict[str, list[str]] = {}
    broader: str | None = None
    for predicate, value, language in sorted(rows):
        if predicate == f"{SKOS}broader":
            broader = value.rsplit("/", 1)[-1]
        elif predicate.startswith(SKOS):
            texts.setdefault(predicate.removeprefix(SKOS), {}).setdefault(language, []).append(value)
        elif predicate.startswith(ids.ONTOLOGY):
            name = predicate.removeprefix(ids.ONTOLOGY)
            extra.setdefault(name, []).append(value.removeprefix(f"{_SCHEMES}capability/"))
    return Concept(
        scheme=scheme,
        notation=notation,
        labels={language: values[0] for language, values in texts.get("prefLabel", {}).items()},
        definitions={language: values[0] for language, values in texts.get("definition", {}).items()},
        synonyms={language: tuple(values) for language, values in texts.get("altLabel", {}).items()},
        scope_notes=tuple(texts.get("scopeNote", {}).get("en", ())),
        broader=broader,
        properties={name: tuple(values) for name, values in extra.items()},
    )
