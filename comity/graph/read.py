# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Requirements back from quads: the inverse of lift_requirement, so that a graph alone is enough to analyse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode, Quad

from comity.graph.terms import TYPE, XSD, comity, reference
from comity.model import ids
from comity.model.errors import GraphError
from comity.model.requirement import Condition, Parameter, Requirement, Value

Nodes = Mapping[str, Mapping[str, list[NamedNode | Literal]]]
_RDF_TYPE = TYPE.value


def requirements(quads: Iterable[Quad]) -> Iterator[Requirement]:
    """Yield the requirements that the quads state, sorted by reference.

    Repeated facets come back sorted, parameters in their order. Raises GraphError where a required property is missing.
    """
    nodes = _nodes(quads)
    wanted = comity("Requirement")
    found = [iri for iri, facts in nodes.items() if wanted in facts.get(_RDF_TYPE, ())]
    for iri in sorted(found):
        yield _Node(nodes, iri).requirement()


def _nodes(quads: Iterable[Quad]) -> Nodes:
    nodes: dict[str, dict[str, list[NamedNode | Literal]]] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            values = nodes.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, [])
            if quad.object not in values:
                values.append(quad.object)
    return nodes


class _Node:
    """One subject with its facts, read field by field."""

    __slots__ = ("_facts", "_nodes", "iri")

    def __init__(self, nodes: Nodes, iri: str) -> None:
        self._nodes = nodes
        self._facts = nodes.get(iri, {})
        self.iri = iri

    def requirement(self) -> Requirement:
        """Read the node as a requirement."""
        source, edition, clause, ordinal = _citation(self.iri)
        text = self._literal("text")
        return Requirement(
            source=source,
            edition=edition,
            atom=f"{clause}#{ordinal}",
            text=text.value,
            sentence=int(self._literal("sentence").value),
            kind=self._needed("kind"),
            modality=self._term("modality"),
            verb=self._literal("verb").value,
            form=self._needed("form"),
            text_status=self._needed("textStatus"),
            language=text.language or "",
            implied=self._flag("implied"),
            hedge=self._terms("hedge"),
            object=self._term("object"),
            state=self._terms("state"),
            condition=self._conditions(),
            bearer=self._terms("bearer"),
            bearer_source=self._needed("bearerSource"),
            beneficiary=self._terms("beneficiary"),
            counterparty=self._terms("counterparty"),
            capability=self._terms("capability"),
            subject=self._terms("subject"),
            parameters=self._parameters(),
            alternative_of=next(iter(self._clauses("alternativeOf")), None),
            alternative_type=self._words("alternativeType"),
            satisfies=self._clauses("satisfies"),
            effect=self._term("effect"),
            generic=self._flag("generic"),
            valid_from=self._day("validFrom"),
            valid_to=self._day("validTo"),
            origin=self._literal("origin").value,
            status=self._needed("verification"),
            note=self._words("note") or "",
        )

    def _values(self, name: str) -> list[NamedNode | Literal]:
        return self._facts.get(comity(name).value, [])

    def _literal(self, name: str) -> Literal:
        for value in self._values(name):
            if isinstance(value, Literal):
                return value
        raise GraphError(self.iri, f"has no comity:{name}")

    def _words(self, name: str) -> str | None:
        values = self._values(name)
        return values[0].value if values else None

    def _flag(self, name: str) -> bool:
        return self._literal(name).value == "true"

    def _day(self, name: str) -> date | None:
        value = self._words(name)
        return date.fromisoformat(value) if value else None

    def _terms(self, name: str) -> tuple[str, ...]:
        return tuple(sorted(ids.local_part(value.value) for value in self._values(name)))

    def _term(self, name: str) -> str | None:
        return next(iter(self._terms(name)), None)

    def _needed(self, name: str) -> str:
        term = self._term(name)
        if term is None:
            raise GraphError(self.iri, f"has no comity:{name}")
        return term

    def _parts(self, name: str) -> Iterator[_Node]:
        return (_Node(self._nodes, value.value) for value in self._values(name))

    def _conditions(self) -> tuple[Condition, ...]:
        parts = self._parts("condition")
        return tuple(sorted((Condition(p._needed("predicate"), p._flag("holds")) for p in parts), key=str))

    def _parameters(self) -> tuple[Parameter, ...]:
        parts = sorted(self._parts("parameter"), key=lambda part: int(part._literal("position").value))
        return tuple(part._parameter() for part in parts)

    def _parameter(self) -> Parameter:
        return Parameter(
            dimension=self._needed("dimension"),
            operator=self._literal("operator").value,
            value=self._value(),
            status=self._needed("valueStatus"),
            unit=self._words("unit"),
            object=self._term("object"),
            state=self._terms("state"),
            trigger=self._term("trigger"),
            unless=self._words("unless"),
            deliverable=self._words("deliverable"),
            recipient=self._terms("recipient"),
            extension=self._words("extension"),
            relief=self._words("clockRelief"),
        )

    def _value(self) -> Value | None:
        if self._values("memberCount"):
            return tuple(sorted(member.value for member in self._values("member")))
        return _python(self._literal("value")) if self._values("value") else None

    def _clauses(self, name: str) -> tuple[str, ...]:
        own = "@".join(_citation(self.iri)[:2])
        references = (reference(value.value) for value in self._values(name))
        return tuple(sorted(found.removeprefix(f"{own}/") for found in references))


def _citation(iri: str) -> tuple[str, str, str, str]:
    path, _, ordinal = iri.removeprefix(f"{ids.BASE}id/").partition("#")
    source, edition, clause = (unquote(part) for part in path.split("/", 2))
    return source, edition, clause, ordinal


def _python(literal: Literal) -> bool | int | float | str:
    kind = literal.datatype.value
    if kind == f"{XSD}boolean":
        return literal.value == "true"
    if kind == f"{XSD}integer":
        return int(literal.value)
    return float(literal.value) if kind == f"{XSD}double" else literal.value
