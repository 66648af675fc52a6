# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""One mapping as one row of SSSOM TSV, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping as ReadMapping
from typing import Final
from urllib.parse import unquote

from comity.model import ids
from comity.model.errors import RecordError
from comity.model.mapping import Mapping

_PREFIX: Final = "comity.id"
CURIES: Final[ReadMapping[str, str]] = {
    _PREFIX: f"{ids.BASE}id/",
    "comity": ids.ONTOLOGY,
    "semapv": "https://w3id.org/semapv/vocab/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "sssom": "https://w3id.org/sssom/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# STRM relation to (predicate, modifier); the one negative relation denies a related match.
_PREDICATES: Final[ReadMapping[str, tuple[str, str]]] = {
    "equal": ("skos:exactMatch", ""),
    "subset-of": ("skos:broadMatch", ""),
    "superset-of": ("skos:narrowMatch", ""),
    "intersects-with": ("skos:relatedMatch", ""),
    "no-relationship": ("skos:relatedMatch", "Not"),
}
_RELATIONS: Final = {predicate: relation for relation, predicate in _PREDICATES.items()}
EXTENSIONS: Final = ("decided_by", "model", "rationale", "status", "strm_relation")
# In the order of the slots of the class Mapping in the SSSOM 1.1 schema, extensions last.
COLUMNS: Final = (
    "subject_id",
    "predicate_id",
    "predicate_modifier",
    "object_id",
    "mapping_justification",
    "subject_source",
    "subject_source_version",
    "object_source",
    "object_source_version",
    "confidence",
    "similarity_score",
    "comment",
    *EXTENSIONS,
)


def row(mapping: Mapping) -> tuple[str, ...]:
    """Return the cells of a mapping in the order of COLUMNS."""
    predicate, modifier = _PREDICATES[mapping.relation]
    subject, obj = _parts(mapping.subject), _parts(mapping.object)
    return (
        _curie(subject),
        predicate,
        modifier,
        _curie(obj),
        mapping.justification,
        f"{_PREFIX}:{subject[0]}",
        subject[1],
        f"{_PREFIX}:{obj[0]}",
        obj[1],
        str(round(mapping.confidence, 4)),
        str(round(mapping.similarity, 4)),
        mapping.why,
        "|".join(part.replace("\\", "\\\\").replace("|", "\\|") for part in mapping.decided_by),
        mapping.model,
        mapping.rationale,
        mapping.status,
        mapping.relation,
    )


def mapping(cells: ReadMapping[str, str | None], place: str, curies: ReadMapping[str, str]) -> Mapping:
    """Return the mapping of a row; RecordError names ``place`` and what is wrong there."""
    predicate = (cells.get("predicate_id") or "", cells.get("predicate_modifier") or "")
    relation = cells.get("strm_relation") or _RELATIONS.get(predicate, "")
    if relation not in _PREDICATES:
        raise RecordError(place, f"no STRM relation for {' '.join(predicate).strip() or 'an empty predicate'!r}")
    return Mapping(
        subject=_reference(cells.get("subject_id") or "", place, curies),
        relation=relation,
        object=_reference(cells.get("object_id") or "", place, curies),
        confidence=_share(cells.get("confidence"), "confidence", place),
        justification=cells.get("mapping_justification") or "semapv:UnspecifiedMatching",
        similarity=_share(cells.get("similarity_score") or "0", "similarity_score", place),
        decided_by=_list(cells.get("decided_by") or ""),
        why=cells.get("comment") or "",
        model=cells.get("model") or "",
        rationale=cells.get("rationale") or "semantic",
        status=cells.get("status") or "unverified",
    )


def _parts(reference: str) -> tuple[str, str, str]:
    source, _, rest = reference.partition("@")
    edition, _, atom = rest.partition("/")
    return source, edition, atom


def _curie(parts: tuple[str, str, str]) -> str:
    return f"{_PREFIX}:{ids.requirement_iri(*parts).removeprefix(CURIES[_PREFIX])}"


def _reference(entity: str, place: str, curies: ReadMapping[str, str]) -> str:
    prefix, _, local = entity.partition(":")
    iri = curies[prefix] + local if prefix in curies else entity
    parts = iri.removeprefix(CURIES[_PREFIX]).split("/", 2)
    if not iri.startswith(CURIES[_PREFIX]) or len(parts) < 3 or "#" not in parts[2]:
        raise RecordError(
            place, f"{entity!r} is not one of our requirements", f"expected {_PREFIX}:SOURCE/EDITION/CLAUSE#N"
        )
    source, edition, atom = (unquote(part) for part in parts)
    return f"{source}@{edition}/{atom}"


def _share(cell: str | None, name: str, place: str) -> float:
    try:
        value = float(cell or "")
    except ValueError as error:
        raise RecordError(place, f"{name} {cell or ''!r} is not a number") from error
    if not 0 <= value <= 1:
        raise RecordError(place, f"{name} {value} is not between 0 and 1")
    return value


def _list(cell: str) -> tuple[str, ...]:
    """Split at the bars that no backslash escapes."""
    parts = re.findall(r"(?:[^|\\]|\\.)+", cell, re.DOTALL)
    return tuple(re.sub(r"\\(.)", r"\1", part, flags=re.DOTALL) for part in parts)
