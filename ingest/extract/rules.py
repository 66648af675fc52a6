# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The extraction rules as data: cues, conditions, quantities and stems, checked when they are read."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from comity.model.errors import RecordError

ORIGIN: Final = "extracted:"
_FOLDER = Path(__file__).parent


class _Rules(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CueRule(_Rules):
    """One cue: its word patterns and what it says of the sentence."""

    id: str
    words: tuple[str, ...]
    verb: str
    modality: str | None = None
    kind: Literal["duty", "route", "exemption"] = "duty"
    effect: str | None = None
    hedge: str | None = None


class CueRules(_Rules):
    """cues.yml."""

    adverbs: tuple[str, ...]
    cues: tuple[CueRule, ...]
    ignored: tuple[str, ...]
    permitting_status: frozenset[str]
    subordinators: frozenset[str]
    determiners: frozenset[str]
    skipped_status: frozenset[str]
    participles: frozenset[str]
    hedges: dict[str, tuple[str, ...]]

    def cue(self, rule_id: str) -> CueRule:
        """Return a rule by its id."""
        return next(rule for rule in self.cues if rule.id == rule_id)


class ConditionRules(_Rules):
    """conditions.yml."""

    openers: tuple[str, ...]
    negating: frozenset[str]
    predicates: dict[str, tuple[str, ...]]


class Unit(_Rules):
    """A unit of measure; ``iso`` is the ISO 8601 duration with a gap for the number."""

    unit: str
    iso: str | None = None


class DimensionRule(_Rules):
    """Where a number with one of these units, beside these words, sets a dimension."""

    dimension: str
    units: frozenset[str]
    beside: tuple[str, ...]
    operator: str


class QuantityRules(_Rules):
    """quantities.yml."""

    numbers: dict[str, int]
    units: dict[str, Unit]
    between: frozenset[str]
    operators: dict[str, tuple[str, ...]]
    dimensions: tuple[DimensionRule, ...]
    triggers: dict[str, tuple[str, ...]]


class StemRules(_Rules):
    """stems.yml."""

    endings: tuple[str, ...]
    stopwords: frozenset[str]


_R = TypeVar("_R", bound=_Rules)


def _read(name: str, model: type[_R]) -> _R:
    path = _FOLDER / name
    try:
        return model.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (yaml.YAMLError, ValidationError) as error:
        raise RecordError(f"ingest/extract/{name}", str(error).replace("\n", "; ")) from error


@lru_cache(maxsize=1)
def cue_rules() -> CueRules:
    """Return the cues; raises RecordError where the file is malformed."""
    return _read("cues.yml", CueRules)


@lru_cache(maxsize=1)
def condition_rules() -> ConditionRules:
    """Return the condition phrases; raises RecordError where the file is malformed."""
    return _read("conditions.yml", ConditionRules)


@lru_cache(maxsize=1)
def quantity_rules() -> QuantityRules:
    """Return units, operators and dimensions; raises RecordError where the file is malformed."""
    return _read("quantities.yml", QuantityRules)


@lru_cache(maxsize=1)
def stem_rules() -> StemRules:
    """Return endings and stop words; raises RecordError where the file is malformed."""
    return _read("stems.yml", StemRules)
