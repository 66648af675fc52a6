# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Sentences composed from facets: who says what, how strongly and where, in the same words everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from typing import Final

from comity.analyse.index import Index
from comity.analyse.lens import Standing
from comity.analyse.voices import Voice
from comity.model.dimension import Dimension
from comity.model.finding import Reading
from comity.model.requirement import Parameter

_ARTICLE: Final = ("United ", "European ")
_OPERATORS: Final = {"=": "", ">=": "at least ", "<=": "at most ", ">": "more than ", "<": "less than "}
_MAX_CITED: Final = 6


def who(index: Index, jurisdiction: str) -> str:
    """Return a jurisdiction's name as it stands inside a sentence; a source that stands alone has its short title."""
    if not index.vocabulary.has("jurisdiction", jurisdiction):
        return index.corpus.of_jurisdiction(jurisdiction)[0].name()
    label = index.label("jurisdiction", jurisdiction)
    return f"the {label}" if label.startswith(_ARTICLE) else label


def inside(text: str) -> str:
    """Return a sentence for use inside another: without its full stop and its capital."""
    plain = text.rstrip(".")
    return plain[:1].lower() + plain[1:] if plain[1:2].islower() and " " in plain else plain


def conditions(index: Index, open_conditions: Iterable[str]) -> str:
    """Return conditions in words: ``has passwords and not is constrained``."""
    told = []
    for condition in open_conditions:
        negated = condition.startswith("not ")
        label = index.label("condition", condition.removeprefix("not ")).lower()
        told.append(f"not {label}" if negated else label)
    return ", ".join(told)


def sentence(text: str) -> str:
    """Return text that begins with a capital and ends with a full stop."""
    return text[:1].upper() + text[1:].rstrip(".") + "." if text else text


def cite(references: Iterable[str]) -> str:
    """Return references for reading, the first few of them and how many more there are."""
    names = list(dict.fromkeys(references))
    more = len(names) - _MAX_CITED
    return ", ".join(names[:_MAX_CITED]) + (f" and {more} more" if more > 0 else "")


def force(index: Index, standing: Standing) -> str:
    """Say what kind of instrument it is and whether it is law: ``a code of practice, which is advice and not law``."""
    kind = index.label("legal-force", standing.source.force.kind).lower()
    article = "an" if kind[:1] in "aeio" else "a"
    told = {
        "law": f"{article} {kind}, which is law",
        "scheme": f"{article} {kind}, which binds only those who carry its mark",
        "advice": f"{article} {kind}, which is advice and not law",
    }
    return told[index.table.force_class(standing.source.force)]


def saying(index: Index, voice: Voice) -> str:
    """Say what one voice does: ``asks for it with "shall"``, ``advises it``, ``names it as a way to meet a duty``."""
    requirement = voice.requirement
    if requirement.kind == "route":
        return "names it as a way of meeting a duty"
    worded = "without a modal verb" if requirement.verb in {"none", "imperative"} else f'with "{requirement.verb}"'
    if requirement.modality == "permission":
        return f"allows it {worded}"
    if voice.kind in {"binding", "conditional"}:
        verb = "forbids the contrary" if requirement.modality == "prohibition" else "requires it"
        return f"{verb} {worded}"
    return f"asks for it {worded}"


@lru_cache(maxsize=256)
def extent(readings: tuple[Reading, ...]) -> str:
    """Say what was read and what was not: ``parts read: …; not read: …``."""
    told: list[str] = []
    for item in readings:
        if item.examined in {"whole", "every-duty-bearing-part"}:
            how = "whole" if item.examined == "whole" else "in every part that can bear a duty"
            told.append(f"{item.edition} read {how}")
            continue
        missing = f"; not read: {spans(item.unread)}" if item.unread else ""
        told.append(f"{item.edition} parts read: {spans(item.read) or 'none'}{missing}")
    return "; ".join(told)


def spans(parts: Iterable[str]) -> str:
    """Return parts for reading: neighbours that differ in their last bracket only as a span, explanations left out."""
    names = list(dict.fromkeys(part.partition(":")[0] for part in parts))
    told: list[str] = []
    for _, group in groupby(names, key=lambda part: part.rpartition("(")[0] if part.endswith(")") else part):
        members = list(group)
        told.append(members[0] if len(members) == 1 else f"{members[0]} to {members[-1]}")
    return ", ".join(told)


def value(dimension: Dimension, parameter: Parameter, index: Index) -> str:
    """Return a dimension with its value in words: ``minimum password length at least 12 characters``."""
    label = index.label("dimension", dimension.id).lower()
    given = parameter.value
    if given is None:
        return f"{label} ({index.label('value-status', parameter.status).lower()})"
    shown = {True: "yes", False: "no"}[given] if isinstance(given, bool) else _shown(dimension, given)
    counted = None if isinstance(given, str) else parameter.unit or dimension.unit
    unit = f" {counted}" if counted else ""
    unless = f" unless {parameter.unless}" if parameter.unless else ""
    return f"{label}: {_OPERATORS[parameter.operator]}{shown}{unit}{unless}"


def terms(members: Iterable[str]) -> str:
    """Return members of a component or an axis as words."""
    return ", ".join(member.replace("-", " ") for member in members)


def _shown(dimension: Dimension, given: int | float | str | tuple[str, ...]) -> str:
    if isinstance(given, tuple):
        return ", ".join(dimension.member_label(member) for member in given)
    return dimension.member_label(given) if isinstance(given, str) else str(given)
