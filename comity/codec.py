# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Records to JSON lines and back: how stages leave files and how a release is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from comity.model.errors import RecordError

T = TypeVar("T")


@cache
def _adapter(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


def dump_lines(path: Path, items: Iterable[object], shape: Any) -> None:
    """Write one JSON object a line, in the order given."""
    adapter = _adapter(shape)
    with path.open("wb") as stream:
        for item in items:
            stream.write(adapter.dump_json(item) + b"\n")


def load_lines(path: Path, shape: type[T]) -> Iterator[T]:
    """Yield the records of a JSON-lines file; a damaged line is named."""
    adapter = TypeAdapter(shape)
    with path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            try:
                yield adapter.validate_json(line)
            except ValidationError as error:
                raise RecordError(f"{path}:{number}", f"not a {shape.__name__} record", "build again") from error


def to_json(item: object, shape: Any) -> Any:
    """Return plain JSON data of a record, for the command line and for HTTP."""
    return _adapter(shape).dump_python(item, mode="json")


def dump_one(path: Path, item: object, shape: Any) -> None:
    """Write one record as a JSON file."""
    path.write_bytes(_adapter(shape).dump_json(item) + b"\n")


def load_one(path: Path, shape: Any) -> Any:
    """Read a record written by dump_one."""
    try:
        return _adapter(shape).validate_json(path.read_bytes())
    except ValidationError as error:
        raise RecordError(str(path), "not a record of the expected shape", "build again") from error
