# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""A product as a company knows it: its profile for the analyses, the company's role, markets and a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml
from pydantic import ValidationError

from comity.analyse.impossible import impossible
from comity.analyse.product_record import ProductRecord
from comity.analyse.profile import Profile, profile
from comity.model.errors import NotFoundError, RequestError
from comity.model.vocab import Vocabulary, nearest

FOLDER: Final = "profiles"
_MAX_BYTES: Final = 100_000
# The key of a profile that answers a scope axis; supply is answered by naming a market.
KEY_OF_AXIS: Final = {
    "user-group": "users",
    "product-kind": "kind",
    "connection": "connections",
    "function-class": "class",
}
_COMPANY: Final = ("maker-side", "supply-side")


@dataclass(frozen=True, slots=True)
class Product:
    """A checked profile; what is None or empty was not said."""

    name: tuple[tuple[str, str], ...]
    profile: Profile
    role: str | None = None
    markets: tuple[str, ...] = ()
    placed_on_market: date | None = None

    def title(self, language: str = "en") -> str:
        """Return the short title in a language, or in the one that there is."""
        titles = dict(self.name)
        return titles.get(language) or next(iter(titles.values()))


def product(record: ProductRecord, vocabulary: Vocabulary) -> Product:
    """Check every term, and that the product can be.

    Raises NotFoundError with the nearest right terms, and RequestError for answers that contradict each other.
    """
    stated = {
        "user-group": record.users,
        "connection": record.connections,
        "function-class": [record.class_] if record.class_ else [],
        "product-kind": record.kind,
    }
    for term in record.answers:
        _check_answer(term, vocabulary)
    found = profile({axis: terms for axis, terms in stated.items() if terms}, record.answers, vocabulary)
    for place, why in impossible(found, vocabulary):
        raise RequestError(place, why, "correct one of the two, or leave out what is not known")
    if record.role is not None:
        _check_role(record.role, vocabulary)
    return Product(
        tuple(sorted(record.name.items())), found, record.role, tuple(record.markets), record.placed_on_market
    )


def read(path: Path, vocabulary: Vocabulary) -> Product:
    """Read a profile from a YAML or JSON file; errors name the file and the key."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise NotFoundError(str(path), "cannot be read", "name a YAML or JSON file") from error
    if len(data) > _MAX_BYTES:
        raise RequestError(str(path), f"larger than {_MAX_BYTES} bytes", "a profile is a short file")
    try:
        record = ProductRecord.model_validate(_parsed(data, str(path)))
    except ValidationError as error:
        place, why = first_error(error)
        raise RequestError(f"{path}: {place}" if place else str(path), why, "see: docs/profiles.md") from error
    try:
        return product(record, vocabulary)
    except (NotFoundError, RequestError) as error:
        raise type(error)(f"{path}: {error.place}", error.why, error.way_out) from error


def locate(typed: str, corpus: Path) -> Path:
    """Return the file that was typed, or the worked profile of that name; NotFoundError with the nearest ones."""
    folder = corpus / FOLDER
    held = {path.stem: path for path in sorted(folder.glob("*.yml"))}
    if Path(typed).is_file() or typed not in held:
        if not Path(typed).is_file():
            raise NotFoundError(typed, "no such file and no worked profile of this name", nearest(typed, held))
        return Path(typed)
    return held[typed]


def first_error(error: ValidationError) -> tuple[str, str]:
    """Return the place and the reason of the first thing that is wrong in a record."""
    found = error.errors()[0]
    place = ".".join(str(part) for part in found["loc"] if part != "[key]")
    return place, found["msg"].removeprefix("Value error, ")


def _parsed(data: bytes, place: str) -> Any:
    try:
        return yaml.safe_load(data)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        told = str(error).replace("\n", " ")
        raise RequestError(place, f"neither YAML nor JSON: {told}", "see: docs/profiles.md") from error


def _check_answer(term: str, vocabulary: Vocabulary) -> None:
    concept = vocabulary.concept("condition", term)
    if concept.broader is None:
        members = sorted(name for name, c in vocabulary.scheme("condition").items() if c.broader == term)
        raise RequestError(
            f"answers.{term}",
            "a group of conditions, which is neither true nor false",
            f"its conditions: {', '.join(members)}",
        )


def _check_role(role: str, vocabulary: Vocabulary) -> None:
    concept = vocabulary.concept("role", role)
    if concept.broader not in _COMPANY:
        known = sorted(name for name, c in vocabulary.scheme("role").items() if c.broader in _COMPANY)
        raise RequestError(
            "role", f"{role} is no role in which a company makes or supplies a product", f"one of {', '.join(known)}"
        )
