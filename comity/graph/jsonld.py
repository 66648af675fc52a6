# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""JSON-LD against the one context of the ontology, written directly: rdflib would round the lexical form of numbers."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from comity.graph.terms import RDF, XSD

Json = dict[str, Any] | list[Any] | str | int | bool
_SAFE_INTEGER: Final = 2**53


class Context:
    """The term definitions of a context file, read backwards: from IRI to term."""

    def __init__(self, path: Path) -> None:
        self.document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["@context"]
        simple = {term: value for term, value in self.document.items() if isinstance(value, str) and term[0] != "@"}
        self._prefixes = {term: value for term, value in simple.items() if value.startswith("http")}
        terms = {term: value for term, value in self.document.items() if isinstance(value, dict)}
        self._types = {term: self.expand(value.get("@type", "")) for term, value in terms.items()}
        self._terms: dict[str, str] = {self.expand(value["@id"]): term for term, value in terms.items()}
        self._terms |= {self.expand(value): term for term, value in simple.items() if term not in self._prefixes}

    def expand(self, name: str) -> str:
        """Return the IRI of a prefixed name, or the name itself when it has no known prefix."""
        prefix, _, rest = name.partition(":")
        return self._prefixes[prefix] + rest if prefix in self._prefixes else name

    def compact(self, iri: str) -> str:
        """Return the term of an IRI, else its prefixed name, else the IRI."""
        if iri in self._terms:
            return self._terms[iri]
        for prefix, base in self._prefixes.items():
            if iri.startswith(base):
                return f"{prefix}:{iri.removeprefix(base)}"
        return iri

    def coercion(self, term: str) -> str:
        """Return ``@id``, the datatype IRI of a term, or an empty string."""
        return self._types.get(term, "")


def json_ld(triples: Iterable[Triple], context: Path) -> bytes:
    """Serialise triples as one JSON-LD document with the context embedded; the nodes keep the order of the triples."""
    terms = Context(context)
    nodes: dict[str, dict[str, list[Json]]] = {}
    for triple in triples:
        facts = nodes.setdefault(_name(triple.subject), {})
        if triple.predicate.value == f"{RDF}type":
            facts.setdefault("type", []).append(terms.compact(_name(triple.object)))
        else:
            term = terms.compact(triple.predicate.value)
            facts.setdefault(term, []).append(_value(triple.object, term, terms))
    graph = [{"id": iri, **{term: _single(facts[term]) for term in sorted(facts)}} for iri, facts in nodes.items()]
    return json.dumps({"@context": terms.document, "@graph": graph}, ensure_ascii=False, indent=2).encode() + b"\n"


def _single(values: list[Json]) -> Json:
    return values[0] if len(values) == 1 else values


def _name(node: object) -> str:
    if isinstance(node, NamedNode):
        return node.value
    if isinstance(node, BlankNode):
        return f"_:{node.value}"
    raise TypeError(f"neither an IRI nor a blank node: {node}")


def _value(node: object, term: str, terms: Context) -> Json:
    if not isinstance(node, Literal):
        return _name(node) if terms.coercion(term) == "@id" else {"id": _name(node)}
    if node.language:
        return {"@language": node.language, "@value": node.value}
    datatype, coerced = node.datatype.value, terms.coercion(term)
    if datatype == coerced or (not coerced and datatype in {f"{XSD}boolean", f"{XSD}integer", f"{XSD}string"}):
        native = _native(node.value, datatype)
        if native is not None and (coerced or datatype != f"{XSD}string"):
            return native
        if coerced or datatype == f"{XSD}string":
            return node.value
    return {"@type": terms.compact(datatype), "@value": node.value}


def _native(lexical: str, datatype: str) -> bool | int | None:
    """Return the JSON value that stands for exactly this literal, or None where JSON has none."""
    if datatype == f"{XSD}boolean" and lexical in {"true", "false"}:
        return lexical == "true"
    if datatype == f"{XSD}integer" and lexical.lstrip("-").isdecimal() and lexical.isascii():
        number = int(lexical)
        return number if str(number) == lexical and abs(number) < _SAFE_INTEGER else None
    return None
