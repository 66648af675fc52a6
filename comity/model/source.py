# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""A source as a work: who issued it, with what force, whom it reaches, and which editions are held."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from comity.model.instrument import Instrument


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body that issued the instrument, with its role concept."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Force:
    """Legal force of an instrument, apart from the strength of its verbs (docs/architecture.md section 4)."""

    kind: str
    binding: bool
    basis: str
    sanction: str = "none-stated"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Licence:
    """Terms of the publisher's wording; ``verbatim`` is full, quote or none and decides what may leave a release."""

    id: str
    verbatim: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ScopeStatement:
    """What one clause says of one scope axis: user group, product kind, connection, function class or supply."""

    axis: str
    value: str
    status: str
    clause: str
    test: str | None = None
    verification: str = "verified"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """A defined term taken apart into components, so that two definitions compare component by component.

    ``components`` maps a component name (genus, connection.test, connection.medium, identifiers, use.group,
    use.test, acts, acts.type, criteria …) to its members, sorted.
    """

    term: str
    clause: str
    components: tuple[tuple[str, tuple[str, ...]], ...]
    verification: str = "verified"
    note: str = ""

    def component(self, name: str) -> tuple[str, ...]:
        """Return the members of one component, empty where the definition does not use it."""
        return dict(self.components).get(name, ())


@dataclass(frozen=True, slots=True)
class Relation:
    """A stated relation of a source to another document."""

    type: str
    target: str
    place: str
    verification: str = "verified"


@dataclass(frozen=True, slots=True)
class UnreadPart:
    """A part that was not read, with what a secondary account reports of it."""

    part: str
    reported: str = ""
    basis: str = "secondary"


@dataclass(frozen=True, slots=True)
class Extent:
    """How much of an edition was read, and from what copy; silence is only as good as this."""

    examined: str
    read: tuple[str, ...] = ()
    unread: tuple[UnreadPart, ...] = ()
    copy: str = ""
    as_amended_to: str | None = None

    @property
    def supports_silence(self) -> bool:
        """True when an absence may be called silent: the whole, or every part that can bear a duty, was read."""
        return self.examined in {"whole", "every-duty-bearing-part"}


@dataclass(frozen=True, slots=True)
class Dates:
    """Calendar dates of an edition; ``applies`` is when its duties bind (or, for guidance, when it was published)."""

    adopted: date | None = None
    published: date | None = None
    in_force: date | None = None
    applies: date | None = None
    repealed: date | None = None
    note: str = ""

    @property
    def start(self) -> date | None:
        """The first day on which the edition speaks for its jurisdiction."""
        return self.applies or self.in_force or self.published


@dataclass(frozen=True, slots=True)
class PublisherFile:
    """A publisher's file that the parser can read when it is at hand; ``url`` is where the publisher offers it."""

    name: str
    media_type: str
    language: str = "en"
    sha256: str = ""
    pages: int | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why the publisher's file and our restatement differ in one clause, and rightly so."""

    kind: str
    clause: str
    why: str


@dataclass(frozen=True, slots=True)
class Expectation:
    """How many provisions and atomic requirements an edition holds; a parse that differs fails."""

    provisions: int
    requirements: int


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Provisions of the edition before and those of this edition that took their place: moved, split or merged."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    verification: str = "verified"


@dataclass(frozen=True, slots=True)
class Succession:
    """The edition that one follows; provisions without a correspondence keep their number.

    ``void`` are numbers of the edition before that are kept without content.
    """

    edition: str
    correspondences: tuple[Correspondence, ...] = ()
    void: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a work. Editions are distinct nodes and never merged."""

    id: str
    label: str
    dates: Dates
    extent: Extent
    expect: Expectation
    languages: tuple[str, ...] = ("en",)
    files: tuple[PublisherFile, ...] = ()
    date_status: tuple[tuple[str, str], ...] = ()
    explained: tuple[Explanation, ...] = ()
    follows: Succession | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One work: identity, issuers, force, scope, terms, and its editions, oldest first."""

    id: str
    title: tuple[tuple[str, str], ...]
    short_title: tuple[tuple[str, str], ...]
    jurisdiction: str
    language: str
    force: Force
    licence: Licence
    editions: tuple[Edition, ...]
    aliases: tuple[str, ...] = ()
    issuers: tuple[Issuer, ...] = ()
    audience: tuple[str, ...] = ()
    official_url: str = ""
    scope: tuple[ScopeStatement, ...] = ()
    definitions: tuple[Definition, ...] = ()
    relations: tuple[Relation, ...] = ()
    instrument: Instrument = field(default_factory=Instrument)

    @property
    def latest(self) -> Edition:
        """The newest edition held; a reference without an edition means this one."""
        return self.editions[-1]

    @property
    def enforcement_known(self) -> str:
        """What is known of enforcement: recorded, silent where the whole text was read, else not examined."""
        if any(section.startswith("enforcement.") for section, _ in self.instrument.facts()):
            return "recorded"
        return "silent" if self.latest.extent.examined == "whole" else "not-examined"

    def name(self, language: str = "en") -> str:
        """Return the short title in a language, or in English."""
        titles = dict(self.short_title)
        return titles.get(language, titles["en"])
