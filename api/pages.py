# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The few pages that the server makes itself: their environment, and what stands on them."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from api.book import Book
from api.media import BINDINGS, GRAPHS
from api.problems import KINDS
from api.schemas.common import NOTICE
from api.show_sources import edition_out
from comity.model import ids
from comity.settings import Settings

PURPOSE: Final = (
    "What the IoT security laws, standards and guidance of several jurisdictions require, duty by duty: "
    "where they leave gaps and where they pull apart, always with the clause that says so."
)
QUERY: Final = f"""PREFIX comity: <{ids.ONTOLOGY}>
PREFIX capability: <{ids.BASE}scheme/capability/>

SELECT ?requirement ?text WHERE {{
  ?requirement a comity:Requirement ;
    comity:capability capability:ida.default-credentials ;
    comity:text ?text .
}}
ORDER BY ?requirement
LIMIT 50"""
CALLS: Final = (
    ("What the UK asks on default passwords", "/api/v1/requirements?jurisdiction=uk&capability=default%20password"),
    ("What the UK asks and California does not meet", "/api/v1/gaps?a=uk&b=us-ca"),
    ("The same in both directions, as a table", "/api/v1/gaps?a=uk&b=us-ca&both=true&format=csv"),
    ("Where California and Oregon pull apart", "/api/v1/conflicts?a=us-ca&b=us-or"),
    ("Where each jurisdiction stands on one capability", "/api/v1/capabilities/ida.default-credentials"),
    ("Which duties correspond", "/api/v1/mappings?min_confidence=0.5"),
)
_TEMPLATES: Final = Path(__file__).resolve().parent / "templates"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a resource, as the documentation page lists it."""

    name: str
    place: str
    required: bool
    told: str


@dataclass(frozen=True, slots=True)
class Route:
    """A resource, as the documentation page lists it."""

    id: str
    methods: str
    path: str
    summary: str
    parameters: tuple[Parameter, ...]


def environment() -> Environment:
    """Return the templates: everything is escaped, and an unknown name in one is an error."""
    pages = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined)
    style = pages.get_template("style.html").render()
    pages.globals |= {"style": Markup(style), "notice": NOTICE, "purpose": PURPOSE, "book": None}  # noqa: S704
    return pages


def style_hash(pages: Environment) -> str:
    """Return the hash that lets the pages' own style pass the content security policy, and no other."""
    return base64.b64encode(hashlib.sha256(str(pages.globals["style"]).encode()).digest()).decode()


def home(pages: Environment, book: Book, settings: Settings) -> str:
    """Return the first page: sources, counts, example calls and a query form."""
    return pages.get_template("index.html").render(
        book=book,
        editions=[edition_out(book, source, edition) for source in book.corpus.sources for edition in source.editions],
        jurisdictions={code: concept.label() for code, concept in book.vocabulary.scheme("jurisdiction").items()},
        calls=CALLS,
        query=QUERY,
        examples=list(_examples(settings.ontology / "queries")),
        bindings=BINDINGS,
        graphs=GRAPHS,
        union=settings.union_default_graph,
        seconds=f"{settings.query_seconds:g}",
        rows=f"{settings.query_rows:,}",
    )


def _examples(queries: Path) -> Iterator[tuple[str, str]]:
    """Yield the competency questions: what each asks, as its first comment says, and the address that asks it."""
    for path in sorted(queries.glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        comments = takewhile(lambda line: line.startswith("#"), text.splitlines())
        told = " ".join(line.lstrip("# ") for line in comments if "SPDX-" not in line)
        yield told.split("? ")[0].rstrip("?") + "?", f"/sparql?{urlencode({'query': text, 'format': 'csv'})}"


def documentation(pages: Environment, book: Book, openapi: Mapping[str, Any]) -> str:
    """Return the list of resources and problems, from the OpenAPI description and therefore true."""
    return pages.get_template("docs.html").render(book=book, routes=list(_routes(openapi)), problems=KINDS)


def _routes(openapi: Mapping[str, Any]) -> Iterator[Route]:
    for path, methods in openapi["paths"].items():
        first = next(iter(methods.values()))
        yield Route(
            id=first["operationId"],
            methods=" ".join(method.upper() for method in methods),
            path=path,
            summary=first["description"].replace("``", ""),
            parameters=tuple(_parameter(parameter) for parameter in first.get("parameters", ())),
        )


def _parameter(parameter: Mapping[str, Any]) -> Parameter:
    schema = parameter["schema"]
    told = [parameter.get("description") or schema.get("description", "")]
    if (default := schema.get("default")) not in (None, "", []):
        told.append(f"Default: {str(default).lower()}.")
    return Parameter(parameter["name"], parameter["in"], bool(parameter.get("required")), " ".join(told).strip())
