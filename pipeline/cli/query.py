# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""``comity query``: SPARQL over the current release, read-only and limited like the endpoint."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from comity.graph.runner import SPARQL_JSON, Limits, Query, QueryRunner
from comity.model.errors import RequestError
from comity.release import Release, open_current
from comity.settings import Settings
from pipeline.cli.output import AsJson, console, table

_TABLES: Final = {
    "json": SPARQL_JSON,
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
_GRAPHS: Final = {"turtle": "text/turtle", "ntriples": "application/n-triples", "jsonld": "application/ld+json"}
_FORMATS: Final = ("table", *_TABLES, *_GRAPHS)


def query(
    text: Annotated[str, typer.Argument(help="A SPARQL query, the path of a .rq file, or - for standard input.")],
    form: Annotated[str, typer.Option("--format", "-f", help=f"One of {', '.join(_FORMATS)}.")] = "table",
    as_json: AsJson = False,
) -> None:
    """Ask the graph in SPARQL 1.1; updates, SERVICE and LOAD are refused, and time and rows are limited."""
    if form not in _FORMATS:
        raise RequestError(f"--format {form}", "no such format", f"one of {', '.join(_FORMATS)}")
    wanted = "json" if as_json else form
    settings = Settings()
    ask = Query(_read(text), table=_TABLES.get(wanted, SPARQL_JSON), graph=_GRAPHS.get(wanted, "text/turtle"))
    release = open_current(settings)
    limits = Limits(settings.query_seconds, settings.query_rows, settings.query_megabytes)
    with _runner(release, limits, settings) as runner:
        answer = runner.run(ask)
    if wanted == "table" and answer.media_type == SPARQL_JSON:
        _print(json.loads(answer.body))
        return
    sys.stdout.buffer.write(answer.body if answer.body.endswith(b"\n") else answer.body + b"\n")


def _runner(release: Release, limits: Limits, settings: Settings) -> QueryRunner:
    union = settings.union_default_graph
    return QueryRunner(release.store_folder, limits, workers=1, union_default_graph=union)


def _read(text: str) -> str:
    if text == "-":
        return sys.stdin.read()
    looks_like_a_path = text.endswith((".rq", ".sparql")) and "\n" not in text and "{" not in text
    if not looks_like_a_path:
        return text
    try:
        return Path(text).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RequestError(text, f"cannot be read: {error}") from error


def _print(result: dict[str, object]) -> None:
    if "boolean" in result:
        console().print("yes" if result["boolean"] else "no")
        return
    names = result["head"]["vars"]  # type: ignore[index]  # SPARQL 1.1 Query Results JSON Format, section 3
    rows = [
        [row[name]["value"] if name in row else "" for name in names]
        for row in result["results"]["bindings"]  # type: ignore[index]  # the same
    ]
    console().print(table(f"{len(rows)} row(s)", names, rows))
