# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""``comity applies``: which instruments of which markets reach a product."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from comity import codec
from comity.analyse.applies import Answer, Application
from comity.analyse.applies import applies as find_applications
from comity.analyse.product import Product
from comity.analyse.questions import REACH
from pipeline.cli import profiles
from pipeline.cli.ask import Question
from pipeline.cli.output import NOTICE, AsAt, AsJson, console, print_json, table


def applies(
    profile: Annotated[str, typer.Argument(help="A profile file (YAML or JSON), or a worked profile's name.")],
    markets: Annotated[
        list[str] | None, typer.Argument(metavar="[MARKET]...", help="Only these jurisdictions.")
    ] = None,
    as_at: AsAt = None,
    as_json: AsJson = False,
) -> None:
    """Say which instruments apply to a product: in, out or undecided, by which clause, and from when."""
    question = Question.ask((), as_at)
    product = profiles.load(profile, question.vocabulary)
    answer = find_applications(question.corpus, question.vocabulary, product, markets or (), question.as_at)
    if as_json:
        print_json(question.head() | profiles.told(product) | codec.to_json(answer, Answer))
        return
    _print(console(), product, answer)


def _print(screen: Console, product: Product, answer: Answer) -> None:
    for market in answer.markets:
        title = f"{product.title()} in {market.label}, as at {answer.as_at}"
        columns = ("instrument", "reached", "force", "from when", "by which clause, and why")
        if market.applications:
            screen.print(table(title, columns, [_row(row) for row in market.applications]))
        if market.note:
            screen.print(market.note, markup=False)
    for decides, head in (
        (True, "Answers missing that decide which instruments apply:"),
        (False, "Answers missing on which single provisions hang:"),
    ):
        asked = [question for question in answer.questions if (question.decides == REACH) is decides]
        if asked:
            screen.print(head, markup=False)
        for question in asked:
            screen.print(f"  {question.answer}: {question.told()} ({', '.join(question.asked_by)})", markup=False)
    screen.print(NOTICE)


def _row(row: Application) -> tuple[str, ...]:
    force = row.force.replace("-", " ") + (" (law)" if row.binding else " (not law)")
    told = row.why if row.verdict != "in" else ", ".join(clause.partition("/")[2] for clause in row.clauses)
    remarks = "".join(f"\n{remark}" for remark in row.remarks)
    flag = "" if row.verification == "verified" else f" [{row.verification}]"
    return (
        f"{row.edition}\n{row.title}",
        row.verdict,
        force,
        _when(row),
        told.replace(f"{row.edition}/", "") + remarks + flag,
    )


def _when(row: Application) -> str:
    start = str(row.starts) if row.starts else "not known"
    ends = f", until {row.ends}" if row.ends else ""
    not_yet = " (not yet)" if row.when == "future" else ""
    return f"{start}{not_yet}{ends}" + "".join(f"\n{part}" for part in row.parts if ": applies " in part)
