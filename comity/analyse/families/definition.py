# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Definitions: one term, taken apart into components, means more or less on the two sides."""

from __future__ import annotations

from collections.abc import Iterator

from comity.analyse import phrase
from comity.analyse.families import component
from comity.analyse.families.component import Difference
from comity.analyse.lens import Standing
from comity.analyse.pair import Clash, Pair, Side
from comity.analyse.reach import Width
from comity.model.source import Definition


def clashes(pair: Pair) -> Iterator[Clash]:
    """Yield one clash per component in which two definitions of the same term differ.

    A person's definition compares whole, as an ``actor`` clash; that of a thing or a quality component by component.
    Terms are the same when they differ in case or in a plural only.
    """
    for mine, yours in pair.works:
        theirs = {_term(definition): definition for definition in yours.source.definitions}
        for definition in mine.source.definitions:
            other = theirs.get(_term(definition))
            if other is not None:
                for difference in component.differences(definition, other, pair.index.vocabulary):
                    yield _clash(pair, (mine, yours), (definition, other), difference)


def _clash(
    pair: Pair, works: tuple[Standing, Standing], both: tuple[Definition, Definition], difference: Difference
) -> Clash:
    term, head = _term(both[0]), difference.component
    sides = [
        _side(pair, standing, definition, says)
        for standing, definition, says in zip(works, both, difference.says, strict=True)
    ]
    stricter = {Width.A_WIDER: "a", Width.B_WIDER: "b"}.get(difference.stricter)
    told = f"{pair.names[0]}: {sides[0].says}; {pair.names[1]}: {sides[1].says}"
    return Clash(
        type="actor" if difference.of == "person" else "definition",
        matter=f"{term}: {phrase.terms([head])}",
        key=(term.replace(" ", "-"), head, works[0].source.id, works[1].source.id),
        verdict="stricter-compatible" if stricter else "incomparable",
        a=sides[0],
        b=sides[1],
        why=f"{_why(pair, term, difference, stricter)} ({told})",
        satisfy_both=_advice(pair, difference, stricter),
        stricter=stricter,
    )


def _why(pair: Pair, term: str, difference: Difference, stricter: str | None) -> str:
    head = phrase.terms([difference.component])
    cases = [f"{case} falls in for {pair.name_of(side)} alone on this point" for side, case in difference.witnesses]
    witness = "".join(f"; {case}" for case in cases)
    if stricter is None:
        return f'the two meanings of "{term}" differ in {head} and neither is shown to hold all of the other{witness}'
    if difference.of == "quality":
        return f'in {head}, "{term}" asks for more in {pair.name_of(stricter)}{witness}'
    return f'in {head}, "{term}" takes in more in {pair.name_of(stricter)}{witness}'


def _advice(pair: Pair, difference: Difference, stricter: str | None) -> str:
    if difference.of == "quality":
        if stricter is not None:
            return f"meet what {pair.name_of(stricter)} asks; it holds all that the other asks"
        return "meet the qualities that either text asks for, all of them together"
    what = "persons" if difference.of == "person" else "products"
    if stricter is not None:
        return f"count the {what} as {pair.name_of(stricter)} does; on this point the other takes in only some of them"
    return f"count the {what} as covered that either text takes in, and meet the rules of each that does"


def _side(pair: Pair, standing: Standing, definition: Definition, says: str) -> Side:
    checks = (definition.verification, standing.verification)
    return Side(says, (f"{standing.place}/{definition.clause}",), pair.is_law(standing), checks)


def _term(definition: Definition) -> str:
    words = definition.term.casefold().split()
    last = words[-1]
    plural = last.endswith("s") and not last.endswith("ss") and len(last) > 3
    return " ".join([*words[:-1], last[:-1] if plural else last])
