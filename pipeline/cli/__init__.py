# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The ``comity`` command: every question on the command line, as tables or as JSON.

Exit codes: 0 answered; 1 bad data, or a build that failed; 2 a wrong name, option or query; 3 verify found differences.
"""

from __future__ import annotations

import sys

import typer

from comity.model.errors import ComityError, NotFoundError, RequestError
from pipeline.cli import applies, ask, build, cites, diff, evaluate, files, new_source, query, routes, serve, verify
from pipeline.cli.output import complain

app = typer.Typer(
    name="comity",
    help="IoT security rules of many jurisdictions, clause by clause. Informative; not legal advice.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command("build")(build.build)
app.command("sources")(ask.sources)
app.command("applies")(applies.applies)
app.command("requires")(ask.requires)
app.command("gaps")(ask.gaps)
app.command("conflicts")(ask.conflicts)
app.command("cites")(cites.cites)
app.command("diff")(diff.diff)
app.command("routes")(routes.routes)
app.command("lookalikes")(ask.lookalikes)
app.command("map")(ask.mappings)
app.command("query")(query.query)
app.command("serve")(serve.serve)
app.command("evaluate")(evaluate.extraction)
app.command("fetch")(files.fetch)
app.command("add")(files.add)
app.command("new-source")(new_source.new_source)
app.command("verify")(verify.verify)


def main() -> None:
    """Run the command; an error of ours is told in one line, with its place and the way out."""
    try:
        app()
    except ComityError as error:
        complain(error, as_json="--json" in sys.argv)
        sys.exit(2 if isinstance(error, NotFoundError | RequestError) else 1)
    except KeyboardInterrupt:
        sys.exit(130)
