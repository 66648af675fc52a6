# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""``comity cites``: which documents the sources refer to, in which edition, and who refers to one."""

from __future__ import annotations

from typing import Annotated

import typer

from comity import codec
from comity.analyse.citations import Citation, citations
from comity.release import open_current
from comity.settings import Settings
from pipeline.cli.output import NOTICE, AsJson, console, print_json, table


def cites(
    document: Annotated[str | None, typer.Argument(help="Words of a document's name, such as 'ISO/IEC 29147'.")] = None,
    by: Annotated[str | None, typer.Option("--by", help="Only what this source cites.")] = None,
    as_json: AsJson = False,
) -> None:
    """List the documents that the sources cite, with edition and place, and whether we hold that edition."""
    release = open_current(Settings())
    found = citations(release.corpus, document, by)
    if as_json:
        head = {"as_at": release.as_at.isoformat(), "release": release.version, "notice": NOTICE}
        print_json(head | {"citations": codec.to_json(list(found), list[Citation])})
        return
    columns = ("document", "edition", "part", "cited by", "where", "how", "held here")
    rows = [(c.document, c.edition or "undated", c.part or "", c.source, c.place, c.type, _held(c)) for c in found]
    title = f"Citations{f' of {document}' if document else ''}{f' by {by}' if by else ''}: {len(rows)}"
    console().print(table(title, columns, rows))
    console().print(NOTICE)


def _held(cited: Citation) -> str:
    if cited.held is None:
        return "no"
    newer = ", a newer edition is held" if cited.is_latest is False else ""
    unchecked = "" if cited.verification == "verified" else f" [{cited.verification}]"
    return f"{cited.clause or cited.held}{newer}{unchecked}"
