# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Two definitions component by component: equal, wider, narrower or different, with a witness where one is certain."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from comity.analyse import phrase
from comity.analyse.reach import Width, combine, test_within, width
from comity.analyse.scope import users_apart
from comity.model.source import Definition
from comity.model.vocab import Vocabulary

# Components that each instrument fills for its own territory, or that say where words come from: no other meaning.
_OWN: Final = frozenset({"territory", "on_behalf", "source"})
# Components of a thing; one that is absent sets no limit, and exclusions limit the more the longer they are.
_OF_A_THING: Final = ("genus", "connection", "identifiers", "use", "function", "supply", "exclusions")
_JOINTS: Final = {"all-of": " and ", "any-of": " or "}
_UNLIMITED: Final = frozenset({"any", "none-needed"})

Components = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Difference:
    """A component in which two definitions differ; ``of`` is thing, person or quality.

    ``stricter`` names the side that reaches more things or persons, or that asks for more of a quality. ``witnesses``
    are cases that are for certain inside one (side a or b) and outside the other on this component.
    """

    of: str
    component: str
    stricter: Width
    says: tuple[str, str]
    witnesses: tuple[tuple[str, str], ...] = ()


def differences(a: Definition, b: Definition, vocabulary: Vocabulary) -> Iterator[Difference]:
    """Yield the components in which two definitions of one term differ."""
    x, y = dict(a.components), dict(b.components)
    if _uses(x, "acts") and _uses(y, "acts"):
        yield from _person(x, y)
    elif _uses(x, "criteria") or _uses(y, "criteria"):
        yield from _quality(x, y)
    else:
        yield from _thing(x, y, vocabulary)


def _thing(x: Components, y: Components, vocabulary: Vocabulary) -> Iterator[Difference]:
    for head in _OF_A_THING:
        names = _parts(head, x, y)
        widths = {name: _part(name, x.get(name, ()), y.get(name, ())) for name in names}
        whole = combine(widths.values())
        if whole is not Width.EQUAL:
            says = (_says(x, names), _says(y, names))
            told = [w for name in names for w in _witnesses(name, x.get(name, ()), y.get(name, ()), vocabulary)]
            yield Difference("thing", head, whole, says, tuple(told))


def _part(name: str, x: Sequence[str], y: Sequence[str]) -> Width:
    if name.endswith(".test"):
        outer, inner = (x[0] if x else None), (y[0] if y else None)
        return width(test_within(inner, outer), test_within(outer, inner))
    if name.startswith("exclusions"):
        return width(set(x) <= set(y), set(y) <= set(x))
    return width(_within(y, x), _within(x, y))


def _within(inner: Collection[str], outer: Collection[str]) -> bool:
    """True when an any-of list is within another; one that is absent or holds the unlimited member limits nothing."""
    if not outer or _UNLIMITED & set(outer):
        return True
    return bool(inner) and set(inner) <= set(outer)


def _person(x: Components, y: Components) -> Iterator[Difference]:
    """Compare the acts that make a person a member; who is expressly spared is told beside them."""
    whole = width(_entails(y, x), _entails(x, y))
    names = [*_parts("acts", x, y), *_parts("spared", x, y)]
    if whole is not Width.EQUAL:
        yield Difference("person", "acts", whole, (_says(x, names), _says(y, names)))


def _entails(inner: Components, outer: Components) -> bool:
    """True when whoever does the acts of the inner definition does those of the outer."""
    mine, wanted = set(inner["acts.of"]), set(outer["acts.of"])
    if _joined(outer) == "any-of":
        return bool(mine & wanted) if _joined(inner) == "all-of" else mine <= wanted
    return wanted <= mine if _joined(inner) == "all-of" else len(mine) == 1 and wanted <= mine


def _joined(components: Components) -> str:
    return components.get("acts.type", ("all-of",))[0]


def _quality(x: Components, y: Components) -> Iterator[Difference]:
    """Compare what both say of a quality; a list that only one of them has is silence of the other, no difference."""
    heads = sorted({name.partition(".")[0] for name in (*x, *y)} - _OWN)
    for head in heads:
        names = [name for name in _parts(head, x, y) if not name.endswith(".type") and name in x and name in y]
        whole = combine(width(set(y[name]) <= set(x[name]), set(x[name]) <= set(y[name])) for name in names)
        if _joins(head, x) != _joins(head, y):
            whole = Width.DIFFERENT
        if names and whole is not Width.EQUAL:
            yield Difference("quality", head, whole, (_says(x, names), _says(y, names)))


def _joins(head: str, components: Components) -> tuple[str, ...]:
    return components.get(f"{head}.type", ("all-of",))


def _uses(components: Components, head: str) -> bool:
    return f"{head}.of" in components


def _parts(head: str, x: Components, y: Components) -> list[str]:
    return sorted(name for name in {*x, *y} if name == head or name.startswith(f"{head}."))


def _says(components: Components, names: Sequence[str]) -> str:
    told = []
    for name in names:
        if name.endswith(".type"):
            continue
        joint = _JOINTS.get("".join(components.get(name.replace(".of", ".type"), ())), ", ")
        members = components.get(name, ())
        label = phrase.terms([name.replace(".of", "").replace(".", " ").replace("_", " ")])
        told.append(f"{label}: {joint.join(phrase.terms([m]) for m in members) if members else 'none stated'}")
    return "; ".join(told)


def _witnesses(name: str, x: Sequence[str], y: Sequence[str], vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield the side and the case that is for certain inside its definition and outside the other's.

    Nothing is certain where a list is absent, or against a list that ends in an open member ("other …").
    """
    for side, outer, inner in (("a", x, y), ("b", y, x)):
        if not outer or not inner or name.startswith("exclusions"):
            continue
        if name.endswith(".group"):
            yield from ((side, case) for case in _groups_outside(inner, vocabulary) if "any" in outer)
        elif name.endswith(".test"):
            if outer != inner and test_within(inner[0], outer[0]):
                yield side, f'one that passes the test "{phrase.terms(outer)}" and fails "{phrase.terms(inner)}"'
        elif not _UNLIMITED & {*outer, *inner} and not _is_open(inner) and set(outer) - set(inner):
            yield side, f"one with no more than: {phrase.terms(sorted(set(outer) - set(inner)))}"


def _is_open(members: Sequence[str]) -> bool:
    return any(member.startswith("other") for member in members)


def _groups_outside(values: Collection[str], vocabulary: Vocabulary) -> list[str]:
    outside = [group for group in sorted(vocabulary.scheme("user-group")) if users_apart(group, values)]
    preferred = "industrial-operator" if "industrial-operator" in outside else "".join(outside[:1])
    return [f"one only for {vocabulary.concept('user-group', preferred).label().lower()}"] if preferred else []
