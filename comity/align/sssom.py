# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Mappings as SSSOM 1.1 TSV (https://mapping-commons.github.io/sssom/) and back, without loss.

Our own columns (STRM relation, deciding facets, rationale, status, model) are declared as SSSOM extensions.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from comity.align.sssom_rows import COLUMNS, CURIES, EXTENSIONS, mapping, row
from comity.model.mapping import Mapping

_SPECIAL: Final = frozenset('\t\n\r"')


@dataclass(frozen=True, slots=True)
class SetFacts:
    """What the header says of the whole set."""

    id: str
    version: str
    title: str = "Mappings between requirements of IoT security instruments"
    licence: str = "https://creativecommons.org/licenses/by/4.0/"


def write(mappings: Iterable[Mapping], path: Path, facts: SetFacts) -> None:
    """Write the mappings with sorted rows; two writes of the same mappings give the same bytes."""
    header = yaml.safe_dump(_header(facts), sort_keys=False, allow_unicode=True, width=1000).splitlines()
    rows = (COLUMNS, *sorted(row(item) for item in mappings))
    lines = (*(f"#{line}" for line in header), *("\t".join(map(_cell, cells)) for cells in rows))
    path.write_bytes("".join(f"{line}\n" for line in lines).encode("utf-8"))


def read(path: Path) -> tuple[Mapping, ...]:
    """Read mappings between our requirements, sorted by subject and object.

    Extension columns may be missing: the relation then follows from the predicate. RecordError names file and row.
    """
    text = path.read_bytes().decode("utf-8")
    body = text
    while body.startswith("#"):
        body = body.partition("\n")[2]
    header = text[: len(text) - len(body)]
    facts = yaml.safe_load("\n".join(line[1:] for line in header.splitlines())) or {}
    curies = {**CURIES, **facts.get("curie_map", {})}
    rows = csv.DictReader(io.StringIO(body, newline=""), delimiter="\t")
    found = [mapping(cells, f"{path}: row {number}", curies) for number, cells in enumerate(rows, 1)]
    return tuple(sorted(found, key=lambda m: (m.subject, m.object)))


def _header(facts: SetFacts) -> dict[str, object]:
    definitions = [
        {"slot_name": name, "property": f"comity:{_camel(name)}", "type_hint": "xsd:string"} for name in EXTENSIONS
    ]
    return {
        "sssom_version": "1.1",
        "curie_map": dict(CURIES),
        "mapping_set_id": facts.id,
        "mapping_set_version": facts.version,
        "mapping_set_title": facts.title,
        "license": facts.licence,
        "extension_definitions": definitions,
    }


def _cell(text: str) -> str:
    """Quote a cell where it must be; Python's own writer leaves a lone carriage return bare."""
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if _SPECIAL.intersection(text) else text


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)
