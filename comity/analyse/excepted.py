# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Exceptions that hold under a condition: which answer of a profile settles them, and how."""

from __future__ import annotations

from typing import Final

from comity.analyse.profile import Profile
from comity.model.requirement import Condition
from comity.model.source import ScopeStatement, Source
from comity.model.vocab import Vocabulary

_EXCEPTED: Final = "excepted-under-a-condition"
# The rules that a class is excepted for, as a predicate of the profile; other classes have none that means just them.
_RULES_OF: Final = {
    "medical-device": "is-subject-to-medical-device-rules",
    "in-vitro-diagnostic": "is-subject-to-medical-device-rules",
}


def condition(source: Source, statement: ScopeStatement) -> Condition | None:
    """Return the condition of an exception, where other law alone decides it and the profile can say whether it holds.

    Other law that has to be complied with as well, and exceptions for part of a territory, are left to the reader.
    """
    if statement.status != _EXCEPTED or statement.value not in _RULES_OF:
        return None
    law = [entry for entry in source.instrument.other_law if entry.clause == statement.clause]
    plain = any(
        entry.effect == "out-of-scope" and entry.condition == "subject-to" and entry.reach == "whole-product"
        for entry in law
    )
    return Condition(_RULES_OF[statement.value]) if plain else None


def holds(source: Source, statement: ScopeStatement, profile: Profile, vocabulary: Vocabulary) -> bool | None:
    """Return whether an exception takes the product out, None where nothing that was answered tells."""
    asked = condition(source, statement)
    return None if asked is None else profile.answer(asked, vocabulary)
