# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""``comity diff``: two editions of one work, provision by provision, and the mappings to review because of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.console import Console

from comity import codec
from comity.analyse import diff as room
from comity.model.errors import RequestError
from comity.model.finding import Change
from comity.model.mapping import Mapping
from comity.release import Release, open_current
from comity.settings import Settings
from pipeline.cli.output import NOTICE, AsJson, console, print_json, table


def diff(
    old: Annotated[str, typer.Argument(help="The older edition, ID@EDITION; or a work that has one succession.")],
    new: Annotated[str | None, typer.Argument(help="The newer edition, ID@EDITION.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Also the provisions in which no facet differs.")] = False,
    review: Annotated[bool, typer.Option("--review", help="Also the mappings to look at again because of it.")] = False,
    as_json: AsJson = False,
) -> None:
    """Say what became of each provision from one edition to the next, facet by facet."""
    release = open_current(Settings())
    pair = (old, new) if new is not None else _only_succession(release, old)
    found = room.diff(release.corpus, release.vocabulary, *pair)
    mappings = room.to_review(found, release.mappings) if review else ()
    if as_json:
        data = {"changes": codec.to_json(list(found), list[Change])}
        data |= {"review": codec.to_json(list(mappings), list[Mapping])} if review else {}
        print_json({"as_at": release.as_at.isoformat(), "release": release.version, "notice": NOTICE} | data)
        return
    shown = [change for change in found if every or change.changes != (room.ALIKE,)]
    _print(console(), pair, found, shown, mappings)


def _only_succession(release: Release, name: str) -> tuple[str, str]:
    source, _ = release.corpus.edition(name)
    known = [pair for pair in room.successions(release.corpus) if pair[0].startswith(f"{source.id}@")]
    if len(known) != 1:
        told = "; ".join(f"{a} and {b}" for a, b in known) or "none of its editions is recorded as following another"
        raise RequestError(name, "names no pair of editions", f"name the older and the newer edition: {told}")
    return known[0]


def _print(
    screen: Console,
    pair: tuple[str, str],
    found: Sequence[Change],
    shown: Sequence[Change],
    mappings: Sequence[Mapping],
) -> None:
    cells = [
        (
            _short(change.old) or "-",
            _short(change.new) or "-",
            ", ".join(change.changes) or "differs, in no order",
            "\n".join(
                f"{f.facet}: {f.was}, then {f.now}" + (f" [{f.change}]" if f.change else "") for f in change.facets
            ),
            "" if change.verification == "verified" else change.verification,
        )
        for change in shown
    ]
    title = f"From {pair[0]} to {pair[1]}: {len(found)} provisions, {len(shown)} shown"
    screen.print(table(title, ("was", "is", "change", "facets", "rests on"), cells))
    if mappings:
        rows = [(m.subject, m.relation, m.object) for m in mappings]
        screen.print(table(f"Mappings to review: {len(rows)}", ("subject", "relation", "object"), rows))
    screen.print(NOTICE)


def _short(references: Sequence[str]) -> str:
    return ", ".join(reference.partition("/")[2] for reference in references)
