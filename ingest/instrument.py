# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""``instrument.yml``, an optional file beside ``source.yml``: its terms, and the clauses that it names.

Two rules hold for clauses, both against the restatement of the latest edition, in any language:

- The ``clause`` of an entry, where the fact is stated, is an id that the restatement holds. Only an entry that is not
  ``verified`` may name a place in words instead, which holds a blank: ``Sch. 2A, not read``.
- What an entry is about (``punishes``, ``from_``, ``adds``, ``provisions``) may be told in words whatever its status,
  since a clause that was read may point to one that was not; a word without a blank must be an id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel

from comity.model import instrument as model
from comity.model.document import Document
from comity.model.errors import RecordError
from comity.model.instrument import Enforcement, Fact, Instrument, in_words
from comity.model.vocab import Vocabulary, nearest
from ingest.instrument_records import InstrumentRecord
from ingest.records import read_record

FILE: Final = "instrument.yml"
_KINDS: Final[Mapping[str, type[Fact]]] = {
    "enforcers": model.Enforcer,
    "measures": model.Measure,
    "tiers": model.Tier,
    "daily": model.DailyPenalty,
    "relief": model.Relief,
    "cure": model.CurePeriod,
    "private_action": model.PrivateAction,
    "levels": model.Level,
    "procedures": model.Procedure,
    "other_law": model.OtherLaw,
    "transition": model.Transition,
    "force_by_class": model.ClassForce,
    "dates_by_part": model.PartDate,
    "wrong_names": model.WrongName,
    "membership": model.Membership,
    "identifiers": model.IdentifierFact,
    "language_divergence": model.Divergence,
}
# The field of each kind whose value, or whose members, are terms, with their scheme.
_TERMS: Final[Mapping[type[Fact], tuple[tuple[str, str], ...]]] = {
    model.Enforcer: (("role", "role"),),
    model.Measure: (("measure", "enforcement-measure"),),
    model.PrivateAction: (("value", "private-action"),),
    model.Level: (("assessor", "assessor"), ("procedure", "assessment-procedure")),
    model.Procedure: (("tier", "product-tier"), ("procedures", "assessment-procedure"), ("assessor", "assessor")),
    model.ClassForce: (
        ("function_class", "function-class"),
        ("force", "legal-force"),
        ("state", "recognition-status"),
    ),
    model.Membership: (("role", "role"),),
}


def load(path: Path, vocabulary: Vocabulary) -> Instrument:
    """Load an ``instrument.yml`` and check its terms and levels; where there is none, nothing is recorded.

    Raises RecordError naming file and entry. Clauses are checked by ``check_clauses``, once the restatement is parsed.
    """
    if not path.is_file():
        return Instrument()
    record = read_record(path, InstrumentRecord)
    enforcement = Enforcement(**_sections(record.enforcement))
    instrument = Instrument(enforcement=enforcement, **_sections(record))
    for section, fact in instrument.facts():
        for scheme, term in _terms(fact):
            if not vocabulary.has(scheme, term):
                hint = nearest(term, vocabulary.scheme(scheme))
                raise RecordError(f"{path}: {section}", f"{term!r} is not a term of the scheme {scheme}", hint)
    _check_names(instrument, path)
    return instrument


def check_clauses(instrument: Instrument, path: Path, documents: Iterable[Document]) -> None:
    """Raise RecordError for a clause that the restatement of the latest edition lacks, by the two rules above."""
    known = {clause.id for document in documents for clause in document.clauses}
    for section, fact in instrument.facts():
        for place in (*([fact.clause] if fact.clause else []), *fact.concerns):
            if place not in known and not in_words(place):
                raise RecordError(
                    f"{path}: {section}", f"no clause {place!r} in the restatement", nearest(place, known)
                )
        if fact.status == "verified" and fact.clause and fact.clause not in known:
            why = f"a verified fact needs a clause of the restatement, not {fact.clause!r}"
            raise RecordError(f"{path}: {section}", why, "name the clause, or say secondary or unverified")


def _sections(record: BaseModel) -> dict[str, Any]:
    return {name: _section(name, getattr(record, name)) for name in type(record).model_fields if name in _KINDS}


def _section(name: str, value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_fact(_KINDS[name], entry) for entry in value)
    return None if value is None else _fact(_KINDS[name], value)


def _fact(kind: type[Fact], record: BaseModel) -> Fact:
    values: dict[str, Any] = {}
    for name in type(record).model_fields:
        value = getattr(record, name)
        values[name] = tuple(sorted(value.items())) if isinstance(value, dict) else value
    return kind(**values)


def _terms(fact: Fact) -> Iterator[tuple[str, str]]:
    yield "verification", fact.status
    for name, scheme in _TERMS.get(type(fact), ()):
        value = getattr(fact, name)
        members = value if isinstance(value, tuple) else (value,)
        yield from ((scheme, member) for member in members if member is not None)


def _check_names(instrument: Instrument, path: Path) -> None:
    """Hold the names that entries give themselves apart, and those by which they point to each other right."""
    for section, names in (
        ("levels", [level.id for level in instrument.levels]),
        ("enforcement.tiers", [tier.id for tier in instrument.enforcement.tiers]),
    ):
        for name in names:
            if names.count(name) > 1:
                raise RecordError(f"{path}: {section}", f"{name!r} stands twice")
    levels = {level.id for level in instrument.levels}
    pointed: list[tuple[str, list[tuple[str | None, str | None]]]] = [
        ("levels", [(level.includes, level.id) for level in instrument.levels]),
        ("force_by_class", [(entry.level, None) for entry in instrument.force_by_class]),
    ]
    for section, named in pointed:
        for wanted, of in named:
            if wanted is not None and (wanted not in levels or wanted == of):
                hint = nearest(wanted, (level for level in levels if level != of))
                raise RecordError(f"{path}: {section}", f"no level {wanted!r}", hint)
