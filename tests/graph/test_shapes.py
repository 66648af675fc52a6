# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Every shape has a twin that breaks it: each property shape of each file is broken once, by itself, and noticed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from rdflib import RDF, SH, BNode, Graph, URIRef

from comity.graph.terms import SKOS, TYPE, comity
from comity.graph.validate import Violation, report, validate
from comity.model import ids
from comity.model.errors import RecordError

SHAPES = Path(__file__).resolve().parents[2] / "ontology" / "shapes"
JUNK = NamedNode("https://example.org/nowhere")
GRAPH = NamedNode("https://example.org/twins")


@dataclass(frozen=True)
class Promise:
    """A property shape: the class it speaks of, the path, whether the property is needed, and what it says."""

    target: str
    path: str
    needed: bool
    unique_language: bool
    language: str
    message: str

    def __str__(self) -> str:
        """Return a name for the twin."""
        return f"{self.target.rpartition('#')[2]}-{self.path.rpartition('#')[2]}-{self.message.replace(' ', '-')}"


def promises() -> Iterator[Promise]:
    """Read the property shapes off the files, so that a new one needs no new test."""
    for path in sorted(SHAPES.glob("*.ttl")):
        graph = Graph().parse(path)
        for shape, target in graph.subject_objects(SH.targetClass):
            for inner in graph.objects(shape, SH.property):
                if isinstance(path := graph.value(inner, SH.path), BNode):
                    raise AssertionError(f"{target}: a property shape with a complex path needs a twin by hand")
                qualified = graph.value(inner, SH.qualifiedValueShape)
                languages = list(graph.items(graph.value(qualified, SH.languageIn))) if qualified else []
                yield Promise(
                    str(target),
                    str(path),
                    bool(languages) or int(graph.value(inner, SH.minCount) or 0) > 0,
                    bool(graph.value(inner, SH.uniqueLang)),
                    str(languages[0]) if languages else "",
                    str(graph.value(inner, SH.message)),
                )


PROMISES = sorted(promises(), key=str)


def broken(promise: Promise, facts: Iterable[Quad]) -> Iterator[Quad]:
    """Yield the facts of a node with one promise broken: the property taken away where needed, else a wrong value."""
    for quad in facts:
        language = getattr(quad.object, "language", None) or ""
        gone = promise.needed and quad.predicate.value == promise.path and promise.language in {"", language}
        if not gone:
            yield quad
    if not promise.needed:
        node, path = next(iter(facts)).subject, NamedNode(promise.path)
        wrong = (Literal("one", language="en"), Literal("two", language="en")) if promise.unique_language else (JUNK,)
        yield from (Quad(node, path, value, GRAPH) for value in (*wrong, Literal("wrong")))


def copy(facts: Iterable[Quad], node: NamedNode) -> tuple[Quad, ...]:
    return tuple(Quad(node, quad.predicate, quad.object, GRAPH) for quad in facts)


@pytest.fixture(scope="module")
def known(small_world: tuple[Quad, ...], ontology: tuple[Quad, ...]) -> tuple[Quad, ...]:
    """Return the small world with the concepts, schemes and links that it uses, and no more, to be quick."""
    links = {f"{SKOS}inScheme", f"{SKOS}broader", comity("measuresCapability").value}
    wanted = {quad.object for quad in small_world}
    for _ in range(3):
        wanted |= {quad.object for quad in ontology if quad.subject in wanted and quad.predicate.value in links}
    wanted.add(next(quad.subject for quad in ontology if quad.object == comity("ExternalConcept")))
    wanted |= {quad.subject for quad in ontology if quad.subject.value.startswith(ids.ONTOLOGY)}
    return (*small_world, *(quad for quad in ontology if quad.subject in wanted))


@pytest.fixture(scope="module")
def found(known: tuple[Quad, ...]) -> dict[str, list[Violation]]:
    """Validate all twins at once and return the violations by node."""
    facts: dict[object, list[Quad]] = defaultdict(list)
    for quad in known:
        facts[quad.subject].append(quad)
    twins: list[Quad] = []
    for promise in PROMISES:
        target = NamedNode(promise.target)
        models = [
            node for node, about in facts.items() if any(q.predicate == TYPE and q.object == target for q in about)
        ]
        has = [node for node in models if any(quad.predicate.value == promise.path for quad in facts[node])]
        model = sorted(has or models, key=str)[0]
        twins += broken(promise, copy(facts[model], NamedNode(f"https://example.org/twin/{PROMISES.index(promise)}")))
    by_node: dict[str, list[Violation]] = defaultdict(list)
    for violation in validate((*known, *twins), SHAPES):
        by_node[violation.node].append(violation)
    return by_node


def test_the_small_world_keeps_every_promise(found: dict[str, list[Violation]]) -> None:
    assert [violation for node, of in found.items() if "/twin/" not in node for violation in of] == []


@pytest.mark.parametrize("promise", PROMISES, ids=str)
def test_a_broken_promise_is_noticed(promise: Promise, found: dict[str, list[Violation]]) -> None:
    violations = found[f"https://example.org/twin/{PROMISES.index(promise)}"]
    assert (promise.path, promise.message) in {(violation.path, violation.message) for violation in violations}


def part(name: str) -> str:
    return f"{ids.requirement_iri('xx-act', '2020', '1(a)#1')}.{name}"


def scheme(name: str) -> NamedNode:
    return NamedNode(f"{ids.BASE}scheme/{name}")


PARAMETER = part("password.unique_per_device")
ROUTE = ids.requirement_iri("xx-act", "2020", "1(a)#2")
CAPABILITY = ids.concept_iri("capability", "ida.default-credentials")
DIMENSION = ids.concept_iri("dimension", "password.unique_per_device")
EXTENT = f"{ids.edition_iri('xx-act', '2020')}.extent"
WHOLE_NODE = {
    "two kinds": (ROUTE, (), ((TYPE, comity("Duty")),), "is a duty, a route"),
    "a route to nowhere": (ROUTE, (comity("satisfies"), comity("alternativeOf")), (), "a route satisfies"),
    "no value": (PARAMETER, (comity("value"),), (), "is given"),
    "unnamed parts": (EXTENT, (comity("unread"), comity("readPart")), (), "names the parts"),
    "realised nowhere": (CAPABILITY, (comity("realisedIn"),), (), "where it is realised"),
    "measures nothing": (DIMENSION, (comity("measuresCapability"),), (), "a dimension has"),
    "no ISO link": (
        CAPABILITY,
        tuple(NamedNode(f"{SKOS}{kind}Match") for kind in ("exact", "close", "broad", "narrow", "related")),
        ((NamedNode(f"{SKOS}closeMatch"), NamedNode("https://example.org/nist")),),
        "ISO or IEC link",
    ),
}


@pytest.mark.parametrize("case", sorted(WHOLE_NODE))
def test_a_node_that_breaks_a_rule_as_a_whole_is_noticed(case: str, known: tuple[Quad, ...]) -> None:
    node, gone, added, message = WHOLE_NODE[case]
    kept = [quad for quad in known if not (quad.subject.value == node and quad.predicate in gone)]
    extra = [Quad(NamedNode(node), predicate, value, GRAPH) for predicate, value in added]
    noticed = [violation for violation in validate((*kept, *extra), SHAPES) if violation.node == node]
    assert [violation for violation in noticed if message in violation.message]


def test_a_dimension_may_measure_nothing_only_when_its_value_status_allows_no_value(known: tuple[Quad, ...]) -> None:
    gone = {comity("value"), comity("valueStatus")}
    kept = [quad for quad in known if not (quad.subject.value == PARAMETER and quad.predicate in gone)]
    status = NamedNode(ids.concept_iri("value-status", "delegated"))
    concept = [Quad(status, TYPE, NamedNode(f"{SKOS}Concept"), GRAPH)]
    told = [Quad(NamedNode(PARAMETER), comity("valueStatus"), status, GRAPH)]
    assert [v for v in validate((*kept, *concept, *told), SHAPES) if v.node == PARAMETER] == []


def test_every_node_shape_is_in_the_table() -> None:
    """Shapes that speak of a node as a whole are few; each has a case above."""
    said = set()
    for path in SHAPES.glob("*.ttl"):
        graph = Graph().parse(path)
        said |= {
            str(graph.value(shape, SH.message))
            for shape in graph.subjects(SH.targetClass)
            if (shape, SH.message, None) in graph
        }
    assert len(said) == len(WHOLE_NODE)
    assert all(any(case[3] in message for case in WHOLE_NODE.values()) for message in said)


@pytest.mark.slow
def test_the_real_ontology_keeps_its_promises(ontology: tuple[Quad, ...]) -> None:
    assert report(validate(ontology, SHAPES)) == "conforms: no violation\n"


def test_the_report_is_one_line_a_violation_in_one_order() -> None:
    one, two = Violation("b", "p", "needs x"), Violation("a", "", "is wrong", "y")
    assert report([one, two]) == report([two, one]) == "a: is wrong (found y)\nb p: needs x\n"


def test_missing_or_damaged_shapes_are_named(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="no SHACL shapes"):
        validate((), tmp_path)
    (tmp_path / "x.ttl").write_text("shape", encoding="utf-8")
    with pytest.raises(RecordError, match=r"x\.ttl: not valid Turtle"):
        validate((), tmp_path)


def test_every_shape_has_a_name_and_a_message() -> None:
    for path in sorted(SHAPES.glob("*.ttl")):
        graph = Graph().parse(path)
        for shape in graph.subjects(RDF.type, SH.NodeShape):
            assert isinstance(shape, URIRef)
        for inner in graph.objects(None, SH.property):
            owner = next(graph.subjects(SH.property, inner))
            assert isinstance(owner, BNode) or graph.value(inner, SH.message), f"{path.name}: a shape without a message"
