# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Is a scheme that is voluntary in general law for this product? By class, level, state and date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from comity.analyse.lens import Lens, Standing
from comity.analyse.stance_table import INVALID
from comity.model import ids
from comity.model.instrument import ClassForce
from comity.model.requirement import Requirement
from comity.model.source import Force

_AXIS: Final = "function-class"


@dataclass(frozen=True, slots=True)
class Compulsion:
    """The standing under the force that holds for the product, what must be told of it, and how well it is known."""

    standing: Standing
    remark: str = ""
    status: str = "verified"


def compulsion(lens: Lens, standing: Standing, requirement: Requirement) -> Compulsion:
    """Return the force under which a requirement stands for the profile: the general one, or that of its class.

    The class of the profile is the one named or a narrower one, the requirement belongs to the level named or to one
    that it includes, and the force has begun by the date. A profile that does not tell the class, and none at all,
    leaves the general force and says so; so does a rule that is only announced, or that begins later.
    """
    if not standing.source.instrument.force_by_class:
        return Compulsion(standing)
    general = next((held for held in lens.stands if held.place == standing.place), standing)
    told: list[str] = []
    for entry in general.source.instrument.force_by_class:
        reached = _of_class(lens, entry)
        if reached is False or not _at_level(general, entry, requirement):
            continue
        if reached and begun(entry, lens.as_at):
            return Compulsion(_under(lens, general, entry), _told(lens, general, entry), entry.status)
        told.append(_open(lens, general, entry))
    return Compulsion(general, "; ".join(dict.fromkeys(told)))


def begun(entry: ClassForce, as_at: date) -> bool:
    """True when the force has effect on a date: in force, or adopted with a first day, and that day has come."""
    if entry.from_ is None:
        return entry.state == "in-force"
    return entry.state in {"in-force", "adopted"} and entry.from_ <= as_at


def _of_class(lens: Lens, entry: ClassForce) -> bool | None:
    """Return whether the profile is of the class, None where it does not tell."""
    if entry.function_class is None:
        return True
    stated = lens.profile.on(_AXIS) if lens.profile is not None else ()
    if not stated:
        return None
    vocabulary = lens.index.vocabulary
    if any(entry.function_class in vocabulary.lineage(_AXIS, term) for term in stated):
        return True
    return None if set(stated) & set(vocabulary.lineage(_AXIS, entry.function_class)) else False


def _at_level(standing: Standing, entry: ClassForce, requirement: Requirement) -> bool:
    if entry.level is None:
        return True
    return any(ids.is_within(requirement.clause, p) for p in standing.source.instrument.provisions_of(entry.level))


def _under(lens: Lens, standing: Standing, entry: ClassForce) -> Standing:
    law = lens.index.table.row((entry.force, "yes", "duty", "obligation", "shall")).stance != INVALID
    force = Force(entry.force, law, "stated", standing.source.force.sanction, entry.note)
    return replace(standing, source=replace(standing.source, force=force))


def _told(lens: Lens, standing: Standing, entry: ClassForce) -> str:
    since = f" since {entry.from_}" if entry.from_ else ""
    known = "" if entry.status == "verified" else f" ({lens.index.label('verification', entry.status).lower()})"
    return f"{standing.source.name()} is {_what(lens, entry)}{since}{known}"


def _open(lens: Lens, standing: Standing, entry: ClassForce) -> str:
    """Say why the general force stays: the rule has not begun, or nobody told the class of the product."""
    told = f"{standing.source.name()} would be {_what(lens, entry)}"
    if not begun(entry, lens.as_at):
        start = f", from {entry.from_}" if entry.from_ else ""
        state = lens.index.label("recognition-status", entry.state).lower()
        return f"{told}, which is {state}{start} and not law on {lens.as_at}"
    return f"{told}, and no profile tells the class of the product"


def _what(lens: Lens, entry: ClassForce) -> str:
    kind = lens.index.label("legal-force", entry.force).lower()
    of = (
        f"the class {lens.index.label(_AXIS, entry.function_class).lower()}"
        if entry.function_class
        else "every product"
    )
    level = f" at the level {entry.level}" if entry.level else ""
    by = f" by {entry.by}" if entry.by else ""
    return f"a {kind} for {of}{level}{by}"
