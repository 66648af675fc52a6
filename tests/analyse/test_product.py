# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Product profiles at the door: what is refused and why, what is read, and that nothing is assumed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from comity.analyse.product import locate, read
from comity.model.errors import ComityError, NotFoundError, RequestError
from comity.model.requirement import Condition
from comity.model.vocab import Vocabulary
from comity.settings import Settings

CORPUS = Settings().corpus
WORKED = sorted((CORPUS / "profiles").glob("*.yml"))
GOOD: dict[str, Any] = {
    "name": {"en": "Lock", "ja": "錠"},
    "class": "smart-lock",
    "users": ["consumer"],
    "kind": "device",
    "connections": ["bluetooth", "internet-through-other-equipment"],
    "answers": {"has-passwords": False, "authenticates-users": True},
    "role": "manufacturer",
    "markets": ["us-ca"],
    "placed_on_market": "2026-06-01",
}


def write(folder: Path, **changes: Any) -> Path:
    path = folder / "profile.json"
    data = {key: value for key, value in (GOOD | changes).items() if value is not None}
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


@pytest.mark.parametrize("path", WORKED, ids=lambda path: path.stem)
def test_every_worked_profile_loads_and_has_a_title_in_both_languages(path: Path, vocabulary: Vocabulary) -> None:
    product = read(path, vocabulary)
    assert set(dict(product.name)) == {"en", "ja"}
    assert product.title("ja") != product.title()
    assert "#" not in path.read_text(encoding="utf-8")
    assert product.profile.on("function-class")
    assert product.profile.on("connection")
    assert locate(path.stem, CORPUS) == path


def test_there_are_twelve_worked_profiles() -> None:
    assert len(WORKED) == 12


def test_a_profile_is_read_from_json_and_from_yaml_alike(tmp_path: Path, vocabulary: Vocabulary) -> None:
    product = read(write(tmp_path), vocabulary)
    lines = ["name: {en: Lock, ja: 錠}", "class: smart-lock", "users: consumer", "kind: [device]", "role: manufacturer"]
    lines += ["connections: [internet-through-other-equipment, bluetooth]", "markets: us-ca"]
    lines += ["answers: {has-passwords: false, authenticates-users: true}", "placed_on_market: 2026-06-01"]
    other = tmp_path / "profile.yml"
    other.write_text("\n".join(lines), encoding="utf-8")
    assert read(other, vocabulary) == product
    assert (product.role, product.markets, product.placed_on_market) == ("manufacturer", ("us-ca",), date(2026, 6, 1))


def test_what_is_missing_stays_unknown(tmp_path: Path, vocabulary: Vocabulary) -> None:
    missing = dict.fromkeys(("class", "users", "connections", "answers", "role", "markets", "placed_on_market"))
    product = read(write(tmp_path, **missing), vocabulary)
    assert product.profile.axes == (("product-kind", ("device",)),)
    assert (product.role, product.markets, product.placed_on_market) == (None, (), None)
    assert product.profile.answer(Condition("has-passwords"), vocabulary) is None
    with pytest.raises(RequestError, match="kind: Field required"):
        read(write(tmp_path, kind=None), vocabulary)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"conections": ["bluetooth"]}, "nearest: connections"),
        ({"class": "smartlock"}, "nearest: smart-lock"),
        ({"users": ["consumers"]}, "nearest: consumer"),
        ({"connections": ["blue-tooth"]}, "nearest: bluetooth"),
        ({"answers": {"has-password": True}}, "nearest: has-passwords"),
        ({"answers": {"has-passwords": "yes"}}, "answers.has-passwords: Input should be a valid boolean"),
        ({"answers": {"authentication-conditions": True}}, "a group of conditions"),
        ({"role": "consumer"}, "is no role in which a company makes or supplies"),
        ({"role": "manufacter"}, "nearest: manufacturer"),
        ({"placed_on_market": 2026}, "not a date, write it as 2026-01-31"),
        ({"placed_on_market": "2026-13-01"}, "placed_on_market"),
        ({"name": {"de": "Schloss"}}, "name"),
        ({"name": {}}, "name"),
    ],
)
def test_unknown_keys_and_terms_are_refused_with_the_right_ones(
    tmp_path: Path, vocabulary: Vocabulary, changes: dict[str, Any], told: str
) -> None:
    with pytest.raises(ComityError) as raised:
        read(write(tmp_path, **changes), vocabulary)
    assert told in str(raised.value)
    assert raised.value.place.startswith(str(tmp_path))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"answers": {"has-passwords": False, "has-factory-set-passwords": True}}, "while has-passwords is false"),
        ({"answers": {"has-sensors": False, "has-camera": True}}, "while has-sensors is false"),
        ({"answers": {"is-updatable": False, "supports-automatic-updates": True}}, "while is-updatable is false"),
        ({"answers": {"is-large-enterprise": True, "is-micro-enterprise": True}}, "is-micro-enterprise"),
        ({"connections": ["none", "internet-directly"]}, "none and internet-directly cannot both hold"),
        ({"connections": ["none"], "answers": {"reachable-outside-lan": True}}, "whose connections are none"),
        ({"connections": ["wired-only", "bluetooth"]}, "there is no radio, and bluetooth is one"),
        ({"answers": {"is-internet-connected": False}}, "internet-through-other-equipment"),
        ({"connections": ["bluetooth"], "answers": {"is-internet-connected": True}}, "neither internet-directly"),
        ({"answers": {"is-tailor-made-for-business-user": True}}, "only for consumer"),
        ({"class": "operating-system"}, "device is hardware, and the class operating-system is software"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(
    tmp_path: Path, vocabulary: Vocabulary, changes: dict[str, Any], told: str
) -> None:
    with pytest.raises(RequestError) as raised:
        read(write(tmp_path, **changes), vocabulary)
    assert told in str(raised.value)


@pytest.mark.parametrize(
    "changes",
    [
        {"answers": {"has-passwords": True, "has-factory-set-passwords": False}},
        {"answers": {"has-factory-set-passwords": True}},
        {"answers": {"has-sensors": True, "has-camera": False}},
        {"connections": ["none"]},
        {"connections": ["wired-only", "internet-directly"]},
        {"connections": ["cellular"], "answers": {"is-internet-connected": True}},
        {"users": ["consumer", "worker-or-business"], "answers": {"is-tailor-made-for-business-user": True}},
        {"kind": ["software-alone"], "class": "operating-system"},
    ],
)
def test_what_can_be_is_taken(tmp_path: Path, vocabulary: Vocabulary, changes: dict[str, Any]) -> None:
    assert read(write(tmp_path, **changes), vocabulary).title() == "Lock"


def test_files_that_are_no_profile(tmp_path: Path, vocabulary: Vocabulary) -> None:
    path = tmp_path / "list.yml"
    for text, told in (
        ("- a\n- b\n", "a profile is a mapping"),
        ("name: [", "neither YAML nor JSON"),
        ("", "a mapping"),
    ):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(RequestError, match=told):
            read(path, vocabulary)
    path.write_text("name: " + "x" * 100_001, encoding="utf-8")
    with pytest.raises(RequestError, match="larger than"):
        read(path, vocabulary)
    with pytest.raises(NotFoundError, match="nearest: smart-lock"):
        locate("smartlock", CORPUS)
