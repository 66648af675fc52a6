# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The table that turns force, kind, modality and verb into a stance: data in ontology/tables, checked here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Final

from comity.model.errors import RecordError
from comity.model.requirement import Requirement
from comity.model.source import Force
from comity.model.vocab import Vocabulary, nearest
from comity.settings import Settings

INVALID: Final = "invalid"
VERB_FAMILIES: Final = ("shall", "should", "may", "none")
_COLUMNS: Final = ("force", "binding", "kind", "modality", "verb", "stance", "why")
_NEGATIONS: Final = frozenset({"not", "never"})

Case = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; an empty set in a column means that anything fits."""

    line: int
    cells: tuple[frozenset[str], ...]
    stance: str
    why: str

    def fits(self, case: Case) -> bool:
        """True when every column holds the case's member or is open."""
        return all(not cell or member in cell for cell, member in zip(self.cells, case, strict=True))


@dataclass(frozen=True, slots=True)
class StanceTable:
    """The rows in order, and the family of every verb cue (docs/architecture.md section 7)."""

    path: str
    rows: tuple[Row, ...]
    verbs: Mapping[str, str]
    _found: dict[Case, Row] = field(default_factory=dict, compare=False, repr=False)

    def family(self, verb: str, place: str) -> str:
        """Return the family of a verb cue as worded; an unknown cue raises RecordError with the place that uses it."""
        words = verb.casefold().replace("-", " ").replace("_", " ").split()
        cue = " ".join(word for word in words if word not in _NEGATIONS)
        if cue not in self.verbs:
            raise RecordError(place, f"the verb {verb!r} is not in verb.tsv", nearest(cue, self.verbs))
        return self.verbs[cue]

    def row(self, case: Case) -> Row:
        """Return the first row that fits (force, binding, kind, modality, verb family), or raise RecordError."""
        if case not in self._found:
            row = next((row for row in self.rows if row.fits(case)), None)
            if row is None:
                raise RecordError(self.path, f"no row fits {_named(case)}", "add a row")
            self._found[case] = row
        return self._found[case]

    def of(self, force: Force, requirement: Requirement) -> str:
        """Return the stance that a requirement takes in an instrument of this force, whatever text it stands in.

        Raises RecordError, naming the requirement, for a combination that cannot be.
        """
        family = self.family(requirement.verb, requirement.ref) if requirement.kind == "duty" else "none"
        case = (force.kind, _yes_no(force.binding), requirement.kind, requirement.modality or "none", family)
        row = self.row(case)
        if row.stance == INVALID:
            raise RecordError(requirement.ref, f"{row.why}: {_named(case)}")
        return row.stance

    def force_class(self, force: Force) -> str:
        """Return law, scheme or advice: what an obligation worded with shall would amount to under this force."""
        stance = self.row((force.kind, _yes_no(force.binding), "duty", "obligation", "shall")).stance
        return {"binding": "law", "label-only": "scheme"}.get(stance, "advice")


def cases(vocabulary: Vocabulary) -> Iterator[Case]:
    """Yield every combination of vocabulary members that the table has to answer."""
    modalities = (*sorted(vocabulary.scheme("modality")), "none")
    kinds = sorted(vocabulary.scheme("statement-kind"))
    yield from product(sorted(vocabulary.scheme("legal-force")), ("yes", "no"), kinds, modalities, VERB_FAMILIES)


def check(table: StanceTable, vocabulary: Vocabulary) -> None:
    """Raise RecordError when a row names an unknown term, or when a combination has no row."""
    known = (
        frozenset(vocabulary.scheme("legal-force")),
        frozenset({"yes", "no"}),
        frozenset(vocabulary.scheme("statement-kind")),
        frozenset({*vocabulary.scheme("modality"), "none"}),
        frozenset(VERB_FAMILIES),
    )
    for row in table.rows:
        for column, cell, members in zip(_COLUMNS, row.cells, known, strict=False):
            for term in sorted(cell - members):
                raise RecordError(f"{table.path}:{row.line}", f"{term!r} is no {column}", nearest(term, members))
        if row.stance != INVALID and not vocabulary.has("stance", row.stance):
            hint = nearest(row.stance, vocabulary.scheme("stance"))
            raise RecordError(f"{table.path}:{row.line}", f"{row.stance!r} is no stance", hint)
    for case in cases(vocabulary):
        table.row(case)


@lru_cache(maxsize=4)
def load(ontology: Path) -> StanceTable:
    """Read ``tables/stance.tsv`` and ``tables/verb.tsv`` below the ontology folder; faults name file and line."""
    path = ontology / "tables" / "stance.tsv"
    verbs_path = ontology / "tables" / "verb.tsv"
    rows = tuple(
        Row(line, tuple(_cell(text) for text in fields[:5]), fields[5], fields[6])
        for line, fields in _lines(path, _COLUMNS)
    )
    verbs: dict[str, str] = {}
    for line, (cue, family) in _lines(verbs_path, ("cue", "family")):
        if family not in VERB_FAMILIES or cue in verbs:
            why = f"{cue!r} stands twice" if cue in verbs else f"{family!r} is no verb family"
            raise RecordError(f"{verbs_path}:{line}", why, f"families: {', '.join(VERB_FAMILIES)}")
        verbs[cue] = family
    return StanceTable(str(path), rows, verbs)


@lru_cache(maxsize=1)
def current() -> StanceTable:
    """Return the table of the ontology folder that the settings name, which are read once in a process."""
    return load(Settings().ontology)


def _lines(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, tuple[str, ...]]]:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise RecordError(str(path), "file not found", "is COMITY_ONTOLOGY set right?") from error
    content = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line and not line.startswith("#")]
    if not content or tuple(content[0][1].split("\t")) != columns:
        raise RecordError(str(path), f"the columns are not {', '.join(columns)}")
    for number, line in content[1:]:
        fields = tuple(line.split("\t"))
        if len(fields) != len(columns):
            raise RecordError(f"{path}:{number}", f"{len(fields)} columns, not {len(columns)}")
        yield number, fields


def _cell(text: str) -> frozenset[str]:
    return frozenset() if text == "*" else frozenset(text.split("|"))


def _yes_no(flag: bool) -> str:
    return "yes" if flag else "no"


def _named(case: Case) -> str:
    force, binding, kind, modality, verb = case
    return f"force {force}, binding {binding}, kind {kind}, modality {modality}, verb family {verb}"
