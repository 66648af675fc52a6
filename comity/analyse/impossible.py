# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""What no product can be: answers that contradict each other, or the connections, by the definitions of the terms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from comity.analyse.profile import Profile
from comity.model.vocab import Vocabulary

# The first cannot be true while the second is false; narrower terms of one branch follow from the scheme itself.
_NEEDS: Final = (
    ("has-factory-set-passwords", "has-passwords"),
    ("authenticates-outside-lan", "authenticates-over-network"),
    ("authenticates-outside-lan", "reachable-outside-lan"),
    ("has-update-mechanism", "is-updatable"),
    ("is-partly-updatable", "is-updatable"),
    ("service-stores-personal-data", "provides-associated-service"),
)
# What is true only of a product that has some connection.
_NEEDS_A_CONNECTION: Final = (
    "authenticates-outside-lan",
    "authenticates-over-network",
    "has-network-reachable-security-configuration",
    "is-internet-connected",
    "reachable-outside-lan",
    "updates-over-network",
)
_SMALL: Final = ("is-micro-enterprise", "is-small-enterprise", "is-medium-enterprise")
_INTERNET: Final = frozenset({"internet-directly", "internet-through-other-equipment"})
# Connections that leave open whether the internet is reached by them.
_VAGUE: Final = frozenset({"data-connection-of-any-kind", "radio-of-any-kind", "cellular", "wired-only"})
_RADIO: Final = frozenset({"radio-of-any-kind", "bluetooth", "other-short-range-radio", "cellular"})
_PRIVATE: Final = frozenset({"consumer", "household", "child"})
_HARDWARE: Final = frozenset({"device", "network-equipment"})


def impossible(profile: Profile, vocabulary: Vocabulary) -> tuple[tuple[str, str], ...]:
    """Return every contradiction, as the place in the profile and the reason; none means that it can be."""
    checks: tuple[Callable[[Profile, Vocabulary], Iterator[tuple[str, str]]], ...] = (
        _branches,
        _needs,
        _sizes,
        _connections,
        _internet,
        _uses,
    )
    return tuple(dict.fromkeys(found for check in checks for found in check(profile, vocabulary)))


def _branches(profile: Profile, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """What is narrower cannot be true where what is broader is false."""
    answers = dict(profile.answers)
    for term in (term for term, truth in answers.items() if truth):
        broader = vocabulary.lineage("condition", term)[1:]
        yield from (_clash(term, above) for above in broader if answers.get(above) is False)


def _needs(profile: Profile, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    answers = dict(profile.answers)
    for term, needed in _NEEDS:
        narrower = [name for name in answers if term in vocabulary.lineage("condition", name)]
        yield from (_clash(name, needed) for name in narrower if answers[name] and answers.get(needed) is False)


def _sizes(profile: Profile, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    answers = dict(profile.answers)
    for small in _SMALL:
        if answers.get("is-large-enterprise") and answers.get(small):
            yield "answers.is-large-enterprise", f"cannot be true together with {small}"


def _connections(profile: Profile, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    held = set(profile.on("connection"))
    if "none" in held:
        if others := sorted(held - {"none"}):
            yield "connections", f"none and {', '.join(others)} cannot both hold"
        for term in _NEEDS_A_CONNECTION:
            if dict(profile.answers).get(term):
                yield f"answers.{term}", "cannot be true of a product whose connections are none"
    if "wired-only" in held and (radio := sorted(held & _RADIO)):
        yield "connections", f"wired-only says that there is no radio, and {', '.join(radio)} is one"


def _internet(profile: Profile, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    held, online = set(profile.on("connection")), dict(profile.answers).get("is-internet-connected")
    if online is False and (reached := sorted(held & _INTERNET)):
        yield "answers.is-internet-connected", f"cannot be false where connections hold {', '.join(reached)}"
    if online and held and "none" not in held and not held & (_INTERNET | _VAGUE):
        why = "cannot be true where connections name neither internet-directly nor internet-through-other-equipment"
        yield "answers.is-internet-connected", why


def _uses(profile: Profile, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    users, answers = set(profile.on("user-group")), dict(profile.answers)
    if users and users <= _PRIVATE and answers.get("is-tailor-made-for-business-user"):
        yield "answers.is-tailor-made-for-business-user", f"cannot be true of a product only for {', '.join(users)}"
    classes, kinds = profile.on("function-class"), profile.on("product-kind")
    concepts = vocabulary.scheme("function-class")
    for term in classes:
        if kinds and set(kinds) <= _HARDWARE and "software" in {term, concepts[term].broader}:
            yield "kind", f"{', '.join(kinds)} is hardware, and the class {term} is software"


def _clash(term: str, needed: str) -> tuple[str, str]:
    return f"answers.{term}", f"cannot be true while {needed} is false"
