# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The manifest of a release: what it was made from and what it holds (DCAT 3, VoID and PROV-O, as JSON-LD)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from comity import codec, release
from comity.model import ids
from comity.model.finding import Change, Conflict, Gap
from comity.model.recognition import Recognition
from comity.model.requirement import Requirement
from comity.model.source import Source
from comity.settings import Settings
from pipeline import steps

_CONTEXT: Final = {
    "comity": ids.ONTOLOGY,
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "void": "http://rdfs.org/ns/void#",
    "version": "dcat:version",
    "as_at": "comity:asAt",
    "counts": "comity:counts",
    "inputs": "prov:used",
    "model": "comity:model",
    "triples": "void:triples",
    "licence": "dcterms:license",
    "reasoning": "comity:reasoning",
    "notice": "dcterms:accessRights",
}


def manifest(version: str, settings: Settings, folder: Path, inputs: dict[str, str]) -> dict[str, Any]:
    """Return the manifest of the release that stands in ``folder``; no clock, so equal inputs give equal bytes."""
    sources = list(codec.load_lines(folder / release.SOURCES, Source))
    requirements = list(codec.load_lines(folder / release.REQUIREMENTS, Requirement))
    reasoning = json.loads((folder / steps.REASONING).read_text(encoding="utf-8"))
    unverified = sum(requirement.status != "verified" for requirement in requirements)
    return {
        "@context": _CONTEXT,
        "@id": f"{ids.BASE}release/{version}",
        "@type": ["dcat:Dataset", "void:Dataset", "prov:Entity"],
        "version": version,
        "as_at": json.loads((folder / steps.AS_AT).read_text(encoding="utf-8")),
        "licence": "https://creativecommons.org/licenses/by/4.0/",
        "notice": "Informative; not legal advice.",
        "model": settings.model,
        "reasoning": {name: reasoning[name] for name in ("state", "why")},
        "triples": _lines(folder / release.GRAPH),
        "counts": {
            "sources": len(sources),
            "editions": sum(len(source.editions) for source in sources),
            "requirements": len(requirements),
            "requirements_not_verified": unverified,
            "mappings": _data_rows(folder / release.MAPPINGS),
            "gaps": sum(1 for _ in codec.load_lines(folder / release.GAPS, Gap)),
            "conflicts": sum(1 for _ in codec.load_lines(folder / release.CONFLICTS, Conflict)),
            "changes": sum(1 for _ in codec.load_lines(folder / release.CHANGES, Change)),
            "recognitions": sum(1 for _ in codec.load_lines(folder / release.RECOGNITIONS, Recognition)),
        },
        "inputs": [{"@id": path, "sha256": digest} for path, digest in inputs.items()],
    }


def _lines(path: Path) -> int:
    with path.open("rb") as stream:
        return sum(1 for _ in stream)


def _data_rows(path: Path) -> int:
    """Count the rows of an SSSOM table: neither its commented header nor its column names."""
    with path.open(encoding="utf-8") as stream:
        return max(0, sum(1 for line in stream if not line.startswith("#")) - 1)
