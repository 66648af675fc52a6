# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Every IRI that Comity mints, built from citations and from nothing else."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, unquote

BASE: Final = "https://w3id.org/comity/"
ONTOLOGY: Final = f"{BASE}ontology#"
# Characters that citations use and that an IRI path may hold as they are (RFC 3987, ipchar).
_SAFE: Final = "().:,-_~!*'"
# What follows the id of a clause in the ids of its parts.
_OPENS_A_PART: Final = frozenset("/.(-")


def _segments(citation: str) -> str:
    return "/".join(quote(part, safe=_SAFE) for part in citation.split("/"))


def work_iri(source: str) -> str:
    """Return the IRI of a work, for example of the UK Code whatever its edition."""
    return f"{BASE}id/{quote(source, safe=_SAFE)}"


def edition_iri(source: str, edition: str) -> str:
    """Return the IRI of one edition of a work; it also names the graph that holds its statements."""
    return f"{work_iri(source)}/{quote(edition, safe=_SAFE)}"


def expression_iri(source: str, edition: str, language: str) -> str:
    """Return the IRI of one language version of an edition."""
    return f"{edition_iri(source, edition)};lang={quote(language, safe=_SAFE)}"


def clause_iri(source: str, edition: str, clause: str) -> str:
    """Return the IRI of a clause from its citation, such as ``5.1-1`` or ``1798.91.04(b)(2)``."""
    return f"{edition_iri(source, edition)}/{_segments(clause)}"


def requirement_iri(source: str, edition: str, atom: str) -> str:
    """Return the IRI of an atomic requirement; ``atom`` is ``CLAUSE#N``."""
    clause, _, ordinal = atom.rpartition("#")
    return f"{clause_iri(source, edition, clause)}#{ordinal}"


def part_iri(requirement: str, name: str) -> str:
    """Return the IRI of a part of a requirement (a parameter, an extracted facet), so that no blank node is needed."""
    return f"{requirement}.{quote(name, safe=_SAFE)}"


def concept_iri(scheme: str, notation: str) -> str:
    """Return the IRI of a concept of one of our SKOS schemes."""
    return f"{BASE}scheme/{scheme}/{quote(notation, safe=_SAFE)}"


def finding_iri(kind: str, *parts: str) -> str:
    """Return the IRI of a finding (gap, conflict, stance) from the parties and the matter that it is about."""
    return f"{BASE}finding/{kind}/" + "/".join(quote(part, safe=_SAFE) for part in parts)


def mapping_iri(subject: str, obj: str) -> str:
    """Return the IRI of a mapping between two requirements, each given as ``SOURCE@EDITION/CLAUSE#N``."""
    return f"{BASE}mapping/{quote(subject, safe=_SAFE)}/{quote(obj, safe=_SAFE)}"


def recognition_iri(name: str) -> str:
    """Return the IRI of a recognition by its id, which is never given to another one."""
    return f"{BASE}recognition/{quote(name, safe=_SAFE)}"


def level_iri(source: str, level: str) -> str:
    """Return the IRI of a level of a scheme."""
    return part_iri(work_iri(source), f"level.{level}")


def is_within(clause: str, part: str) -> bool:
    """True when a clause is a part or stands in it, as ``13(2)`` stands in ``13`` and ``130`` does not."""
    return clause == part or (clause.startswith(part) and clause[len(part)] in _OPENS_A_PART)


def split_edition(reference: str) -> tuple[str, str | None]:
    """Split ``ID@EDITION`` as typed by a user; the edition is None when only the work is named."""
    work, at, edition = reference.partition("@")
    return work, edition if at else None


def local_part(iri: str) -> str:
    """Return the readable last part of one of our IRIs, for messages."""
    return unquote(iri.rsplit("/", 1)[-1])
