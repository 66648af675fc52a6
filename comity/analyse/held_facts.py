# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""What is told of an edition beside whether it reaches a product: its force, dates by part, bearers, conditions."""

from __future__ import annotations

from comity.analyse import compulsion
from comity.analyse.lens import Lens, Standing
from comity.analyse.reaching import Reaching


def force(lens: Lens, standing: Standing) -> tuple[Standing, tuple[str, ...], str]:
    """Return the force for the product: that of its class as soon as one provision has it, with what is told of it."""
    found = [compulsion.compulsion(lens, standing, r) for r in lens.index.of(standing.source, standing.edition)]
    remarks = tuple(dict.fromkeys(held.remark for held in found if held.remark))
    for held in found:
        if held.standing.source.force != standing.source.force:
            return held.standing, remarks, held.status
    return standing, remarks, "verified"


def parts(standing: Standing) -> tuple[str, ...]:
    """Return the dates by part, where they differ from that of the edition or tell it for a part."""
    return tuple(
        f"{entry.part}: {entry.event.replace('_', ' ')} {entry.date}"
        for entry in standing.source.instrument.dates_by_part
    )


def addressed(lens: Lens, standing: Standing, role: str | None) -> int | None:
    """Count the duties that name the company's role or a broader one; None where the role was not told."""
    if role is None:
        return None
    broader = lens.index.vocabulary.concept("role", role).broader
    duties = lens.index.of(standing.source, standing.edition)
    return sum(
        r.kind == "duty" and lens.index.bears_stance(r) and bool({role, broader} & set(r.bearer)) for r in duties
    )


def open_conditions(lens: Lens, standing: Standing, reach: Reaching) -> tuple[str, ...]:
    """Return the conditions that the profile leaves open and on which single provisions hang."""
    deciding = {missing.answer for missing in reach.missing}
    found = {
        condition.predicate
        for r in lens.index.of(standing.source, standing.edition)
        if lens.index.bears_stance(r)
        for condition in r.condition
        if lens.answer(condition) is None
    }
    return tuple(sorted(found - deciding))
