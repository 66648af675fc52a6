# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""What analysis asserts: stances, gaps, changes and conflicts, each with its evidence and one sentence of reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of an edition and what was not, as an answer prints it beside an absence."""

    edition: str
    examined: str
    read: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stance:
    """Where a jurisdiction stands on a capability on a date.

    ``kind`` is a member of the stance scheme; ``rank`` orders the ordered ones (higher is stronger) and is None for
    the others. ``clauses`` are requirement references that carry it, ``nearest`` those that come closest where the
    stance is an absence, ``conditions`` the unanswered profile conditions.
    """

    jurisdiction: str
    capability: str
    kind: str
    rank: int | None
    as_at: date
    clauses: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    why: str = ""
    verification: str = "verified"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that ``holder`` asks and ``lacker`` does not meet, on one capability and perhaps one dimension."""

    iri: str
    type: str
    holder: str
    lacker: str
    capability: str
    dimension: str | None
    holder_stance: Stance
    lacker_stance: Stance
    holder_clauses: tuple[str, ...]
    nearest: tuple[str, ...]
    differs_in: tuple[str, ...]
    why: str
    verification: str = "verified"


@dataclass(frozen=True, slots=True)
class FacetChange:
    """One facet of a provision that differs between two editions, in words; ``change`` is None where the facets do
    not say which of the two asks for more or reaches further.
    """

    facet: str
    was: str
    now: str
    change: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one provision, or of several together, from one edition of a work to the next.

    ``changes`` are members of the scheme ``change``, sorted; several may hold, since a provision can ask for less
    and reach further at once. ``old`` and ``new`` are clauses as cited; either may be empty.
    """

    iri: str
    source: str
    from_edition: str
    to_edition: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    changes: tuple[str, ...]
    facets: tuple[FacetChange, ...]
    why: str
    verification: str = "verified"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A point on which two jurisdictions' rules pull apart, or meet exactly (verdict ``equal``).

    ``stricter`` is a jurisdiction or None; ``satisfy_both`` says how to meet both, or why that cannot be done.
    """

    iri: str
    type: str
    verdict: str
    severity: str
    a: str
    b: str
    matter: str
    a_clauses: tuple[str, ...]
    b_clauses: tuple[str, ...]
    a_says: str
    b_says: str
    stricter: str | None
    satisfy_both: str
    why: str
    verification: str = "verified"


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Two provisions whose numbers read alike and that say other things.

    ``how`` is equal, format, prefix, or void where the later edition leaves the number without a provision.
    """

    a: str
    b: str
    how: str
    differs_in: tuple[str, ...]
    why: str
    verification: str = "verified"
