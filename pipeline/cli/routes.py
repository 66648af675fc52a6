# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""``comity routes``: the fewest labels, declarations and standards that open markets, and what is left beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.text import Text

from comity import codec
from comity.analyse.routes import Asked
from comity.analyse.routes import routes as find_routes
from comity.model.route import Hop, Opening, Plan, Routes
from comity.release import open_current
from comity.settings import Settings
from pipeline.cli.ask import parse_date
from pipeline.cli.output import NOTICE, AsAt, AsJson, console, print_json, table

_SHOWN: Final = 5


def routes(
    markets: Annotated[list[str], typer.Argument(help="Markets: jurisdictions (uk, Japan …), or a source.")],
    have: Annotated[
        list[str] | None, typer.Option("--have", metavar="LABEL", help="Held already, such as sg-cls@v1.4/level-1.")
    ] = None,
    product_class: Annotated[
        str | None, typer.Option("--class", help="The function class of the product, such as residential-router.")
    ] = None,
    as_at: AsAt = None,
    as_json: AsJson = False,
) -> None:
    """Say which fewest conformity actions open the markets, by which recognitions, and what stays to be done."""
    release = open_current(Settings())
    question = Asked(tuple(markets), tuple(have or ()), parse_date(as_at, release), product_class)
    found = find_routes(release.corpus, release.vocabulary, release.recognitions, question)
    if as_json:
        head = {"as_at": found.as_at.isoformat(), "release": release.version, "notice": NOTICE}
        print_json(head | {"routes": codec.to_json(found, Routes)})
        return
    _print(console(), found)


def _print(screen: Console, found: Routes) -> None:
    held = f", beside {', '.join(found.have)}" if found.have else ""
    planned = [market for market in found.markets if market not in found.unexamined]
    screen.print(Text(f"Routes to {', '.join(planned) or 'no market'} on {found.as_at}{held}", style="bold"))
    for market in found.unexamined:
        screen.print(Text(f"Not examined: what {market} asks is not held, and no plan speaks of it."))
    for name, plans in (
        ("On verified recognitions alone", found.proven),
        ("On accounts of others too", found.reported),
    ):
        _print_plans(screen, name, plans, found.have)
    if found.have:
        rows = [(o.market, o.goal, "met" if o.is_open else "open", _clauses(_open(o)), o.status) for o in found.now]
        screen.print(table("What is held now", ("market", "asks", "state", "still open", "rests on"), rows))
    if found.not_counted:
        doubts = [(doubt.recognition, doubt.why) for doubt in found.not_counted]
        screen.print(table("Never counted as met", ("recognition", "why"), doubts))
    for opening in found.now:
        if opening.note:
            screen.print(Text(f"{opening.market}, {opening.goal}: {opening.note}"))
    for told in found.not_asked:
        screen.print(Text(f"Asks nothing on this date: {told}."))
    screen.print(Text("A market is open here for what is named and for nothing else that its law asks."))
    screen.print(NOTICE)


def _print_plans(screen: Console, name: str, plans: Sequence[Plan], have: Sequence[str]) -> None:
    if not plans:
        screen.print(Text(f"{name}: nothing to plan."))
        return
    fewest = len(plans[0].actions)
    shown = f", {_SHOWN} shown" if len(plans) > _SHOWN else ""
    screen.print(Text(f"\n{name}: {fewest} further action{'' if fewest == 1 else 's'}, {len(plans)} way(s){shown}"))
    for number, plan in enumerate(plans[:_SHOWN], 1):
        actions = "; ".join(f"{action.what} [{action.key}]" for action in plan.actions) or "nothing further"
        rows = [row for opening in plan.openings for row in _rows(opening, have)]
        columns = ("market", "asks", "by", "since, effect, basis", "left beside it", "rests on")
        screen.print(table(f"{number}. {actions}", columns, rows))


def _rows(opening: Opening, have: Sequence[str]) -> Iterator[tuple[str, ...]]:
    if opening.own is not None:
        shown = "held already" if opening.own in have else f"to show: {_clauses(opening.to_show)}"
        yield opening.market, opening.goal, opening.own, "directly", shown, opening.status
    for hop in opening.hops:
        yield opening.market, opening.goal, ", ".join(hop.uses), _told(hop), _left(hop), hop.recognition.status
    for hop in opening.helps:
        yield opening.market, opening.goal, ", ".join(hop.uses), f"helps only: {_told(hop)}", "", hop.recognition.status


def _told(hop: Hop) -> str:
    entry = hop.recognition
    until = f" to {entry.until}" if entry.until else ""
    reach = ", ".join(entry.satisfies)
    edition = "this edition alone" if entry.pinned else "later editions too"
    basis = f"{entry.legal_basis.text} ({entry.legal_basis.clause or 'no clause held'})"
    return f"{entry.since}{until}; {entry.effect} for {reach}; {edition}; {basis}"


def _left(hop: Hop) -> str:
    entry = hop.recognition
    told = [f"residue: {', '.join(entry.residual)}"] if entry.residual else ["no residue recorded"]
    return "\n".join([*told, *(f"only if: {text}" for text in entry.restrictions)])


def _open(opening: Opening) -> Sequence[str]:
    return () if opening.is_open else opening.to_show


def _clauses(references: Sequence[str]) -> str:
    return ", ".join(reference.partition("/")[2] for reference in references) or "nothing"
