# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""A recognition: what somebody holds, and what it counts for elsewhere; and what a market asks, as recognitions see it.

A recognition is one edge and runs one way: that the other side grants something too is another record.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """Something that a maker can hold or follow: a work in one edition that we hold, or a scheme that we do not.

    ``levels`` are those of which any one is enough; ``part`` is a clause that stands for a document of its own;
    ``clauses`` are followed all together. With none of the three the whole is meant. ``external`` is the id of a scheme
    that is not held, with its ``name`` and perhaps an ``iri`` as text.
    """

    jurisdiction: str
    source: str | None = None
    edition: str | None = None
    levels: tuple[str, ...] = ()
    part: str | None = None
    clauses: tuple[str, ...] = ()
    external: str | None = None
    name: str = ""
    iri: str = ""

    @property
    def work(self) -> str:
        """``SOURCE@EDITION``, or the id of the scheme that is not held."""
        return f"{self.source}@{self.edition}" if self.external is None else self.external


@dataclass(frozen=True, slots=True)
class Way:
    """One of the ways that a recognition accepts: everything in it is held together."""

    all_of: tuple[Holding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a recognition leads to: an edition, or a level of it; or a scheme that is not held."""

    jurisdiction: str
    source: str | None = None
    edition: str | None = None
    level: str | None = None
    external: str | None = None
    name: str = ""
    iri: str = ""

    @property
    def work(self) -> str:
        """``SOURCE@EDITION``, or the id of the scheme that is not held."""
        return f"{self.source}@{self.edition}" if self.external is None else self.external


@dataclass(frozen=True, slots=True)
class Basis:
    """The legal basis in words, and the clause ``SOURCE@EDITION/CLAUSE`` where that text is held."""

    text: str
    clause: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """A label, declaration or standard that counts for something elsewhere: since when, how strongly, and what is left.

    ``satisfies`` are the clauses of the target that the effect reaches; ``in_part`` means that it reaches them in part
    and never meets them alone. ``residual`` and, for a target that is not held, ``satisfies`` may be told in words.
    ``effect`` is None where it is not known. ``pinned`` means that the editions named count and no other; otherwise
    later editions of what is held count too. ``since`` and ``until`` are its first and last day.
    """

    id: str
    ways: tuple[Way, ...]
    to: Target
    satisfies: tuple[str, ...]
    in_part: bool = False
    pinned: bool
    effect: str | None
    elective: bool
    classes: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    state: str
    legal_basis: Basis
    residual: tuple[str, ...] = ()
    restrictions: tuple[str, ...] = ()
    grantor: str
    reciprocal: bool
    status: str
    note: str = ""

    @property
    def holdings(self) -> tuple[Holding, ...]:
        """Everything that any of its ways names."""
        return tuple(holding for way in self.ways for holding in way.all_of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What a market asks for, as far as recognitions reach it: clauses of one edition, or a level of a scheme.

    ``action`` is what a maker does without any recognition. It opens what is named here and nothing else: every other
    duty of the instrument, and of the market, stays.
    """

    market: str
    source: str
    edition: str
    level: str | None
    asks: tuple[str, ...]
    action: str
    status: str
    note: str = ""

    @property
    def work(self) -> str:
        """``SOURCE@EDITION``."""
        return f"{self.source}@{self.edition}"

    @property
    def name(self) -> str:
        """``SOURCE@EDITION``, with the level where there is one."""
        return f"{self.work}/{self.level}" if self.level else self.work


@dataclass(frozen=True, slots=True)
class Recognitions:
    """Everything that ``corpus/recognitions.yml`` holds."""

    recognitions: tuple[Recognition, ...] = ()
    goals: tuple[Goal, ...] = ()
