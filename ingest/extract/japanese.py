# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Deontic cues of Japanese sentences, by how their predicates end; the endings are data beside this module.

Beside the English rules and apart from them: a Japanese cue closes its clause, so no word order has to be analysed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from comity.model.errors import RecordError
from ingest.extract.rules import CueRule

_FILE: Final = Path(__file__).with_name("japanese.yml")
_VERB_END: Final = "[うくぐすつぬぶむる]"


class EndingRules(BaseModel):
    """japanese.yml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    cues: tuple[CueRule, ...]
    ignored: tuple[str, ...]
    conjunctions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """A cue as it stands in a sentence: its rule and the characters that it covers."""

    rule: CueRule
    start: int
    end: int


@lru_cache(maxsize=1)
def ending_rules() -> EndingRules:
    """Return the endings; raises RecordError where the file is malformed."""
    try:
        return EndingRules.model_validate(yaml.safe_load(_FILE.read_text(encoding="utf-8")))
    except (yaml.YAMLError, ValidationError) as error:
        raise RecordError(f"ingest/extract/{_FILE.name}", str(error).replace("\n", "; ")) from error


def endings(sentence: str) -> tuple[Ending, ...]:
    """Return the cues of a sentence in order; the last is that of its main clause, those before it are coordinate.

    An ending before a noun (しなければならない事項) is none. The text is taken as printed: nothing is normalised.
    """
    rules = {rule.id: rule for rule in ending_rules().cues}
    found: list[Ending] = []
    for match in _pattern().finditer(sentence):
        rule_id = _rule_of(match[1])
        if rule_id is not None:
            found.append(Ending(rules[rule_id], match.start(1), match.end(1)))
    return tuple(found)


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[re.Pattern[str], str | None], ...]:
    """Return every ending with its rule, None where it is no cue, the longest first."""
    rows = [(word, rule.id) for rule in ending_rules().cues for word in rule.words]
    ordered = sorted([*rows, *((word, "") for word in ending_rules().ignored)], key=lambda row: (-len(row[0]), row[0]))
    return tuple((re.compile(_form(word)), rule or None) for word, rule in ordered)


def _form(word: str) -> str:
    return re.escape(word).replace(re.escape("~"), _VERB_END)


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    any_form = "|".join(form.pattern for form, _ in _table())
    conjunction = "|".join(re.escape(word) for word in ending_rules().conjunctions)
    return re.compile(rf"({any_form})(?=\s*(?:$|(?:{conjunction})?[、，。！？）」』)]))")


def _rule_of(text: str) -> str | None:
    return next((rule for form, rule in _table() if form.fullmatch(text)), None)
