# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""How far two independent readings of an edition agree, facet by facet, before their differences were settled."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from sklearn.metrics import cohen_kappa_score

from comity.model.errors import RecordError
from comity.model.source import Source
from ingest.parse import edition_folder
from ingest.records import ReadingRecord, ReadRequirement, read_record

_ROUNDING: Final = 3
# Each facet as one label per requirement, so that Cohen's kappa (Cohen 1960) is defined for it.
FACETS: Final[Mapping[str, Callable[[ReadRequirement], str]]] = {
    "kind": lambda r: r.kind,
    "modality": lambda r: str(r.modality),
    "verb": lambda r: r.verb,
    "text_status": lambda r: r.text_status,
    "object": lambda r: str(r.object),
    "bearer": lambda r: " ".join(sorted(r.bearer)),
    "condition": lambda r: " ".join(sorted(r.condition)),
    "capability": lambda r: " ".join(sorted(r.capability)),
    "first_capability": lambda r: r.capability[0] if r.capability else "",
    "parameters": lambda r: " ".join(sorted(f"{p.dimension}{p.operator}{p.typed()}" for p in r.parameters)),
}


def agreement(corpus: Path, sources: Sequence[Source]) -> dict[str, Any]:
    """Return, per edition and facet, the share of equal codings and Cohen's kappa, with the number of requirements.

    Kappa is None where both readers gave every requirement the same single label, and both figures are where a facet
    has nothing to count, as the modality of a study without duties. Raises RecordError when a reading is missing or
    the two do not hold the same requirements.
    """
    report: dict[str, Any] = {}
    for source in sources:
        for edition in source.editions:
            folder = edition_folder(corpus, source, edition) / "readings"
            pair = [_by_atom(folder / f"{name}.yml") for name in ("first", "second")]
            if set(pair[0]) != set(pair[1]):
                odd = sorted(set(pair[0]) ^ set(pair[1]))[0]
                raise RecordError(f"{folder}: {odd}", "only one of the two readings codes this requirement")
            report[f"{source.id}@{edition.id}"] = compare(pair[0], pair[1])
    return report


def compare(first: Mapping[str, ReadRequirement], second: Mapping[str, ReadRequirement]) -> dict[str, Any]:
    """Return the agreement of two readings of the same requirements."""
    return {"requirements": len(first)} | {name: _compare(name, first, second) for name in FACETS}


def _compare(
    name: str, first: Mapping[str, ReadRequirement], second: Mapping[str, ReadRequirement]
) -> dict[str, float | None]:
    """Score one facet; modality counts only where both readers see a duty, since nothing else has one."""
    atoms = [atom for atom in sorted(first) if name != "modality" or first[atom].kind == second[atom].kind == "duty"]
    facet = FACETS[name]
    return _score([facet(first[atom]) for atom in atoms], [facet(second[atom]) for atom in atoms])


def _score(a: Sequence[str], b: Sequence[str]) -> dict[str, float | None]:
    if not a:
        return {"agreement": None, "kappa": None}
    equal = sum(x == y for x, y in zip(a, b, strict=True)) / len(a)
    kappa = float(cohen_kappa_score(a, b)) if len({*a, *b}) > 1 else None
    return {"agreement": round(equal, _ROUNDING), "kappa": kappa if kappa is None else round(kappa, _ROUNDING)}


def _by_atom(path: Path) -> dict[str, ReadRequirement]:
    return {record.id: record for record in read_record(path, ReadingRecord).requirements}
