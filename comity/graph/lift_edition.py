# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""An edition as quads: its dates, the languages and files it comes in, and how much of it was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from comity.graph.terms import DERIVED, Fact, comity, concept, day, distinct, each, number, plain, state, words
from comity.model import ids
from comity.model.source import Edition, Extent, PublisherFile


def lift_edition(source: str, edition: Edition) -> Iterator[Quad]:
    """Yield the quads of one edition in the graph that bears its name."""
    iri = ids.edition_iri(source, edition.id)
    yield from state(iri, iri, ("Edition",), _edition_facts(source, edition))
    for language in edition.languages:
        expression = ids.expression_iri(source, edition.id, language)
        facts: list[Fact] = [(comity("language"), plain(language)), (comity("expressionOf"), NamedNode(iri))]
        yield from state(iri, iri, (), [(comity("expression"), NamedNode(expression))])
        yield from state(expression, iri, ("Expression",), facts)
    for file in edition.files:
        yield from _part(iri, "publisherFile", f"file.{file.name}", "PublisherFile", _file_facts(file))
    for name, status in edition.date_status:
        facts = [(comity("dateName"), plain(name)), (comity("verification"), concept("verification", status))]
        yield from _part(iri, "dateStatus", f"date.{name}", "DateStatus", facts)
    yield from _extent(iri, edition.extent)


def _edition_facts(source: str, edition: Edition) -> Iterator[Fact]:
    dates = edition.dates
    yield comity("editionOf"), NamedNode(ids.work_iri(source))
    yield comity("identifier"), plain(edition.id)
    yield comity("reference"), plain(f"{source}@{edition.id}")
    yield comity("label"), plain(edition.label)
    yield comity("adopted"), day(dates.adopted)
    yield comity("published"), day(dates.published)
    yield comity("inForce"), day(dates.in_force)
    yield comity("applies"), day(dates.applies)
    yield comity("repealed"), day(dates.repealed)
    yield comity("startsOn"), day(dates.start)
    yield comity("dateNote"), words(dates.note, "en")
    yield comity("expectedProvisions"), number(edition.expect.provisions)
    yield comity("expectedRequirements"), number(edition.expect.requirements)


def _part(edition: str, link: str, name: str, kind: str, facts: Iterable[Fact]) -> Iterator[Quad]:
    part = ids.part_iri(edition, name)
    yield from state(edition, edition, (), [(comity(link), NamedNode(part))])
    yield from state(part, edition, (kind,), facts)


def _file_facts(file: PublisherFile) -> Iterator[Fact]:
    yield comity("name"), plain(file.name)
    yield comity("mediaType"), plain(file.media_type)
    yield comity("language"), plain(file.language)
    yield comity("sha256"), plain(file.sha256)
    yield comity("pages"), number(file.pages)
    yield comity("url"), NamedNode(file.url) if file.url else None


def _extent(edition: str, extent: Extent) -> Iterator[Quad]:
    part = ids.part_iri(edition, "extent")
    yield from _part(edition, "extent", "extent", "Extent", _extent_facts(edition, extent))
    names = distinct(f"unread.{unread.part}" for unread in extent.unread)
    for name, unread in zip(names, extent.unread, strict=True):
        iri = ids.part_iri(edition, name)
        yield from state(part, edition, (), [(comity("unread"), NamedNode(iri))])
        facts = [
            (comity("partName"), plain(unread.part)),
            (comity("reported"), words(unread.reported, "en")),
            (comity("verification"), concept("verification", unread.basis)),
        ]
        yield from state(iri, edition, ("UnreadPart",), facts)


def _extent_facts(edition: str, extent: Extent) -> Iterator[Fact]:
    yield DERIVED, NamedNode(edition)
    yield comity("examined"), concept("extent", extent.examined)
    yield from each("readPart", (plain(part) for part in extent.read))
    yield comity("copy"), words(extent.copy, "en")
    yield comity("asAmendedTo"), plain(extent.as_amended_to)
